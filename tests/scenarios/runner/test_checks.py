"""What no scenario could be played with is told once, in one line, before any is played."""

import pytest

from tests.scenarios.runner.conftest import GREETED, MISTAKEN, Stage
from tests.scenarios.runner.test_command import rehearsal

pytest_plugins = ["pytester"]

UNKNOWN = {
    "fault": (["http", "--fault", "rudes"], "expected a fault of the target, found rudes; did you mean rude?"),
    "fault, by two players": (["http", "-n", "2", "--fault", "rudes"], "found rudes; did you mean rude?"),
    "far from any fault": (["http", "--fault", "polite"], "found polite; it has deaf, fickle, rude"),
    "device": (["browser", "--device", "iPhon 15"], "that Playwright knows, found iPhon 15; did you mean iPhone 15?"),
    "far from any device": (["browser", "--device", "x"], "found x; Playwright's documentation lists them"),
    "channel": (["browser", "--browser-channel", "chrom"], 'channel "chrom"; did you mean chrome?'),
    "far from any channel": (
        ["browser", "--browser-channel", "x"],
        'channel "x"; leave it out, or install one of chrome',
    ),
}


@pytest.mark.parametrize(("words", "complaint"), UNKNOWN.values(), ids=UNKNOWN)
def test_what_nobody_knows_is_misuse_in_one_line(stage: Stage, words: list[str], complaint: str) -> None:
    stage.scenarios(GREETED, MISTAKEN)
    said = rehearsal(stage, "run", "--target", "tiny.toml", "--driver", *words, "test_tiny.py")

    assert said.returncode == 2
    assert said.stderr.startswith("expected ")
    assert complaint in said.stderr
    assert said.stderr.count("\n") == 1
    assert not (stage.folder / "reports").exists()


def test_what_is_known_is_played(stage: Stage) -> None:
    stage.scenarios(GREETED)
    words = ("--driver", "browser", "--device", "iPhone 15", "--fault", "rude")

    assert rehearsal(stage, "run", "--target", "tiny.toml", *words, "test_tiny.py").returncode == 0
