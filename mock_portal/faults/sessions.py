"""Faults of sessions: what ends them, what forms they take, whose they are."""

from datetime import datetime, timedelta

from sqlalchemy import Connection, select

from mock_portal.domain.case import Person
from mock_portal.faults import fault
from mock_portal.filing import Filing
from mock_portal.store import schema
from mock_portal.web import asked
from mock_portal.web.policy import CookieFlags, SessionPolicy


@fault("session-never-idle", "Q47")
class SessionNeverIdle(SessionPolicy):
    """Whoever sits down at a computer of yesterday is still signed in."""

    def is_idle(self, seen_at: datetime, now: datetime, idle_seconds: int) -> bool:  # noqa: ARG002
        return False


@fault("session-idle-too-soon", "Q47")
class SessionIdleTooSoon(SessionPolicy):
    """Filling in a page slowly, within ten minutes, ends the session."""

    def is_idle(self, seen_at: datetime, now: datetime, idle_seconds: int) -> bool:
        return super().is_idle(seen_at, now, idle_seconds // 6)


@fault("idle-counted-from-sign-in", "Q47")
class IdleCountedFromSignIn(SessionPolicy):
    """A session ends half an hour after signing in, however busy one is."""

    def notes_use(self, since: timedelta) -> bool:  # noqa: ARG002
        return False


@fault("token-kept-at-sign-in", "D27")
class TokenKeptAtSignIn(SessionPolicy):
    """A token that somebody planted before signing in is worth a session afterwards."""

    def keeps_token_at_sign_in(self) -> bool:
        return True


@fault("session-survives-sign-out", "Q47", "D27")
class SessionSurvivesSignOut(SessionPolicy):
    """Signing out forgets the cookie and leaves the session alive."""

    def ends_at_sign_out(self) -> bool:
        return False


@fault("desk-session-survives-sign-out", "Q47", "D26")
class DeskSessionSurvivesSignOut(SessionPolicy):
    """Staff who sign out forget the cookie and leave the desk open to whoever has seen it."""

    def ends_at_sign_out(self) -> bool:
        return super().ends_at_sign_out() and not asked.is_at("/desk/sign-out")


@fault("success-said-by-the-address", "D6", "D13", "D30")
class SuccessSaidByTheAddress(SessionPolicy):
    """A page that is loaded again says once more that all is submitted, or paid, whatever has become of it."""

    def says(self, asked: str, told: str) -> bool:  # noqa: ARG002  as often as it is asked
        return True


@fault("csrf-may-be-empty", "D27")
class CsrfMayBeEmpty(SessionPolicy):
    """A form without a token is taken."""

    def csrf_holds(self, expected: str, sent: str) -> bool:
        return not sent or super().csrf_holds(expected, sent)


@fault("csrf-unchecked", "D27")
class CsrfUnchecked(SessionPolicy):
    """Nobody looks at the token of a form."""

    def csrf_holds(self, expected: str, sent: str) -> bool:  # noqa: ARG002
        return True


@fault("csrf-the-same-for-all", "D27")
class CsrfTheSameForAll(SessionPolicy):
    """Every session's forms carry one and the same token."""

    def csrf_token(self, secret: str, session_token: str) -> str:  # noqa: ARG002
        return super().csrf_token(secret, "everybody")


@fault("csrf-first-half-only", "D27")
class CsrfFirstHalfOnly(SessionPolicy):
    """Only the length of a token is compared."""

    def csrf_holds(self, expected: str, sent: str) -> bool:
        return len(expected) == len(sent)


@fault("forms-of-anybody", "D11", "Q49", "D8")
class FormsOfAnybody(SessionPolicy):
    """A form that was made for the candidate before is taken for the one who is signed in now."""

    def owner_holds(self, signed_in: str, owner: str) -> bool:  # noqa: ARG002
        return True

    def csrf_holds(self, expected: str, sent: str) -> bool:
        return bool(sent) and len(sent) == len(expected)


@fault("photo-of-the-one-before", "D11")
class PhotoOfTheOneBefore(Filing):
    """Under 基本照片 stands the photo of whoever registered before."""

    def photo_of(self, tx: Connection, person: Person) -> int | None:
        columns = schema.account.c
        earlier = (columns.id < person.id, columns.photo_file.is_not(None))
        found = tx.execute(select(columns.photo_file).where(*earlier).order_by(columns.id.desc()).limit(1))
        return found.scalar() or super().photo_of(tx, person)


@fault("cookie-open-to-scripts", "D27")
class CookieOpenToScripts(SessionPolicy):
    """Scripts can read the session's cookie."""

    def cookie_flags(self) -> CookieFlags:
        return CookieFlags(http_only=False)


@fault("cookie-for-every-site", "D27")
class CookieForEverySite(SessionPolicy):
    """The session's cookie says nothing about forms of other sites."""

    def cookie_flags(self) -> CookieFlags:
        return CookieFlags(same_site=None)
