"""Who is asking: the session behind a request, its token, and the guard in front of every form that is sent."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, wraps
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from flask import Flask, Response, abort, current_app, g, request

from mock_portal.domain.case import Person
from mock_portal.domain.refusal import Reason, refuse
from mock_portal.domain.rules.confirmation import Staff
from mock_portal.parts import HEALTHY, Parts
from mock_portal.portal import Portal
from mock_portal.store.accounts import find_person, lock_account
from mock_portal.store.sessions import (
    SignedIn,
    begin_session,
    candidate_of,
    end_session,
    staff_of,
    touch_session,
)
from mock_portal.web.legible import NUL, legible
from mock_portal.web.policy import SAYS, SessionPolicy
from mock_portal.web.refusals import Refused

CANDIDATE_COOKIE = "visit"
STAFF_COOKIE = "desk"


@dataclass(frozen=True, slots=True)
class Visit:
    """One browser's session: anonymous, a candidate's or, below /desk, a member of staff's."""

    token: str
    csrf: str
    parts: Parts = HEALTHY
    person: Person | None = None
    staff: Staff | None = None
    timed_out: bool = False

    @property
    def owner(self) -> str:
        """What a form of this session says of its owner; empty while nobody is signed in."""
        if self.person:
            return f"candidate-{self.person.id}"
        return f"staff-{self.staff.id}" if self.staff else ""

    @property
    def name(self) -> str:
        """The name in the page's header."""
        return self.person.name if self.person else self.staff.name if self.staff else ""

    @property
    def kind(self) -> str:
        """What the page's header looks like."""
        return "staff" if self.staff else "candidate"


def portal() -> Portal:
    """The portal that this application serves."""
    found: Portal = current_app.extensions["portal"]
    return found


def visit() -> Visit:
    """The session behind the current request."""
    found: Visit = g.visit
    return found


def for_staff_cookie() -> bool:
    """Whether this request belongs to the staff's half of the site."""
    return is_for_staff(request.path)


def is_for_staff(path: str) -> bool:
    """The same of an address."""
    return path.startswith("/desk")


def cookie_name() -> str:
    """Candidates and staff have sessions of their own, even in one browser."""
    return STAFF_COOKIE if for_staff_cookie() else CANDIDATE_COOKIE


def begin_visit() -> None:
    """Before every request but those that are nobody's in particular; no address has a NUL in it."""
    if NUL in request.path:
        abort(404)
    if request.endpoint not in {"asset", "health"}:
        load_visit()
        guard_forms()


def load_visit() -> None:
    """Find out who is asking."""
    token = legible(request.cookies.get(cookie_name(), ""))
    here = portal()
    if not token:
        g.visit = anonymous(secrets.token_urlsafe(24))
        return
    with here.reading() as tx:
        signed_in = (staff_of if for_staff_cookie() else candidate_of)(tx, token)
    if signed_in is None:
        g.visit = anonymous(token)
    else:
        g.visit = _resume(here, token, signed_in, here.parts_under(signed_in.faults))


def anonymous(token: str, *, timed_out: bool = False) -> Visit:
    """The session of somebody who is not signed in."""
    csrf = HEALTHY.sessions.csrf_token(portal().settings.secret, token)
    return Visit(token, csrf, timed_out=timed_out)


def _resume(here: Portal, token: str, signed_in: SignedIn, parts: Parts) -> Visit:
    now = here.now()
    if parts.sessions.is_idle(signed_in.seen_at, now, here.settings.idle_seconds):
        with here.writing() as tx:
            end_session(tx, token)
        return anonymous(secrets.token_urlsafe(24), timed_out=True)
    if parts.sessions.notes_use(now - signed_in.seen_at):
        with here.writing() as tx:
            touch_session(tx, token, now)
    csrf = parts.sessions.csrf_token(here.settings.secret, token)
    return Visit(token, csrf, parts, signed_in.person, signed_in.staff)


def guard_forms() -> None:
    """Refuse a form that this session did not make, or made for somebody else (D11, D27, Q49)."""
    if request.method != "POST" or request.blueprint in UNGUARDED:
        return
    current, policy = visit(), visit().parts.sessions
    if current.timed_out:
        raise Refused(refuse(Reason.SESSION_EXPIRED))
    owner = request.form.get("owner", "")
    if not policy.owner_holds(current.owner, owner):
        raise Refused(refuse(Reason.OTHER_OWNER if current.owner else Reason.SIGNED_OUT))
    if not policy.csrf_holds(current.csrf, request.form.get("csrf", "")):
        raise Refused(refuse(Reason.FORM_EXPIRED))


