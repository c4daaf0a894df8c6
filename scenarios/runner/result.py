"""What became of one scenario, as plain data that can travel between processes and be written as JSON."""

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest

from scenarios.runner import evidence
from scenarios.runner.failure import Failure
from scenarios.runner.options import Wishes
from scenarios.runner.performance import UNPLAYED, Performance
from scenarios.runner.selection import is_scenario, path_of, requirements_of, way_of
from scenarios.runner.state import run_of
from scenarios.runner.telling import legible
from scenarios.story import Story

HOME = Path(__file__).parents[1]


def known_of(item: pytest.Item, wishes: Wishes) -> dict[str, Any]:
    """What is known of a scenario before it is played."""
    way, spec = way_of(item, wishes), getattr(item, "callspec", None)
    return {
        "id": item.nodeid,
        "title": title_of(item),
        "path": path_of(item),
        "area_type": str(spec.params.get("area_type", "")) if spec else "",
        "driver": way.driver,
        "browser": way.browser or "chromium" if way.driver == "browser" else "",
        "seed": wishes.seed + way.repetition,
        "requirements": requirements_of(item),
        "again": wishes.command(id_of(item)),
    }


def id_of(item: pytest.Item) -> str:
    """A scenario's id as the command understands it where this run was begun; pytest's own begins at the root of a suite."""
    ours = item.path.is_relative_to(HOME)  # found by the command from anywhere
    file = os.path.relpath(item.path, HOME.parent if ours else item.config.invocation_params.dir)
    return Path(file).as_posix() + item.nodeid[item.nodeid.index("::") :]


def known_of_all(items: Iterable[pytest.Item], wishes: Wishes) -> list[dict[str, Any]]:
    """The same of all scenarios among these."""
    return [known_of(item, wishes) for item in items if is_scenario(item)]


def result_of(item: pytest.Item, wishes: Wishes, first: Performance, replay: Performance | None) -> dict[str, Any]:
    """The result of a scenario from its playing and, if it failed, from its replay.

    A replay that passes makes the scenario flaky, never passed. Pictures are bytes under the key ``shown``, which is for
    the report and not for JSON.
    """
    return result_from(known_of(item, wishes), first, replay, run_of(item.config).folder)


def result_from(
    known: Mapping[str, Any], first: Performance, replay: Performance | None = None, folder: Path = Path()
) -> dict[str, Any]:
    """The same from what was known before, which is all that there is of a scenario whose player was lost."""
    teller = best_teller(first, replay)
    told: dict[str, Any] = legible(
        {
            **known,
            "area_type": first.area_type or known["area_type"],
            "seed": known["seed"] if first.seed is None else first.seed,
            "outcome": "flaky" if replay and not replay.failure else first.outcome,
            "because": first.because,
            "refusal": first.story.refusal if first.story else "",
            "moves": list(first.story.moves) if first.story else [],
            "duration_s": round(first.seconds, 3),
            "failure": failure_as_json(first.failure),
            "story": [step.as_json() for step in teller.story.steps] if teller.story else [],
            "evidence": evidence_of(replay, folder),
            "shown": shown(teller),
        }
    )
    return told


def unplayed(known: Mapping[str, Any]) -> dict[str, Any]:
    """The result of a scenario that a run was to play, and ended before."""
    return result_from(known, Performance(skipped=UNPLAYED))


def lost(known: Mapping[str, Any], words: str) -> dict[str, Any]:
    """The result of a scenario that took its player along."""
    return result_from(known, Performance(failure=Failure(words)))


def best_teller(first: Performance, replay: Performance | None) -> Performance:
    """Which of the two playings to tell: the replay has a picture of every step, if it failed in the same way."""
    same = replay and replay.failure and first.failure and replay.failure.where == first.failure.where
    return replay if replay and same else first


def title_of(item: pytest.Item) -> str:
    """The scenario's name as a sentence."""
    name = getattr(item, "originalname", None) or item.name
    return name.removeprefix("test_").replace("_", " ")


def failure_as_json(failure: Failure | None) -> dict[str, str] | None:
    if failure is None:
        return None
    return {
        "words": failure.words,
        "headline": failure.headline,
        "where": failure.where,
        "source": failure.source,
        "phase": failure.in_phase,
    }


def evidence_of(replay: Performance | None, folder: Path) -> list[dict[str, str]]:
    if replay is None or replay.evidence is None:
        return []
    return evidence.found_in(replay.evidence, folder)


def shown(performance: Performance) -> dict[str, Any]:
    """What the report shows of a scenario's end: a picture, or the page itself where no browser drew one."""
    story: Story | None = performance.story
    page = performance.page
    return {
        "picture": performance.picture,
        "html": "" if performance.picture or page is None else page.html,
        "address": page.address if page else "",
        "page": page.heading or page.title if page else "",
        "steps": list(story.pictures) if story else [],
    }
