"""`rehearsal load` from outside, on the reference portal over HTTP."""

import os
import re
import signal
import socket
from pathlib import Path

import pytest

from fixtures.people import a_candidate
from scenarios.load.ledger import Act
from scenarios.load.verdict import NOT_COMPARED
from scenarios.target import FOLDER, load_target
from tests.scenarios.load.outside import SEED, a_plan_file, rehearsed, run

EVERYTHING = "enrolls = 4\ncorrects = 1\nlooks = 1"


def test_a_small_crowd_passes_and_nothing_is_lost(tmp_path: Path) -> None:
    plan = a_plan_file(tmp_path, candidates=10, journeys=EVERYTHING, areas="on-site-pay = 1\nonline-free = 1")
    with rehearsed(plan, tmp_path / "reports", "--workers", 2) as rehearsal:
        assert rehearsal.ends() == 0, rehearsal.told
    results = rehearsal.results
    assert results["verdict"] == "PASS"
    assert results["arrivals"] | {"drain_s": 0} == {
        "planned": 10,
        "started": 10,
        "done": 10,
        "refused": 0,
        "failed": 0,
        "ended": "drained",
        "in_flight_at_end": 0,
        "arrivals_s": 2.0,
        "drain_s": 0,
    }
    assert not results["reconciliation"]["discrepancies"]
    assert [worker["issued"] for worker in results["workers"]] == [5, 5]
    assert {"registers", "fills in city", "presses submit", "withdraws", "site: passes next"} <= set(results["steps"])


def test_who_comes_after_the_deadline_is_rightly_refused(tmp_path: Path) -> None:
    more = 'expected = ["registration-closed"]\n[clock]\nmoment = "registration-closes"\nshare = 0.0'
    plan = a_plan_file(tmp_path, candidates=4, journeys="late = 1\nenrolls = 1", more=more)
    with rehearsed(plan, tmp_path / "reports") as rehearsal:
        assert rehearsal.ends() == 0, rehearsal.told
    assert rehearsal.results["arrivals"]["refused"] == 4


def test_who_was_approved_beforehand_pays_when_payment_opens(tmp_path: Path) -> None:
    plan = a_plan_file(tmp_path, candidates=4, journeys="pays = 1", more='[clock]\nmoment = "payment-opens"')
    with rehearsed(plan, tmp_path / "reports") as rehearsal:
        assert rehearsal.ends() == 0, rehearsal.told
    assert rehearsal.results["journeys"]["pays"]["count"] == 4
    assert rehearsal.results["reconciliation"]["acknowledged"]["pay"] == 4
    assert "4 pasts arranged" in rehearsal.told


def test_a_browser_plays_in_the_crowd_and_tells_how_soon_its_pages_are_there(tmp_path: Path) -> None:
    plan = a_plan_file(tmp_path, candidates=2, lasts=5, more="browsers = 1")
    with rehearsed(plan, tmp_path / "reports") as rehearsal:
        assert rehearsal.ends() == 0, rehearsal.told
    results = rehearsal.results
    assert results["journeys"]["browser: enrolls"]["failed"] == 0
    assert {"LCP", "CLS", "TTFB"} <= {vital["name"] for vital in results["vitals"]}
    assert [(worker["kind"], worker["first"]) for worker in results["workers"]][-1] in {("browser", 2), ("protocol", 0)}


def test_a_killed_worker_makes_the_run_invalid_and_its_candidates_are_looked_for(tmp_path: Path) -> None:
    more = '[clock]\nmoment = "payment-opens"\n[[disturbances]]\nat_s = 0\nact = "platform-slow"'
    plan = a_plan_file(tmp_path, candidates=20, lasts=10, journeys="pays = 1", more=more)
    with rehearsed(plan, tmp_path / "reports", "--workers", 2) as rehearsal:
        while not all(rehearsal.unanswered(Act.PAY, name) for name in ("protocol-0", "protocol-1")):
            rehearsal.until("of 0:10")
        os.kill(rehearsal.worker(0), signal.SIGKILL)
        assert rehearsal.ends() == 3, rehearsal.told
    results = rehearsal.results
    assert results["verdict"] == "INVALID"
    finished, lost = sorted(results["workers"], key=lambda worker: str(worker["fate"]))
    assert (finished["fate"], lost["fate"]) == ("finished", "lost")
    assert finished["issued"] == 10
    assert not results["reconciliation"]["discrepancies"]
    assert results["reconciliation"]["lost"]["workers"] == {}, "its ledger is there, so that nobody is unknown"
    outcome, unknown = results["reconciliation"]["unknown"]["pay"], rehearsal.unanswered(Act.PAY, lost["name"])
    assert unknown
    assert outcome["happened once"] + outcome["did not happen"] == len(unknown)
    assert outcome["unresolved"] == 0


