"""Addresses relative to a page, as browsers understand them."""

from __future__ import annotations

import re
from urllib.parse import urljoin

# Up to here a backslash is a slash.
PATH = re.compile(r"[^?#]*")


def joined(base: str, reference: str) -> str:
    """The absolute address that is meant; one that means nothing stays as it stands, and cannot be fetched."""
    reference = reference.strip()
    if "\\" in reference and base.startswith("http"):
        reference = PATH.sub(lambda found: found[0].replace("\\", "/"), reference, count=1)
    try:
        return urljoin(base, reference)
    except ValueError:
        return reference
