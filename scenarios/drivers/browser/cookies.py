"""Cookies between a browser and a passport."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scenarios.drivers.cookies import Cookie, SameSite

if TYPE_CHECKING:
    from playwright._impl._api_structures import SetCookieParam  # Playwright publishes the type only there.

SESSION = -1


def from_browser(held: Any) -> Cookie:
    """A cookie as Playwright reports it."""
    expires = held.get("expires", SESSION)
    return Cookie(
        name=held["name"],
        value=held["value"],
        domain=held["domain"],
        path=held["path"],
        expires=None if expires == SESSION else expires,
        secure=held["secure"],
        http_only=held["httpOnly"],
        same_site=SameSite(held.get("sameSite", SameSite.LAX)),
    )


def to_browser(cookie: Cookie) -> SetCookieParam:
    """A cookie as Playwright takes it."""
    return {
        "name": cookie.name,
        "value": cookie.value,
        "domain": cookie.domain,
        "path": cookie.path,
        "expires": SESSION if cookie.expires is None else cookie.expires,
        "secure": cookie.secure,
        "httpOnly": cookie.http_only,
        "sameSite": cookie.same_site.value,
    }
