"""The results as one self-contained HTML file; the stories of what passed are packed into it and unpacked when looked at."""

import json
import zlib
from base64 import b64encode
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined

from scenarios.model.coverage import coverage_of_moves, coverage_of_pairs
from scenarios.report.page import still
from scenarios.report.results import MARKS, OUTCOMES, WORDS, Results, Row, Scenario, table
from scenarios.report.table import verified_of
from scenarios.requirements import Kind, State, requirements
from scenarios.saying import counted, duration, moment

# A report is sent by mail and opened on a phone, so pictures take no more than this; failed scenarios go first.
MOST_BYTES = 7_000_000
BEFORE_BASE64 = 3 / 4
# What did not pass is named before all else, as long as that can be taken in at a look.
MOST_COMPLAINTS = 12
COMPLAINTS = ("failed", "flaky")
# That no scenario of a run claims something says nothing of the suite, and is no reproach.
STATES_IN_WORDS = {state.value: state.value.replace("_", " ") for state in State} | {
    State.UNCLAIMED.value: "not in this run"
}


@dataclass(frozen=True, slots=True)
class Ending:
    """How a scenario's end is shown: by a picture or by the page itself, and by pictures of steps."""

    picture: str = ""
    html: str = ""
    steps: tuple[str, ...] = ()
    left_out: bool = False


def html_of(results: Results) -> str:
    """The report; nothing in it is fetched from anywhere."""
    scenarios = results.in_order()
    environment = Environment(
        loader=FunctionLoader(part), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["seconds"] = duration
    environment.filters["moment"] = moment
    environment.filters["anchor"] = anchor
    environment.filters["counted"] = counted
    environment.globals["numbered"] = iter
    environment.globals["next_picture"] = lambda pictures: next(pictures, "")
    rows = list(table(results))
    shown = endings(scenarios)
    tale = environment.get_template("tale.html")
    tales = {one["id"]: tale.render(scenario=one, ending=shown[one["id"]]) for one in scenarios}
    laid_open = {one["id"]: tales.pop(one["id"]) for one in scenarios if one["outcome"] != "passed"}
    return environment.get_template("report.html").render(
        results=results,
        groups=results.by_path(),
        complaints=[one for one in scenarios if one["outcome"] in COMPLAINTS],
        most_complaints=MOST_COMPLAINTS,
        verified=list(verified_of(results)),
        states_in_words=STATES_IN_WORDS,
        tales=laid_open,
        packed={id_: number for number, id_ in enumerate(tales)},
        tales_packed=packed([*tales.values()]),
        requirements=requirements(),
        states=results.requirements(),
        tallies=tallies(results),
        rows=rows,
        coverage={"moves": coverage_of_moves(scenarios), "pairs of moves": coverage_of_pairs(scenarios)},
        cells={(row.path, row.area_type): merged(rows, row) for row in rows},
        paths=list(dict.fromkeys(row.path for row in rows)),
        areas=sorted({row.area_type for row in rows}),
        drivers=sorted({row.driver for row in rows}),
        titles={scenario["id"]: scenario["title"] for scenario in scenarios},
        outcomes=OUTCOMES,
        marks=MARKS,
        words=WORDS,
        style=part("report.css"),
        script=part("report.js"),
    )


def tallies(results: Results) -> dict[str, Counter[str]]:
    """How many of each kind of requirement are in which state."""
    found: dict[str, Counter[str]] = {kind.plural: Counter({state.value: 0 for state in State}) for kind in Kind}
    for id_, content in results.requirements().items():
        found[requirements()[id_].source.plural][content["state"]] += 1
    return found


def part(name: str) -> str:
    """A file that the report is made of."""
    return resources.files(__package__).joinpath(name).read_text("utf-8")


def merged(rows: list[Row], wanted: Row) -> Row:
    """All drivers of one path and area type together."""
    same = [row for row in rows if (row.path, row.area_type) == (wanted.path, wanted.area_type)]
    total = same[0].outcomes.copy()
    for row in same[1:]:
        total.update(row.outcomes)
    return Row(wanted.path, wanted.area_type, "", total, sum(row.seconds for row in same))


def packed(texts: list[str]) -> str:
    """Texts as JSON, deflated, in letters that need no escaping."""
    plain = json.dumps(texts, ensure_ascii=False).encode("utf-8", "backslashreplace")
    return b64encode(zlib.compress(plain, 9)).decode()


def endings(scenarios: list[Scenario]) -> Mapping[str, Ending]:
    """How each scenario's end is shown, as far as there is room."""
    room = MOST_BYTES * BEFORE_BASE64
    shown: dict[str, Ending] = {}
    for scenario in sorted(scenarios, key=lambda one: one["outcome"] == "passed"):
        ending, size = ending_of(scenario["shown"])
        shown[scenario["id"]] = ending if size <= room else Ending(left_out=True)
        room -= size if size <= room else 0
    return shown


def ending_of(shown: Mapping[str, Any]) -> tuple[Ending, int]:
    """One scenario's end, and how many bytes it takes."""
    html = still(shown["html"]) if shown["html"] else ""
    pictures = [shown["picture"], *shown["steps"]]
    first, *steps = (picture_address(picture) for picture in pictures)
    return Ending(first, html, tuple(steps)), len(zlib.compress(html.encode(), 1)) + sum(
        len(picture or b"") for picture in pictures
    )


def picture_address(picture: bytes | None) -> str:
    """The picture as an address that needs no fetching."""
    return f"data:image/webp;base64,{b64encode(picture).decode()}" if picture else ""


def anchor(id_: str) -> str:
    """A scenario's id as the name of a place in the document."""
    return "".join(char if char.isalnum() else "-" for char in id_)
