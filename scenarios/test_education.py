"""教育情况: entries of 【学历学位信息维护】 are referred to, corrected there, and nobody else's can be used."""

from dataclasses import replace
from datetime import date

from fixtures.people import Education
from fixtures.published.choices import EducationLevel, Verification
from scenarios.actors import Candidate, Intruder, answers
from scenarios.actors.answers import FormPage
from scenarios.cast import People
from scenarios.verifies import verifies


@verifies("R2.4.5a", "R2.4.5b")
def test_a_wrong_education_is_corrected_on_the_maintenance_page(candidate: Candidate) -> None:
    wrong = candidate.profile.education_used
    right = replace(wrong, school="兰州大学", certificate_no="107301200805000123")
    candidate.beforehand.begins()
    candidate.beforehand.fills_in_all_pages()
    assert candidate.adds_education(right).accepted
    candidate.corrects(education_used=right)
    candidate.finishes()
    assert "兰州大学" in candidate.sees_submitted("学历")


@verifies("R2.4.5a")
def test_an_education_still_being_checked_cannot_be_referred_to(candidate: Candidate) -> None:
    waiting = Education(
        EducationLevel.BACHELOR, "甘肃医学院", "护理学", date(2015, 7, 1), "109181201505000098", Verification.UNVERIFIED
    )
    candidate.beforehand.adds_education(waiting)
    candidate.beforehand.begins()
    assert not [offer for offer in candidate.sees_offers("学历") if "甘肃医学院" in offer]


@verifies("R2.4.5a", "D26")
def test_an_entry_of_somebody_else_is_refused_when_crafted(
    candidate: Candidate, people: People, intruder: Intruder
) -> None:
    other = people.candidate()
    other.beforehand.has_filled_in(FormPage.EDUCATION)
    entry = other.beforehand.value_offered("学历", other.profile.education_used.level)
    candidate.beforehand.has_filled_in(FormPage.EDUCATION)
    answer = candidate.beforehand.sends_crafted(intruder, {"学历": entry})
    assert answer.page.field("学历").error
    assert answers.entry(other.profile.education_used) not in answer.page.field("学历").options


@verifies("R2.4.5c", "R2.4.5a")
def test_who_has_no_degree_chooses_none(people: People) -> None:
    candidate = people.candidate(degrees=(), degree_used=None)
    candidate.beforehand.begins()
    assert candidate.sees_offers("学位").count("无") == 1
    assert candidate.fills_in(FormPage.EDUCATION).accepted
    assert candidate.continues_to_submission().accepted
    assert candidate.sees_submitted("学位") == "无"


@verifies("R2.4.5d", "R2.4.5e", "R2.4.5f")
def test_highest_education_length_and_history_of_study_are_asked_and_kept(candidate: Candidate) -> None:
    candidate.beforehand.reaches(FormPage.EDUCATION)
    page = candidate.goes_to_page(FormPage.EDUCATION)
    assert candidate.sees_unstarred(("最高学历", "学制", "专业学习经历")) == ()
    assert page.field("学制").options
    candidate.fills_in(FormPage.EDUCATION)
    candidate.continues_to_submission()
    who = candidate.profile
    submitted = [candidate.sees_submitted(label) for label in ("最高学历", "学制")]
    assert submitted == [who.highest_education, who.schooling_years]
    assert candidate.sees_submitted("专业学习经历").split() == who.study_history.split()


@verifies("R2.4.5d")
def test_the_highest_education_is_not_below_the_one_referred_to(people: People) -> None:
    candidate = people.candidate(level="中级")
    highest = replace(candidate.profile.education_used, level=EducationLevel.BACHELOR, graduated_on=date(2001, 7, 1))
    candidate.beforehand.adds_education(highest)
    candidate.becomes(education_used=highest, highest_education=EducationLevel.SECONDARY)
    candidate.beforehand.reaches(FormPage.EDUCATION)
    candidate.goes_to_page(FormPage.EDUCATION)
    assert candidate.fills_in(FormPage.EDUCATION).refused
    assert candidate.sees_complaint_at("最高学历")
