"""How sessions and forms are guarded: one small method for each decision, so that a fault can get one wrong."""

import hmac
from datetime import datetime, timedelta
from hashlib import sha256


class SessionPolicy:
    """Decisions about sessions, forms and headers (Q47-Q49, D11, D27)."""

    def is_idle(self, seen_at: datetime, now: datetime, idle_seconds: int) -> bool:
        """Whether a session has been left alone too long."""
        return now - seen_at >= timedelta(seconds=idle_seconds)

    def csrf_token(self, secret: str, session_token: str) -> str:
        """The token that every form of this session carries."""
        return hmac.new(secret.encode(), session_token.encode(), sha256).hexdigest()[:32]

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
