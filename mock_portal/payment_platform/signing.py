"""How merchants and the platform sign what they tell each other: HMAC-SHA256 over the very bytes that are sent."""

import hmac
from collections.abc import Mapping
from hashlib import sha256
from urllib.parse import urlencode

SIGNATURE_HEADER = "X-Signature"


def signature_of(secret: str, message: bytes) -> str:
    """The signature of a message body."""
    return hmac.new(secret.encode(), message, sha256).hexdigest()


def signature_holds(secret: str, message: bytes, signature: str) -> bool:
    """Whether a message comes from somebody who knows the secret."""
    return hmac.compare_digest(signature_of(secret, message).encode(), signature.encode())


def signed_query(secret: str, parameters: Mapping[str, str]) -> str:
    """The query part of an address, its parameters sorted and signed."""
    return urlencode({**parameters, "signature": signature_of(secret, _canonical(parameters))})


def query_holds(secret: str, parameters: Mapping[str, str]) -> bool:
    """Whether the parameters of an address are as somebody who knows the secret wrote them."""
    signature = parameters.get("signature", "")
    return signature_holds(secret, _canonical(parameters), signature)


def _canonical(parameters: Mapping[str, str]) -> bytes:
    return urlencode(sorted((k, v) for k, v in parameters.items() if k != "signature")).encode()