def test_a_generator_that_gets_no_time_makes_the_run_invalid(tmp_path: Path) -> None:
    plan = a_plan_file(tmp_path, candidates=30, lasts=15, late=1.5)
    with rehearsed(plan, tmp_path / "reports") as rehearsal:
        rehearsal.until("of 0:15")
        os.kill(rehearsal.worker(), signal.SIGSTOP)
        rehearsal.until("of 0:15")
        os.kill(rehearsal.worker(), signal.SIGCONT)
        assert rehearsal.ends() == 3, rehearsal.told
    assert "INVALID: The generator was late" in rehearsal.told


def test_a_capacity_is_searched_down_to_the_smallest_level_and_what_was_found_is_left_behind(tmp_path: Path) -> None:
    unkept = '[[limits]]\nname = "looks"\np50 = 1e-9'
    plan = a_plan_file(tmp_path, candidates=1, lasts=2, journeys="looks = 1")
    plan.write_text(f"{plan.read_text('utf-8')}\n{unkept}\n", "utf-8")
    with rehearsed(plan, tmp_path / "reports", "--find-capacity", "--level-seconds", 2) as rehearsal:
        assert rehearsal.ends() == 1, rehearsal.told
    results, folder = rehearsal.results, (tmp_path / "reports" / "latest").resolve()
    assert [level["verdict"] for level in results["capacity"]["levels"]] == ["FAIL", "FAIL"]
    assert results["capacity"]["bound"] == "portal"
    assert "FAIL: Breaks at the smallest level, 0.5 a second (2 of 2 times)" in rehearsal.told
    assert {"plan.toml", "report.html", "level-1", "level-2"} <= {path.name for path in folder.iterdir()}


@pytest.mark.parametrize(("state", "version", "status"), [("draft", 0, 0), ("submitted", 1, 1)])
def test_records_that_a_team_exports_after_the_run_are_what_is_compared(
    tmp_path: Path, state: str, version: int, status: int
) -> None:
    more = 'expected = ["registration-closed"]\n[clock]\nmoment = "registration-closes"\nshare = 0.0'
    plan = a_plan_file(tmp_path, candidates=1, lasts=8, journeys="late = 1", more=more)
    export = tmp_path / "export.csv"
    with rehearsed(plan, tmp_path / "reports", "--records", export) as rehearsal:
        rehearsal.until("of 0:08")
        export.write_text("exported too early", "utf-8")
        rehearsal.until(f"waiting for {export} to be exported")
        id_number = a_candidate(SEED, 0, employers=load_target("reference").employers).id_number
        export.write_text(f"id_number,state,version\n{id_number},{state},{version}\n", "utf-8")
        rehearsal.presses_enter()
        assert rehearsal.ends() == status, rehearsal.told
    assert list(rehearsal.results["reconciliation"]["discrepancies"]) == ["recorded but never asked"] * status


def test_a_run_whose_records_nobody_exports_is_misuse_and_leaves_its_report(tmp_path: Path) -> None:
    plan = a_plan_file(tmp_path, candidates=1)
    with rehearsed(plan, tmp_path / "reports", "--records", tmp_path / "export.csv") as rehearsal:
        assert rehearsal.ends() == 2, rehearsal.told
    results = rehearsal.results
    assert (results["verdict"], results["reconciliation"], results["arrivals"]["done"]) == ("INVALID", None, 1)
    (why,) = results["mistrust"]
    assert f"expected {tmp_path}/export.csv to be exported after the run, found none that is new" in why
    assert (tmp_path / "reports" / "latest" / "report.html").is_file()


def test_whoever_breaks_off_while_records_are_awaited_keeps_the_report_of_the_run(tmp_path: Path) -> None:
    plan, export = a_plan_file(tmp_path, candidates=1), tmp_path / "export.csv"
    with rehearsed(plan, tmp_path / "reports", "--records", export) as rehearsal:
        rehearsal.until(f"waiting for {export} to be exported")
        rehearsal.process.terminate()
        assert rehearsal.ends() == 128 + signal.SIGINT, rehearsal.told
    results = rehearsal.results
    assert (results["verdict"], results["reconciliation"], results["arrivals"]["done"]) == ("INVALID", None, 1)
    assert results["mistrust"] == [f"{NOT_COMPARED}: it was broken off before"]
    assert (tmp_path / "reports" / "latest" / "report.html").is_file()


def test_a_portal_that_is_gone_at_the_end_fails_and_what_was_measured_is_there(tmp_path: Path) -> None:
    target = tmp_path / "stopped.toml"
    target.write_text(
        (FOLDER / "reference.toml").read_text("utf-8").replace("kill -USR1 {pid}", "kill -TERM {pid}"), "utf-8"
    )
    plan = a_plan_file(tmp_path, candidates=2, more='[[disturbances]]\nat_s = 0\nact = "kill-portal"')
    with rehearsed(plan, tmp_path / "reports", "--target", target) as rehearsal:
        assert rehearsal.ends() == 1, rehearsal.told
    results = rehearsal.results
    assert (results["verdict"], results["reconciliation"], results["arrivals"]["started"]) == ("FAIL", None, 2)
    assert "The portal's records could not be had: expected an answer to GET" in results["reason"]


