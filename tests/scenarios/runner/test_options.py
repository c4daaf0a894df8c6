"""The options of a run: seed, drivers, repetitions, paths, shards, and what is said when they make no sense."""

import re

import pytest

from tests.scenarios.runner.conftest import GREETED, MISTAKEN, TIMELESS, Stage

pytest_plugins = ["pytester"]

ELSEWHERE = GREETED.replace("is_greeted", "comes_online").replace('"on-site"', '"online"')
SEEDED = """
import json, pathlib

def test_somebody_has_a_seed(story, seed, request):
    with pathlib.Path(request.config.rootpath, "seeds").open("a") as file:
        file.write(f"{seed}\\n")
"""

SLOW = """
from time import monotonic

def test_somebody_waits(somebody, target):
    began = monotonic()
    somebody.open(target.addresses["portal"])
    assert monotonic() - began >= 0.3
"""

PAGED = """
@pytest.mark.parametrize("page", [1])
def test_somebody_reads_a_page(somebody, page):
    pass
"""
TWO_BROWSERS = ("--browser", "chromium", "--browser", "firefox")


def test_every_run_says_its_seed_and_chooses_another_one(stage: Stage) -> None:
    stage.scenarios(SEEDED)
    said = [re.search(r"--seed (\d+)", stage.plays().stdout.str()) for _ in range(2)]

    first, second = (found[1] for found in said if found)
    assert first != second
    assert (stage.folder / "seeds").read_text("utf-8").split() == [first, second]


def test_a_seed_that_is_given_is_taken_by_every_worker(stage: Stage) -> None:
    stage.scenarios(SEEDED, SEEDED.replace("a_seed", "another"))
    stage.plays("--seed", "7", "-n", "2")

    assert (stage.folder / "seeds").read_text("utf-8").split() == ["7", "7"]
    assert stage.results["seed"] == 7


def test_workers_share_a_seed_that_was_chosen(stage: Stage) -> None:
    stage.scenarios(SEEDED, SEEDED.replace("a_seed", "another"))
    stage.plays("-n", "2")

    assert set((stage.folder / "seeds").read_text("utf-8").split()) == {str(stage.results["seed"])}


def test_repetitions_have_other_persons(stage: Stage) -> None:
    stage.scenarios(SEEDED)
    stage.plays("--seed", "7", "--repeat", "3")

    assert (stage.folder / "seeds").read_text("utf-8").split() == ["7", "8", "9"]
    assert [one["id"].rpartition("[")[2] for one in stage.results["scenarios"]] == ["1]", "2]", "3]"]


def test_a_shuffled_run_has_the_order_that_its_seed_makes_for_every_worker(stage: Stage) -> None:
    stage.scenarios(*(SEEDED.replace("a_seed", f"the_seed_{number}") for number in range(6)))
    written, *shuffled = [
        re.findall(r"the_seed_\d", stage.plays("--collect-only", "-q", *words).stdout.str())
        for words in ([], ["--shuffle", "--seed", "7"], ["--shuffle", "--seed", "7"], ["--shuffle", "--seed", "8"])
    ]

    assert shuffled[0] == shuffled[1]
    assert len({tuple(order) for order in (written, *shuffled)}) == 3
    assert stage.plays("--shuffle", "-n", "2").ret == 0


@pytest.mark.parametrize("driver", ["http", "browser"])
def test_on_a_slow_network_no_answer_comes_sooner_than_the_delay(stage: Stage, driver: str) -> None:
    stage.scenarios(SLOW)

    assert stage.plays("--network-delay", "300", driver=driver).ret == 0
    assert stage.results["network_delay_ms"] == 300


def test_both_drivers_make_two_of_each_scenario(stage: Stage) -> None:
    stage.scenarios(TIMELESS)
    told = stage.plays("--collect-only", "-q", driver="both")

    told.stdout.fnmatch_lines(["*in_time[[]browser]", "*in_time[[]http]"])


FIRST_THE_BROWSERS, FIRST_OURS = ["-p", "pytest_playwright.pytest_playwright"], list[str]()


