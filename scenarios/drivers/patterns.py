"""Patterns of inputs: regular expressions as browsers understand them (with the flag v), in Python's."""

from __future__ import annotations

import re
import sys
import unicodedata
from functools import lru_cache

SPACES = r"\t-\r \xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"
HAN = (
    "\u2e80-\u2e99\u2e9b-\u2ef3\u2f00-\u2fd5\u3005\u3007\u3021-\u3029\u3038-\u303b\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufa6d\ufa70-\ufad9\U00016fe2\U00016fe3\U00016ff0\U00016ff1\U00020000-\U0002a6df\U0002a700-\U0002ebe0"
    "\U0002ebf0-\U0002ee5d\U0002f800-\U0002fa1d\U00030000-\U000323af"
)
CATEGORY = re.compile(r"(?:(?:gc|General_Category)=)?([LMNPSZC][a-z]?)")
LONG_CATEGORIES = {"Letter": "L", "Number": "N", "Punctuation": "P", "Uppercase_Letter": "Lu", "Lowercase_Letter": "Ll"}
SCRIPT_OF_HAN = re.compile(r"(?:Script|sc)=(?:Han|Hani)")

TOKEN = re.compile(
    r"""
    \\(?:u\{(?P<point>[0-9a-fA-F]+)\} | (?P<negated>[pP])\{(?P<property>[^}]*)\} | k<(?P<again>\w+)> | (?P<escaped>.))
    | \(\?<(?P<name>[A-Za-z_$]\w*)> | (?P<group>\((?:\?(?:<?[=!]|:))?) | (?P<amount>(?:[*+?]|\{[0-9]+(?:,[0-9]*)?\})\??)
    | (?P<single>.)
    """,
    re.VERBOSE | re.DOTALL,
)
SETS = "dDwW"  # which mean the same once Python is told to think of ASCII only
NEAR = "bBtnrfvxu0123456789"  # which mean the same, or do in all but rare cases
SYNTAX = frozenset("^$\\.*+?()[]{}|/")
PUNCTUATION_OF_SETS = frozenset("&-!#%,:;<=>@`~")
FORBIDDEN_IN_SETS = frozenset("()[{}/|")
IN_BRACKETS, BARE = "[{}]", "{}"


class NoPattern(ValueError):
    """Browsers do not understand this pattern, or it asks what is not known here: it checks nothing."""


def matches(pattern: str, text: str) -> bool:
    """Whether a text has the form that a pattern asks for; one that browsers do not understand asks nothing."""
    try:
        return _compiled(pattern).fullmatch(text) is not None
    except NoPattern:
        return True


@lru_cache(maxsize=256)
def _compiled(pattern: str) -> re.Pattern[str]:
    try:
        return re.compile(_translated(pattern), re.ASCII)
    except (re.error, OverflowError) as problem:
        raise NoPattern(pattern) from problem


def _translated(pattern: str) -> str:
    pieces: list[str] = []
    at, repeatable = 0, False
    while at < len(pattern):
        if pattern[at] == "[":
            at, piece = _set(pattern, at + 1)
            pieces.append(piece)
            repeatable = True
            continue
        found = TOKEN.match(pattern, at)
        if not found or (found["single"] or "") in set("]{}") or (found["amount"] and not repeatable):
            raise NoPattern(pattern)
        pieces.append(_piece(found, SYNTAX, IN_BRACKETS, pattern))
        at = found.end()
        repeatable = not (found["amount"] or found["group"] or found["name"] or found["single"] in {"|", "^"})
    return "".join(pieces)


def _set(pattern: str, at: int) -> tuple[int, str]:
    """Where a set in brackets that begins here has ended, and what it is in Python."""
    inverted = pattern.startswith("^", at)
    at += inverted
    members: list[str] = []
    while not pattern.startswith("]", at):
        found = TOKEN.match(pattern, at)
        if not found:
            raise NoPattern(pattern)
        piece = _member(found, pattern)
        at = found.end()
        if pattern.startswith("-", at):
            until = TOKEN.match(pattern, at + 1)
            if not until or until[0] == "]":
                raise NoPattern(pattern)
            piece += f"-{_member(until, pattern)}"
            at = until.end()
        members.append(piece)
    if not members:
        return at + 1, r"[\s\S]" if inverted else r"(?!)"
    return at + 1, f"[{'^' * inverted}{''.join(members)}]"


def _member(found: re.Match[str], pattern: str) -> str:
    shown = found[0]
    if not found["escaped"] and not found["property"] and not found["point"]:
        if len(shown) > 1 or shown in FORBIDDEN_IN_SETS or shown == "-":
            raise NoPattern(pattern)
        return re.escape(shown)
    if found["escaped"] in set("SB") or found["negated"] == "P":
        raise NoPattern(pattern)
    return _piece(found, SYNTAX | PUNCTUATION_OF_SETS, BARE, pattern)


def _piece(found: re.Match[str], escapable: frozenset[str], form: str, pattern: str) -> str:
    """One token in Python; the members of a set stand in brackets of their own, or in those around them."""
    if found["point"]:
        return re.escape(_character(found["point"], pattern))
    if found["property"] is not None:
        members = _property(found["property"])
        return f"[^{members}]" if found["negated"] == "P" else form.format(members)
    if found["again"]:
        return f"(?P={found['again']})"
    if found["name"]:
        return f"(?P<{found['name']}>"
    escaped = found["escaped"]
    if not escaped:
        return found[0]
    if escaped in "sS":
        return form.format(SPACES) if escaped == "s" else f"[^{SPACES}]"
    if escaped in SETS or escaped in NEAR or escaped in escapable:
        return f"\\{escaped}" if escaped in SETS + NEAR else re.escape(escaped)
    raise NoPattern(pattern)


def _character(point: str, pattern: str) -> str:
    if int(point, 16) > sys.maxunicode:
        raise NoPattern(pattern)
    return chr(int(point, 16))


@lru_cache(maxsize=64)
def _property(name: str) -> str:
    """The characters of a property, as they stand in a set: those of Han, or of a general category."""
    if SCRIPT_OF_HAN.fullmatch(name):
        return HAN
    found = CATEGORY.fullmatch(LONG_CATEGORIES.get(name, name))
    if not found:
        raise NoPattern(name)
    return "".join(
        rf"\U{point:08x}"
        for point in range(sys.maxunicode + 1)
        if unicodedata.category(chr(point)).startswith(found[1])
    )
