"""The live view: a line every few seconds in a file, a table on a terminal; limits are told in words."""

import json
from io import StringIO
from pathlib import Path

from rich.console import Console

from scenarios.load.report.view import LINE_EVERY_S, LoadView
from tests.scenarios.load.a_run import EPOCH, Portal, a_plan, pulses, results

WELL = Portal()


def shown(folder: Path, *, terminal: bool, until: int, portal: Portal = WELL, ends: bool = False) -> str:
    """What is seen of a run that is watched up to a second."""
    screen = StringIO()
    console = Console(
        file=screen, force_terminal=terminal, width=130, height=40, soft_wrap=not terminal, color_system=None
    )
    with (folder / "pulses.jsonl").open("w", encoding="utf-8") as file, LoadView(a_plan(), folder, console) as view:
        view.looks(EPOCH)
        view.begins(EPOCH)
        for pulse in pulses(portal=portal):
            if pulse.until <= EPOCH + until:
                file.write(json.dumps(pulse.as_json()) + "\n")
                file.flush()
                view.looks(pulse.until)
        if ends:
            view.ends(results().verdict)
    return screen.getvalue()


def test_in_a_file_there_is_a_line_every_few_seconds(tmp_path: Path) -> None:
    lines = shown(tmp_path, terminal=False, until=60).splitlines()

    assert len(lines) == 60 / LINE_EVERY_S
    assert lines[-1].startswith("0:56 of 2:00: ")
    for word in ("intended", "started", "done", "in flight", "slowest p95", "no errors", "generator late", "waiting"):
        assert word in lines[-1]


def test_a_line_names_a_few_of_the_limits_that_are_not_kept(tmp_path: Path) -> None:
    line = shown(tmp_path, terminal=False, until=70, portal=Portal(outage=(50, 62))).splitlines()[-1]

    assert line.count(" over ") == 3
    assert line.endswith(" and 4 more")


def test_after_the_last_arrival_the_view_says_so(tmp_path: Path) -> None:
    assert "2:06, arrivals are over" in shown(tmp_path, terminal=False, until=128)


def test_on_a_terminal_every_step_has_its_row_with_its_standing_in_words(tmp_path: Path) -> None:
    screen = shown(tmp_path, terminal=True, until=70, portal=Portal(outage=(50, 62), slowness=3))

    assert "over p95, error share" in screen
    assert "× 502" in screen
    assert "registers" in screen


def test_before_the_epoch_the_view_says_when_arrivals_begin(tmp_path: Path) -> None:
    screen = StringIO()
    with LoadView(a_plan(), tmp_path, Console(file=screen, width=200)) as view:
        view.begins(EPOCH)
        view.looks(EPOCH - 7)

    assert "arrivals begin in 0:07" in screen.getvalue()


def test_the_verdict_comes_last(tmp_path: Path) -> None:
    lines = shown(tmp_path, terminal=False, until=3, ends=True).splitlines()

    assert lines[-1].startswith(f"{results().verdict.kind.value}: ")


def test_a_small_terminal_shows_the_steps_that_matter_and_counts_the_others(tmp_path: Path) -> None:
    screen = StringIO()
    console = Console(file=screen, force_terminal=True, width=100, height=12, color_system=None)
    with LoadView(a_plan(), tmp_path, console) as view, (tmp_path / "pulses.jsonl").open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(pulse.as_json()) + "\n" for pulse in pulses(seconds=20, portal=Portal(slowness=3)))
        file.flush()
        view.begins(EPOCH)
        view.looks(EPOCH + 12)

    assert "prints the form" in screen.getvalue()
    assert "3 more steps" in screen.getvalue()
