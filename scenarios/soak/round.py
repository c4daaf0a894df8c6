"""One round of a soak: a pytest session of its own, in its own order, on the portal that all rounds share."""

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast

import pytest

from scenarios.errors import Misuse
from scenarios.report.results import Scenario
from scenarios.runner.state import EARLY

if TYPE_CHECKING:
    from collections.abc import Callable

    from scenarios.runner.recorder import Recorder
    from scenarios.runner.service import Service

ENDED = (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED)


@dataclass(slots=True)
class Round:
    """What became of one round; `trouble` says what kept it from being played to its end."""

    number: int
    seed: int
    seconds: float = 0.0
    outcomes: Counter[str] = field(default_factory=Counter)
    failures: list[Scenario] = field(default_factory=list)
    trouble: list[str] = field(default_factory=list)
    broken_off: bool = False

    @property
    def steady(self) -> bool:
        """Whether nothing failed, and something passed."""
        return not (self.failures or self.trouble or self.broken_off) and bool(self.outcomes["passed"])

    def as_json(self) -> dict[str, Any]:
        """For soak.json."""
        return {
            "round": self.number,
            "seed": self.seed,
            "duration_s": round(self.seconds, 3),
            "outcomes": dict(self.outcomes),
            "failures": [
                {
                    "id": one["id"],
                    "outcome": one["outcome"],
                    "headline": (one["failure"] or {}).get("headline", ""),
                    "again": one["again"],
                }
                for one in self.failures
            ],
            "trouble": self.trouble,
        }


class Listener:
    """The plugin that notes what happens in a round; nothing else speaks."""

    def __init__(self, current: Round, service: "Service", heard: "Callable[[Scenario], None]") -> None:
        self._round, self._service, self._heard = current, service, heard

    @pytest.hookimpl(tryfirst=True)
    def pytest_configure(self, config: pytest.Config) -> None:
        config.stash[EARLY] = self._service

    def pytest_rehearsal_played(self, scenario: Scenario) -> None:
        self._round.outcomes[str(scenario["outcome"])] += 1
        if scenario["outcome"] in {"failed", "flaky"}:
            self._round.failures.append({key: value for key, value in scenario.items() if key != "shown"})
        self._heard(scenario)

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        recorder = cast("Recorder", session.config.pluginmanager.get_plugin("rehearsal-recorder"))
        self._round.seconds = recorder.results.duration_s
        self._round.trouble += [words for words in recorder.results.trouble if words not in self._round.trouble]


def play(current: Round, words: list[str], service: "Service", heard: "Callable[[Scenario], None]") -> None:
    """Plays one round with these words to pytest.

    Raises:
        Misuse: the harness was misused, or the portal did not start.
    """
    status = pytest.main(words, plugins=[Listener(current, service, heard)])
    current.broken_off = status not in ENDED
    if current.broken_off and not current.outcomes and status != pytest.ExitCode.INTERRUPTED:
        raise Misuse(current.trouble[0] if current.trouble else f"expected a round to be played, found status {status}")
