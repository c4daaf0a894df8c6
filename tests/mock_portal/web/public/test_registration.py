"""The registration form as a person meets it: kept values, one message per field, an account at the end."""

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from mock_portal.domain.case import Person
from tests.mock_portal.browser import Browser
from tests.mock_portal.domain.rules.test_registration import a_registration

Browsers = Callable[[Person | None], Browser]


def registers(browser: Browser, **overrides: Any) -> Browser:
    typed = {name: value for name, value in asdict(a_registration(**overrides)).items() if value}
    return browser.open("/register").press("注册", **typed)


def test_a_right_registration_leads_to_sign_in(browser_of: Browsers) -> None:
    browser = registers(browser_of(None))

    assert browser.heading == "登录"
    assert "注册成功" in browser.text


def test_each_wrong_field_has_its_own_message(browser_of: Browsers) -> None:
    browser = registers(browser_of(None), username="a b", name_again="李四")

    assert browser.status == 422
    assert "2处" in browser.alert
    described = {node.attributes["id"] for node in browser.page.css(".error")}
    assert described == {"field-username-error", "field-name_again-error"}


def test_what_was_typed_is_kept_except_passwords(browser_of: Browsers) -> None:
    browser = registers(browser_of(None), username="a b", sex="男")
    value = {node.attributes.get("name"): node.attributes.get("value") for node in browser.page.css("input")}

    assert value["username"] == "a b"
    assert value["name"] == "张三"
    assert not value["password"]
    assert not value["password_again"]
    assert [node.attributes["value"] for node in browser.page.css("input[type=radio][checked]")] == ["男"]
    assert [node.text() for node in browser.page.css("select[name=id_type] option[selected]")] == ["居民身份证"]


def test_a_second_registration_of_a_number_is_refused(browser_of: Browsers) -> None:
    registers(browser_of(None))
    browser = registers(browser_of(None), username="another1")

    assert (browser.status, browser.refusal) == (409, "id-taken")
    assert [node.attributes["name"] for node in browser.page.css("[aria-invalid=true]")] == ["id_number"]
    assert len(browser.page.css("[role=alert]")) == 1


def test_a_user_name_that_is_taken_is_told_beside_its_field(browser_of: Browsers) -> None:
    registers(browser_of(None))
    browser = registers(browser_of(None), id_number="11010519491231002X", id_number_again="11010519491231002X")

    assert (browser.status, browser.refusal) == (409, "username-taken")
    assert [node.attributes["name"] for node in browser.page.css("[aria-invalid=true]")] == ["username"]


def test_markup_in_a_name_stays_text(browser_of: Browsers) -> None:
    browser = registers(browser_of(None), name='"><script>alert(1)</script>')

    assert "<script>alert" not in browser.html


def test_a_form_of_another_session_registers_nobody(browser_of: Browsers) -> None:
    browser = browser_of(None).open("/register")
    browser.client.delete_cookie("visit")

    assert browser.press("注册", **asdict(a_registration())).refusal == "form-expired"
