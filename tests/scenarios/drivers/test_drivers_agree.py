"""The contract: whatever a person fills in and presses, both drivers send the same."""

from __future__ import annotations

import socket
from contextlib import suppress
from dataclasses import dataclass, field, replace
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

import pytest

from scenarios.drivers.driver import Attachment, Driver, Fields
from scenarios.errors import TargetWrong
from tests.scenarios.drivers.echo import Echo, FileSent, Received
from tests.scenarios.drivers.echo_pages import CHARSETS

if TYPE_CHECKING:
    from scenarios.drivers.browser import BrowserDriver
    from scenarios.drivers.http import HttpDriver

PHOTO = Attachment('照 片"1.jpg', "image/jpeg", b"\xff\xd8\r\nphoto")
EVERYTHING: Fields = {
    "姓名": "张·三&=+ ~*'()",
    "密码": "pä ss",
    "短": "一二三四",
    "行": "前\r\n后",
    "年限": "12.5",
    "日期": "2023-02-28",
    "邮箱": "a@b.example",
    "备注": "\n一\r\n二\n\n",
    "报名地市": "西城区",
    "第二": "甲",
    "多选": {"三", "二"},
    "列表": "下",
    "性别": "女",
    "健康状态": "良好",
    "同意": True,
    "保留": False,
    "报考科目": {"相关专业知识", "专业知识"},
    "例外": "例",
    "照片": PHOTO,
    "无名": "x",
}


@dataclass(frozen=True)
class Case:
    """A page, what is filled in, and the button that is pressed."""

    page: str
    button: str
    fields: Fields = field(default_factory=dict)
    within: str | None = None


CASES = {
    "nothing touched": Case("every", "提交"),
    "everything filled in": Case("every", "提交", EVERYTHING),
    "a named button": Case("every", "保存"),
    "a named submit input": Case("every", "暂存"),
    "a button with its own action": Case("every", "另存"),
    "a button that makes it a query": Case("every", "查询", {"照片": PHOTO}),
    "a button that makes it plain text": Case("every", "平文", EVERYTHING),
    "files without a form that can carry them": Case("urlencoded", "提交", EVERYTHING),
    "a query form with a query in its action": Case("query", "提交", EVERYTHING),
    "a form without an action": Case("here", "提交", {"性别": "男"}),
    "a control and a button outside the form": Case("outside", "外交", {"外面": "远"}),
    "a button inside while a control is outside": Case("outside", "提交", {"外面": "远"}),
    "an action relative to a base": Case("based", "提交"),
    "a rare character at the length limit": Case("every", "提交", {"短": "ab𠮷"}),
    "a text area with its last line empty": Case("every", "提交", {"备注": "\n"}),
    "a field cleared": Case("every", "提交", {"姓名": "", "年限": ""}),
    "all boxes of a group taken off": Case("every", "提交", {"报考科目": frozenset()}),
    "no option of a list": Case("every", "提交", {"多选": frozenset()}),
    "one row of several": Case("within", "通过", within="张三"),
    "a row with a longer name": Case("within", "通过", within="张三丰"),
    "one section of two": Case("within", "记下", {"意见": "好"}, within="乙栏"),
    "a form that begins inside a table": Case("misnested", "表内", {"甲": "一"}),
    "a form that begins in an element before it": Case("misnested", "栏后", {"甲": "二"}),
    "an empty action of a button": Case("odd", "空", {"日": "2021-02-30", "类": "abc"}),
    "an option without a value": Case("odd", "空", {"选": "无"}),
    "redirect 301": Case("redirects", "转301"),
    "redirect 302": Case("redirects", "转302"),
    "redirect 303": Case("redirects", "转303"),
    "redirect 307": Case("redirects", "转307"),
    "redirect 308": Case("redirects", "转308"),
    "cookies set on the way of a redirect": Case("sign", "登录"),
    "a form that the browser checks, filled in well": Case(
        "valid",
        "提交",
        {"姓名": "张", "邮编": "100000", "年限": "3", "同意": True, "性别": "男", "学位": "无"},
    ),
    "a button that asks for no check": Case("valid", "暂存"),
}


