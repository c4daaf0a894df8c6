"""What was played becomes results, with what the target has said about itself."""

from pathlib import Path
from typing import Any, cast

from scenarios.load.judging import judged
from scenarios.load.rehearsal import Played, Wishes
from scenarios.target import target_of
from tests.scenarios.load.a_run import AGREEING, a_plan, an_account


def test_results_keep_what_the_target_calls_otherwise(tmp_path: Path) -> None:
    target = target_of({"name": "other", "addresses": {"portal": "http://portal"}, "says": {"下一步": "继续"}})
    played = Played(target, cast("Any", None), an_account(), ())

    assert judged(Wishes(a_plan(), 7, tmp_path), played, AGREEING).says == {"下一步": "继续"}
