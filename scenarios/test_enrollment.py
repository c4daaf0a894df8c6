"""Enrolling: returning candidates of 2022, changing the area, entries of the maintenance page, employers not on the list."""

from dataclasses import replace
from datetime import date

from fixtures.people import Education
from fixtures.published.choices import SUBJECTS, EducationLevel, Verification
from scenarios.actors import Candidate
from scenarios.areas import AREAS, AreaType
from scenarios.cast import People
from scenarios.control import PastResult, Stage
from scenarios.verifies import needs, on_areas, verifies


@verifies("R2.4.4b")
def test_a_new_candidate_finds_all_subjects_ticked(candidate: Candidate) -> None:
    candidate.beforehand.begins()
    assert candidate.sees_ticked_subjects() == set(SUBJECTS)


@verifies("R2.4.4c")
@needs("history")
def test_a_returning_candidate_finds_only_the_subjects_not_passed_ticked(candidate: Candidate, stage: Stage) -> None:
    who = candidate.profile
    past = PastResult(who.name, who.id_number, who.specialty.code, passed=SUBJECTS[:2])
    stage.admits([], [past])
    candidate.beforehand.begins()
    assert candidate.sees_ticked_subjects() == set(SUBJECTS[2:])


@verifies("R2.4.4c")
@needs("history")
def test_the_same_number_under_another_name_is_no_returning_candidate(candidate: Candidate, stage: Stage) -> None:
    who = candidate.profile
    stage.admits([], [PastResult("某某", who.id_number, who.specialty.code, passed=SUBJECTS[:2])])
    candidate.beforehand.begins()
    assert candidate.sees_ticked_subjects() == set(SUBJECTS)


@verifies("R2.4.4d", "R2.4.4c")
@needs("history")
def test_a_returning_candidate_may_tick_a_passed_subject_again(candidate: Candidate, stage: Stage) -> None:
    who = candidate.profile
    stage.admits([], [PastResult(who.name, who.id_number, who.specialty.code, passed=SUBJECTS[:2])])
    candidate.becomes(subjects=frozenset(SUBJECTS[1:]))
    candidate.submits()
    assert SUBJECTS[1] in candidate.sees_submitted("报考科目")
    assert SUBJECTS[0] not in candidate.sees_submitted("报考科目")


@on_areas(*AreaType)
@verifies("R2.2.n1a", "R2.2.n2a", "R2.2.n2b", "R2.2.n2c")
def test_changing_the_area_clears_the_enrollment_and_nothing_else(candidate: Candidate) -> None:
    elsewhere = next(area for area in AREAS.values() if area.type is not candidate.area.type)
    candidate.beforehand.begins()
    candidate.beforehand.fills_in_all_pages()
    before = candidate.sees_basics()
    candidate.changes_area(elsewhere)
    candidate.accepts_notice()
    assert candidate.sees_form_is_empty()
    assert candidate.sees_basics() == before
    assert candidate.starts_over().accepted
    assert candidate.sees_flow().shows("submitted")


@verifies("R2.2.n1b")
def test_after_submission_the_area_can_no_longer_be_changed(candidate: Candidate) -> None:
    candidate.beforehand.submits()
    assert "修改考区" not in candidate.sees_actions()
    assert candidate.insists_on_area_change().refused_because("area-fixed")


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


@verifies("R2.4.6e", "R2.4.6f")
def test_an_employer_that_is_not_listed_is_typed_in_under_other(candidate: Candidate) -> None:
    candidate.becomes(employer=None, other_employer="平凉市崆峒区柳湖镇中心卫生院新址")
    assert candidate.submits().accepted
    assert "平凉市崆峒区柳湖镇中心卫生院新址" in candidate.sees_submitted("其它单位")


@verifies("R2.4.6b", "R2.4.6d")
def test_a_listed_employer_is_found_by_keyword_and_picked(candidate: Candidate) -> None:
    assert candidate.profile.employer
    candidate.submits()
    assert candidate.sees_submitted("单位名称") == candidate.profile.employer.registered_name


@verifies("R2.4.3a", "R2.4.3b")
def test_address_and_postcode_may_stay_empty(candidate: Candidate) -> None:
    candidate.becomes(address=None, postcode=None)
    assert candidate.submits().accepted


@verifies("R2.3b")
def test_without_both_consents_nobody_goes_on(candidate: Candidate) -> None:
    candidate.enters_enrollment()
    candidate.chooses_area()
    assert candidate.accepts_notice(documents=("《重要声明》",)).refused_because("not-agreed")
    assert candidate.accepts_notice().accepted


@verifies("R2.4.2.n1a", "R2.4.2.n1b", "R2.4.2.n1c")
def test_a_document_that_expires_before_the_exam_prompts_and_does_not_block(people: People) -> None:
    candidate = people.candidate(id_valid_to=date(2023, 4, 14))
    candidate.beforehand.begins()
    assert any("更换" in words for words in candidate.sees_prompts_about_identity())
    assert candidate.continues_to_submission().accepted