def sent(driver: Driver, echo: Echo, case: Case) -> list[Received]:
    """What arrives after the page itself: the request and those that redirects make of it."""
    driver.open(f"{echo.address}/{case.page}")
    echo.received.clear()
    driver.submit(case.button, case.fields, case.within)
    return list(echo.received)


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_both_drivers_send_the_same(by_http: HttpDriver, by_browser: BrowserDriver, echo: Echo, case: Case) -> None:
    expected = sent(by_browser, echo, case)

    assert sent(by_http, echo, case) == expected
    assert expected


def test_a_file_without_enctype_arrives_as_its_name_only(driver: Driver, echo: Echo) -> None:
    sent(driver, echo, Case("urlencoded", "提交", {"照片": PHOTO}))

    assert dict(echo.last.entries)["photo"] == PHOTO.filename
    assert echo.last.kind == "application/x-www-form-urlencoded"


def test_an_empty_file_control_sends_an_empty_part(driver: Driver, echo: Echo) -> None:
    sent(driver, echo, Case("every", "提交"))

    assert dict(echo.last.entries)["photo"] == FileSent("", "application/octet-stream", b"")


def test_a_file_arrives_whole_under_its_name_and_type(driver: Driver, echo: Echo) -> None:
    sent(driver, echo, Case("every", "提交", {"照片": PHOTO}))

    arrived = dict(echo.last.entries)["photo"]
    assert isinstance(arrived, FileSent)
    assert (arrived.media_type, arrived.content) == (PHOTO.media_type, PHOTO.content)


def test_only_a_pressed_button_and_enabled_controls_arrive(driver: Driver, echo: Echo) -> None:
    sent(driver, echo, Case("every", "保存"))

    names = [name for name, _ in echo.last.entries]
    assert names.count("act") == 1
    assert "exempt" in names
    assert not {"off", "inside", "sex", "agreed", "rows", "result", ""} & set(names)


ELSEWHERE = ["送到别处", "转送别处", "去别处", "带地址去"]


@pytest.mark.parametrize("page", ["elsewhere", "secretive"])
@pytest.mark.parametrize("words", ELSEWHERE)
def test_both_drivers_tell_another_site_the_same(
    by_http: HttpDriver, by_browser: BrowserDriver, echo: Echo, page: str, words: str
) -> None:
    expected = told_elsewhere(by_browser, echo, page, words)

    assert told_elsewhere(by_http, echo, page, words) == expected


def told_elsewhere(driver: Driver, echo: Echo, page: str, words: str) -> list[Received]:
    """What arrives when a signed-in person comes from a page of another site."""
    driver.open(f"{echo.address}/sign")
    driver.submit("登录")
    driver.open(f"{at(echo, 'localhost')}/{page}")
    return told_by(driver, echo, words)


def told_by(driver: Driver, echo: Echo, words: str) -> list[Received]:
    """What arrives when the button or the link of these words is pressed."""
    echo.received.clear()
    if driver.page.has_button(words):
        driver.submit(words)
    else:
        driver.follow(words)
    return list(echo.received)


