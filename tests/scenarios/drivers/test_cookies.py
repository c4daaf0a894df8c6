"""Cookies are kept and sent as browsers do."""

from __future__ import annotations

import pytest

from scenarios.drivers.cookies import CookieJar

NOW = 1_700_000_000.0
HOME = "https://www.portal.example/desk/page"


def sent(set_cookie: str, to: str, at: str = HOME, **request: bool) -> bool:
    """Whether a cookie set by a page is sent to an address."""
    jar = CookieJar(now=lambda: NOW)
    jar.receive(set_cookie, at)
    return jar.header(to, **request) != ""


@pytest.mark.parametrize(
    ("set_cookie", "to", "expected"),
    [
        ("a=1", "https://www.portal.example/desk/other", True),
        ("a=1", "https://www.portal.example:8443/desk/", True),
        ("a=1", "https://www.portal.example/desktop", False),
        ("a=1", "https://www.portal.example/", False),
        ("a=1; Path=/", "https://www.portal.example/", True),
        ("a=1; Path=/desk/", "https://www.portal.example/desk", False),
        ("a=1; Path=/", "https://portal.example/", False),
        ("a=1; Path=/; Domain=portal.example", "https://pay.portal.example/", True),
        ("a=1; Path=/; Domain=.portal.example", "https://portal.example/", True),
        ("a=1; Path=/; Domain=other.example", "https://other.example/", False),
        ("a=1; Path=/; Domain=example", "https://www.portal.example/", False),
        ("a=1; Path=/; Secure", "http://www.portal.example/", False),
        ("a=1; Path=/; Max-Age=0", "https://www.portal.example/", False),
        ("a=1; Path=/; Max-Age=1", "https://www.portal.example/", True),
        ("a=1; Path=/; Expires=Tue, 14 Nov 2023 22:13:19 GMT", "https://www.portal.example/", False),
        ("a=1; Path=/; Expires=Tue, 14 Nov 2023 22:13:21 GMT", "https://www.portal.example/", True),
        ("a=1; Path=/; Expires=Tue, 14 Nov 2023 22:13:19 GMT; Max-Age=9", "https://www.portal.example/", True),
        ("a=1; Path=/; Max-Age=--5", "https://www.portal.example/", True),
        (f"a=1; Path=/; Max-Age={'9' * 400}", "https://www.portal.example/", True),
        ("a=1; Path=/; Expires=Mon, 01 Jan 0001 00:00:00", "https://www.portal.example/", False),
        ("a=1; Path=/; Expires=Fri, 31 Dec 9999 23:59:59", "https://www.portal.example/", True),
        ("a=1; Path=/; SameSite=None", "https://www.portal.example/", False),
        ("__Host-a=1; Path=/", "https://www.portal.example/", False),
        ("__Host-a=1; Path=/; Secure", "https://www.portal.example/", True),
        ("__Secure-a=1; Path=/", "https://www.portal.example/", False),
        (";", "https://www.portal.example/desk/", False),
    ],
)
def test_a_cookie_goes_where_it_belongs(set_cookie: str, to: str, expected: bool) -> None:  # noqa: FBT001
    assert sent(set_cookie, to) is expected


def test_an_insecure_page_cannot_set_a_secure_cookie() -> None:
    assert not sent("a=1; Path=/; Secure", "https://portal.example/", at="http://portal.example/")
    assert sent("a=1; Path=/; Secure", "http://127.0.0.1/", at="http://127.0.0.1/")


@pytest.mark.parametrize(
    ("same_site", "by_link", "by_form"),
    [("Strict", False, False), ("Lax", True, False), ("None; Secure", True, True)],
)
def test_between_sites_a_cookie_travels_as_it_says(
    same_site: str,
    by_link: bool,  # noqa: FBT001
    by_form: bool,  # noqa: FBT001
) -> None:
    cookie = f"a=1; Path=/; SameSite={same_site}"

    assert sent(cookie, HOME, cross_site=True) is by_link
    assert sent(cookie, HOME, cross_site=True, safe=False) is by_form


def test_a_cookie_is_replaced_and_removed_by_name_and_path() -> None:
    jar = CookieJar(now=lambda: NOW)
    for line in ("a=1; Path=/", "a=2; Path=/desk", "a=3; Path=/", "b=; Path=/", "c=x; Path=/", "c=; Path=/; Max-Age=0"):
        jar.receive(line, HOME)

    assert jar.header(HOME) == "a=2; a=3; b="


@pytest.mark.parametrize("domain", ["com.cn", "cn", "gov.cn"])
def test_a_cookie_for_everybody_is_nobodys(domain: str) -> None:
    address = f"https://www.portal.{domain}/"

    assert not sent(f"a=1; Path=/; Domain={domain}", address, at=address)
    assert sent(f"a=1; Path=/; Domain=portal.{domain}", f"https://pay.portal.{domain}/", at=address)
