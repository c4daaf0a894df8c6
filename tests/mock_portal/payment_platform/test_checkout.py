"""The pay page: it trusts the merchant's signature and nothing else, and takes money once."""

from datetime import timedelta
from urllib.parse import parse_qsl, urlencode, urlsplit

from tests.mock_portal.browser import Browser
from tests.mock_portal.payment_platform.street import NOW, Street


def tampered(address: str, **changes: str) -> str:
    """The address with parameters changed after it was signed."""
    return "/pay?" + urlencode(dict(parse_qsl(urlsplit(address).query)) | changes)


def test_the_page_says_who_collects_what_and_until_when(street: Street) -> None:
    page = Browser(street.app).open(street.address())
    assert page.heading == "确认支付"
    for words in ("湖南省考区", "¥280.00", "N1", "303 内科学", "2023-02-20 10:30:00"):
        assert words in page.text
    assert page.buttons == ["确认支付", "取消支付"]


def test_parameters_that_were_changed_are_refused(street: Street) -> None:
    page = Browser(street.app).open(tampered(street.address(), amount="1"))
    assert (page.status, page.heading) == (400, "支付请求无效")
    page = Browser(street.app).open(street.address()).press("确认支付", amount="1")
    assert (page.status, page.heading) == (400, "支付请求无效")
    assert street.control("ledger").json == {"transactions": [], "notifications": [], "held": []}


def test_parameters_that_are_missing_are_refused(street: Street) -> None:
    assert Browser(street.app).open("/pay").status == 400


def test_paying_notifies_before_the_payer_sees_success(street: Street) -> None:
    page = Browser(street.app).open(street.address()).press("确认支付")
    assert page.heading == "支付成功"
    assert [(m["order"], m["amount"]) for m in street.told] == [("N1", 28000)]
    back = page.page.css_first("a.button")
    assert back is not None
    assert back.attributes["href"] == "http://merchant.example/payment/return?order=N1&result=success"


def test_cancelling_goes_back_without_money(street: Street) -> None:
    browser = Browser(street.app).open(street.address())
    assert browser.press("取消支付").address == "http://merchant.example/payment/return?order=N1&result=cancelled"
    assert street.told == []


def test_the_way_back_cannot_be_changed(street: Street) -> None:
    address = Browser(street.app).open(street.address()).press("确认支付").address
    assert Browser(street.app).open(address.replace("merchant.example", "evil.example")).status == 400


def test_an_order_is_payable_until_its_expiry(street: Street) -> None:
    last = street.address(expires=(NOW + timedelta(microseconds=1)).isoformat())
    over = street.address(order="N2", expires=NOW.isoformat())
    assert Browser(street.app).open(last).press("确认支付").heading == "支付成功"
    assert Browser(street.app).open(over).press("确认支付").heading == "订单已过期"


def test_subjects_are_shown_as_text_never_as_markup(street: Street) -> None:
    page = Browser(street.app).open(street.address(subject="<b>303</b>"))
    assert "<b>303</b>" in page.text
