"""Passwords are kept as Argon2id hashes; what one hash costs is a setting."""

from functools import lru_cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from mock_portal.settings import PasswordCost


@lru_cache(maxsize=8)
def _hasher(cost: PasswordCost) -> PasswordHasher:
    return PasswordHasher(time_cost=cost.passes, memory_cost=cost.memory_kib, parallelism=1)


def hash_password(cost: PasswordCost, text: str) -> str:
    """The hash under which ``text`` is stored."""
    return _hasher(cost).hash(text)


def password_matches(stored: str, text: str) -> bool:
    """Whether ``text`` is the password that was stored; what it costs stands in the hash itself."""
    try:
        return _hasher(PasswordCost()).verify(stored, text)
    except (VerificationError, InvalidHashError):
        return False
