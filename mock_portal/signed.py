"""Messages between servers, signed with a secret that both know."""

import hmac
from hashlib import sha256


def signature(secret: str, body: bytes) -> str:
    """The signature of a message's bytes."""
    return hmac.new(secret.encode(), body, sha256).hexdigest()


def is_signed(secret: str, body: bytes, claimed: str) -> bool:
    """Whether a message comes from somebody who knows the secret; compared in constant time."""
    return hmac.compare_digest(signature(secret, body).encode(), claimed.encode())
