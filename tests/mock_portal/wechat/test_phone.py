"""The simulated phone: who one is, one's own forms, and a portal that is silent or speaks in riddles."""

import pytest

from mock_portal.settings import Settings
from mock_portal.wechat import create_wechat
from mock_portal.wechat.portal_line import SILENT, UNREADABLE, Answer, PortalLine
from tests.mock_portal.browser import Browser

ASKED = Answer("sign-in", "张三")


class Line:
    """A portal that gives the same answer to everything and remembers what it was told."""

    def __init__(self, answer: Answer = ASKED) -> None:
        self.answer = answer
        self.told: list[tuple[str, str, str]] = []

    def tell(self, event: str, ticket: str, openid: str) -> Answer:
        self.told.append((event, ticket, openid))
        return self.answer


def a_phone(line: Line) -> Browser:
    return Browser(create_wechat(Settings(), line))


def test_a_phone_is_asked_who_it_is_once() -> None:
    line = Line()
    phone = a_phone(line).open("/scan?ticket=one&purpose=sign-in").press("登录微信", openid="wx-7")
    phone.press("确认登录")
    phone.open("/scan?ticket=two&purpose=sign-in")

    assert line.told == [("scanned", "one", "wx-7"), ("confirmed", "one", "wx-7"), ("scanned", "two", "wx-7")]


@pytest.mark.parametrize(("purpose", "button"), [("sign-in", "确认登录"), ("bind", "确认绑定")])
def test_the_button_says_what_is_confirmed(purpose: str, button: str) -> None:
    phone = a_phone(Line(Answer(purpose, "张三"))).open("/scan?ticket=t").press("登录微信", openid="wx-7")

    assert button in phone.buttons
    assert "张三" in phone.text


def test_a_refusal_of_the_portal_is_shown_word_for_word() -> None:
    refused = Answer(refusal="wechat-unbound", words="该微信尚未绑定考生账号。", advice="请先登录。")
    phone = a_phone(Line(refused)).open("/scan?ticket=t").press("登录微信", openid="wx-7")

    assert (phone.status, phone.refusal, phone.alert) == (
        409,
        "wechat-unbound",
        "该微信尚未绑定考生账号。 请先登录。",
    )


@pytest.mark.parametrize("openid", ["", "   ", "x" * 65])
def test_nobody_is_nobody(openid: str) -> None:
    phone = a_phone(Line()).open("/scan?ticket=t").press("登录微信", openid=openid)
    assert phone.status == 422


def test_a_foreign_form_confirms_nothing() -> None:
    line = Line()
    phone = a_phone(line).open("/scan?ticket=t").press("登录微信", openid="wx-7")
    line.told.clear()

    phone.press("确认登录", csrf="forged")
    assert phone.status == 403
    assert line.told == []


def test_leaving_makes_the_phone_nobodys() -> None:
    phone = a_phone(Line()).open("/scan?ticket=t").press("登录微信", openid="wx-7").press("退出微信")

    assert "登录微信" in phone.open("/scan?ticket=t").buttons


def test_a_portal_that_is_down_is_a_message_on_the_phone() -> None:
    assert PortalLine("http://127.0.0.1:1", "secret").tell("scanned", "t", "wx-7") == SILENT
    assert SILENT.refusal != UNREADABLE.refusal
