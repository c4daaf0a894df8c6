"""Tells a proof: how it goes, and at its end the table of faults by the scenarios that noticed them."""

import time
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from scenarios.prove.trial import Ending, Played, Trial
from scenarios.report.progress import MovingVoice, PlainVoice, Voice
from scenarios.report.results import BROKEN_OFF, Results
from scenarios.report.table import padded
from scenarios.saying import counted

COLOURS = {Ending.CAUGHT: "green", Ending.MISSED: "red", Ending.UNCLAIMED: "red"}
MARKS = {Ending.CAUGHT: "✓", Ending.MISSED: "✗", Ending.UNCLAIMED: "–"}
HEADS = ("", "family", "fault", "breaks", "noticed by")
WIDTHS = (3, 14, 42, 24)


class Telling:
    """Says each fault as it is tried, and each scenario that complains although nothing is broken."""

    def __init__(self, *, moving: bool) -> None:
        self._moving = moving
        self._voice: Voice = PlainVoice()
        self._scenarios = self._faults = self._played = self._tried = 0
        self._began = time.perf_counter()

    def begins(self, scenarios: int, faults: int, seed: int) -> None:
        """So many scenarios are played with nothing broken, then so many faults are tried."""
        self._scenarios, self._faults = scenarios, faults
        self._voice.say(
            f"proof: {counted(scenarios, 'scenario')} with nothing broken, then {counted(faults, 'fault')}, --seed {seed}"
        )
        if self._moving:
            self._voice = MovingVoice(scenarios + faults)

    def healthy(self, played: Played) -> None:
        """A scenario was played with nothing broken."""
        self._played += 1
        self._alarm(played)
        if self._played == self._scenarios:
            self._voice.say(
                f"nothing broken: {counted(self._scenarios, 'scenario')}, {time.perf_counter() - self._began:.0f} s"
            )
        self._voice.moves(self._played + self._tried, "nothing broken")

    def tried(self, trial: Trial) -> None:
        """The trial of a fault is over."""
        self._tried += 1
        number = f"{self._tried:>{len(str(self._faults))}}/{self._faults}"
        words = f"{number} {MARKS[trial.ending]} {trial.fault.name}: {explained(trial.as_json())}"
        self._voice.say(words, COLOURS[trial.ending])
        self._voice.moves(self._played + self._tried, trial.fault.name)

    def looks_closer(self, faults: int, scenarios: int) -> None:
        """So many faults that nobody has noticed are tried again, by so many scenarios played in another way."""
        whom = f"{counted(scenarios, 'scenario')} claiming what {'it breaks' if faults == 1 else 'they break'}"
        self._voice.say(f"{counted(faults, 'fault')} not noticed yet: looked for in browsers too, by {whom}")

    def looked(self, played: Played) -> None:
        """A scenario was played in another way with nothing broken."""
        self._alarm(played)
        self._voice.moves(self._played + self._tried, "nothing broken, in browsers")

    def _alarm(self, played: Played) -> None:
        if played.complains:
            title = played.result["title"] if played.result else ""
            self._voice.say(f"✗ false alarm: {title}: {played.headline}", "red")

    def ends(self) -> None:
        """Takes away what moves."""
        self._voice.ends()


def explained(trial: Mapping[str, Any]) -> str:
    """What became of a fault, in a line."""
    if trial["outcome"] == Ending.CAUGHT:
        return f"{short(trial['caught_by'][0])}: {trial['headline']}"
    broken = ", ".join(trial["breaks"])
    if trial["outcome"] == Ending.UNCLAIMED:
        return f"no scenario that passes claims {broken}"
    mute = trial["came_to_nothing"]
    played = counted(len(trial["missed_by"]) + len(mute), "play")
    missed = f"nobody noticed in {played}, so nothing proves {broken}"
    return f"{missed}; {len(mute)} of them came to nothing" if mute else missed


def short(id_: str) -> str:
    """A scenario's id without its folder."""
    return id_.rpartition("/")[2].removesuffix("[]")


def lines_of(results: Results) -> Iterator[tuple[str, str]]:
    """The table as lines with their colours, then everything that is not proven."""
    yield row(HEADS), "bold"
    for trial in sorted(results.trials, key=lambda one: (one["family"], one["fault"])):
        names = " ".join(short(id_) for id_ in trial["caught_by"]) or "nobody"
        cells = (MARKS[Ending(trial["outcome"])], trial["family"], trial["fault"], " ".join(trial["breaks"]), names)
        yield row(cells), COLOURS[Ending(trial["outcome"])]
    for trial in results.trials:
        if trial["outcome"] != Ending.CAUGHT:
            yield f"✗ {trial['fault']} ({trial['words']}): {explained(trial)}", "red"
            for id_ in trial["also_noticed_by"]:
                yield f"    noticed by {short(id_)}, which does not claim it", ""
    for words in results.trouble:
        yield words, "red"


def row(cells: tuple[str, ...]) -> str:
    *fixed, last = cells
    return "".join(padded(cell, columns) for cell, columns in zip(fixed, WIDTHS, strict=True)) + last


def summary_of(results: Results) -> str:
    """The proof in one line."""
    endings = Counter(trial["outcome"] for trial in results.trials)
    alarms = results.counts["failed"] + results.counts["flaky"]
    proven = [one["state"] for one in results.requirements().values()].count("proven")
    broken_off = BROKEN_OFF in results.trouble
    word = "BROKEN OFF" if broken_off else "PROVEN" if results.verdict == "passed" else "NOT PROVEN"
    return (
        f"{word}: {endings[Ending.CAUGHT]} of {counted(len(results.trials), 'fault')} caught{' that were tried' * broken_off}, "
        f"{counted(alarms, 'false alarm')}, {counted(proven, 'requirement')} proven, {results.duration_s:.0f} s"
    )
