"""Faults of what is kept and handed on: the center's file, the history of an enrollment."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection

from mock_portal.domain.case import Case
from mock_portal.domain.printed_form import encode
from mock_portal.domain.rules import Rules
from mock_portal.domain.rules.standing import Standing
from mock_portal.domain.terms import Event, State
from mock_portal.faults import fault
from mock_portal.filing import Filing
from mock_portal.records_file import RecordsFile
from mock_portal.store.submissions import find_submission

CODE = 9  # the column of the verification code


@fault("file-loses-drafts", "D3")
class FileLosesDrafts(RecordsFile):
    """The center's file has no rows for those who have not submitted."""

    def lists(self, state: str, version: int) -> bool:
        return state != State.DRAFT and super().lists(state, version)


@fault("file-loses-resubmissions", "D3")
class FileLosesResubmissions(RecordsFile):
    """Whoever has submitted twice is missing in the center's file."""

    def lists(self, state: str, version: int) -> bool:
        return version < 2 and super().lists(state, version)  # noqa: PLR2004  twice


@fault("file-loses-the-lapsed", "D3", "Q5")
class FileLosesTheLapsed(RecordsFile):
    """Whoever has abandoned the exam is missing in the center's file."""

    def lists(self, state: str, version: int) -> bool:
        return state != State.ABANDONED and super().lists(state, version)


@fault("file-has-the-first-version", "D3", "D12")
class FileHasTheFirstVersion(Filing):
    """Specialty and subjects in the center's file are those of the first submission, whatever was corrected since."""

    def contents(self, tx: Connection, enrollments: Sequence[int]) -> Mapping[int, Any]:
        first = ((number, find_submission(tx, number, 1)) for number in enrollments)
        return {number: encode(submission.content) for number, submission in first if submission}


@fault("file-mixes-up-refunds", "D5", "Q33")
class FileMixesUpRefunds(RecordsFile):
    """To the center, money that has yet to go back is money that has gone back."""

    def row(self, cells: Iterable[str]) -> tuple[str, ...]:
        *others, refunded, pending, success = super().row(cells)
        return (*others, pending, refunded, success)


@fault("file-without-codes", "D3", "D12")
class FileWithoutCodes(RecordsFile):
    """The center's file has no verification codes: the column has been forgotten."""

    def row(self, cells: Iterable[str]) -> tuple[str, ...]:
        return tuple("" if column == CODE else cell for column, cell in enumerate(super().row(cells)))


@fault("file-cuts-subjects", "D3")
class FileCutsSubjects(RecordsFile):
    """Of the subjects somebody is enrolled in, the center learns the first only."""

    def row(self, cells: Iterable[str]) -> tuple[str, ...]:
        return tuple(cell.partition("、")[0] for cell in super().row(cells))


@fault("file-evaluates-formulas", "D27")
class FileEvaluatesFormulas(RecordsFile):
    """A name or an employer that begins like a formula is one when the center opens its file."""

    def cell(self, text: str) -> str:
        return text


@fault("file-guards-equal-signs-only", "D27")
class FileGuardsEqualSignsOnly(RecordsFile):
    """Formulas that begin with another sign than = are evaluated."""

    def cell(self, text: str) -> str:
        return super().cell(text) if text.startswith("=") else text


@fault("desk-decisions-leave-no-trace", "D14")
class DeskDecisionsLeaveNoTrace(Rules):
    """The history of an enrollment does not tell what was decided at a review."""

    def leaves_a_trace(self, event: Event) -> bool:
        return event not in {Event.PASS_SITE, Event.FAIL_SITE, Event.PASS_AREA, Event.FAIL_AREA, Event.SEND_BACK}


@fault("confirmations-leave-no-trace", "D14")
class ConfirmationsLeaveNoTrace(Rules):
    """The history of an enrollment does not tell what was decided at 报名确认, on site or online."""

    def leaves_a_trace(self, event: Event) -> bool:
        return event not in {Event.CONFIRM, Event.REFUSE_AT_DESK, Event.REJECT_ONLINE}


@fault("lapse-unknown-to-everybody-else", "D34", "Q5")
class LapseUnknown(Rules):
    """Nobody is told of a lapse: state, lists and files go on as if there were no deadline, only acts are refused."""

    def standing(self, case: Case) -> Standing:
        return Standing(case.state)
