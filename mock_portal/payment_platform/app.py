"""The application factory of the payment platform."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol

from flask import Flask, Response, current_app

from mock_portal.payment_platform.behaviour import Behaviour
from mock_portal.payment_platform.later import Later
from mock_portal.payment_platform.ledger import Ledger
from mock_portal.payment_platform.notifier import Notifier, Post, post


def real_time() -> datetime:
    """Now; a merchant's own clock is reckoned from it."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Platform:
    """What the views work with."""

    secret: str
    control_token: str | None
    ledger: Ledger
    notifier: Notifier
    pause: Callable[[float], None] = time.sleep

    def behaviour(self, merchant: str) -> Behaviour:
        """How one merchant's platform behaves now; known only after as long as it has been told to take."""
        behaviour = self.ledger.behaviour(merchant)
        if behaviour.takes_s:
            self.pause(behaviour.takes_s)
        return behaviour


def platform() -> Platform:
    """The platform that this application serves."""
    found: Platform = current_app.extensions["platform"]
    return found


class PlatformSettings(Protocol):
    """What the platform must be told before it starts."""

    @property
    def payment_secret(self) -> str:
        """Shared with the merchants, for signatures."""

    @property
    def control_token(self) -> str | None:
        """Opens the control surface; None leaves it out."""


def create_platform(
    settings: PlatformSettings,
    *,
    now: Callable[[], datetime] = real_time,
    post: Post = post,
    later: Callable[[float, Callable[[], None]], None] | None = None,
    pause: Callable[[float], None] = time.sleep,
) -> Flask:
    """The platform as a WSGI application of one process: its books are in memory.

    Args:
        settings: secret and token.
        now: the real clock.
        post: sends a notification, see ``notifier.post``.
        later: does something in so many seconds; a background thread unless given.
        pause: waits for so many seconds.
    """
    from mock_portal.payment_platform import checkout, control, interface

    app = Flask(__name__, static_url_path="/assets")
    ledger = Ledger(now)
    notifier = Notifier(settings.payment_secret, ledger, later or Later(), post)
    app.extensions["platform"] = Platform(settings.payment_secret, settings.control_token, ledger, notifier, pause)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.add_url_rule("/health", "health", lambda: {"status": "ok"})
    app.register_blueprint(checkout.blueprint)
    app.register_blueprint(interface.blueprint)
    if settings.control_token:
        app.register_blueprint(control.blueprint)
    app.after_request(secured)
    return app


def secured(response: Response) -> Response:
    """Put the security headers on every answer."""
    policy = "default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'"
    response.headers.setdefault("Content-Security-Policy", policy)
    response.headers.setdefault("X-Content-Type-Options", "nosniff")
    response.headers.setdefault("Referrer-Policy", "no-referrer")
    if response.mimetype == "text/html":
        response.headers.setdefault("Cache-Control", "no-store")
    return response
