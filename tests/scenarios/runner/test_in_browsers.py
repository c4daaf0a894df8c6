"""Scenarios in a real browser: a context for each person, pictures, and the evidence of a replay."""

import pytest

from scenarios.runner.video import can_record
from tests.scenarios.report.unpacking import laid_out
from tests.scenarios.runner.conftest import GREETED, MISTAKEN, MOODY, Stage

pytest_plugins = ["pytester"]

TWO = """
def test_two_people_share_no_session(hands, target):
    for name in ("张三", "李四"):
        page = hands(name).open(target.addresses["portal"] + "/cookies")
        assert page.says("no cookies")

def test_a_browser_speaks_chinese_and_keeps_still(somebody):
    tab = somebody.driver.tab
    assert tab.evaluate("[navigator.language, Intl.DateTimeFormat().resolvedOptions().timeZone]") == ["zh-CN", "Asia/Shanghai"]
    assert tab.evaluate("matchMedia('(prefers-reduced-motion: reduce)').matches")

def test_the_past_is_arranged_over_http(hands):
    assert type(hands("考生", "arrange").driver).__name__ == "HttpDriver"
"""
PAGED = """
SEEN = []

def test_before(somebody, request):
    SEEN.append(request.getfixturevalue("browser"))

@pytest.mark.parametrize("page", [1])
def test_a_page_of_its_own(somebody, request, page):
    SEEN.append(request.getfixturevalue("browser"))

def test_after(somebody, request):
    SEEN.append(request.getfixturevalue("browser"))
    assert [one is SEEN[0] and one.is_connected() for one in SEEN] == [True] * 3
"""
SILENT = """
def test_somebody_waits(story):
    with story.step("考生 张三", "waits"):
        pass
"""


def test_scenarios_play_in_contexts_of_their_own(stage: Stage) -> None:
    stage.scenarios(TWO)

    assert stage.plays(driver="browser").ret == 0
    assert [one["driver"] for one in stage.results["scenarios"]] == ["browser"] * 3


def test_a_browser_is_kept_where_a_parameter_is_called_as_a_fixture_of_pytest_playwright(stage: Stage) -> None:
    stage.scenarios(PAGED)

    assert stage.plays(driver="browser").ret == 0


def test_nobody_is_slower_than_without_waiting(stage: Stage) -> None:
    stage.scenarios(GREETED)
    told = stage.plays("--slowmo", "-5", driver="browser")

    assert told.ret == pytest.ExitCode.USAGE_ERROR
    told.stderr.fnmatch_lines(["ERROR: expected --slowmo to be 0 or more, found -5"])


def test_evidence_is_recorded_when_a_failed_scenario_is_played_again_and_not_before(stage: Stage) -> None:
    stage.scenarios(GREETED, MISTAKEN, MOODY)

    assert stage.plays(driver="browser").ret == 1
    expected = {"trace", "screenshot", "page", "story"} | ({"video"} if can_record() else set())
    evidence = {one["title"]: {each["kind"] for each in one["evidence"]} for one in stage.results["scenarios"]}
    outcomes = {one["title"]: one["outcome"] for one in stage.results["scenarios"]}
    assert evidence == {
        "somebody is greeted": set(),
        "somebody is mistaken": expected,
        "somebody is in a mood": expected,
    }
    assert outcomes == {
        "somebody is greeted": "passed",
        "somebody is mistaken": "failed",
        "somebody is in a mood": "flaky",
    }


def test_the_report_shows_the_last_page_of_each_scenario_and_every_step_of_a_failed_one(stage: Stage) -> None:
    stage.scenarios(GREETED, MISTAKEN)
    stage.plays(driver="browser")

    report = laid_out((stage.folder / "reports" / "latest" / "report.html").read_text("utf-8"))
    assert len(report.css("img.page")) == 2
    assert len(report.css("button.thumb")) == len(
        [act for step in stage.result("mistaken")["story"] for act in step["acts"]]
    )


def test_pytest_playwrights_own_recording_still_works(stage: Stage) -> None:
    stage.scenarios(GREETED)
    stage.plays("--tracing", "on", "--screenshot", "on", "--output", "recorded", driver="browser")

    assert {path.name for path in (stage.folder / "recorded").rglob("*.*")} == {"trace.zip", "test-finished-1.png"}


@pytest.mark.parametrize("players", ["0", "1"])
def test_a_replay_leaves_alone_what_pytest_playwright_has_recorded(stage: Stage, players: str) -> None:
    stage.scenarios(GREETED, MISTAKEN)
    (stage.folder / "recorded").mkdir()
    (stage.folder / "recorded" / "of-yesterday").touch()
    stage.plays("-n", players, "--tracing", "on", "--output", "recorded", driver="browser")

    assert sorted(path.name for path in (stage.folder / "recorded").rglob("*.*")) == ["trace.zip", "trace.zip"]
    assert not (stage.folder / "recorded" / "of-yesterday").exists()


@pytest.mark.parametrize("players", ["0", "1"])
def test_tests_of_other_things_are_recorded_as_they_always_were(stage: Stage, players: str) -> None:
    (stage.folder / "test_sums.py").write_text("def test_right(): pass", "utf-8")
    (stage.folder / "recorded").mkdir()
    stage.plays("-n", players, "--output", "recorded", driver="browser")

    assert not (stage.folder / "recorded").exists()


NONE = "no browser found to play in; run `rehearsal setup`, which finds or installs one"
MISSING = "expected firefox to start, found: Executable doesn't exist at *; `playwright install firefox` installs it"


@pytest.mark.parametrize("players", ["0", "2"])
@pytest.mark.parametrize(
    ("words", "told"),
    [([], NONE), (["--browser", "firefox"], MISSING), (["--browser", "firefox", "--headed"], MISSING)],
    ids=["none", "not this one", "nor with a screen"],
)
def test_without_its_browser_a_run_is_over_and_says_what_to_do(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, players: str, words: list[str], told: str
) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(stage.folder))
    stage.scenarios(GREETED, MISTAKEN)
    said = stage.plays("-n", players, *words, driver="browser")

    assert said.ret == 2
    said.stdout.fnmatch_lines([f"*Exit: {told}*"])
    assert not (stage.folder / "reports" / "latest").exists()


def test_a_story_told_without_hands_is_told_with_either_driver(stage: Stage) -> None:
    stage.scenarios(SILENT)

    assert stage.plays(driver="both").ret == 0
    assert sorted(one["driver"] for one in stage.results["scenarios"]) == ["browser", "http"]
