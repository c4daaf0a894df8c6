"""Tells how a soak goes: a line for each round, one for each failure, and at the end what failed how often."""

import sys
from collections.abc import Iterator, Sequence

from scenarios.report.progress import MovingVoice, PlainVoice, Voice
from scenarios.report.results import BROKEN_OFF, MARKS, OUTCOMES, WORDS, Scenario
from scenarios.report.table import COLOURS
from scenarios.saying import counted
from scenarios.soak.round import Round


class MilestoneVoice(PlainVoice):
    """Lines for a file or a pipe, with one at each tenth of a round, for a round takes minutes."""

    def __init__(self, scenarios: int) -> None:
        self._scenarios, self._apart = scenarios, -(-scenarios // 10)

    def moves(self, done: int, words: str) -> None:
        in_round = done % self._scenarios
        if in_round and not in_round % self._apart:
            self.say(f"    {words}")


class Telling:
    """The voice of a soak."""

    def __init__(self, scenarios: int, rounds: int | None) -> None:
        self._rounds, self._scenarios, self._played = rounds, scenarios, 0
        total = scenarios * rounds if rounds else None
        self._voice: Voice = MovingVoice(total) if sys.stdout.isatty() else MilestoneVoice(scenarios)

    def begins(self, how: str) -> None:
        """A soak begins."""
        rounds = counted(self._rounds, "round") if self._rounds else "rounds"
        self._voice.say(f"soak: {rounds} of {counted(self._scenarios, 'scenario')} {how}")

    def hears(self, scenario: Scenario) -> None:
        """A scenario was played."""
        self._played += 1
        if scenario["outcome"] in {"failed", "flaky"}:
            headline = (scenario["failure"] or {}).get("headline", "")
            line = f"    {MARKS[scenario['outcome']]} {scenario['title']} ({scenario['driver']}): {headline}"
            self._voice.say(line, COLOURS[scenario["outcome"]])
        before, in_round = divmod(self._played - 1, self._scenarios)
        self._voice.moves(self._played, f"round {before + 1}: {in_round + 1} of {self._scenarios}")

    def ended(self, played: Round) -> None:
        """A round was played."""
        number = f"{played.number:>{len(str(self._rounds))}}/{self._rounds}" if self._rounds else f"{played.number:>2}"
        mark = MARKS["passed" if played.steady else "failed"]
        self._voice.say(f"{number} {mark} --seed {played.seed}: {words_of(played)}, {played.seconds:.0f} s")
        for words in played.trouble:
            self._voice.say(f"    {words}", "red")

    def ends(self, played: Sequence[Round], *, whole: bool) -> None:
        """The soak is over."""
        self._voice.ends()
        verdict = verdict_of(played, whole=whole)
        for line in (*lines_of(played), f"{verdict}: {summary_of(played)}"):
            PlainVoice().say(line, "green" if verdict == "STEADY" else "red")


def verdict_of(played: Sequence[Round], *, whole: bool) -> str:
    """The soak in a word; it is whole if it was played for as long as was asked."""
    if any(one.failures or set(one.trouble) - {BROKEN_OFF} for one in played):
        return "UNSTEADY"
    if not whole or any(one.broken_off for one in played):
        return "BROKEN OFF"
    return "STEADY" if all(one.steady for one in played) else "NOT VERIFIED"


def words_of(played: Round) -> str:
    """All outcomes of a round with their numbers."""
    counts = [f"{played.outcomes[one]} {WORDS[one]}" for one in OUTCOMES if played.outcomes[one]]
    return ", ".join([*counts, *(["broken off"] if played.broken_off else [])])


def lines_of(rounds: Sequence[Round]) -> Iterator[str]:
    """Every scenario that failed, with the rounds in which it did and the commands that play these again."""
    failures = [(failed["id"], one, failed) for one in rounds for failed in one.failures]
    for id_ in dict.fromkeys(id_ for id_, _, _ in failures):
        found = [(one, failed) for other, one, failed in failures if other == id_]
        yield f"✗ {id_} failed in {len(found)} of {counted(len(rounds), 'round')}"
        yield from (f"    round {one.number} ({WORDS[failed['outcome']]}): {failed['again']}" for one, failed in found)


def summary_of(rounds: Sequence[Round]) -> str:
    """The soak in one line."""
    played = sum(one.outcomes.total() for one in rounds)
    failed = sum(len(one.failures) for one in rounds)
    seconds = sum(one.seconds for one in rounds)
    return f"{counted(len(rounds), 'round')}, {counted(played, 'scenario')} played, {failed} failed, {seconds:.0f} s"
