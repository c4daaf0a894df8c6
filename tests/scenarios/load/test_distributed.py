"""Workers on another host play their part over the network, and send home what they wrote down."""

import re
import subprocess
import sys
from pathlib import Path

from scenarios.target import FOLDER
from tests.scenarios.load.hosts import another_host
from tests.scenarios.load.outside import a_plan_file, rehearsed, run


def a_target_at(host: str, folder: Path) -> Path:
    """The reference portal, listening where another host can reach it."""
    text = (FOLDER / "reference.toml").read_text("utf-8")
    path = folder / "reachable.toml"
    path.write_text(text.replace('"--port", "0"', f'"--host", "{host}", "--port", "0"'), "utf-8")
    return path


def test_a_worker_on_another_host_plays_and_sends_its_ledger(tmp_path: Path) -> None:
    with another_host() as elsewhere:
        target = a_target_at(elsewhere.here, tmp_path)
        master = ("--master", "--master-host", elsewhere.here, "--master-port", "0")
        with rehearsed(a_plan_file(tmp_path), tmp_path / "reports", "--target", target, *master) as rehearsal:
            words = re.search(r"--worker .*", rehearsal.until("waiting for 1 worker"))
            assert words
            worker = run(*words[0].split(), before=elsewhere.prefix)
            assert rehearsal.ends() == 0, rehearsal.told
            said, _ = worker.communicate()
            assert worker.returncode == 0, said
    (ledger,) = (tmp_path / "reports" / "latest" / "ledger").iterdir()
    assert ledger.name == "protocol-0.jsonl"
    assert rehearsal.results["reconciliation"]["acknowledged"]["submit"] == 6


def test_browsers_of_a_plan_play_beside_the_master(tmp_path: Path) -> None:
    plan = a_plan_file(tmp_path, candidates=2, lasts=5, more="browsers = 1")
    with rehearsed(plan, tmp_path / "reports", "--master", "--master-port", "0") as rehearsal:
        words = re.search(r"--worker .*", rehearsal.until("waiting for 1 worker:"))
        assert words
        worker = run(*words[0].split())
        assert rehearsal.ends() == 0, rehearsal.told
        worker.communicate()
    assert {worker["kind"] for worker in rehearsal.results["workers"]} == {"protocol", "browser"}


def test_a_worker_that_is_lost_before_anybody_arrives_is_no_failure_of_the_portal(tmp_path: Path) -> None:
    plan = a_plan_file(tmp_path, candidates=300, journeys="looks = 1")
    with rehearsed(plan, tmp_path / "reports", "--master", "--master-port", "0") as rehearsal:
        words = re.search(r"--master-host .*", rehearsal.until("waiting for 1 worker:"))
        assert words
        engine = [sys.executable, "-m", "scenarios.load.engine.worker", *words[0].split()]
        with subprocess.Popen(engine) as worker:  # noqa: S603  our own module
            rehearsal.until("pasts arranged")
            worker.kill()
        assert rehearsal.ends() == 2, rehearsal.told
    assert "protocol-0: lost before anybody arrived" in rehearsal.told


def test_a_worker_needs_the_port_of_its_master(tmp_path: Path) -> None:
    worker = run("--worker", "--master-port", "0", "--reports", tmp_path)
    said, _ = worker.communicate()
    assert (worker.returncode, said.count("\n")) == (2, 1)
    assert "expected --master-port" in said