@pytest.mark.parametrize("order", [FIRST_THE_BROWSERS, FIRST_OURS], ids=["playwright-first", "ours-first"])
def test_several_browsers_multiply_what_is_played_in_browsers_only(stage: Stage, order: list[str]) -> None:
    stage.scenarios(TIMELESS)
    told = stage.plays("--collect-only", "-q", *TWO_BROWSERS, driver="both", before=order)

    told.stdout.fnmatch_lines(["*[[]browser-chromium]", "*[[]browser-firefox]", "*[[]http]"])


@pytest.mark.parametrize("order", [FIRST_THE_BROWSERS, FIRST_OURS], ids=["playwright-first", "ours-first"])
def test_a_parameter_called_as_a_fixture_of_pytest_playwright_is_multiplied_by_browsers_once(
    stage: Stage, order: list[str]
) -> None:
    stage.scenarios(PAGED)
    told = stage.plays("--collect-only", "-q", *TWO_BROWSERS, driver="browser", before=order)

    told.stdout.fnmatch_lines(["*[[]chromium-1]", "*[[]firefox-1]", "", "2 tests collected*"])


def test_a_path_leaves_the_others_out(stage: Stage) -> None:
    stage.scenarios(GREETED, ELSEWHERE)
    stage.plays("--path", "online")

    assert [one["path"] for one in stage.results["scenarios"]] == ["online"]


def test_shards_share_all_scenarios_out(stage: Stage) -> None:
    stage.scenarios(GREETED, ELSEWHERE, TIMELESS)
    played = []
    for part in (1, 2):
        stage.plays("--shard", f"{part}/2")
        played.append([one["id"] for one in stage.results["scenarios"]])

    assert sorted(map(len, played)) == [1, 2]
    assert len({*played[0], *played[1]}) == 3


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (["--shard", "3/2"], "expected --shard I/N with I from 1 to N, found 3/2"),
        (["--shard", "all"], "expected --shard I/N with I from 1 to N, found all"),
        (["--repeat", "0"], "expected --repeat to be 1 or more, found 0"),
        (["--exploration", "0"], "expected --exploration to be 1 or more, found 0"),
        (["--network-delay", "9000"], "expected --network-delay to be from 0 to 5000 ms, found 9000"),
        (["--path", "nowhere"], "expected a path that scenarios are on, found nowhere; there are on-site"),
        (["--target", "nobody"], "expected a target's name or a .toml file, found nobody; known targets: *"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_options_that_make_no_sense_are_misuse(stage: Stage, words: list[str], complaint: str) -> None:
    stage.scenarios(GREETED)
    told = stage.plays(*words)

    assert told.ret == pytest.ExitCode.USAGE_ERROR
    told.stderr.fnmatch_lines([f"ERROR: {complaint}"])
    assert stage.starts == []


@pytest.mark.parametrize(
    ("words", "claim", "complaint"),
    [
        (["--path", "nowhere"], "R1.1a", "expected a path that scenarios are on, found nowhere; there are on-site"),
        ([], "R1.1z", "expected * found R1.1z; known ones like it: R1.1a, R1.1b"),
    ],
    ids=["path", "claim"],
)
def test_what_only_workers_see_to_make_no_sense_is_misuse_in_one_line_too(
    stage: Stage, words: list[str], claim: str, complaint: str
) -> None:
    stage.scenarios(GREETED.replace("R1.1a", claim))
    told = stage.plays("-n", "2", *words)

    assert told.ret == pytest.ExitCode.USAGE_ERROR
    told.stdout.fnmatch_lines([f"*Exit: {complaint}*"])
    assert "INTERNALERROR" not in told.stdout.str() + told.stderr.str()
    assert stage.starts == []


def test_a_claim_to_an_unknown_requirement_is_misuse(stage: Stage) -> None:
    stage.scenarios(GREETED.replace("R1.1a", "R1.1z"))
    told = stage.plays()

    assert told.ret == pytest.ExitCode.USAGE_ERROR
    told.stderr.fnmatch_lines(["*found R1.1z; known ones like it: R1.1a, R1.1b"])


def test_the_replay_command_brings_the_same_driver_and_persons_back(stage: Stage) -> None:
    stage.scenarios(MISTAKEN)
    stage.plays("--seed", "7", "--repeat", "2")

    again = stage.results["scenarios"][1]["again"]
    assert again == (
        "rehearsal run --seed 7 --driver http --target tiny.toml --repeat 2 "
        "'test_tiny.py::test_somebody_is_mistaken[2]'"
    )
