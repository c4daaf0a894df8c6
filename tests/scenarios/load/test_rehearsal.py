"""The portal that a rehearsal starts beside its players."""

from dataclasses import replace

import pytest

from scenarios.load.rehearsal import giving_way
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
