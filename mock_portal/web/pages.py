"""Showing a page: the left menu, the header's person, tokens and messages that every template gets."""

from typing import Any

from flask import g, render_template, request

from mock_portal.domain.terms import Role
from mock_portal.parts import HEALTHY
from mock_portal.web.components import MenuItem
from mock_portal.web.messages import MESSAGES

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


def menu() -> list[MenuItem]:
    """The left menu of whoever is asking."""
    current = g.get("visit")
    entries: tuple[tuple[str, str], ...] = VISITOR_MENU
    if current is not None and current.person is not None:
        entries = CANDIDATE_MENU
    elif current is not None and current.staff is not None:
        entries = STAFF_MENU[current.staff.role]
    elif request.path.startswith("/desk"):
        entries = ()
    addresses = sorted((a for _, a in entries if leads_here(a)), key=len)
    here = addresses[-1] if addresses else ""
    return [MenuItem(label, address, current=address == here) for label, address in entries]


def leads_here(address: str) -> bool:
    """Whether the page that is asked for belongs to an entry of the menu; every address begins like the home page's."""
    return request.path == address if address == "/" else request.path.startswith(address)


def show_page(template: str, *, heading: str, **views: Any) -> str:
    """The HTML of a page. ``?done=…`` in the address becomes a message, by the table in ``messages``.

    A form that comes back refused keeps that address, and says nothing of what was done before.
    """
    current = g.get("visit")
    signed_in = current is not None and bool(current.owner)
    done = MESSAGES.get(request.args.get("done", "")) if request.method == "GET" else None
    staff = request.path.startswith("/desk")
    screen = current.parts.screen if current is not None else HEALTHY.screen
    page = render_template(
        template,
        heading=heading,
        visitor=current if signed_in else None,
        menu=menu(),
        csrf=current.csrf if current else "",
        owner=current.owner if current else "",
        flash=(done,) if done else (),
        sign_out_address="/desk/sign-out" if staff else "/sign-out",
        **views,
    )
    return screen.for_browser(screen.shown(page, template), request.user_agent.string)
