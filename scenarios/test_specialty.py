"""报考信息: which subjects are ticked for whom, and that the candidate has the last word; the present title."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from fixtures.published.choices import SUBJECTS, PracticeCategory, Title
from fixtures.published.specialties import SPECIALTIES, Specialty
from scenarios.actors import Candidate, Intruder, Outcome, Site
from scenarios.actors.answers import FormPage
from scenarios.cast import People
from scenarios.control import PastResult, Stage
from scenarios.verifies import needs, verifies

ALL = set(SUBJECTS)


@pytest.fixture
def passed_last_year(candidate: Candidate, stage: Stage) -> Callable[..., None]:
    """Puts a result of 2022 on record: that of the candidate, unless something about it is said to be another."""

    def put(*subjects: str, **differently: str) -> None:
        who = candidate.profile
        past = PastResult(who.name, who.id_number, who.specialty.code, subjects)
        stage.admits([], [replace(past, **differently)])  # type: ignore[arg-type]  # texts only

    return put


def another(specialty: Specialty) -> Specialty:
    """Another specialty of the same level."""
    return next(one for one in SPECIALTIES if one.level == specialty.level and one.code != specialty.code)


@verifies("R2.4.4b", "D37")
def test_a_new_candidate_finds_all_subjects_ticked(candidate: Candidate) -> None:
    candidate.beforehand.begins()
    assert candidate.sees_ticked_subjects() == ALL


@verifies("R2.4.4c", "Q56", "D20", "D37")
@needs("history")
def test_a_returning_candidate_finds_only_the_subjects_not_passed_ticked(
    candidate: Candidate, passed_last_year: Callable[..., None]
) -> None:
    passed_last_year(*SUBJECTS[:1])
    candidate.beforehand.begins()
    assert candidate.sees_ticked_subjects() == set(SUBJECTS[1:])


@pytest.mark.parametrize(
    "differently",
    [
        {"name": "某某"},
        {"specialty": "another"},
        {"outcome": "absent"},
        {"outcome": "disqualified"},
        {"outcome": "not-held"},
    ],
    ids=["another-name", "another-specialty", "absent", "disqualified", "not-held"],
)
@verifies("R2.4.4c", "R2.4.4b", "Q56", "Q59", "D20", "D37")
@needs("history")
def test_whoever_only_resembles_a_returning_candidate_finds_all_ticked(
    candidate: Candidate, passed_last_year: Callable[..., None], differently: dict[str, str]
) -> None:
    elsewhere = another(candidate.profile.specialty).code
    passed_last_year(*SUBJECTS[:2], **{k: elsewhere if v == "another" else v for k, v in differently.items()})
    candidate.beforehand.begins()
    assert candidate.sees_ticked_subjects() == ALL


@verifies("R2.4.4c", "Q56", "D20")
@needs("history")
def test_another_number_under_the_same_name_is_no_returning_candidate(
    candidate: Candidate, passed_last_year: Callable[..., None], people: People
) -> None:
    passed_last_year(*SUBJECTS[:2], id_number=people.profile(trait="han").id_number)
    candidate.beforehand.begins()
    assert candidate.sees_ticked_subjects() == ALL


@verifies("Q58", "Q39")
@needs("history")
def test_who_has_passed_all_four_can_still_choose(candidate: Candidate, passed_last_year: Callable[..., None]) -> None:
    passed_last_year(*SUBJECTS)
    candidate.becomes(subjects=frozenset(SUBJECTS[2:3]))
    candidate.beforehand.begins()
    assert candidate.sees_ticked_subjects() in (set(), ALL)
    assert candidate.fills_in(FormPage.SPECIALTY).accepted
    assert candidate.goes_to_page(FormPage.SPECIALTY).field("报考科目").chosen == SUBJECTS[2:3]


@verifies("R2.4.4d", "R2.4.4c", "Q57", "D37")
@needs("history")
def test_a_returning_candidate_may_tick_a_passed_subject_and_leave_out_another(
    candidate: Candidate, passed_last_year: Callable[..., None]
) -> None:
    passed_last_year(*SUBJECTS[:2])
    candidate.becomes(subjects=frozenset(SUBJECTS[1:3]))
    candidate.submits()
    submitted = candidate.sees_submitted("报考科目")
    assert [subject for subject in SUBJECTS if subject in submitted.split("、")] == list(SUBJECTS[1:3])


@verifies("R2.4.4d", "Q57", "D37")
def test_a_new_candidate_may_enroll_in_a_single_subject(candidate: Candidate) -> None:
    candidate.becomes(subjects=frozenset(SUBJECTS[3:]))
    assert candidate.submits().accepted
    assert candidate.sees_submitted("报考科目") == SUBJECTS[3]


@verifies("Q39")
def test_without_any_subject_nobody_goes_on(candidate: Candidate) -> None:
    candidate.beforehand.has_filled_in(FormPage.SPECIALTY)
    candidate.goes_to_page(FormPage.SPECIALTY)
    assert candidate.sends({"报考科目": frozenset()}).refused
    assert candidate.sees_complaint_at("报考科目")


@verifies("Q55", "R2.4.4b", "D37")
def test_another_specialty_gets_its_own_ticks(candidate: Candidate) -> None:
    candidate.becomes(subjects=frozenset(SUBJECTS[:1]))
    candidate.beforehand.has_filled_in(FormPage.SPECIALTY)
    candidate.becomes(specialty=another(candidate.profile.specialty), subjects=None)
    candidate.goes_to_page(FormPage.SPECIALTY)
    assert candidate.changes_specialty().accepted
    assert set(candidate.goes_to_page(FormPage.SPECIALTY).field("报考科目").chosen) == ALL


@verifies("Q55", "Q56", "D37")
@needs("history")
def test_a_specialty_corrected_at_the_site_gets_its_own_ticks(
    candidate: Candidate,
    passed_last_year: Callable[..., None],
    confirms: Callable[[Candidate], Outcome],
    site: Site,
) -> None:
    passed_last_year(*SUBJECTS[:1])
    candidate.becomes(subjects=None)
    candidate.beforehand.submits()
    confirms(candidate)
    other = another(candidate.profile.specialty)
    site.corrects(candidate.profile.id_number, "报考信息", {"报考专业": f"{other.code} {other.name}"}, "报考专业有误")
    assert set(site.page.field("报考科目").chosen) == ALL
    assert site.presses("保存更正").accepted
    assert set(candidate.sees_submitted("报考科目").split("、")) == ALL


@verifies("R2.4.4a")
def test_every_published_specialty_is_offered_and_belongs_to_its_level(
    candidate: Candidate, intruder: Intruder
) -> None:
    candidate.beforehand.has_filled_in(FormPage.SPECIALTY)
    page = candidate.beforehand.goes_to_page(FormPage.SPECIALTY)
    assert {f"{one.code} {one.name}" for one in SPECIALTIES} <= set(page.field("报考专业").options)
    other = next(one for one in SPECIALTIES if one.level != candidate.profile.level)
    answer = candidate.beforehand.sends_crafted(
        intruder, {"报考专业": other.code} | intruder.named(subjects_for=other.code)
    )
    assert answer.page.field("报考专业").error or answer.page.field("报考级别").error


@verifies("R2.4.4d")
def test_a_subject_that_is_sent_twice_is_one_subject(candidate: Candidate, intruder: Intruder) -> None:
    candidate.beforehand.fills_in_everything()
    candidate.beforehand.goes_to_page(FormPage.SPECIALTY)
    assert not candidate.beforehand.sends_crafted(intruder, {"报考科目": ("基础知识", "基础知识")}).broke
    assert candidate.submits_again().accepted
    assert candidate.sees_submitted("报考科目").count("基础知识") == 1


@verifies("R2.4.4e", "R2.4.4f", "R2.4.4g")
def test_title_date_and_practice_category_are_asked_and_kept(people: People) -> None:
    nurse = people.candidate(
        current_title=Title.NURSE, title_date=date(2020, 6, 1), practice_category=PracticeCategory.NURSE
    )
    nurse.beforehand.reaches(FormPage.SPECIALTY)
    nurse.goes_to_page(FormPage.SPECIALTY)
    assert nurse.sees_unstarred(("现有技术资格", "执业类别")) == ()
    nurse.fills_in(FormPage.SPECIALTY)
    assert nurse.continues_to_submission().accepted
    submitted = [nurse.sees_submitted(label) for label in ("现有技术资格", "现有技术资格取得时间", "执业类别")]
    assert submitted == ["护士", "2020-06", "护士"]


@verifies("R2.4.4f")
def test_who_has_no_title_is_not_asked_since_when(people: People) -> None:
    beginner = people.candidate(current_title=Title.NONE, title_date=None)
    beginner.beforehand.reaches(FormPage.SPECIALTY)
    beginner.goes_to_page(FormPage.SPECIALTY)
    assert beginner.fills_in(FormPage.SPECIALTY).accepted
    assert beginner.stands_at(FormPage.EDUCATION)
