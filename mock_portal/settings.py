"""Everything about a running portal that is decided before it starts."""

import secrets
from dataclasses import dataclass, field

# Of the environment: what the control token is, for whoever starts a portal and for whoever rehearses on it.
TOKEN_VARIABLE = "REHEARSAL_CONTROL_TOKEN"


@dataclass(frozen=True, slots=True, kw_only=True)
class PasswordCost:
    """What one password hash costs (Argon2id); the default suits a portal in service, ``cheap`` one under test."""

    passes: int = 2
    memory_kib: int = 19 * 1024

    @classmethod
    def cheap(cls) -> "PasswordCost":
        """So little that a thousand sign-ins cost a second."""
        return cls(passes=1, memory_kib=8)


def _token() -> str:
    return secrets.token_urlsafe(32)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Settings of one portal. Addresses are origins without a trailing slash, durations are seconds."""

    database: str = "sqlite:///:memory:"
    address: str = "http://127.0.0.1:8000"
    payment_address: str = "http://127.0.0.1:8001"
    wechat_address: str = "http://127.0.0.1:8002"
    secret: str = field(default_factory=_token, repr=False)
    payment_secret: str = field(default_factory=_token, repr=False)
    wechat_secret: str = field(default_factory=_token, repr=False)
    control_token: str | None = field(default=None, repr=False)  # None: the control surface is not mounted
    password_cost: PasswordCost = field(default_factory=PasswordCost)
    idle_seconds: int = 30 * 60
    failed_sign_ins: int = 5
    lock_seconds: int = 10 * 60
    qr_seconds: int = 120
    secure_cookies: bool = False
