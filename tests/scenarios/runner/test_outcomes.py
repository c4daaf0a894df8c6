"""What a scenario can come to, seen from outside: through pytest's exit status and what the run leaves behind."""

import pytest

from scenarios.runner.performance import Performance
from tests.scenarios.runner.conftest import GREETED, MISTAKEN, MOODY, TIMELESS, Stage

pytest_plugins = ["pytester"]

HASTY = """
def test_somebody_types_a_number_into_nowhere(somebody):
    somebody.fill({"姓名": True})
"""
SKIPPED = """
@verifies("R1.1a")
def test_somebody_stays_at_home(story):
    not_verified("it rains")
"""
LEAVING_OUT = """
@pytest.fixture
def door(target):
    return target.address("register")

def test_somebody_comes_to_a_door_that_is_not_there(door, story):
    raise AssertionError

def test_somebody_asks_for_a_word(target, story):
    target.word("token_field")
    raise AssertionError

def test_somebody_misspells_a_path(target, story):
    target.address("regster")
"""
NO_SCENARIO = """
def test_of_a_suite_that_is_no_scenario(target):
    target.address("register")
"""
GARBLED = """
def test_somebody_reads_half_a_letter(somebody, story):
    with story.step("考生 张三", "reads \\ud800"):
        assert somebody.page.heading == "\\ud800"
"""


def test_a_scenario_that_passes_verifies_what_it_claims(stage: Stage) -> None:
    stage.scenarios(GREETED)

    assert stage.plays().ret == 0
    assert stage.results["verdict"] == "passed"
    assert stage.result("greeted")["outcome"] == "passed"
    assert stage.results["requirements"]["R1.1a"] == {
        "state": "verified",
        "scenarios": ["test_tiny.py::test_somebody_is_greeted"],
    }
    assert stage.results["requirements"]["R1.1b"] == {"state": "unclaimed", "scenarios": []}


def test_what_the_target_file_leaves_out_is_not_verified_and_no_failure(stage: Stage) -> None:
    stage.scenarios(GREETED, LEAVING_OUT)

    assert stage.plays().ret == 1
    for title, said in (("door", "the path register out of [paths]"), ("word", "the word token_field out of [words]")):
        result = stage.result(title)
        assert (result["outcome"], result["because"]) == (
            "not_verified",
            f"not verified, because target tiny leaves {said}",
        )
    assert stage.result("misspells")["outcome"] == "failed"


def test_only_a_scenario_ends_as_not_verified(stage: Stage) -> None:
    stage.scenarios(GREETED, NO_SCENARIO)

    stage.plays().assert_outcomes(passed=1, failed=1)


def test_a_result_says_how_it_was_played(stage: Stage) -> None:
    stage.scenarios(GREETED)
    stage.plays("--seed", "7")

    result = stage.result("greeted")
    assert {key: result[key] for key in ("id", "title", "path", "driver", "seed", "requirements", "evidence")} == {
        "id": "test_tiny.py::test_somebody_is_greeted",
        "title": "somebody is greeted",
        "path": "on-site",
        "driver": "http",
        "seed": 7,
        "requirements": ["R1.1a"],
        "evidence": [],
    }
    assert result["duration_s"] > 0
    arrival, greeting = result["story"]
    assert (arrival["actor"], arrival["words"]) == ("考生 张三", "")
    assert (greeting["actor"], greeting["words"]) == ("考生 张三", "introduces herself")
    assert [act["words"] for act in greeting["acts"]] == ["presses 提交 with 姓名 = 张三"]


def test_a_failed_scenario_leaves_its_story_and_the_page(stage: Stage) -> None:
    stage.scenarios(GREETED, MISTAKEN)

    assert stage.plays().ret == 1
    result = stage.result("mistaken")
    evidence = {one["kind"]: stage.folder / "reports" / "latest" / one["path"] for one in result["evidence"]}
    assert result["outcome"] == "failed"
    assert result["failure"]["source"] == 'assert page.heading == "再见"'
    assert "introduces herself" in evidence["story"].read_text("utf-8")
    assert "<h1>你好</h1>" in evidence["page"].read_text("utf-8")
    assert stage.results["requirements"]["R1.1b"]["state"] == "failed"


def test_a_failure_is_told_in_few_lines(stage: Stage) -> None:
    stage.scenarios(MISTAKEN)
    told = stage.plays("--seed", "7")

    told.stdout.fnmatch_lines(
        [
            "*somebody is mistaken (on-site · http)",
            "*✓ 考生 张三 introduces herself",
            '*test_tiny.py:*: assert page.heading == "再见"',
            "*assert '你好' == '再见'",
            "*again *rehearsal run --seed 7 --driver http --target tiny.toml test_tiny.py::test_somebody_is_mistaken",
        ]
    )
    assert not any("Traceback" in line or "def test_" in line for line in told.outlines)


def test_a_scenario_that_passes_when_played_again_is_flaky_and_never_passed(stage: Stage) -> None:
    stage.scenarios(GREETED, MOODY)

    assert stage.plays().ret == 1
    result = stage.result("mood")
    assert result["outcome"] == "flaky"
    assert "下一步" in result["failure"]["headline"]
    assert stage.results["verdict"] == "failed"
    assert stage.results["requirements"]["R1.2a"]["state"] == "failed"


