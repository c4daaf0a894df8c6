"""The newest proof among the reports."""

import json
from pathlib import Path
from typing import Any

import pytest

from scenarios.cli import main
from scenarios.errors import Misuse
from scenarios.prove.last import last_proof


def kept(reports: Path, name: str, **results: Any) -> None:
    (reports / name).mkdir()
    (reports / name / "results.json").write_text(json.dumps(results), "utf-8")


TRIAL = {"fault": "rude", "breaks": ["R1.1a", "R1.1b"]}
STATES = {"R1.1a": {"state": "proven"}, "R1.1b": {"state": "claimed"}}


def test_the_newest_proof_of_all_faults_counts(tmp_path: Path) -> None:
    kept(tmp_path, "1", trials=[{"fault": "deaf", "breaks": []}], proof_of_all=True)
    kept(tmp_path, "2", trials=[TRIAL], proof_of_all=True, requirements=STATES)
    kept(tmp_path, "3", trials=[TRIAL], proof_of_all=False)
    kept(tmp_path, "4", scenarios=[])
    proof = last_proof(tmp_path)

    assert proof.folder == tmp_path / "2"
    assert proof.faults == {"R1.1a": ["rude"], "R1.1b": ["rude"]}
    assert proof.proven == {"R1.1a"}


ODD = {
    "cut off": '{"trials": [{"fault": "ru',
    "a list": "[]",
    "a trial that breaks nothing": '{"trials": [{"fault": "rude"}]}',
    "not text": "\udcff\udcfe",
}


@pytest.mark.parametrize("content", ODD.values(), ids=ODD)
def test_results_that_cannot_be_read_are_named(
    tmp_path: Path, content: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "1").mkdir()
    (tmp_path / "1" / "results.json").write_text(content, "utf-8", errors="surrogateescape")

    with pytest.raises(Misuse, match=r"1/results\.json that cannot be read"):
        last_proof(tmp_path)
    assert main(["requirements", "--reports", str(tmp_path)]) == 2
    assert capsys.readouterr().err.count("\n") == 1
