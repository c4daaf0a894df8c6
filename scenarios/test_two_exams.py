"""One person enrolled in two exam projects at once: neither enrollment knows anything of the other."""

from datetime import date

import pytest

from fixtures.published.choices import SUBJECTS
from scenarios.actors import Candidate, Intruder, RegistrationPoint
from scenarios.actors.actor import Hands
from scenarios.areas import AREAS, Area, AreaType
from scenarios.books import books_of
from scenarios.calendar import Calendar, Span
from scenarios.cast import Staff
from scenarios.control import PastResult, Stage, set_stage
from scenarios.story import Story
from scenarios.target import Target
from scenarios.verifies import needs, on_areas, verifies

ANOTHER_EXAM = "2023年度护士执业资格考试"
ONE = frozenset({"基础知识"})
REASON = "工作证明缺少公章"
WHOLE = Span(date(2022, 12, 30), date(2023, 2, 28))


@pytest.fixture
def calendar() -> Calendar:
    """Reviews go on while people pay, as they do in many areas (Q41)."""
    return Calendar(site_review=WHOLE, area_review=WHOLE)


@pytest.fixture
def other_stage(target: Target, scenario_key: str, stage: Stage, calendar: Calendar, faults: tuple[str, ...]) -> Stage:
    """A second exam project with the same areas, which has desks and a clock of its own."""
    return set_stage(target, f"{scenario_key}/another", stage.areas, calendar=calendar, faults=faults)


@pytest.fixture
def other_staff(other_stage: Stage, target: Target, story: Story, hands: Hands, area: Area) -> Staff:
    """Everybody who works at a desk of the second project, which its center gives another name."""
    target.demands("staff")
    staff = Staff(other_stage, target, story, hands, area)
    assert staff.center().beforehand.sets({"考试项目名称": ANOTHER_EXAM}).accepted
    return staff


@pytest.fixture
def there(candidate: Candidate, other_stage: Stage, other_staff: Staff) -> Candidate:  # noqa: ARG001  which has named it
    """The candidate in a second tab, enrolling in the other exam with one subject."""
    other_stage.admits([candidate.profile.id_number])
    twin = candidate.in_another_project(other_stage.project, ANOTHER_EXAM)
    twin.becomes(subjects=ONE)
    return twin


@on_areas(AreaType.ON_SITE_PAY, AreaType.ONLINE_PAY)
@verifies("R2.1b", "R2.2.n2a", "R3.1c", "R4.3c", "Q5", "D13", "D31")
def test_an_enrollment_stands_whatever_becomes_of_that_in_another_exam(
    candidate: Candidate, there: Candidate, other_stage: Stage
) -> None:
    candidate.beforehand.submits()
    before = candidate.sees_submission()
    there.beforehand.fills_in_everything()
    assert there.sees_flow().shows("draft")
    assert there.changes_area(another_like(there.area)).accepted
    there.accepts_notice()
    assert there.sees_form_is_empty()
    assert there.starts_over().accepted
    assert there.sees_submitted("报考科目") == "基础知识"
    assert there.withdraws().accepted
    assert candidate.sees_submission() == before
    assert candidate.sees_flow().shows("submitted")
    other_stage.travels_to(other_stage.calendar.confirmation.closes)
    assert there.sees_flow().shows("abandoned")
    assert candidate.withdraws().accepted
    assert candidate.submits_again().accepted


def another_like(area: Area) -> Area:
    """Another area that confirms in the same way."""
    return next(other for other in AREAS.values() if other.name != area.name and other.type.online is area.type.online)


@on_areas(AreaType.ON_SITE_PAY)
@verifies("R2.4.4c", "D20", "D37")
@needs("history")
def test_what_was_passed_last_year_counts_in_that_exam(
    candidate: Candidate, there: Candidate, other_stage: Stage
) -> None:
    who, passed = candidate.profile, SUBJECTS[:3]
    other_stage.admits([], [PastResult(who.name, who.id_number, who.specialty.code, passed)])
    for person in (candidate, there):
        person.beforehand.begins()
    assert candidate.sees_ticked_subjects() == set(SUBJECTS)
    assert there.sees_ticked_subjects() == set(SUBJECTS) - set(passed)


