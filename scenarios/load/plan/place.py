"""Where in a TOML file something stands: what is wrong with it is said with its line."""

import re
from collections.abc import Iterator, Sequence

Keys = Sequence[str | int]
HEADER = re.compile(r"\s*\[\[?\s*([^\[\]]+?)\s*\]\]?\s*(#.*)?$")
KEY = re.compile(r"""\s*["']?([\w-]+)["']?\s*=""")
STEP = re.compile(r"\.?([\w-]+)|\[(\d+)\]")


def keys_of(path: str) -> tuple[str | int, ...]:
    """The keys in a path such as ``limits[1].p95``; positions in a list are numbers."""
    return tuple(name or int(number) for name, number in STEP.findall(path))


def path_of(keys: Keys) -> str:
    """Keys as one path; lists count from 1 there, as people do."""
    words = (f"[{key + 1}]" if isinstance(key, int) else f".{key}" for key in keys)
    return "".join(words).removeprefix(".")


def line_of(text: str, keys: Keys) -> int:
    """The line of a key; where it is missing, that of the table which should hold it; 1 for the file itself."""
    best, found = 0, 1
    for line, here in keys_by_line(text):
        depth = common(here, keys)
        if depth > best and depth == len(here):
            best, found = depth, line
    return found


def keys_by_line(text: str) -> Iterator[tuple[int, tuple[str | int, ...]]]:
    """Each line that begins a table or gives a key, with the keys that lead to it."""
    table: tuple[str | int, ...] = ()
    seen: dict[str, int] = {}
    for line, words in enumerate(text.splitlines(), 1):
        if header := HEADER.match(words):
            name = header[1]
            table = tuple(name.split("."))
            if words.lstrip().startswith("[["):
                seen[name] = seen.get(name, -1) + 1
                table = (*table, seen[name])
            yield line, table
        elif key := KEY.match(words):
            yield line, (*table, key[1])


def common(one: Keys, other: Keys) -> int:
    """How many keys both begin with."""
    same = 0
    for mine, theirs in zip(one, other, strict=False):
        if mine != theirs:
            break
        same += 1
    return same
