"""The form pages with scripts: lists that depend on one another, ticks that follow the specialty, live employer search."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from mock_portal.domain.terms import SUBJECTS
from mock_portal.domain.terms import Page as FormPage
from mock_portal.portal import Portal
from mock_portal.store.projects import PastResult, add_history
from tests.mock_portal.browser import _session_of
from tests.mock_portal.served import scripted, served
from tests.mock_portal.world import Filled, a_filled_enrollment, a_project, an_account, an_app, an_online_area

Opened = Callable[[str], Page]


@pytest.fixture
def filled(portal: Portal) -> Filled:
    """A candidate who passed half of 303 last year, with a filled form in an online area."""
    person = an_account(portal)
    project = a_project(portal, areas=[an_online_area()], admitted=[person])
    with portal.writing() as tx:
        add_history(tx, project, [PastResult(person.name, person.id_number, "303", "sat", SUBJECTS[:2])])
    return a_filled_enrollment(portal, project, person, area=an_online_area())


@pytest.fixture
def address(portal: Portal) -> Iterator[str]:
    with served(an_app(portal)) as address:
        yield address


@pytest.fixture
def opened(browser: Browser, address: str, portal: Portal, filled: Filled) -> Iterator[Opened]:
    """Opens form pages as the candidate; an error in a script fails the test."""
    with scripted(browser, address) as page:
        page.context.add_cookies([{"name": "visit", "value": _session_of(portal, filled.person), "url": address}])

        def at(name: str) -> Page:
            page.goto(f"/enrollment/{filled.project_id}/pages/{name}")
            return page

        yield at


def expect_ticks(page: Page, ticked: tuple[str, ...]) -> None:
    for subject in SUBJECTS:
        expect(page.get_by_label(subject, exact=True)).to_be_checked(checked=subject in ticked)


def test_institutions_follow_the_city(opened: Opened, portal: Portal, filled: Filled) -> None:
    page = opened("city")
    page.get_by_label("报名地市").select_option("河西区")
    expect(page.get_by_label("网上确认机构").locator("option")).to_have_text(["请选择", "河西区卫生健康委"])
    page.get_by_label("网上确认机构").select_option("河西区卫生健康委")
    page.get_by_role("button", name="提交").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("基本信息")
    assert filled.case(portal).enrollment.institution == "河西区卫生健康委"


def test_ticks_follow_the_specialty_and_can_be_changed_by_hand(opened: Opened, portal: Portal, filled: Filled) -> None:
    page = opened("specialty")
    expect(page.get_by_role("button", name="更新科目")).to_be_hidden()
    page.get_by_label("报考级别").select_option("初级(师)")
    page.get_by_label("报考专业").select_option(label="203 护理学")
    expect_ticks(page, SUBJECTS)
    page.get_by_label("报考级别").select_option("中级")
    page.get_by_label("报考专业").select_option(label="303 内科学")
    expect_ticks(page, SUBJECTS[2:])
    page.get_by_label(SUBJECTS[0], exact=True).check()
    page.get_by_role("button", name="提交").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("教育情况")
    assert filled.case(portal).enrollment.values(FormPage.SPECIALTY)["subjects"] == (SUBJECTS[0], *SUBJECTS[2:])


def test_an_employer_is_chosen_while_typing(opened: Opened, portal: Portal, filled: Filled) -> None:
    page = opened("employment")
    page.get_by_label("单位名称").fill("长沙市第一人民")
    page.get_by_role("option", name="长沙市第一人民医院").click()
    expect(page.get_by_label("其它单位")).to_be_hidden()
    page.get_by_role("button", name="提交").click()
    page.wait_for_url("**/photo*")
    assert filled.case(portal).enrollment.values(FormPage.EMPLOYMENT)["employer"] == "长沙市第一人民医院"


def test_other_opens_the_field_for_its_name(opened: Opened) -> None:
    page = opened("employment")
    expect(page.get_by_label("其它单位")).to_be_visible()
    page.get_by_label("单位名称").fill("长沙市")
    expect(page.get_by_label("其它单位")).to_be_hidden()
    page.get_by_label("单位名称").fill("其它")
    expect(page.get_by_label("其它单位")).to_be_visible()
