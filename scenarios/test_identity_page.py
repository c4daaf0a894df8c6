"""基本信息: what registration brings along, what is chosen here, what is frozen, and the prompt about the document."""

from datetime import date

import pytest

from fixtures.published.choices import ETHNICITIES, HEALTH_STATES
from scenarios.actors import Candidate, Intruder
from scenarios.actors.answers import FormPage
from scenarios.cast import People
from scenarios.verifies import verifies

FROZEN = ("姓名", "证件类型", "证件号码", "性别", "出生日期", "国籍")


@verifies("R2.4.2a", "R3.n1", "Q16", "Q19")
def test_what_registration_knows_is_shown_and_cannot_be_edited(people: People) -> None:
    candidate = people.candidate(trait="han")
    candidate.beforehand.reaches(FormPage.IDENTITY)
    page, who = candidate.goes_to_page(FormPage.IDENTITY), candidate.profile
    shown = [page.field(label).value for label in FROZEN]
    assert shown == [who.name, who.id_type, who.id_number, who.sex, who.birth_date.isoformat(), who.nationality]
    assert [label for label in FROZEN if candidate.can_answer(label)] == []


@verifies("R2.4.2b")
def test_sex_and_birth_date_are_chosen_by_hand_where_registration_does_not_know_them(people: People) -> None:
    soldier = people.candidate(trait="military")
    soldier.beforehand.reaches(FormPage.IDENTITY)
    soldier.goes_to_page(FormPage.IDENTITY)
    assert soldier.can_answer("性别")
    assert soldier.can_answer("出生日期")
    assert soldier.fills_in(FormPage.IDENTITY).accepted
    assert soldier.continues_to_submission().accepted
    assert soldier.sees_submitted("性别") == soldier.profile.sex
    assert soldier.sees_submitted("出生日期") == soldier.profile.birth_date.isoformat()


@verifies("R3.n1", "Q16")
def test_what_was_chosen_by_hand_is_frozen_after_the_first_submission(people: People, intruder: Intruder) -> None:
    soldier = people.candidate(trait="military")
    soldier.beforehand.submits()
    soldier.beforehand.withdraws()
    soldier.opens_form_page(FormPage.IDENTITY)
    assert [label for label in FROZEN if soldier.can_answer(label)] == []
    other = "女" if soldier.profile.sex == "男" else "男"
    soldier.sends_crafted(intruder, intruder.named(birth_date="1970-01-01", sex=other))
    soldier.submits_again()
    assert soldier.sees_submitted("出生日期") == soldier.profile.birth_date.isoformat()
    assert soldier.sees_submitted("性别") == soldier.profile.sex


@verifies("R3.n1", "D33", "Q16")
def test_crafted_fields_do_not_change_who_one_is(people: People, intruder: Intruder) -> None:
    candidate = people.candidate(trait="han")
    candidate.beforehand.has_filled_in(FormPage.IDENTITY)
    other_sex = "女" if candidate.profile.sex == "男" else "男"
    other = intruder.named(sex=other_sex, birth_date="1970-01-01", nationality="其他")
    name = intruder.named(name="李四", id_type="军人证件", id_number="11010519491231002X")
    candidate.sends_crafted(intruder, other | name)
    candidate.beforehand.goes_to_page(FormPage.CONTACT)
    candidate.beforehand.continues_to_submission()
    labels, who = ("姓名", "证件号码", "性别", "出生日期", "国籍"), candidate.profile
    submitted = [candidate.sees_submitted(label) for label in labels]
    assert submitted == [who.name, who.id_number, who.sex, who.birth_date.isoformat(), who.nationality]


@verifies("Q16", "D19")
def test_sex_and_birth_date_agree_with_a_resident_number(people: People, intruder: Intruder) -> None:
    candidate = people.candidate(trait="han")
    candidate.beforehand.reaches(FormPage.IDENTITY)
    wrong = "女" if candidate.profile.sex == "男" else "男"
    assert not candidate.sends_crafted(intruder, intruder.named(sex=wrong, birth_date="1970-01-01")).broke
    candidate.goes_to_page(FormPage.IDENTITY)
    candidate.answers_differently(FormPage.IDENTITY, {"性别": wrong})
    assert not candidate.stands_at(FormPage.IDENTITY) or candidate.sees_complaint_at("性别")
    candidate.goes_to_page(FormPage.IDENTITY)
    candidate.fills_in(FormPage.IDENTITY)
    candidate.continues_to_submission()
    assert candidate.sees_submitted("性别") == candidate.profile.sex


@verifies("R2.4.2c", "R2.4.2d")
def test_ethnicity_and_health_are_chosen_from_the_published_lists(candidate: Candidate) -> None:
    candidate.beforehand.reaches(FormPage.IDENTITY)
    page = candidate.goes_to_page(FormPage.IDENTITY)
    assert set(ETHNICITIES) <= set(page.field("民族").options)
    assert set(HEALTH_STATES) <= set(page.field("健康状态").options)


@pytest.mark.parametrize("last_day", [date(2023, 4, 14), date(2023, 1, 20)], ids=["day-before", "this-month"])
@verifies("R2.4.2.n1a", "R2.4.2.n1b", "R2.4.2.n1c", "D36")
def test_a_document_that_expires_before_the_exam_prompts_and_does_not_block(people: People, last_day: date) -> None:
    candidate = people.candidate(id_valid_to=last_day)
    candidate.beforehand.begins()
    prompts = candidate.sees_prompts_about_identity()
    assert [words for words in prompts if "证件有效截至日期" in words and "更换" in words]
    assert candidate.continues_to_submission().accepted


@verifies("Q61", "R2.4.2.n1a", "R2.4.2.n1b", "D36")
def test_a_document_that_has_expired_already_prompts_just_the_same(people: People) -> None:
    candidate = people.candidate(id_valid_to=date(2022, 6, 30))
    candidate.beforehand.begins()
    assert [words for words in candidate.sees_prompts_about_identity() if "更换" in words]
    assert candidate.continues_to_submission().accepted


@pytest.mark.parametrize("valid_to", [date(2023, 4, 23), date(2023, 4, 24), "长期"], ids=["last-day", "after", "long"])
@verifies("Q60", "R2.4.2.n1a")
def test_a_document_that_outlasts_the_exam_prompts_nothing(people: People, valid_to: date | str) -> None:
    candidate = people.candidate(id_valid_to=valid_to)
    candidate.beforehand.begins()
    assert [words for words in candidate.sees_prompts_about_identity() if "更换" in words] == []
    assert candidate.stands_at(FormPage.CONTACT)
