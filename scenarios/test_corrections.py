"""What was submitted is what was answered; what is corrected, on any page, is what everybody reads, prints and pays from then on."""

from collections.abc import Callable
from datetime import date

from fixtures.documents import ScanFormat, a_scan
from fixtures.documents.materials import Material
from fixtures.people import Degree
from fixtures.published.choices import DegreeLevel
from fixtures.published.specialties import SPECIALTIES
from scenarios.actors import Candidate, ExamArea, Institution, Intruder, Outcome, RegistrationPoint, Site
from scenarios.areas import AreaType
from scenarios.books import books_of
from scenarios.cast import People
from scenarios.control import Stage
from scenarios.verifies import on_areas, verifies

EVERYWHERE = on_areas(*AreaType)
ONLINE = on_areas(AreaType.ONLINE_PAY, AreaType.ONLINE_FREE)
DEGREE = Degree(DegreeLevel.BACHELOR, "兰州大学", "临床医学", date(2010, 7, 1), "1073042010000123")
KIND = "毕业证书"
REASON = "考生书面申请"


def corrections(candidate: Candidate) -> tuple[dict[str, object], ...]:
    """Something else for each of the pages that can be corrected, one after the other."""
    who = candidate.profile
    others = [one for one in SPECIALTIES if one.level == who.level and one.code != who.specialty.code]
    return (
        {"health": "残疾" if who.health != "残疾" else "有慢性病"},
        {"mobile": "13912345678"},
        {"specialty": others[0]},
        {"study_history": f"{who.study_history}，成绩优良"},
        {"years": who.years + 1},
    )


@EVERYWHERE
@verifies("R2.4.2c", "R2.4.2d", "R2.4.5a", "R2.4.5b", "R2.4.8d", "R2.4.8g")
def test_what_was_submitted_is_what_was_answered(people: People) -> None:
    candidate = people.candidate(health="有慢性病", degrees=(DEGREE,), degree_used=DEGREE)
    candidate.submits()
    assert candidate.sees_otherwise() == {}


@verifies("R3.1d", "R3.1e", "R3.n2a", "R3.n2c", "Q7", "Q9", "D12")
def test_whichever_page_is_corrected_there_is_another_code_and_the_form_of_before_is_refused(
    candidate: Candidate, registration_point: RegistrationPoint
) -> None:
    forms = [candidate.beforehand.submits_and_prints()]
    for correction in corrections(candidate):
        candidate.beforehand.withdraws()
        candidate.corrects(**correction)
        forms.append(candidate.beforehand.submits_and_prints())
        assert candidate.sees_otherwise() == {}
        assert registration_point.confirms(forms[-2]).refused_because("stale-form")
    assert len({form.verification_code for form in forms}) == len(forms)
    assert registration_point.confirms(forms[-1]).accepted


@EVERYWHERE
@verifies("R3.1e", "R4.3b", "R5.1a", "R5.1b", "Q15", "D12")
def test_every_desk_reads_the_version_that_stands(
    candidate: Candidate, confirms: Callable[[Candidate], Outcome], site: Site, exam_area: ExamArea
) -> None:
    candidate.beforehand.submits()
    candidate.beforehand.withdraws()
    candidate.beforehand.corrects(address="柳湖路8号")
    candidate.beforehand.submits_again()
    assert confirms(candidate).accepted
    assert site.opens(candidate.profile.name).page.says("柳湖路8号")
    assert site.presses("通过").accepted
    assert exam_area.opens(candidate.profile.name).page.says("柳湖路8号")


@ONLINE
@verifies("R4.3b", "R3.1e", "Q20", "D12")
def test_after_a_repair_the_institution_reads_and_opens_what_is_new(
    candidate: Candidate, institution: Institution, intruder: Intruder
) -> None:
    candidate.beforehand.submits()
    assert institution.rejects(candidate.profile.name, "毕业证书照片不清晰").accepted
    better = a_scan(candidate.profile, Material(KIND), ScanFormat.PNG)
    candidate.replaces_material(KIND, better)
    candidate.corrects(address="柳湖路8号")
    assert candidate.submits_again().accepted
    assert institution.opens(candidate.profile.name).page.says("柳湖路8号")
    (address,) = institution.sees_files([KIND])
    assert intruder.gets(address, institution).body == better.content


@on_areas(AreaType.ON_SITE_PAY, AreaType.ONLINE_PAY)
@verifies("Q37", "Q33", "D7")
def test_a_correction_that_leaves_the_fee_gives_the_money_back_all_the_same(
    approved: Candidate, site: Site, stage: Stage
) -> None:
    approved.beforehand.pays()
    assert site.corrects(approved.profile.id_number, "联系方式", {"手机": "13912345678"}, REASON).accepted
    assert approved.sees_flow().shows("confirmed")
    assert books_of(stage).platform.received == approved.fee()
    assert books_of(stage).keep()
