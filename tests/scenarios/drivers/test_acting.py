"""What both drivers let a person do, and how they complain when the page does not allow it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scenarios.drivers.acts import Choose, Tick, acts_for
from scenarios.drivers.driver import Attachment, Driver, Fields, Value
from scenarios.errors import (
    Ambiguous,
    Misuse,
    NoAnswer,
    NotAFile,
    NotAPage,
    NotEditable,
    NotOnPage,
    NotSent,
    TargetWrong,
    UnfitValue,
)
from scenarios.page import read_page
from tests.scenarios.drivers.echo import PIXEL, Echo

if TYPE_CHECKING:
    from pathlib import Path

    from scenarios.drivers.browser import BrowserDriver
    from scenarios.drivers.http import HttpDriver


def test_a_missing_button_is_told_with_what_stands_there(driver: Driver, echo: Echo) -> None:
    driver.open(f"{echo.address}/sign")

    with pytest.raises(NotOnPage, match="expected one button 提交, found none; this page has 登录"):
        driver.submit("提交")


def test_a_missing_field_is_told_with_what_stands_there(driver: Driver, echo: Echo) -> None:
    driver.open(f"{echo.address}/outside")

    with pytest.raises(NotOnPage, match="expected one field 里面, found none; this page has 外面"):
        driver.submit("提交", {"里面": "x"})


def test_a_missing_option_is_told_with_what_is_offered(by_http: HttpDriver, echo: Echo) -> None:
    by_http.open(f"{echo.address}/every")

    with pytest.raises(
        NotOnPage, match="expected the option 东城区 in city, found none; it offers 请选择, 海淀区, 西城区"
    ):
        by_http.fill({"报名地市": "东城区"})


def test_a_missing_option_is_waited_for_and_then_missed(by_browser: BrowserDriver, echo: Echo) -> None:
    by_browser.open(f"{echo.address}/every")

    with pytest.raises(TargetWrong, match="expected the field 报名地市"):
        by_browser.fill({"报名地市": "东城区"})


def test_a_word_that_stands_twice_asks_for_a_place(driver: Driver, echo: Echo) -> None:
    driver.open(f"{echo.address}/within")

    with pytest.raises(Ambiguous, match="expected one button 通过, found 2"):
        driver.submit("通过")


def test_a_row_without_the_button_does_not_lend_that_of_another_row(driver: Driver, echo: Echo) -> None:
    driver.open(f"{echo.address}/within")

    with pytest.raises(NotOnPage, match="expected one button 通过 within 李四, found none"):
        driver.submit("通过", within="李四")


def test_read_only_keeps_nobody_from_choosing() -> None:
    html = "<label>甲 <select readonly><option>一</select></label><label>乙 <input type=checkbox readonly></label>"
    finder = read_page(html, "http://portal.example/", 200).finder

    assert [type(act) for act in (*acts_for(finder, "甲", "一"), *acts_for(finder, "乙", value=True))] == [Choose, Tick]


@pytest.mark.parametrize("label", ["只读", "停用", "栏内"])
def test_a_field_that_cannot_be_edited_is_not_filled_in(driver: Driver, echo: Echo, label: str) -> None:
    driver.open(f"{echo.address}/every")

    with pytest.raises(NotEditable, match=label):
        driver.fill({label: "x"})


def test_a_disabled_button_is_not_pressed(driver: Driver, echo: Echo) -> None:
    driver.open(f"{echo.address}/every")

    with pytest.raises(NotEditable, match="found it disabled"):
        driver.submit("不可")


@pytest.mark.parametrize(
    ("label", "value"),
    [
        ("姓名", True),
        ("同意", "是"),
        ("报考科目", "专业知识"),
        ("性别", {"男"}),
        ("照片", "a.jpg"),
        ("日期", "明天"),
        ("年限", "三"),
    ],
)
def test_a_value_that_no_hand_could_enter_is_misuse(driver: Driver, echo: Echo, label: str, value: Value) -> None:
    driver.open(f"{echo.address}/every")

    with pytest.raises(UnfitValue):
        driver.fill({label: value})


def test_none_leaves_a_field_as_it_is(driver: Driver, echo: Echo) -> None:
    driver.open(f"{echo.address}/every")
    driver.submit("提交", {"姓名": None})

    assert dict(echo.last.entries)["name"] == "旧 名"


def test_what_was_filled_in_before_is_sent_with_the_press(driver: Driver, echo: Echo) -> None:
    driver.open(f"{echo.address}/every")
    driver.fill({"姓名": "新名"})
    driver.submit("提交", {"短": "a"})

    entries = dict(echo.last.entries)
    assert (entries["name"], entries["short"]) == ("新名", "a")


def test_a_form_that_a_browser_would_not_send_is_not_sent(driver: Driver, echo: Echo) -> None:
    driver.open(f"{echo.address}/valid")
    before = len(echo.received)

    with pytest.raises(NotSent, match=r"姓名 .*邮编 .*年限 .*同意 .*(性别|男) .*学位 "):
        driver.submit("提交", {"邮编": "12", "年限": "61"})
    assert len(echo.received) == before


def test_where_nobody_answers_the_words_of_the_browser_are_left_for_evidence(by_browser: BrowserDriver) -> None:
    with pytest.raises(NoAnswer):
        by_browser.open("http://127.0.0.1:9")
    by_browser.tab.wait_for_url("chrome-error://**")

    own = by_browser.tab.inner_text("body")  # a headless shell has none
    assert (by_browser.page.status, by_browser.page.text.split()) == (0, own.split())


WELL: Fields = {"姓名": "张", "同意": True, "性别": "男", "学位": "无"}


def test_what_is_typed_is_long_enough_or_not_sent_and_what_was_there_or_is_cleared_may_be_shorter(
    driver: Driver, echo: Echo
) -> None:
    driver.open(f"{echo.address}/valid")
    with pytest.raises(
        NotSent, match=r"^[^;]*用户名 \(shorter than 4 characters\); 简历 \(shorter than 3 characters\)"
    ):
        driver.submit("提交", {**WELL, "用户名": "新名", "简历": "新"})

    driver.open(f"{echo.address}/valid")
    assert driver.submit("提交", WELL).heading == "收到"

    driver.open(f"{echo.address}/valid")
    assert driver.submit("提交", {**WELL, "用户名": "", "简历": "北京医院"}).heading == "收到"


def test_a_path_is_attached_under_its_name(driver: Driver, echo: Echo, tmp_path: Path) -> None:
    photo = tmp_path / "报名照片.png"
    photo.write_bytes(PIXEL)
    driver.open(f"{echo.address}/every")
    driver.submit("提交", {"照片": photo})

    sent = dict(echo.last.entries)["photo"]
    assert (sent.filename, sent.media_type, sent.content) == ("报名照片.png", "image/png", PIXEL)  # type: ignore[union-attr]


def test_links_are_followed_with_a_referer(driver: Driver, echo: Echo) -> None:
    driver.open(f"{echo.address}/files")
    page = driver.follow("看")

    assert page.address == f"{echo.address}/echo#part"
    assert echo.last.headers["Referer"] == f"{echo.address}/files"


def test_a_link_may_ask_for_no_referer(driver: Driver, echo: Echo) -> None:
    driver.open(f"{echo.address}/files")
    driver.follow("悄悄")

    assert "Referer" not in echo.last.headers


def test_a_link_within_the_page_asks_the_target_for_nothing(driver: Driver, echo: Echo) -> None:
    driver.open(f"{echo.address}/files")
    echo.received.clear()
    page = driver.follow("跳")

    assert page.address.endswith("/files#below")
    assert [one.path for one in echo.received if one.path == "/files"] == []


def test_a_new_tab_becomes_the_page(driver: Driver, echo: Echo) -> None:
    driver.open(f"{echo.address}/files")

    assert driver.follow("新窗口").heading == "收到"
    assert driver.page.heading == "收到"


def test_the_status_and_address_after_redirects_are_those_of_the_last_answer(driver: Driver, echo: Echo) -> None:
    driver.open(f"{echo.address}/redirects")
    page = driver.submit("转303")

    assert (page.status, page.address) == (200, f"{echo.address}/echo?after=redirect")


def test_an_error_page_is_a_page(driver: Driver, echo: Echo) -> None:
    page = driver.open(f"{echo.address}/refused")

    assert (page.status, page.alerts) == (409, ("请先提交报名信息",))


def test_a_link_leads_to_a_file(driver: Driver, echo: Echo) -> None:
    driver.open(f"{echo.address}/files")
    file = driver.download("打印报名表")

    assert (file.filename, file.media_type) == ("报名表.pdf", "application/pdf")
    assert file.content == b"%PDF-1.7 form"
    assert driver.page.address == f"{echo.address}/files"


def test_a_button_leads_to_a_file(driver: Driver, echo: Echo) -> None:
    driver.open(f"{echo.address}/files")
    file = driver.download("下载报名表")

    assert (file.filename, file.content) == ("报名表.pdf", b"%PDF-1.7 form")


@pytest.mark.parametrize("words", ["无效打印", "无效下载"])
def test_a_page_instead_of_a_file_is_told_with_the_page(driver: Driver, echo: Echo, words: str) -> None:
    driver.open(f"{echo.address}/files")

    with pytest.raises(NotAFile, match="请先提交报名信息") as caught:
        driver.download(words)
    assert caught.value.page is not None
    assert caught.value.page.status == 409


def test_a_file_instead_of_a_page_is_no_page(driver: Driver, echo: Echo) -> None:
    driver.open(f"{echo.address}/files")

    with pytest.raises(NotAPage, match="application/pdf"):
        driver.submit("下载报名表")


def test_pictures_are_seen_as_they_are_served(driver: Driver, echo: Echo) -> None:
    driver.open(f"{echo.address}/files")

    assert driver.picture("基本照片") == PIXEL
    assert driver.picture("内嵌").startswith(b"GIF89a")


def test_a_picture_that_cannot_be_shown_is_wrong(driver: Driver, echo: Echo) -> None:
    driver.open(f"{echo.address}/files")

    with pytest.raises(TargetWrong, match="expected an image 坏图"):
        driver.picture("坏图")


def test_a_target_that_does_not_answer_is_told(driver: Driver) -> None:
    with pytest.raises(NoAnswer, match=r"127\.0\.0\.1:9"):
        driver.open("http://127.0.0.1:9/")


def test_a_relative_address_needs_an_open_page(driver: Driver) -> None:
    with pytest.raises(Misuse, match="expected an absolute address"):
        driver.open("/every")


def test_a_relative_address_is_relative_to_the_page(driver: Driver, echo: Echo) -> None:
    driver.open(f"{echo.address}/every")

    assert driver.open("/echo").heading == "收到"


@pytest.mark.parametrize(("first", "second"), [("by_http", "by_browser"), ("by_browser", "by_http")])
def test_a_session_continues_in_the_other_driver(
    request: pytest.FixtureRequest, echo: Echo, first: str, second: str
) -> None:
    begun: Driver = request.getfixturevalue(first)
    begun.open(f"{echo.address}/sign")
    begun.submit("登录")
    expected = echo.last.cookies
    continued: Driver = request.getfixturevalue(second)
    page = continued.travel_with(begun.passport())

    assert page.heading == "工作台"
    assert echo.last.cookies == expected
    assert dict(expected)["session"] == "s1"


def test_a_typed_address_shows_no_origin(driver: Driver, echo: Echo) -> None:
    driver.open(f"{echo.address}/sign")

    assert echo.last.headers["Sec-Fetch-Site"] == "none"
    assert not {"Origin", "Referer"} & set(echo.last.headers)


def test_attachments_keep_their_stated_type(driver: Driver, echo: Echo) -> None:
    driver.open(f"{echo.address}/every")
    driver.submit("提交", {"照片": Attachment("photo.jpg", "image/png", b"x")})

    assert dict(echo.last.entries)["photo"].media_type == "image/png"  # type: ignore[union-attr]
