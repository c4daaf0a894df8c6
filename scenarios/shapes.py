"""Shapes of what people write into files: each takes a value as it was read and answers it, or says what it expected."""

import json
from collections.abc import Callable, Collection, Iterable, Mapping
from difflib import get_close_matches
from string import Formatter
from typing import Any
from urllib.parse import urlsplit

from scenarios.errors import Misuse, listing

Shape = Callable[[Any], Any]
DEFAULT_PORTS = {"http": 80, "https": 443}
IN_PATHS = frozenset({"project", "enrollment"})  # what may stand in braces
SHOWN = 100


class Misshapen(Exception):
    """Something is not as it should be; ``keys`` lead to it, the outermost first."""

    def __init__(self, expected: str, found: str, *keys: str) -> None:
        super().__init__(expected, found, *keys)
        self.expected, self.found, self.keys = expected, found, keys

    def as_misuse(self, file: str) -> Misuse:
        """In one line, for whoever wrote the file."""
        table, name = (f"[{self.keys[0]}] " if len(self.keys) > 1 else ""), (self.keys or ("it",))[-1]
        return Misuse(f"{file}: expected {table}{name} {self.expected}, found {self.found}")


def shown(value: Any) -> str:
    """A value as files have it, shortened."""
    words = "none" if value is None else json.dumps(value, ensure_ascii=False, default=str)
    return words if len(words) <= SHOWN else words[: SHOWN - 1] + "…"


def text(value: Any) -> str:
    if isinstance(value, str) and value.strip():
        return value
    raise Misshapen("to be a text that is not empty", shown(value))


def class_name(value: Any) -> str:
    """One class of HTML."""
    if isinstance(value, str) and len(value.split()) == 1:
        return value.strip()
    raise Misshapen("to be one name of a class", shown(value))


def flag(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    raise Misshapen("to be true or false", shown(value))


def texts(value: Any) -> tuple[str, ...]:
    """Texts in a list, which may have none."""
    if isinstance(value, list) and all(isinstance(one, str) and one.strip() for one in value):
        return tuple(value)
    raise Misshapen("to be a list of texts that are not empty", shown(value))


def some_texts(value: Any) -> tuple[str, ...]:
    """The same with at least one."""
    return texts(value) or texts(None)


def names(known: Collection[str]) -> Shape:
    """A list of known names."""

    def shape(value: Any) -> frozenset[str]:
        found = frozenset(texts(value))
        for unknown in sorted(found - set(known)):
            raise Misshapen(f"to be among {listing(sorted(known))}", f"{unknown}{hint(unknown, known)}")
        return found

    return shape


def table(of: Shape, *, named: Collection[str] = (), known: Callable[[], Collection[str]] = tuple) -> Shape:
    """A table of such values: under these names only, if ``named``; else under any that is no misspelling of a ``known`` one."""

    def shape(value: Any) -> Mapping[str, Any]:
        if not isinstance(value, dict):
            raise Misshapen("to be a table", shown(value))
        refuse_unknown(value, named)
        refuse_misspelt(value, known())
        return {key: at(key, of, each) for key, each in value.items()}

    return shape


def at(key: str, shape: Shape, value: Any) -> Any:
    """A value that stands under a key."""
    try:
        return shape(value)
    except Misshapen as problem:
        raise Misshapen(problem.expected, problem.found, key, *problem.keys) from None


def refuse_unknown(given: Iterable[str], named: Collection[str]) -> None:
    for key in given:
        if named and key not in named:
            meant = hint(key, named) or f"; there are {listing(named)}"
            raise Misshapen("to be a name that is known here", f"that it is not{meant}", key)


def refuse_misspelt(given: Collection[str], known: Collection[str]) -> None:
    """Whoever writes scenarios of their own may have names of their own, unless one looks like a known one that is missing."""
    missing = [name for name in known if name not in given]
    for key in given:
        if key not in known and (meant := hint(key, missing)):
            raise Misshapen("to be a name that is known here", f"that it is not{meant}", key)


def hint(word: str, known: Iterable[str]) -> str:
    close = get_close_matches(word, list(known), 1, 0.75)
    return f"; did you mean {close[0]}?" if close else ""


def origin(value: Any) -> str:
    """An address to which paths are added: host in lower case, no port that goes without saying, no slash at the end."""
    expected = "to be an address such as https://staging.example"
    try:
        parts = urlsplit(text(value))
        port = parts.port
    except (Misshapen, ValueError):
        raise Misshapen(expected, shown(value)) from None
    host = (parts.hostname or "").lower()
    if parts.scheme not in DEFAULT_PORTS or not host or parts.query or parts.fragment or parts.username is not None:
        raise Misshapen(expected, shown(value))
    named = f"[{host}]" if ":" in host else host
    ending = "" if port in {None, DEFAULT_PORTS[parts.scheme]} else f":{port}"
    return f"{parts.scheme}://{named}{ending}{parts.path.rstrip('/')}"


def path(value: Any) -> str:
    """What is added to an address; ``{project}`` and ``{enrollment}`` in it stand for numbers."""
    expected = "to begin with a slash, with nothing in braces but {project} or {enrollment}"
    try:
        in_braces = {field for _, field, _, _ in Formatter().parse(text(value)) if field is not None}
    except (Misshapen, ValueError):
        raise Misshapen(expected, shown(value)) from None
    if not value.startswith("/") or not in_braces <= IN_PATHS:
        raise Misshapen(expected, shown(value))
    return str(value)
