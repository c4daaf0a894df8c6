"""The phone's pages: who one is in WeChat, what one is about to confirm, and how it ended."""

import secrets
from collections.abc import Callable
from typing import Protocol

from flask import Flask, Response, make_response, redirect, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from mock_portal.settings import Settings
from mock_portal.wechat.portal_line import Answer, PortalLine

WHO_COOKIE, FORM_COOKIE = "wechat_id", "wechat_form"
LONGEST_OPENID = 64
BUTTONS = {"sign-in": "确认登录", "bind": "确认绑定"}
DONE = {"sign-in": "登录已确认，请回到电脑上继续。", "bind": "绑定已确认，请回到电脑上继续。"}


class Line(Protocol):
    """How the service reaches the portal."""

    def tell(self, event: str, ticket: str, openid: str) -> Answer:
        """Tell what a phone has done; the answer says what to show."""
        ...


def create_wechat(settings: Settings, line: Line | None = None) -> Flask:
    """The WeChat service as a WSGI application, on an origin of its own."""
    app = Flask(__name__)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    phone = Phone(line or PortalLine(settings.address, settings.wechat_secret), secure=settings.secure_cookies)
    routes: tuple[tuple[str, str, Callable[[], AnyResponse]], ...] = (
        ("GET", "/scan", phone.scan),
        ("POST", "/scan", phone.sign_in),
        ("POST", "/confirm", phone.confirm),
        ("POST", "/leave", phone.leave),
    )
    for method, path, view in routes:
        app.add_url_rule(path, f"{view.__name__}", view, methods=[method])
    app.add_url_rule("/health", "health", lambda: {"status": "ok"})
    return app


class Phone:
    """A phone with WeChat on it: whoever holds it is the WeChat user it is told to be."""

    def __init__(self, line: Line, *, secure: bool) -> None:
        self._line = line
        self._secure = secure

    def scan(self) -> AnyResponse:
        """What the scanned address shows: first who one is, then what one confirms."""
        ticket, openid = request.args.get("ticket", ""), request.cookies.get(WHO_COOKIE, "")
        if not openid:
            return self._page("phone.html", "登录微信", address=request.full_path)
        answer = self._line.tell("scanned", ticket, openid)
        if answer.refusal:
            return self._page("outcome.html", "扫码结果", openid=openid, answer=answer, status=409)
        label = BUTTONS[answer.purpose]
        return self._page("confirm.html", label, openid=openid, answer=answer, label=label, ticket=ticket)

    def sign_in(self) -> AnyResponse:
        """Be the WeChat user of this 微信号 from now on."""
        openid = request.form.get("openid", "").strip()
        if not self._is_own_form() or not 0 < len(openid) <= LONGEST_OPENID:
            return self._page("phone.html", "登录微信", address=request.full_path, problem=True, status=422)
        here = redirect(request.full_path, 303)
        return self._remember(here, WHO_COOKIE, openid)

    def confirm(self) -> AnyResponse:
        """The button."""
        openid = request.cookies.get(WHO_COOKIE, "")
        if not openid or not self._is_own_form():
            return self._page("outcome.html", "扫码结果", answer=None, status=403)
        answer = self._line.tell("confirmed", request.form.get("ticket", ""), openid)
        status = 409 if answer.refusal else 200
        done = DONE.get(answer.purpose, "")
        return self._page("outcome.html", "扫码结果", openid=openid, answer=answer, done=done, status=status)

    def leave(self) -> AnyResponse:
        """Be nobody again."""
        gone = self._page("outcome.html", "已退出微信", answer=None, done="已退出微信。")
        gone.delete_cookie(WHO_COOKIE)
        return gone

    def _is_own_form(self) -> bool:
        known, sent = request.cookies.get(FORM_COOKIE, ""), request.form.get("csrf", "")
        return bool(known) and secrets.compare_digest(known.encode(), sent.encode())

    def _page(self, template: str, heading: str, *, status: int = 200, **views: object) -> Response:
        token = request.cookies.get(FORM_COOKIE) or secrets.token_urlsafe(16)
        page = make_response(render_template(template, heading=heading, csrf=token, **views), status)
        page.headers["Content-Security-Policy"] = "default-src 'self'; frame-ancestors 'none'; base-uri 'none'"
        page.headers["Cache-Control"] = "no-store"
        self._remember(page, FORM_COOKIE, token)
        return page

    def _remember(self, response: AnyResponse, name: str, value: str) -> AnyResponse:
        response.set_cookie(name, value, httponly=True, samesite="Lax", secure=self._secure)
        return response
