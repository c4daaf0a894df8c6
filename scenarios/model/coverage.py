"""How much of the table of moves a run has been through: single moves, and pairs of moves that follow one another."""

from collections.abc import Iterable, Mapping
from typing import Any

from scenarios.areas import AreaType
from scenarios.model.journeys import pairs, words
from scenarios.process import moves

Scenario = Mapping[str, Any]


def coverage_of_moves(scenarios: Iterable[Scenario]) -> dict[str, Any]:
    """Moves of all area types: how many there are, how many were made and checked, and which were not."""
    made = {(scenario["area_type"], move) for scenario in followed(scenarios) for move in scenario["moves"]}
    return counted({(str(area_type), words(move)) for area_type in AreaType for move in moves(area_type)}, made)


def coverage_of_pairs(scenarios: Iterable[Scenario]) -> dict[str, Any]:
    """The same for every two moves of which the second can follow the first."""
    made = {
        (scenario["area_type"], f"{first} > {second.rpartition(' > ')[2]}")
        for scenario in followed(scenarios)
        for first, second in zip(scenario["moves"], scenario["moves"][1:], strict=False)
    }
    return counted({(str(area_type), words(pair)) for area_type in AreaType for pair in pairs(area_type)}, made)


def followed(scenarios: Iterable[Scenario]) -> list[Scenario]:
    """Scenarios that followed the table and passed."""
    return [scenario for scenario in scenarios if scenario["outcome"] == "passed" and scenario.get("moves")]


def counted(wanted: set[tuple[str, str]], made: set[tuple[str, str]]) -> dict[str, Any]:
    missing = sorted(f"{area_type}: {what}" for area_type, what in wanted - made)
    return {"total": len(wanted), "covered": len(wanted & made), "missing": missing}