def test_a_portal_to_which_the_same_people_have_come_before_is_refused_before_anybody_arrives(tmp_path: Path) -> None:
    plan, store = a_plan_file(tmp_path, candidates=1), ("--database", f"sqlite:///{tmp_path / 'kept.sqlite'}")
    with rehearsed(plan, tmp_path / "reports", *store) as rehearsal:
        assert rehearsal.ends() == 0, rehearsal.told
    with rehearsed(plan, tmp_path / "reports", *store) as rehearsal:
        assert rehearsal.ends() == 2, rehearsal.told
    assert f"nobody of seed {SEED} has come before" in rehearsal.told


def complaint(*words: object) -> tuple[int, str]:
    process = run(*words)
    told, _ = process.communicate()
    return process.returncode, told


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["nonsense"], "expected a plan's name or a .toml file, found nonsense; shipped plans: deadline-surge"),
        ([], "expected a PLAN, found none"),
        (["smoke", "--workers", "0"], "expected --workers to be 1 or more, found 0"),
        (["smoke", "--scale", "-1"], "expected --scale to be finite and above 0, found -1"),
        (["smoke", "--scale", "inf"], "expected --scale to be finite and above 0, found inf"),
        (["smoke", "--worker"], "expected --worker without PLAN and --master, as the master has the plan, found PLAN"),
        (["smoke", "--target", "nowhere"], "expected a target's name"),
        (["smoke", "--resolution", "0.1"], "expected --resolution together with --find-capacity, found it alone"),
        (
            ["smoke", "--find-capacity", "--level-seconds", "inf"],
            "expected --level-seconds to be finite and above 0, found inf",
        ),
        (["smoke", "--find-capacity", "--records", "x"], "--records, as it plays many runs, found --records"),
        (["smoke", "--find-capacity", "--master", "--records", "x"], "many runs, found --master and --records"),
        (["smoke", "--web", "99999"], "expected --web to be a port from 1 to 65535, found 99999"),
        (["smoke", "--master-port", "-1"], "expected --master-port to be a port from 0 to 65535, found -1"),
        (["smoke", "--nonsense"], "expected what `rehearsal load --help` describes, found: unrecognized arguments"),
    ],
)
def test_misuse_is_answered_in_one_line(tmp_path: Path, words: list[str], expected: str) -> None:
    status, told = complaint(*words, "--reports", tmp_path)
    assert status == 2
    assert expected in told
    assert told.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_a_target_file_that_is_not_in_utf_8_is_misuse(tmp_path: Path) -> None:
    (target := tmp_path / "latin.toml").write_bytes('name = "\u00e9"'.encode("latin-1"))
    status, told = complaint("smoke", "--target", target, "--reports", tmp_path / "reports")
    assert status == 2, told
    assert told.count("\n") == 1
    assert f"expected {target} to be TOML, found: 'utf-8' codec" in told


def test_a_port_for_locusts_page_that_is_taken_is_misuse(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        status, told = complaint(a_plan_file(tmp_path), "--reports", tmp_path / "reports", "--web", port)
    assert status == 2, told
    assert told == f"expected port {port} to be free for Locust's own page, found: Address already in use\n"


def test_a_plan_with_browsers_on_a_machine_that_has_none_is_misuse(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(tmp_path))
    monkeypatch.setenv("PATH", str(tmp_path))
    status, told = complaint(a_plan_file(tmp_path, more="browsers = 1"), "--reports", tmp_path / "reports")
    assert status == 2, told
    assert "browser-1: NoBrowser: " in told.splitlines()[-1]


def test_a_plan_that_cannot_be_is_refused_with_line_and_key(tmp_path: Path) -> None:
    plan = a_plan_file(tmp_path, journeys="enrols = 1")
    status, told = complaint(plan, "--reports", tmp_path / "reports")
    assert status == 2
    assert told == (
        f"{plan}, line 10, journeys.enrols: expected a key that plans have, found enrols; did you mean enrolls?\n"
    )


def test_a_refusal_that_the_target_has_no_words_for_is_refused(tmp_path: Path) -> None:
    plan = a_plan_file(tmp_path, more='expected = ["too-late"]')
    status, told = complaint(plan, "--reports", tmp_path / "reports")
    assert status == 2
    assert "expected refusals that target reference has words for, found too-late" in told


def test_a_target_that_leaves_out_a_page_of_the_journeys_is_refused(tmp_path: Path) -> None:
    whole = (FOLDER / "reference.toml").read_text("utf-8")
    (target := tmp_path / "half.toml").write_text(re.sub(r"(?m)^(page_contact|withdrawal) = .*\n", "", whole), "utf-8")
    plan = a_plan_file(tmp_path)
    status, told = complaint(plan, "--target", target, "--reports", tmp_path / "reports")
    assert status == 2
    assert told.endswith("to name under [paths] all that the plan's journeys come by, found none of page_contact\n")