@pytest.fixture
def named_hosts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every name below localhost is this machine, as browsers know without asking anybody."""
    resolve = socket.getaddrinfo

    def resolved(host: str, *rest: Any, **more: Any) -> Any:
        return resolve("127.0.0.1" if host.endswith(".localhost") else host, *rest, **more)

    monkeypatch.setattr(socket, "getaddrinfo", resolved)


def at(echo: Echo, host: str) -> str:
    """The echo portal under another name."""
    return echo.address.replace("127.0.0.1", host)


WAYS = {
    "sent from another host of the site": ("sso.exam.localhost", "送出"),
    "a link on another host of the site": ("sso.exam.localhost", "前往"),
    "sent from another site": ("pay.other.localhost", "送出"),
    "a link on another site": ("pay.other.localhost", "前往"),
    "redirects over another site": ("enroll.exam.localhost", "绕道"),
    "a form that is redirected over another site": ("enroll.exam.localhost", "转送"),
}


@pytest.mark.usefixtures("named_hosts")
@pytest.mark.parametrize(("host", "words"), WAYS.values(), ids=WAYS.keys())
def test_both_drivers_send_the_same_cookies_between_hosts(
    by_http: HttpDriver, by_browser: BrowserDriver, echo: Echo, host: str, words: str
) -> None:
    expected = told_between_hosts(by_browser, echo, host, words)

    assert told_between_hosts(by_http, echo, host, words) == expected


def told_between_hosts(driver: Driver, echo: Echo, host: str, words: str) -> list[Received]:
    """What arrives when somebody whom the portal knows comes from a host."""
    driver.open(f"{at(echo, 'enroll.exam.localhost')}/known")
    driver.open(f"{at(echo, host)}/hosts")
    return told_by(driver, echo, words)


def led(driver: Driver, echo: Echo, page: str, link: str) -> list[Received]:
    """What arrives after a link is followed."""
    driver.open(f"{echo.address}/{page}")
    echo.received.clear()
    driver.follow(link)
    return list(echo.received)


@pytest.mark.parametrize("link", ["斜", "符", "径"])
def test_both_drivers_follow_a_link_alike(
    by_http: HttpDriver, by_browser: BrowserDriver, echo: Echo, link: str
) -> None:
    expected = led(by_browser, echo, "odd", link)

    assert led(by_http, echo, "odd", link) == expected
    assert expected


def unhandled(requests: list[Received]) -> list[Received]:
    """Requests but for who asked: looking at a page counts as touching it, if the look comes before the page leads on."""
    return [replace(one, headers={**one.headers, "Sec-Fetch-User": ""}) for one in requests]


@pytest.mark.parametrize("link", ["稍候", "头", "两次"])
def test_both_drivers_are_led_on_alike(by_http: HttpDriver, by_browser: BrowserDriver, echo: Echo, link: str) -> None:
    expected = unhandled(led(by_browser, echo, "odd", link))

    assert unhandled(led(by_http, echo, "odd", link)) == expected
    assert expected


@pytest.mark.parametrize("charset", CHARSETS)
def test_both_drivers_write_in_the_charset_of_the_page(
    by_http: HttpDriver, by_browser: BrowserDriver, echo: Echo, charset: str
) -> None:
    page, name = f"charset/{charset}", "张㐂€𠮷é×"
    cases = [Case(page, "提交", {"姓名": name}), Case(page, "另交", {"备注": name}), Case(page, "再交", {"说明": name})]
    expected = [sent(by_browser, echo, case) for case in cases], led(by_browser, echo, page, "去")

    assert ([sent(by_http, echo, case) for case in cases], led(by_http, echo, page, "去")) == expected


LEADS_ON = {
    "refresh": "收到", "refresh-later": "收到", "refresh-by-header": "收到", "refresh-twice": "收到",
    "refresh-much-later": "久候", "refresh-itself": "自看",
}  # fmt: skip


@pytest.mark.parametrize(("page", "heading"), LEADS_ON.items())
def test_a_page_that_leads_on_within_seconds_is_passed(driver: Driver, echo: Echo, page: str, heading: str) -> None:
    assert driver.open(f"{echo.address}/{page}").heading == heading


@pytest.mark.parametrize("status", [200, 403, 404, 500, 503])
def test_an_answer_with_nothing_in_it_is_a_page_with_nothing_on_it(driver: Driver, echo: Echo, status: int) -> None:
    page = driver.open(f"{echo.address}/nothing/{status}")

    assert (page.status, page.address, page.text) == (status, f"{echo.address}/nothing/{status}", "")


def test_an_error_with_nothing_in_it_is_led_to_and_left_again(driver: Driver, echo: Echo) -> None:
    driver.open(f"{echo.address}/odd")

    assert driver.follow("无物").status == HTTPStatus.NOT_FOUND
    assert (driver.page.text, driver.passport().address) == ("", f"{echo.address}/nothing/404")
    assert driver.open("/odd").has_button("空")


def test_who_one_is_may_stand_in_the_address(driver: Driver, echo: Echo) -> None:
    known = echo.address.replace("://", "://clerk:p%40ss@")

    assert driver.open(f"{known}/guarded").heading == "请进"
    assert driver.follow("里面").heading == "请进"
    assert "clerk" not in driver.page.address


def test_a_dialog_that_is_closed_sends_nothing(driver: Driver, echo: Echo) -> None:
    driver.open(f"{echo.address}/dialog")
    echo.received.clear()
    with suppress(TargetWrong):
        driver.submit("关闭")

    assert not echo.received


def test_of_what_is_folded_only_the_summary_is_read(driver: Driver, echo: Echo) -> None:
    assert driver.open(f"{echo.address}/folded").text == "甲 更多"