UNGUARDED = {"control", "notifications"}  # spoken to by programs, each with a proof of its own


def sign_in(*, account_id: int | None = None, staff_id: int | None = None) -> None:
    """Begin a signed-in session under a fresh token; whatever token the browser had before is dead."""
    here, before = portal(), visit()
    with here.writing() as tx:
        if account_id and not lock_account(tx, account_id):  # taken away since it was asked for its password (Q51)
            raise Refused(refuse(Reason.SIGNED_OUT))
        parts = here.parts_of_account(tx, account_id) if account_id else HEALTHY
        token = before.token if parts.sessions.keeps_token_at_sign_in() else secrets.token_urlsafe(24)
        end_session(tx, before.token)
        begin_session(tx, token, here.now(), account_id=account_id, staff_id=staff_id)
    g.visit = Visit(token, parts.sessions.csrf_token(here.settings.secret, token), parts)


def is_orphaned() -> bool:
    """Whether the account that was signed in when this request came has been taken away since (Q51)."""
    current: Visit | None = g.get("visit")
    if current is None or current.person is None:
        return False
    with portal().reading() as tx:
        found = find_person(tx, current.person.id_number)
    return found is None or found.id != current.person.id


def sign_out() -> None:
    """End the session on the server and forget its token."""
    if visit().parts.sessions.ends_at_sign_out():
        with portal().writing() as tx:
            end_session(tx, visit().token)
    g.visit = anonymous(secrets.token_urlsafe(24))


def keep_cookie(response: Response) -> Response:
    """Send the session's token, when the browser does not have it yet, and the security headers."""
    current: Visit | None = g.get("visit")
    if current is None:
        return response
    if request.cookies.get(cookie_name()) != current.token:
        _send_cookie(response, current, cookie_name(), current.token)
    if told := announced_by(response):
        _send_cookie(response, current, told_name(), told)
    elif told_name() in request.cookies and response.mimetype == "text/html":
        response.delete_cookie(told_name(), path=_cookie_path())
    stated = set(response.headers.keys())
    for name, value in headers_under(current.parts.sessions, portal().settings.payment_address):
        if name not in stated:
            response.headers.add(name, value)
    if "Cache-Control" not in stated:
        response.headers.add("Cache-Control", current.parts.sessions.cache_control())
    return response


def _send_cookie(response: Response, current: Visit, name: str, value: str) -> None:
    flags, secure = current.parts.sessions.cookie_flags(), portal().settings.secure_cookies
    response.set_cookie(
        name, value, path=_cookie_path(), secure=secure, httponly=flags.http_only, samesite=flags.same_site
    )


def _cookie_path() -> str:
    return "/desk" if for_staff_cookie() else "/"


def told_name() -> str:
    """The cookie with what the next page is to say; that page, or whichever comes first, uses it up."""
    return f"{cookie_name()}-told"


def announced_by(response: Response) -> str:
    """What an answer lets the next page say: the key in the address that it leads to, empty if there is none."""
    return dict(parse_qsl(urlsplit(response.location or "").query)).get(SAYS, "")


def message_due() -> str:
    """What this page is to say of what was done: a key of ``MESSAGES``, empty for nothing."""
    asked, told = request.args.get(SAYS, ""), request.cookies.get(told_name(), "")
    return asked if request.method == "GET" and visit().parts.sessions.says(asked, told) else ""


@lru_cache
def headers_under(policy: SessionPolicy, form_targets: str) -> tuple[tuple[str, str], ...]:
    """The security headers that a policy wants, in full."""
    return tuple((name, value.format(form_targets=form_targets)) for name, value in policy.security_headers().items())


def for_candidates(view: Callable[..., Any]) -> Callable[..., Any]:
    """A view for signed-in candidates only; it gets the person as its first argument."""

    @wraps(view)
    def guarded(**arguments: Any) -> Any:
        current = visit()
        if current.person is None:
            raise Refused(refuse(Reason.SESSION_EXPIRED if current.timed_out else Reason.SIGNED_OUT))
        return view(current.person, **arguments)

    return guarded


def for_staff(view: Callable[..., Any]) -> Callable[..., Any]:
    """A view for signed-in staff only; it gets the member of staff as its first argument."""

    @wraps(view)
    def guarded(**arguments: Any) -> Any:
        current = visit()
        if current.staff is None:
            raise Refused(refuse(Reason.SESSION_EXPIRED if current.timed_out else Reason.SIGNED_OUT))
        return view(current.staff, **arguments)

    return guarded


def register_visits(app: Flask) -> None:
    """Put sessions and their guard around every request but those for static files."""
    app.before_request(begin_visit)
    app.after_request(keep_cookie)
