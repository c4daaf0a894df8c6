"""`rehearsal prove` from outside, with a tiny portal that has faults."""

import json
import os
import subprocess
import sys

import pytest

from scenarios.cli import main
from tests.scenarios.runner.conftest import Stage, stage  # noqa: F401  the fixture

pytest_plugins = ["pytester"]

GREETED = """
@verifies("R1.1a")
def test_somebody_is_greeted(hands, target, faults, story):
    page = hands("考生 张三").open("/".join([target.addresses["portal"], "greeting", *faults]))
    assert page.heading == "你好"
"""
HEARD = """
@verifies("R1.1b")
def test_somebody_is_heard(hands, target, story):
    assert hands("考生 张三").open(target.addresses["portal"]).heading == "首页"
"""
ENDED = """
@verifies("R1.1b")
def test_somebody_presses_ctrl_c(faults, story):
    if "deaf" in faults:
        os.kill(os.getppid(), signal.SIGTERM)
        signal.pause()
"""
LOST = """
from scenarios.errors import NoAnswer

@verifies("R1.1a")
def test_somebody_is_lost(faults, story):
    for _ in faults:
        {ends}
"""
ALARMED = HEARD.replace("is_heard", "is_alarmed").replace("首页", "尾页")


def prove(stage: Stage, *words: str, driver: str = "http") -> subprocess.CompletedProcess[str]:  # noqa: F811
    command = [sys.executable, "-m", "scenarios.cli", "prove", "--target", "tiny.toml", "--driver", driver, "-n", "1"]
    environment = {key: value for key, value in os.environ.items() if key != "PYTEST_DISABLE_PLUGIN_AUTOLOAD"}
    return subprocess.run(  # noqa: S603 - own code
        [*command, *words, "test_tiny.py"],
        cwd=stage.folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def results(stage: Stage) -> dict[str, object]:  # noqa: F811
    told: dict[str, object] = json.loads((stage.folder / "reports/latest/results.json").read_text("utf-8"))
    return told


@pytest.mark.usefixtures("stage")
def test_a_fault_that_a_claiming_scenario_notices_is_caught(stage: Stage) -> None:  # noqa: F811
    stage.scenarios(GREETED, HEARD)
    said = prove(stage, "--fault", "rude")

    assert (said.returncode, said.stderr) == (0, "")
    assert "1/1 ✓ rude: test_tiny.py::test_somebody_is_greeted" in said.stdout
    assert said.stdout.splitlines()[-2].startswith("PROVEN: 1 of 1 fault caught, 0 false alarms, 1 requirement proven")
    told = results(stage)
    assert [trial["outcome"] for trial in told["trials"]] == ["caught"]  # type: ignore[attr-defined]
    assert told["requirements"]["R1.1a"]["state"] == "proven"  # type: ignore[index]


def test_a_fault_that_nobody_notices_leaves_its_requirement_unproven(stage: Stage) -> None:  # noqa: F811
    stage.scenarios(GREETED, HEARD)
    said = prove(stage, "--fault", "rude", "--fault", "deaf")

    assert said.returncode == 1
    assert "✗ deaf (Nobody is heard.): nobody noticed in 1 play, so nothing proves R1.1b" in said.stdout
    assert said.stdout.splitlines()[-2].startswith("NOT PROVEN: 1 of 2 faults caught")


def test_what_nobody_notices_over_http_is_looked_for_in_browsers(stage: Stage) -> None:  # noqa: F811
    stage.scenarios(GREETED, HEARD)
    said = prove(stage, "--fault", "fickle", "--fault", "deaf", driver="both")

    assert (said.returncode, said.stderr) == (1, "")
    assert (
        "2 faults not noticed yet: looked for in browsers too, by 2 scenarios claiming what they break" in said.stdout
    )
    assert "✓ fickle: test_tiny.py::test_somebody_is_greeted[browser]: " in said.stdout
    assert "✗ deaf: nobody noticed in 2 plays" in said.stdout
    assert [trial["outcome"] for trial in results(stage)["trials"]] == ["missed", "caught"]  # type: ignore[attr-defined]


def test_broken_off_before_browsers_have_looked_a_fault_has_not_been_missed(stage: Stage) -> None:  # noqa: F811
    leaving = ENDED.replace("faults, story", "request, story").replace(
        '"deaf" in faults', '"browser" in request.node.name'
    )
    stage.scenarios("import os, signal\n" + leaving)
    said = prove(stage, "--fault", "deaf", driver="both")

    assert said.returncode == 1, said.stderr
    assert said.stdout.splitlines()[-2].startswith("BROKEN OFF: 0 of 0 faults caught that were tried, 0 false alarms")
    assert results(stage)["trials"] == []


def test_one_that_complains_in_browsers_of_nothing_cannot_be_the_one_that_notices(stage: Stage) -> None:  # noqa: F811
    alarmed = GREETED.replace("faults, story", "request, story")
    alarmed = alarmed.replace("*faults", '"rude" if "browser" in request.node.name else ""')
    stage.scenarios(alarmed)
    said = prove(stage, "--fault", "fickle", driver="both")

    assert said.returncode == 1
    assert "✗ false alarm: somebody is greeted" in said.stdout
    assert said.stdout.splitlines()[-2].startswith("NOT PROVEN: 0 of 1 fault caught, 1 false alarm, ")
    assert results(stage)["counts"]["failed"] == 1  # type: ignore[index]


def test_a_scenario_that_complains_although_nothing_is_broken_is_a_false_alarm(stage: Stage) -> None:  # noqa: F811
    stage.scenarios(GREETED, ALARMED)
    said = prove(stage, "--family", "manners", "--full")

    assert said.returncode == 1
    assert "✗ false alarm: somebody is alarmed" in said.stdout
    assert "1 of 1 fault caught, 1 false alarm" in said.stdout


def test_an_unknown_fault_is_misuse_and_the_known_ones_are_named(stage: Stage) -> None:  # noqa: F811
    stage.scenarios(GREETED)
    said = prove(stage, "--fault", "polite")

    assert said.returncode == 2
    assert said.stderr.strip() == "expected a fault of the target, found polite; it has deaf, fickle, rude"
    assert not (stage.folder / "reports").exists()


def test_a_proof_that_is_broken_off_tells_what_it_has_seen(stage: Stage) -> None:  # noqa: F811
    stage.scenarios("import os, signal\n" + GREETED, ENDED)
    said = prove(stage, "--fault", "rude", "--fault", "deaf")

    assert said.returncode == 1, said.stderr
    assert said.stdout.splitlines()[-2].startswith("BROKEN OFF: 1 of 1 fault caught that were tried, 0 false alarms")
    told = results(stage)
    assert (told["verdict"], told["trouble"]) == ("failed", ["interrupted"])
    with_nothing_broken = told["counts"]["passed"]  # type: ignore[index]
    assert with_nothing_broken == 2
    assert [trial["fault"] for trial in told["trials"]] == ["rude"]  # type: ignore[attr-defined]


ENDINGS = {
    "no answer": ("raise NoAnswer('expected an answer, got none')", "expected an answer, got none"),
    "a crash of the harness": ("{}['no such thing']", "KeyError: 'no such thing'"),
    "a player that ends": ("import os; os._exit(3)", "found that the player ended with 3"),
}


@pytest.mark.parametrize(("ends", "words"), ENDINGS.values(), ids=ENDINGS)
def test_what_does_not_say_that_the_portal_is_wrong_has_noticed_nothing_and_is_told(
    stage: Stage,  # noqa: F811
    ends: str,
    words: str,
) -> None:
    stage.scenarios(LOST.replace("{ends}", ends))
    said = prove(stage, "--fault", "rude")

    assert (said.returncode, said.stderr) == (1, "")
    assert said.stdout.splitlines()[-2].startswith("NOT PROVEN: 0 of 1 fault caught")
    trouble = str(results(stage)["trouble"][0])  # type: ignore[index]
    assert trouble.startswith("test_tiny.py::test_somebody_is_lost with fault rude: ")
    assert trouble.endswith(words)
    assert trouble in said.stdout


@pytest.mark.parametrize("command", ["run", "prove", "soak"])
def test_less_than_no_player_is_misuse(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([command, "-n", "-1"]) == 2
    assert "expected a number of players, 0 or more, found -1" in capsys.readouterr().err


def test_a_proof_without_players_is_misuse(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["prove", "-n", "0"]) == 2
    assert capsys.readouterr().err.startswith("expected -n to be 1 or more, ")


def test_a_proof_that_says_nothing_has_not_proven_anything(stage: Stage) -> None:  # noqa: F811
    stage.scenarios(GREETED.replace("\n@verifies", '\n@needs("clock")\n@verifies'))
    said = prove(stage, "--fault", "rude")

    assert said.returncode == 1
    assert said.stdout.splitlines()[-2].startswith("NOT PROVEN: 0 of 1 fault caught")


def test_what_a_proof_lost_or_never_came_to_is_told_with_nothing_broken_too(stage: Stage) -> None:  # noqa: F811
    crashing = LOST.replace("for _ in faults:", "if not faults:").replace("{ends}", "import os; os._exit(3)")
    leaving = ENDED.replace('"deaf" in faults', "not faults")
    last = GREETED.replace("is_greeted", "comes_last").replace("1a", "2a")
    stage.scenarios("import os, signal\n" + GREETED, crashing, leaving, last)
    prove(stage)

    told = results(stage)
    assert told["counts"] == {"passed": 1, "failed": 1, "flaky": 0, "not_verified": 2}
    states = {id_: told["requirements"][id_]["state"] for id_ in ("R1.1a", "R1.1b", "R1.2a")}  # type: ignore[index]
    assert states == {"R1.1a": "failed", "R1.1b": "not_verified", "R1.2a": "not_verified"}


@pytest.mark.parametrize("players", ["1", "2"])
def test_without_a_browser_a_proof_is_over_and_says_what_to_do(
    stage: Stage,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
    players: str,
) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(stage.folder))
    stage.scenarios(GREETED, HEARD)
    said = prove(stage, "-n", players, driver="browser")

    assert said.returncode == 2
    assert said.stderr == "no browser found to play in; run `rehearsal setup`, which finds or installs one\n"
    assert "false alarm" not in said.stdout
