"""Which collected tests are scenarios, which of them this run plays, and how often."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from random import Random

import pytest

from scenarios.errors import Misuse, listing
from scenarios.needs import NEEDED_BY
from scenarios.requirements import refuse_unknown
from scenarios.runner.options import Kind, Wishes
from scenarios.runner.state import run_of
from scenarios.target import Target
from scenarios.verifies import OTHER_PATH

TOLD = "story"
# Who asks for one of these, or calls a parameter so, is multiplied by browsers by pytest-playwright.
OF_A_BROWSER = frozenset({"browser_name", "page", "context", "new_context", "browser", "browser_type"})


@dataclass(frozen=True, slots=True)
class Playing:
    """How one scenario is played: with which driver, in which browser, the how-manieth time."""

    driver: Kind
    browser: str = ""
    repetition: int = 0

    def id(self, wishes: Wishes) -> str:
        """What tells this playing from the others of the same scenario."""
        parts: list[str] = [self.driver] if wishes.driver == "both" else []
        parts += [self.browser] if self.browser and len(wishes.browsers) > 1 else []
        parts += [str(self.repetition + 1)] if wishes.repeat > 1 else []
        return "-".join(parts)


def playings(wishes: Wishes) -> Iterator[Playing]:
    """Every way in which each scenario is to be played."""
    for driver in wishes.drivers:
        for browser in wishes.browsers or ("",) if driver == "browser" else ("",):
            for repetition in range(wishes.repeat):
                yield Playing(driver, browser, repetition)


def ways(item: pytest.Item, wishes: Wishes) -> list[Playing]:
    """The ways to play one scenario: one about requests rather than screens plays over HTTP, whatever is wished."""
    wished = list(playings(wishes))
    if item.get_closest_marker("over_http") is None:
        return wished
    return list(dict.fromkeys(replace(way, driver="http", browser="") for way in wished))


def way_of(item: pytest.Item, wishes: Wishes) -> Playing:
    """The way in which an item plays its scenario."""
    spec = getattr(item, "callspec", None)
    params = spec.params if spec else {}
    way: Playing = params.get("playing") or ways(item, wishes)[0]
    return replace(way, browser=params["browser_name"]) if way.browser and "browser_name" in params else way


def is_scenario(item: pytest.Item) -> bool:
    """A scenario is a test that tells a story, or says what it verifies."""
    return TOLD in getattr(item, "fixturenames", ()) or item.get_closest_marker("verifies") is not None


def multiply(metafunc: pytest.Metafunc, wishes: Wishes) -> None:
    """Makes one item of a scenario for each way to play it, if there are several."""
    names = metafunc.fixturenames
    possible = ways(metafunc.definition, wishes)
    if OF_A_BROWSER & set(names):
        possible = [way for way in possible if way.browser in {"", *wishes.browsers[:1]}]
    if TOLD not in names or len(possible) == 1:
        return
    ids = [way.id(wishes) for way in possible]
    if "playing" not in names:  # of a story that is told without hands
        names.append("playing")
    if len({way.browser for way in possible if way.browser}) > 1:
        # Several browsers are pytest-playwright's parameter, which it must not see here, or it would be a second time.
        names.append("browser_name")
        values = [(way, way.browser or wishes.browsers[0]) for way in possible]
        metafunc.parametrize(("playing", "browser_name"), values, indirect=True, ids=ids)
        names.remove("browser_name")
    else:
        metafunc.parametrize("playing", possible, indirect=True, ids=ids)


def play_of(item: pytest.Item) -> tuple[str, Kind]:
    """The scenario that an item plays, and its driver; playing it with another driver is another item of the same one."""
    spec, wishes = getattr(item, "callspec", None), run_of(item.config).wishes
    way = way_of(item, wishes)
    if spec is None or "playing" not in spec.params:
        return item.nodeid, way.driver
    return item.nodeid.removesuffix(f"[{spec.id}]") + f"[{spec.id.replace(way.id(wishes), '', 1)}]", way.driver


def path_of(item: pytest.Item) -> str:
    """The path that a scenario belongs to."""
    marker = item.get_closest_marker("path")
    return str(marker.args[0]) if marker else OTHER_PATH


def requirements_of(item: pytest.Item) -> list[str]:
    """What a scenario claims to verify, in the order it says so."""
    markers = reversed(list(item.iter_markers("verifies")))
    return list(dict.fromkeys(id_ for marker in markers for id_ in marker.args))


def needs_of(item: pytest.Item) -> frozenset[str]:
    """The capabilities without which a scenario says nothing about a target: what it says itself, and what its cast needs."""
    stated = {name for marker in item.iter_markers("needs") for name in marker.args}
    return frozenset(stated.union(*(NEEDED_BY.get(name, ()) for name in getattr(item, "fixturenames", ()))))


def check(scenarios: Iterable[pytest.Item]) -> None:
    """Lets scenarios pass that claim only what exists.

    Raises:
        Misuse: one claims an unknown requirement.
    """
    for item in scenarios:
        refuse_unknown(requirements_of(item), item.nodeid)


def unwanted(scenarios: list[pytest.Item], wishes: Wishes) -> list[pytest.Item]:
    """Scenarios that this run leaves out: those of other paths and of other shards.

    Raises:
        Misuse: no scenario is on the wished path.
    """
    known = {path_of(item) for item in scenarios}
    if wishes.path and scenarios and wishes.path not in known:
        raise Misuse(f"expected a path that scenarios are on, found {wishes.path}; there are {listing(sorted(known))}")
    on_path = [item for item in scenarios if wishes.path in {None, path_of(item)}]
    part, parts = wishes.shard
    # Scenarios of one file take similarly long, so dealing them out in turn makes even shards.
    chosen = set(sorted(on_path, key=lambda item: item.nodeid)[part - 1 :: parts])
    return [item for item in scenarios if item not in chosen]


def shuffled(items: list[pytest.Item], seed: int) -> list[pytest.Item]:
    """Items in the order that a seed makes, whatever the order in which they were collected."""
    in_order = sorted(items, key=lambda item: item.nodeid)
    Random(seed).shuffle(in_order)  # noqa: S311 - an order, not a secret
    return in_order


def mark_what_cannot_be_verified(scenarios: Iterable[pytest.Item], target: Target) -> None:
    """Sees to it that a scenario which needs what the target lacks is reported as such, with the reason."""
    for item in scenarios:
        if lacking := target.lacks(needs_of(item)):
            item.add_marker(pytest.mark.skip(reason=f"not verified, because {target.without(lacking)}"))