@on_areas(AreaType.ON_SITE_PAY)
@verifies("Q1", "D2")
def test_an_area_extends_the_deadline_of_one_exam(
    candidate: Candidate, there: Candidate, stage: Stage, other_stage: Stage, other_staff: Staff
) -> None:
    for person in (candidate, there):
        person.beforehand.fills_in_everything()
    assert other_staff.exam_area().sets({"网上报名截至时间": "2023-01-14 24:00"}).accepted
    for place in (stage, other_stage):
        place.travels_to(place.calendar.registration.closes)
    assert candidate.insists_on_submission().refused_because("registration-closed")
    assert there.submits_again().accepted


@on_areas(AreaType.ON_SITE_PAY)
@verifies("Q7", "Q21", "R3.1c", "R4.1b", "D12")
def test_the_desks_of_an_exam_decide_upon_the_enrollment_in_that_exam(
    candidate: Candidate, there: Candidate, registration_point: RegistrationPoint, other_staff: Staff
) -> None:
    here_form, there_form = candidate.beforehand.submits_and_prints(), there.beforehand.submits_and_prints()
    assert ANOTHER_EXAM not in here_form.text
    assert registration_point.looks_up(there_form.verification_code or "").refused
    assert registration_point.refuses(here_form, REASON).accepted
    assert (candidate.sees_reason(), there.sees_reason_if_any()) == (REASON, "")
    assert other_staff.point().confirms(there_form).accepted
    assert there.sees_flow().shows("confirmed")
    assert candidate.sees_flow().shows("submitted")
    assert other_staff.site().passes(there.profile.name).accepted
    assert candidate.withdraws().accepted
    assert there.sees_flow().shows("site-passed")
    assert candidate.sees_history() != there.sees_history()


@on_areas(AreaType.ON_SITE_PAY)
@verifies("R4.1b", "R4.2b", "D12", "D26")
def test_by_an_id_number_a_desk_finds_what_was_submitted_for_its_own_exam(
    candidate: Candidate, there: Candidate, staff: Staff, other_staff: Staff, intruder: Intruder
) -> None:
    here_form, there_form = candidate.beforehand.submits_and_prints(), there.beforehand.submits_and_prints()
    staff.point().beforehand.refuses(here_form, REASON)
    other_staff.point().beforehand.confirms(there_form)
    here_desk, there_desk = staff.point(), other_staff.site()
    assert here_desk.looks_for(candidate.profile.id_number).page.says("专业实践能力")
    assert there_desk.finds_holder(there.profile.id_number).accepted
    assert there_desk.page.says("基础知识")
    assert not there_desk.page.says("专业实践能力")
    assert not there_desk.page.says(REASON)
    neighbour = staff.site()
    neighbour.comes_to(neighbour.queue)
    assert intruder.gets(there_desk.page.address, neighbour).denied


@on_areas(AreaType.ON_SITE_PAY)
@verifies("R6.2b", "R6.2c", "R6.2e", "Q29", "Q36", "Q37", "D5", "D8")
def test_each_exam_is_paid_for_and_given_back_by_itself(
    candidate: Candidate, there: Candidate, stage: Stage, other_stage: Stage, staff: Staff, other_staff: Staff
) -> None:
    for person, place, desks in ((there, other_stage, other_staff), (candidate, stage, staff)):
        approve(person, place, desks)
    assert [is_asked_for(person) for person in (candidate, there)] == [candidate.fee_in_words(), there.fee_in_words()]
    there.checks_out()
    assert there.sees_price_at_platform() == there.fee_in_words()
    candidate.checks_out()
    assert candidate.sees_price_at_platform() == candidate.fee_in_words()
    candidate.pays_at_platform()
    assert candidate.returns_and_sees("paid")
    assert set(candidate.sees_order_states()) == {"待支付", "已支付"}
    there.pays_at_platform()
    assert there.returns_and_sees("paid")
    other_staff.exam_area().overturns(there.profile.id_number, REASON)
    assert there.sees_flow().shows("review-rejected")
    assert candidate.sees_flow().shows("paid")
    assert set(candidate.sees_order_states()) == {"已退款", "已支付"}
    assert books_of(stage).keep(candidate.fee())
    assert books_of(other_stage).keep()


def approve(person: Candidate, stage: Stage, desks: Staff) -> None:
    """One enrollment through all desks; then it is the first day of payment."""
    desks.point().beforehand.confirms(person.beforehand.submits_and_prints())
    desks.site().beforehand.passes(person.profile.name)
    desks.exam_area().beforehand.passes(person.profile.name)
    stage.travels_to(stage.calendar.payment.noon)


def is_asked_for(person: Candidate) -> str:
    """What the page of payment asks of an enrollment that 【网上缴费】 of the menu leads to."""
    person.opens_payment_by_menu()
    return person.finds(person.exam).fact("金额")