def test_without_replays_a_scenario_is_played_once(stage: Stage) -> None:
    stage.scenarios(MOODY)
    stage.plays("--replay", "off")

    assert stage.result("mood")["outcome"] == "failed"
    assert stage.result("mood")["evidence"] == []


def test_what_the_target_lacks_is_not_verified_and_says_why(stage: Stage) -> None:
    stage.scenarios(GREETED, TIMELESS)
    told = stage.plays()

    assert told.ret == 0
    assert stage.result("time")["outcome"] == "not_verified"
    assert stage.result("time")["because"] == "not verified, because target tiny has no clock"
    assert stage.results["requirements"]["R1.2b"]["state"] == "not_verified"
    told.stdout.fnmatch_lines(["*1 passed, 1 not verified*"])


def test_a_run_that_verified_nothing_has_not_passed(stage: Stage) -> None:
    stage.scenarios(TIMELESS)

    assert stage.plays().ret == 1
    assert stage.results["verdict"] == "not_verified"


def test_a_scenario_may_find_out_itself_that_it_says_nothing(stage: Stage) -> None:
    stage.scenarios(SKIPPED)
    stage.plays()

    assert stage.result("home")["because"] == "not verified, because it rains"


def test_misuse_is_no_fault_of_the_target_and_is_not_played_again(stage: Stage) -> None:
    stage.scenarios(HASTY)

    assert stage.plays().ret == 1
    assert stage.result("nowhere")["evidence"] == []
    assert stage.result("nowhere")["failure"]["headline"].startswith("expected a value for a field of kind text")


def test_an_interrupted_run_has_not_passed_and_still_reports(stage: Stage) -> None:
    stage.scenarios(GREETED, "\ndef test_somebody_leaves(story):\n    raise KeyboardInterrupt\n")

    assert stage.plays(alone=True).ret == 2
    assert stage.results["verdict"] == "failed"
    assert stage.results["counts"]["passed"] == 1


@pytest.mark.parametrize("words", [["--setup-plan"], ["--setup-only"], ["--setup-only", "-n", "1"]], ids=" ".join)
def test_what_is_only_set_up_has_neither_passed_nor_left_a_report(stage: Stage, words: list[str]) -> None:
    stage.scenarios(GREETED)
    told = stage.plays(*words)

    assert told.ret == 0
    told.assert_outcomes(passed=0)
    assert not (stage.folder / "reports" / "latest").exists()


def test_a_plan_of_what_is_set_up_starts_no_portal(stage: Stage) -> None:
    stage.scenarios(GREETED)
    stage.plays("--setup-plan")

    assert not (stage.folder / "reports").exists()


def test_what_shows_how_it_is_set_up_is_played(stage: Stage) -> None:
    stage.scenarios(GREETED)

    assert stage.plays("--setup-show").ret == 0
    assert stage.results["counts"]["passed"] == 1


def test_a_playing_without_its_story_has_not_passed() -> None:
    assert Performance().outcome == "not_verified"


@pytest.mark.parametrize("players", ["0", "1"])
def test_half_a_letter_is_told_as_what_it_is(stage: Stage, players: str) -> None:
    stage.scenarios(GARBLED)

    assert stage.plays("-n", players).ret == 1
    assert stage.result("letter")["story"][-1]["words"] == "reads \\ud800"
    assert "\\ud800" in stage.result("letter")["failure"]["words"]


COLOURED = """
def test_somebody_compares(story):
    assert ["你好"] == ["再见"]

def test_somebody_is_not_understood(story):
    raise ValueError("\x1b[31mred\x1b[0m")
"""


def test_why_something_failed_is_plain_text_whatever_colours_the_screen_has(stage: Stage) -> None:
    stage.scenarios(COLOURED)
    stage.plays("--color=yes")

    assert "At index 0 diff: '你好' != '再见'" in stage.result("compares")["failure"]["words"]
    assert stage.result("understood")["failure"]["headline"] == "ValueError: red"


def test_a_traceback_tells_nothing_of_how_pytest_plays(stage: Stage) -> None:
    stage.scenarios(COLOURED)
    stage.plays()

    first, *_ = stage.result("understood")["failure"]["words"].splitlines()
    assert first == "test_tiny.py:15: in test_somebody_is_not_understood"


HELD = """
import gc
from pathlib import Path
from scenarios.story import Story

def pytest_sessionfinish(session):
    gc.collect()
    held = sum(isinstance(one, Story) for one in gc.get_objects())
    Path("held").write_text(f"{held} of {len(session.items)}")
"""


def test_what_has_been_played_is_let_go_of_with_every_page_that_anybody_saw(stage: Stage) -> None:
    stage.scenarios(GREETED, MISTAKEN, MOODY)
    stage.pytester.makeconftest(HELD)
    stage.plays(alone=True)

    assert (stage.folder / "held").read_text() == "0 of 3"
    assert [one["outcome"] for one in stage.results["scenarios"]].count("passed") == 1
