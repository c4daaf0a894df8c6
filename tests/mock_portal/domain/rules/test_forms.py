"""Whole form pages: what is asked, what is accepted, what is kept."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from mock_portal.domain.calendar import BEIJING
from mock_portal.domain.case import Case, Credential, Enrollment, Person, Project, Values
from mock_portal.domain.catalogue.sheet import FormFacts, Sheet
from mock_portal.domain.rules import Rules
from mock_portal.domain.terms import Page, State
from tests.mock_portal.world import EXAM_DATE, REGISTRATION, TITLE, an_area, an_online_area, filled_pages

RULES = Rules()
ZHANG = Person(1, "zhang", "张明", "居民身份证", "43010419850101101X", "男", date(1985, 1, 1), "中国")
DIPLOMA = Credential(1, "education", "本科", "中南大学", "临床医学", date(2010, 7, 1), "1", "核验通过")
FACTS = FormFacts((DIPLOMA,), {"a1": "北京协和医院"})


def a_case(*, online: bool = False) -> Case:
    area = an_online_area() if online else an_area()
    pages = filled_pages(area, area.cities[0].name)
    enrollment = Enrollment(1, 1, 1, State.DRAFT, area.name, agreed=True, pages=pages)
    now = datetime(2023, 1, 5, 10, tzinfo=BEIJING)
    return Case(Project(1, TITLE, REGISTRATION, EXAM_DATE), area, ZHANG, enrollment, now)


def a_sheet(page: Page, **changes: str) -> Sheet:
    case = a_case(online=page is Page.CITY)
    values: Values = {**case.enrollment.values(page), **changes}
    return Sheet(case, page, values, FACTS)


@pytest.mark.parametrize("form_page", Page)
def test_what_a_diligent_candidate_entered_holds(form_page: Page) -> None:
    assert dict(RULES.problems(a_sheet(form_page))) == {}


@pytest.mark.parametrize(
    ("form_page", "name", "text"),
    [
        (Page.CITY, "institution", "河西区卫生健康委"),
        (Page.IDENTITY, "id_valid_to", "2023-02-30"),
        (Page.IDENTITY, "id_valid_to", ""),
        (Page.IDENTITY, "ethnicity", "火星族"),
        (Page.IDENTITY, "health", ""),
        (Page.CONTACT, "postcode", "12345"),
        (Page.CONTACT, "address", "一" * 101),
        (Page.CONTACT, "address", "甲\x07乙"),
        (Page.CONTACT, "address", "甲\N{REPLACEMENT CHARACTER}"),
        (Page.EMPLOYMENT, "years", "9" * 5000),
        (Page.SPECIALTY, "specialty", "999"),
        (Page.SPECIALTY, "title_date", "二〇一五"),
        (Page.SPECIALTY, "title_date", "2015-13"),
        (Page.SPECIALTY, "practice_category", "兽医"),
        (Page.EDUCATION, "education", "2"),
        (Page.EDUCATION, "degree", "1"),
        (Page.EDUCATION, "schooling_years", "9"),
        (Page.EDUCATION, "study_history", ""),
        (Page.EDUCATION, "study_history", "一" * 201),
        (Page.EMPLOYMENT, "affiliation", "其他"),
        (Page.EMPLOYMENT, "years", "７"),
        (Page.EMPLOYMENT, "years", "-1"),
        (Page.EMPLOYMENT, "years", "2.5"),
        (Page.EMPLOYMENT, "other_employer", "一" * 61),
    ],
)
def test_one_wrong_field_is_the_only_one_named(form_page: Page, name: str, text: str) -> None:
    assert list(RULES.problems(a_sheet(form_page, **{name: text}))) == [name]


@pytest.mark.parametrize(
    ("form_page", "name", "text", "follower"),
    [(Page.CITY, "city", "长沙市", "institution"), (Page.SPECIALTY, "level", "高级", "specialty")],
)
def test_a_wrong_first_choice_makes_the_second_wrong(form_page: Page, name: str, text: str, follower: str) -> None:
    assert list(RULES.problems(a_sheet(form_page, **{name: text}))) == [name, follower]


@pytest.mark.parametrize(
    ("form_page", "sent", "left_out"),
    [
        (Page.IDENTITY, {"id_long_term": "yes"}, "id_valid_to"),
        (Page.SPECIALTY, {"current_title": "无"}, "title_date"),
        (Page.EMPLOYMENT, {"employer": "北京协和医院", "employer_id": "a1"}, "other_employer"),
        (Page.EMPLOYMENT, {"employer_id": "a1"}, "employer_id"),
        (Page.CONTACT, {"address": ""}, "address"),
    ],
)
def test_what_is_void_is_neither_checked_nor_kept(form_page: Page, sent: dict[str, str], left_out: str) -> None:
    sheet = a_sheet(form_page, **sent)
    assert dict(RULES.problems(sheet)) == {}
    assert left_out not in RULES.settled(sheet)


def test_an_employer_is_kept_under_its_registered_name() -> None:
    assert RULES.settled(a_sheet(Page.EMPLOYMENT, employer="北京协和", employer_id="a1"))["employer"] == "北京协和医院"


def test_only_online_areas_ask_for_an_institution() -> None:
    asked = {online: [f.name for f in RULES.asked_fields(a_case(online=online), Page.CITY)] for online in (True, False)}
    assert asked == {True: ["city", "institution"], False: ["city"]}


@pytest.mark.parametrize("name", ["sex", "birth_date", "nationality"])
def test_registered_facts_win_over_whatever_is_sent(name: str) -> None:
    case = a_case()
    assert RULES.fixed_value(case, name) is not None
    assert name not in RULES.own_values(case, Page.IDENTITY, {name: "crafted", "health": "残疾"})


def test_unknown_fields_are_passed_over() -> None:
    assert RULES.own_values(a_case(), Page.CONTACT, {"mobile": "1", "state": "paid"}) == {"mobile": "1"}


@pytest.mark.parametrize("done", range(len(Page) + 1))
def test_pages_open_one_after_the_other(done: int) -> None:
    case, order = a_case(), tuple(Page)
    pages = {page: case.enrollment.pages[page] for page in order[:done]}
    case = replace(case, enrollment=replace(case.enrollment, pages=pages))
    assert RULES.first_open_page(case) is (order[done] if done < len(order) else None)
    assert [RULES.order_refused(case, page) is None for page in order] == [n <= done for n in range(len(order))]
