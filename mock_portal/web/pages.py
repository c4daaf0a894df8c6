"""Showing a page: the left menu, the header's person, tokens and messages that every template gets."""

from functools import cache
from typing import Any

from flask import current_app, g, request

from mock_portal.domain.terms import Role
from mock_portal.parts import HEALTHY
from mock_portal.web.components import MenuItem
from mock_portal.web.messages import MESSAGES
from mock_portal.web.visits import Visit, is_for_staff, message_due

Entries = tuple[tuple[str, str], ...]

CANDIDATE_MENU = (
    ("首页", "/"),
    ("进入网上报名", "/enrollment/"),
    ("基本信息", "/account/"),
    ("学历学位信息维护", "/account/credentials"),
    ("微信绑定", "/account/wechat"),
    ("网上缴费", "/payment/"),
)
VISITOR_MENU = (("首页", "/"), ("登录", "/sign-in"), ("注册", "/register"), ("注册须知", "/guide"))
STAFF_MENU = {
    Role.POINT: (("报名确认", "/desk/confirmation"),),
    Role.INSTITUTION: (("材料审核", "/desk/materials"),),
    Role.SITE: (
        ("报名确认", "/desk/confirmation"),
        ("考点初审", "/desk/site-review"),
        ("考生账号", "/desk/accounts"),
    ),
    Role.AREA: (("考区终审", "/desk/area-review"), ("考区设置", "/desk/settings")),
    Role.CENTER: (("考试项目", "/desk/projects"), ("报名数据", "/desk/records")),
}


def menu(current: Visit | None, path: str) -> tuple[MenuItem, ...]:
    """The left menu of whoever is asking for the page at ``path``."""
    entries = entries_for(current, path)
    here = max((address for _, address in entries if leads_to(path, address)), key=len, default="")
    return marked(entries, here)


def entries_for(current: Visit | None, path: str) -> Entries:
    """What there is to choose from."""
    if current is not None and current.person is not None:
        return CANDIDATE_MENU
    if current is not None and current.staff is not None:
        return STAFF_MENU[current.staff.role]
    return () if is_for_staff(path) else VISITOR_MENU


def leads_to(path: str, address: str) -> bool:
    """Whether a page belongs to an entry of the menu; every address begins like the home page's."""
    return path == address if address == "/" else path.startswith(address)


@cache
def marked(entries: Entries, here: str) -> tuple[MenuItem, ...]:
    """The entries with the mark on the one that one is in; of these menus there are few."""
    return tuple(MenuItem(label, address, current=address == here) for label, address in entries)


def show_page(template: str, *, heading: str, **views: Any) -> str:
    """The HTML of a page. ``?done=…`` in the address becomes a message, once, by the table in ``messages``.

    A form that comes back refused keeps that address, and so does a page that is loaded again: they say nothing of it.
    """
    current: Visit | None = g.get("visit")
    path = request.path
    done = MESSAGES.get(message_due()) if current else None
    owner = current.owner if current else ""
    page = current_app.jinja_env.get_template(template).render(
        heading=heading,
        visitor=current if owner else None,
        menu=menu(current, path),
        csrf=current.csrf if current else "",
        owner=owner,
        flash=(done,) if done else (),
        sign_out_address="/desk/sign-out" if is_for_staff(path) else "/sign-out",
        **views,
    )
    screen = current.parts.screen if current else HEALTHY.screen
    return screen.for_browser(screen.shown(page, template), request.headers.get("User-Agent", ""))
