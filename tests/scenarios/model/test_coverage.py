"""Coverage counts what was made and checked by scenarios that passed."""

from typing import Any

from scenarios.model.coverage import coverage_of_moves, coverage_of_pairs


def scenario(*moves: str, outcome: str = "passed", area_type: str = "on-site-free") -> dict[str, Any]:
    return {"outcome": outcome, "area_type": area_type, "moves": list(moves)}


def test_moves_of_passed_scenarios_count_once() -> None:
    coverage = coverage_of_moves([scenario("draft > submit", "submitted > withdraw"), scenario("draft > submit")])
    assert coverage["covered"] == 2
    assert coverage["total"] - len(coverage["missing"]) == 2
    assert "on-site-free: draft > submit" not in coverage["missing"]
    assert "on-site-pay: draft > submit" in coverage["missing"]


def test_pairs_are_moves_that_followed_one_another() -> None:
    coverage = coverage_of_pairs([scenario("draft > submit", "submitted > withdraw", "withdrawn > submit")])
    assert coverage["covered"] == 2
    assert "on-site-free: draft > submit > withdraw" not in coverage["missing"]


def test_what_failed_covers_nothing() -> None:
    assert coverage_of_moves([scenario("draft > submit", outcome="failed")])["covered"] == 0
    assert coverage_of_pairs([])["covered"] == 0
