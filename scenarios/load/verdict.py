"""The verdict on a load rehearsal, in one sentence: can it be trusted, did the portal hold, did it lose anything."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from scenarios.errors import Misuse, TargetWrong
from scenarios.load.account import RunAccount
from scenarios.load.ledger.verdicts import Reconciliation
from scenarios.load.measures.limits import Check, checks
from scenarios.load.measures.timeline import Timeline
from scenarios.load.plan.plan import GeneratorLimits, Limit
from scenarios.load.trust import mistrust
from scenarios.saying import counted


class VerdictKind(StrEnum):
    """What a run says of the portal; an invalid one says nothing."""

    PASS = "PASS"
    FAIL = "FAIL"
    INVALID = "INVALID"


NOT_COMPARED = "what the portal has on record was not compared with what it acknowledged"
Compared = (
    Reconciliation | Misuse | TargetWrong | KeyboardInterrupt
)  # what records and answers say, or why nobody knows
EXIT_CODES = {VerdictKind.PASS: 0, VerdictKind.FAIL: 1, VerdictKind.INVALID: 3}


@dataclass(frozen=True, slots=True)
class Verdict:
    """PASS, FAIL or INVALID with its sentence; ``checks`` are all limits, ``mistrust`` all reasons not to trust the run."""

    kind: VerdictKind
    reason: str
    checks: tuple[Check, ...]
    mistrust: tuple[str, ...]

    @property
    def exit_code(self) -> int:
        return EXIT_CODES[self.kind]


def judge(
    account: RunAccount,
    timeline: Timeline,
    limits: Iterable[Limit],
    compared: Compared | None,
    generator: GeneratorLimits,
) -> Verdict:
    """INVALID goes before FAIL, FAIL before PASS; that records disagree, or cannot be had, is told in any case."""
    found = tuple(checks(limits, timeline, account.arrivals_s))
    doubts = (*mistrust(account, timeline, generator), *_uncompared(compared))
    disagreement = list(_disagreement(compared))
    complaints = [*disagreement, *_complaints(timeline, found)]
    if doubts:
        return Verdict(VerdictKind.INVALID, _sentence([doubts[0], *disagreement, *doubts[1:]]), found, doubts)
    if complaints:
        return Verdict(VerdictKind.FAIL, _sentence(complaints), found, ())
    return Verdict(VerdictKind.PASS, _sentence([_praise(timeline, found, compared)]), found, ())


def _uncompared(compared: Compared | None) -> Iterator[str]:
    if isinstance(compared, Misuse):
        yield f"{NOT_COMPARED}: {_in_one_line(compared)}"
    if isinstance(compared, KeyboardInterrupt):
        yield f"{NOT_COMPARED}: it was broken off before"


def _disagreement(compared: Compared | None) -> Iterator[str]:
    if isinstance(compared, TargetWrong):
        yield f"the portal's records could not be had: {_in_one_line(compared)}"
    elif isinstance(compared, Reconciliation) and compared.discrepancies:
        counts = compared.counts.most_common()
        kinds = ", ".join(f"{count:,} {kind}" for kind, count in counts)
        example = compared.examples(counts[0][0])[0].example
        yield f"the portal's records disagree with what it acknowledged ({kinds}), such as {example}"


def _complaints(timeline: Timeline, found: Iterable[Check]) -> Iterator[str]:
    counts = timeline.counts
    if not any(tally.count > tally.failed for tally in counts.arrived):
        yield f"not one journey succeeded: {counts.ended:,} of {counted(counts.started, 'arrival')} ended, all in failure"
    yield from (check.words for check in sorted(found, key=lambda check: -_excess(check)) if not check.kept)


def _excess(check: Check) -> float:
    """How far a limit was missed; what never happened missed it most."""
    if check.found is None:
        return float("inf")
    low, high = sorted((check.expected, check.found))
    return high / low if low else float("inf")


def _praise(timeline: Timeline, found: Sequence[Check], compared: Compared | None) -> str:
    came = f"{counted(timeline.counts.started, 'candidate')} came"
    kept = (
        f"{'all ' if len(found) > 1 else ''}{counted(len(found), 'limit')} kept" if found else "the plan has no limits"
    )
    agreed = "the portal's records agree with everything that it acknowledged"
    return f"{came}, {kept}, and {NOT_COMPARED if compared is None else agreed}"


def _in_one_line(problem: Exception) -> str:
    return " ".join(str(problem).split())


def _sentence(parts: Sequence[str]) -> str:
    """The first two parts in words, the others in number."""
    told = "; besides, ".join(parts[:2])
    more = f" (and {len(parts) - 2} more)" if len(parts) > 2 else ""  # noqa: PLR2004 - two are told
    return f"{told[:1].upper()}{told[1:]}{more}."
