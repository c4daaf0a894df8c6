"""`make mutants` from outside: one mutant that a scenario cannot overlook, one that has nothing to do with it."""

import subprocess
import sys

import pytest

from tests.mutants.room import PORTAL

SCENARIO = "test_sign_in.py::test_whoever_registers_can_sign_in_by_user_name"


@pytest.mark.parametrize(
    ("change", "status", "said"),
    [
        ("total % 11 → total * 11", 0, f"✓ mock_portal/domain/identity.py:*: *{SCENARIO}*"),
        ("fen == 0 → fen != 0", 1, "✗ mock_portal/domain/rules/area_settings.py:*: none of 1 scenario noticed"),
    ],
    ids=["killed", "survives"],
)
def test_a_mutant_is_killed_by_a_scenario_or_is_shown_as_a_difference(change: str, status: int, said: str) -> None:
    command = [sys.executable, "-m", "tests.mutants", "--only", change, "--sample", "1", "--seed", "7", "-n", "1"]
    told = subprocess.run([*command, SCENARIO], cwd=PORTAL.parent, capture_output=True, text=True, check=False)  # noqa: S603

    assert told.returncode == status, told.stdout + told.stderr
    pytest.LineMatcher(told.stdout.splitlines()).fnmatch_lines([f"1/1 {said}", f"{1 - status} of 1 killed, *"])
    assert ("+++ mock_portal/domain/rules/area_settings.py" in told.stdout) is (status == 1)
