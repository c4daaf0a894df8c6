"""What scripts add to the pages, seen in a browser; without scripts every field is simply there."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.mock_portal.served import scripted, served
from tests.mock_portal.web.gallery import a_gallery


@pytest.fixture(scope="module")
def gallery_address() -> Iterator[str]:
    with served(a_gallery()) as address:
        yield address


@pytest.fixture
def page(browser: Browser, gallery_address: str) -> Iterator[Page]:
    """The form page of the gallery, with scripts; an error in a script fails the test."""
    with scripted(browser, gallery_address) as page:
        page.goto("/form")
        yield page


def chosen_employer(page: Page) -> str:
    return page.locator("input[name=employer]").input_value()


def suggestions(page: Page) -> Locator:
    return page.get_by_role("listbox", name="检索结果", include_hidden=True)


def test_a_dependent_drop_down_follows_the_other_field(page: Page) -> None:
    city, institution = (
        page.get_by_label("报名地市", exact=True),
        page.get_by_label("网上确认机构", exact=True),
    )
    city.select_option(label="东城区")
    institution.select_option(label="东城第二机构")
    city.select_option(label="西城区")
    expect(institution.locator("option")).to_have_text(["请选择", "西城机构"])
    expect(institution).to_have_value("")
    city.select_option(label="请选择")
    expect(institution.locator("option")).to_have_text(["请选择"])


def test_a_dependent_drop_down_says_so_when_its_options_cannot_be_had(page: Page) -> None:
    page.route("**/institutions**", lambda route: route.fulfill(status=503))
    page.get_by_label("报名地市", exact=True).select_option(label="东城区")
    institution = page.get_by_label("网上确认机构", exact=True)
    expect(institution.locator("option")).to_have_text(["未能载入，请重新选择上一项"])
    expect(institution).to_be_enabled()


def test_an_employer_is_chosen_from_the_suggestions_by_mouse(page: Page) -> None:
    employer = page.get_by_role("combobox", name="单位名称", exact=True)
    employer.fill("协和")
    page.get_by_role("option", name="协和医院西院").click()
    expect(employer).to_have_value("协和医院西院")
    expect(suggestions(page)).to_be_hidden()
    assert chosen_employer(page) == "2"


def test_an_employer_is_chosen_from_the_suggestions_by_keyboard(page: Page) -> None:
    employer = page.get_by_role("combobox", name="单位名称", exact=True)
    employer.fill("协和")
    expect(suggestions(page).get_by_role("option")).to_have_count(2)
    for key in ("ArrowDown", "ArrowDown", "ArrowUp", "Enter"):
        employer.press(key)
    expect(employer).to_have_value("协和医院东院")
    assert chosen_employer(page) == "1"


def test_typing_on_after_a_choice_gives_the_choice_up(page: Page) -> None:
    employer = page.get_by_role("combobox", name="单位名称", exact=True)
    employer.fill("同仁")
    page.get_by_role("option", name="同仁医院").click()
    employer.fill("同仁医院分院")
    assert chosen_employer(page) == ""


def test_a_search_that_finds_nothing_says_so(page: Page) -> None:
    page.get_by_label("单位名称", exact=True).fill("没有这家")
    expect(page.get_by_text("没有找到")).to_be_visible()
    expect(suggestions(page)).to_be_hidden()


def test_the_field_for_another_employer_shows_only_for_the_word_of_the_guide(page: Page) -> None:
    other = page.get_by_label("其它单位", exact=True)
    expect(other).to_be_hidden()
    page.get_by_label("单位名称", exact=True).fill("其它")
    expect(other).to_be_visible()
    page.get_by_label("单位名称", exact=True).fill("其他")
    expect(other).to_be_hidden()


def test_a_refused_form_begins_at_what_is_wrong_and_leads_to_the_field(page: Page) -> None:
    expect(page.get_by_role("alert")).to_be_focused()
    page.get_by_role("link", name="从事本专业年限").click()
    expect(page.get_by_label("从事本专业年限", exact=True)).to_be_focused()


def test_a_countdown_runs_on_the_time_that_the_page_brought_along(page: Page) -> None:
    page.goto("/payment")
    expect(page.get_by_role("timer")).to_contain_text("剩余 2 天 13 小时 44 分")


def test_without_scripts_every_field_and_the_search_button_are_there(browser: Browser, gallery_address: str) -> None:
    context = browser.new_context(base_url=gallery_address, java_script_enabled=False)
    plain = context.new_page()
    plain.goto("/form")
    expect(plain.get_by_label("其它单位", exact=True)).to_be_visible()
    expect(plain.get_by_role("button", name="检索")).to_be_visible()
    context.close()


def test_with_scripts_the_search_button_goes_and_enter_no_longer_presses_it(page: Page) -> None:
    button = page.locator("[data-search-for]")
    expect(button).to_be_hidden()
    expect(button).to_have_attribute("type", "button")
