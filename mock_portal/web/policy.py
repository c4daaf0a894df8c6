"""How sessions and forms are guarded: one small method for each decision, so that a fault can get one wrong."""

import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from urllib.parse import parse_qsl, urlencode

TOUCH_EVERY = timedelta(seconds=30)
SAYS = "done"  # in an address: what its page is asked to say of what was done


@dataclass(frozen=True, slots=True)
class CookieFlags:
    """How the session's cookie is marked."""

    http_only: bool = True
    same_site: Literal["Lax", "Strict", "None"] | None = "Lax"


class SessionPolicy:
    """Decisions about sessions, forms and headers (Q47-Q49, D11, D27)."""

    def is_idle(self, seen_at: datetime, now: datetime, idle_seconds: int) -> bool:
        """Whether a session has been left alone too long."""
        return now - seen_at >= timedelta(seconds=idle_seconds)

    def notes_use(self, since: timedelta) -> bool:
        """Whether a session in use is noted: not at every click, so that reading a page rarely writes."""
        return since >= TOUCH_EVERY

    def ends_at_sign_out(self) -> bool:
        """Signing out ends a session on the server, whoever else still knows its token."""
        return True

    def address_after_sign_in(self, wanted: str) -> str:
        """Where to go after signing in: only ever a page of this site, and nothing that a link wants it to say."""
        is_local = (
            wanted.startswith("/") and not wanted.startswith("//") and "\\" not in wanted and wanted.isprintable()
        )
        return _without(SAYS, wanted) if is_local else "/"

    def cookie_flags(self) -> "CookieFlags":
        """No script reads the session's cookie, and no form of another site sends it."""
        return CookieFlags()

    def says(self, asked: str, told: str) -> bool:
        """Whether a page says of an act what its address asks for: once, as long as it is news (D6, D13)."""
        return asked == told

    def csrf_token(self, secret: str, session_token: str) -> str:
        """The token that every form of this session carries."""
        return hmac.digest(secret.encode(), session_token.encode(), "sha256").hex()[:32]

    def csrf_holds(self, expected: str, sent: str) -> bool:
        """Whether a form belongs to this session."""
        return hmac.compare_digest(expected.encode(), sent.encode())

    def owner_holds(self, signed_in: str, owner: str) -> bool:
        """Whether a form was made for the person who is signed in now (Q49)."""
        return owner in {"", signed_in}

    def keeps_token_at_sign_in(self) -> bool:
        """A session token known before signing in must be worth nothing afterwards."""
        return False

    def security_headers(self) -> dict[str, str]:
        """Headers of every answer."""
        return {
            "Content-Security-Policy": (
                "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
                "form-action 'self' {form_targets}; frame-ancestors 'none'"
            ),
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "same-origin",
            "X-Frame-Options": "DENY",
        }

    def cache_control(self) -> str:
        """Pages and files are kept nowhere: the next user of a browser finds nothing of the one before, at no address."""
        return "no-store"


def _without(name: str, address: str) -> str:
    path, _, query = address.partition("?")
    kept = urlencode([pair for pair in parse_qsl(query, keep_blank_values=True) if pair[0] != name])
    return f"{path}?{kept}" if kept else path
