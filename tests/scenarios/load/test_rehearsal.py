"""The portal that a rehearsal starts beside its players, and the command that repeats it."""

from dataclasses import replace
from pathlib import Path

import pytest

from scenarios.load.plan import read_plan
from scenarios.load.rehearsal import Wishes, giving_way
from scenarios.target import load_target


def test_a_portal_on_the_same_machine_gives_way_to_who_plays() -> None:
    target = replace(load_target("reference"), start=("portal", "--port", "0"))
    assert giving_way(target).start == ("nice", "portal", "--port", "0")


def test_a_portal_that_runs_elsewhere_is_left_alone() -> None:
    target = replace(load_target("reference"), start=None)
    assert giving_way(target) == target


def test_a_machine_without_niceness_starts_the_portal_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda _: None)
    target = load_target("reference")
    assert giving_way(target) == target


def test_what_repeats_a_run_brings_the_same_crowd() -> None:
    plan = read_plan("smoke").at(scale=0.1234567)
    assert "--scale 0.1234567" in Wishes(plan, 3, Path("run")).command


@pytest.mark.parametrize(
    ("database", "told"),
    [
        ("postgresql://load:a/b:c@host:5432/portal", "'postgresql://load:***@host:5432/portal'"),
        ("postgresql://host/portal?password=secret&user=x", "'postgresql://host/portal?password=***&user=x'"),
        ("postgresql+psycopg://load@host:5432/portal", "postgresql+psycopg://load@host:5432/portal"),
        ("postgresql://host:5432/portal", "postgresql://host:5432/portal"),
        ("sqlite:////tmp/a b.db", "'sqlite:////tmp/a b.db'"),
    ],
    ids=["password", "password beside", "no password", "nobody", "space"],
)
def test_what_repeats_a_run_can_be_pasted_and_keeps_a_password_to_itself(database: str, told: str) -> None:
    wishes = Wishes(read_plan("smoke").at(scale=0.5), 3, Path("my runs"), database=database)
    assert wishes.command == f"rehearsal load 'my runs/plan.toml' --seed 3 --scale 0.5 --database {told}"
