"""工作情况: the employer is searched for and picked, or “其它”; nothing else is taken."""

from datetime import date

import pytest

from fixtures.people import Employer
from scenarios.actors import Candidate, Intruder
from scenarios.actors.answers import FormPage
from scenarios.cast import People
from scenarios.verifies import needs, verifies

SHORT_NAMES = {"华西": "四川大学华西医院", "湘雅": "中南大学湘雅医院", "齐鲁": "山东大学齐鲁医院"}
MANY = 50  # people, of whom somebody will work elsewhere
TYPED_BY_HAND = "平凉市崆峒区柳湖镇中心卫生院新址"


@pytest.fixture
def at_work(candidate: Candidate) -> Candidate:
    """A candidate before whom the page 工作情况 lies open for the first time."""
    candidate.beforehand.reaches(FormPage.EMPLOYMENT)
    candidate.goes_to_page(FormPage.EMPLOYMENT)
    return candidate


@pytest.fixture
def employer(candidate: Candidate) -> Employer:
    """Where the candidate works, which the register knows."""
    assert candidate.profile.employer
    return candidate.profile.employer


@verifies("R2.4.6a", "R2.4.6b")
def test_a_listed_employer_is_found_by_keyword_and_picked(candidate: Candidate, employer: Employer) -> None:
    candidate.submits()
    who, labels = candidate.profile, ("单位名称", "单位所属", "单位性质", "从事本专业年限")
    expected = [employer.registered_name, who.employer_affiliation, who.employer_nature, str(who.years)]
    assert [candidate.sees_submitted(label) for label in labels] == expected


@verifies("R2.4.6b")
def test_who_thinks_again_and_picks_another_employer_works_there(candidate: Candidate, people: People) -> None:
    candidate.beforehand.fills_in_everything()
    others = (people.profile().employer for _ in range(MANY))
    another = next(one for one in others if one and one != candidate.profile.employer)
    candidate.corrects(employer=another)
    candidate.submits_again()
    assert candidate.sees_submitted("单位名称") == another.registered_name


@verifies("R2.4.6a")
def test_years_of_work_are_counted_from_the_age_of_fifteen_to_the_end_of_the_year_before(at_work: Candidate) -> None:
    most = 2022 - at_work.profile.birth_date.year - 15
    assert at_work.fills_in(FormPage.EMPLOYMENT, 从事本专业年限=str(most + 1)).refused
    assert at_work.sees_complaint_at("从事本专业年限")
    assert at_work.fills_in(FormPage.EMPLOYMENT, 从事本专业年限=str(most)).accepted


@verifies("R2.4.6a")
def test_nobody_has_worked_for_more_than_sixty_years_however_old(people: People) -> None:
    veteran = people.candidate(trait="military", birth_date=date(1940, 3, 1))
    veteran.beforehand.reaches(FormPage.EMPLOYMENT)
    veteran.goes_to_page(FormPage.EMPLOYMENT)
    assert veteran.fills_in(FormPage.EMPLOYMENT, 从事本专业年限="61").refused
    assert veteran.sees_complaint_at("从事本专业年限")
    assert veteran.fills_in(FormPage.EMPLOYMENT, 从事本专业年限="60").accepted


@verifies("R2.4.6b", "R2.4.6c")
def test_any_part_of_the_full_name_finds_the_employer(at_work: Candidate, employer: Employer) -> None:
    name = employer.registered_name
    assert name in at_work.searches_employer(name[1:])
    assert name in at_work.searches_employer(name)


@verifies("R2.4.6c", "Q66")
def test_an_abbreviation_does_not_find_the_employer(at_work: Candidate, employer: Employer) -> None:
    abbreviated = employer.registered_name[::2]
    assert employer.registered_name not in at_work.searches_employer(abbreviated)
    assert employer.registered_name not in at_work.searches_employer(abbreviated[:3])
    assert [short for short, name in SHORT_NAMES.items() if name in at_work.searches_employer(short)] == []


@verifies("Q66", "D27", "R2.4.6c")
def test_patterns_and_statements_find_nothing(at_work: Candidate, employer: Employer) -> None:
    patterns = ("%%%%", "____", employer.registered_name[:2] + "%" + employer.registered_name[-2:])
    assert [found for pattern in patterns if (found := at_work.searches_employer(pattern))] == []
    statements = ("%' OR '1'='1", "' OR 1=1 -- ", "x' UNION SELECT sql FROM sqlite_master -- ")
    assert [found for statement in statements if (found := at_work.searches_employer(statement))] == []


@needs("employers")
@verifies("Q66")
def test_a_single_character_does_not_list_the_register(at_work: Candidate) -> None:
    assert at_work.searches_employer("院") == ()


@verifies("R2.4.6d", "Q64", "D23")
def test_a_name_that_was_typed_and_not_picked_is_refused(at_work: Candidate) -> None:
    page = at_work.types_employer(TYPED_BY_HAND).page
    assert at_work.sees_complaint_at("单位名称")
    assert page.field("单位名称").value == TYPED_BY_HAND


@verifies("R2.4.6d", "Q64", "D23")
def test_a_picked_name_cannot_be_rewritten(candidate: Candidate, intruder: Intruder) -> None:
    candidate.beforehand.has_filled_in(FormPage.EMPLOYMENT)
    answer = candidate.beforehand.sends_crafted(intruder, {"单位名称": TYPED_BY_HAND})
    assert answer.page.field("单位名称").error


@verifies("Q64", "R2.4.6e", "D23")
def test_the_other_spelling_of_other_is_refused(at_work: Candidate) -> None:
    assert at_work.types_employer("其他").refused
    assert at_work.sees_complaint_at("单位名称")


@verifies("R2.4.6e", "R2.4.6f", "D23")
def test_an_employer_that_is_not_listed_is_typed_in_under_other(candidate: Candidate) -> None:
    candidate.becomes(employer=None, other_employer=TYPED_BY_HAND)
    assert candidate.submits().accepted
    assert candidate.sees_submitted("单位名称") == "其它"
    assert candidate.sees_submitted("其它单位") == TYPED_BY_HAND


@verifies("R2.4.6f", "Q65", "D23")
def test_other_without_a_name_is_refused(at_work: Candidate) -> None:
    at_work.becomes(employer=None, other_employer="")
    assert at_work.fills_in(FormPage.EMPLOYMENT).refused
    assert at_work.sees_complaint_at("其它单位")


@verifies("Q65")
def test_a_name_beside_a_listed_employer_does_no_harm(
    candidate: Candidate, intruder: Intruder, employer: Employer
) -> None:
    candidate.beforehand.has_filled_in(FormPage.EMPLOYMENT)
    candidate.beforehand.sends_crafted(intruder, intruder.named(other_employer=TYPED_BY_HAND))
    candidate.beforehand.follows_node("确认照片")
    candidate.finishes()
    assert candidate.sees_submitted("单位名称") == employer.registered_name
    assert not candidate.page.says(TYPED_BY_HAND)
