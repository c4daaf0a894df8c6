"""Tells a failed scenario in the terminal: its story, what was expected and found, and how to see it again."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

INDENT = "    "
MANY_STEPS = 30


def text_of(result: Mapping[str, Any], folder: Path) -> str:
    """The whole tale of one failed or flaky scenario; its evidence lies in the run's folder."""
    return "\n".join(lines_of(result, shortest(folder)))


def lines_of(result: Mapping[str, Any], folder: Path) -> Iterator[str]:
    yield titled(result)
    steps = list(steps_of(result["story"]))
    if len(steps) > MANY_STEPS:
        yield f"{INDENT}… {len(steps) - MANY_STEPS} lines before"
    yield from steps[-MANY_STEPS:]
    yield ""
    yield from ending_of(result)
    yield from (f"{INDENT}{one['kind']:<11}{folder / one['path']}" for one in result["evidence"])
    yield f"{INDENT}{'again':<11}{result['again']}"


def titled(result: Mapping[str, Any]) -> str:
    """What was played, and where: `somebody is greeted (on-site · http)`."""
    place = " · ".join(word for word in (result["path"], result["area_type"], result["driver"]) if word)
    return f"{result['title']} ({place})"


def steps_of(steps: list[dict[str, Any]], indent: str = INDENT) -> Iterator[str]:
    """One line for each step; the failed one with what hands did in it."""
    for step in steps:
        mark = "✗" if step["failed"] else "✓"
        yield f"{indent}{mark} {step['actor']} {step['words']}".rstrip()
        if step["failed"] or not step["words"]:
            yield from (f"{indent}{INDENT}{act['words']}" for act in step["acts"])
        yield from steps_of(step["steps"], indent + INDENT)


def ending_of(result: Mapping[str, Any]) -> Iterator[str]:
    if result["outcome"] == "flaky":
        yield f"{INDENT}flaky: it failed as below, and passed when it was played again with the same persons"
    failure = result["failure"]
    if failure is None:
        return
    if failure["where"]:
        yield f"{INDENT}{failure['where']}: {failure['source']}"
    if failure["phase"] != "call":
        yield f"{INDENT}while {'setting up' if failure['phase'] == 'setup' else 'tearing down'}"
    yield from (f"{INDENT}{line}" for line in failure["words"].splitlines())
    yield ""


def legible(told: Any) -> Any:
    """Plain data in which half of a letter, which no file and no wire can hold, stands as its code: `\\ud800`."""
    if isinstance(told, str):
        return told.encode("utf-8", "backslashreplace").decode("utf-8")
    if isinstance(told, Mapping):
        return {key: legible(value) for key, value in told.items()}
    return [legible(one) for one in told] if isinstance(told, list) else told


def shortest(path: Path) -> Path:
    """A path as somebody at this place would write it."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path
