"""What is being asked for right now: for parts that decide otherwise at one address, or once a form is sent, as only faults do."""

from flask import has_request_context, request


def is_form() -> bool:
    """Whether a form is sent, rather than a page opened or nothing asked by anybody."""
    return has_request_context() and request.method == "POST"


def is_at(*endings: str) -> bool:
    """Whether the address ends in one of these ways."""
    return has_request_context() and request.path.endswith(endings)
