"""Faults of what a desk has before it, another version or person, and of what becomes of its corrections."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection, select

from mock_portal.domain.case import Case, SavedPage
from mock_portal.domain.rules import Rules
from mock_portal.domain.terms import Page, State
from mock_portal.faults import fault
from mock_portal.filing import Filing
from mock_portal.store import schema as s
from mock_portal.store.materials import Material, list_materials
from mock_portal.store.submissions import Submission, find_submission


def another(tx: Connection, case: Case) -> int | None:
    """Another enrollment of the project that was submitted."""
    mine, here = s.enrollment.c.id == case.enrollment.id, s.enrollment.c.project_id == case.project.id
    return tx.execute(select(s.enrollment.c.id).where(here, ~mine, s.enrollment.c.version > 0)).scalar()


@fault("desk-reads-the-first-version", "D12", "R3.1e")
class DeskReadsTheFirstVersion(Filing):
    """The desk compares a form that was printed after a correction with what was submitted before it."""

    def submitted(self, tx: Connection, case: Case) -> Submission | None:
        return find_submission(tx, case.enrollment.id, 1)


@fault("desk-shows-anothers-photo", "D12", "D26")
class DeskShowsAnothersPhoto(Filing):
    """Beside the candidate's data the desk sees the photo of somebody else."""

    def submitted(self, tx: Connection, case: Case) -> Submission | None:
        own, other = super().submitted(tx, case), another(tx, case)
        wrong = find_submission(tx, other, 1) if other else None
        return replace(own, photo_file=wrong.photo_file) if own and wrong else own


@fault("desk-opens-anothers-materials", "D26", "R4.1b")
class DeskOpensAnothersMaterials(Filing):
    """The institution looks through the files of somebody else."""

    def materials_of(self, tx: Connection, case: Case) -> list[Material]:
        return list_materials(tx, another(tx, case) or case.enrollment.id)


@fault("desk-misses-a-material", "R4.1b", "R2.4.8c")
class DeskMissesAMaterial(Filing):
    """The last file that was uploaded is missing in the institution's list."""

    def materials_of(self, tx: Connection, case: Case) -> list[Material]:
        return super().materials_of(tx, case)[:-1]


@fault("correction-undone-by-the-next", "Q37", "D35")
class CorrectionUndoneByTheNext(Filing):
    """A correction stands in the new version only: the next one begins from what was there before and takes it back."""

    def correction(
        self,
        tx: Connection,
        rules: Rules,
        case: Case,
        submission: Submission,
        pages: Mapping[Page, SavedPage],
        *,
        who: str,
        received: datetime,
        note: str,
    ) -> State:
        before = {**pages, **case.enrollment.pages}
        return super().correction(tx, rules, case, submission, before, who=who, received=received, note=note)


@fault("queue-loses-one-between-pages", "R4.1b", "R5.1a", "D3")
class QueueLosesOneBetweenPages(Rules):
    """Who would be the first on the next page of a desk's queue stands on no page at all."""

    def last_of_page(self, found: Sequence[Case], size: int) -> Case | None:
        return found[-1] if super().last_of_page(found, size) else None


@fault("queue-ends-with-its-first-page", "R4.1b", "R5.1a", "D3")
class QueueEndsWithItsFirstPage(Rules):
    """Of a desk's queue only so many are ever listed as one page holds: no way leads to the others."""

    def last_of_page(self, found: Sequence[Case], size: int) -> Case | None:  # noqa: ARG002  there is no next page
        return None


@fault("queues-of-institution-and-area-end-with-their-first-page", "R4.1b", "R5.1b", "D3")
class QueuesOfInstitutionAndAreaEndWithTheirFirstPage(Rules):
    """Only registration points and sites can turn the pages of their queues."""

    def last_of_page(self, found: Sequence[Case], size: int) -> Case | None:
        stuck = found and (
            found[0].state is State.SITE_PASSED or (found[0].state is State.SUBMITTED and found[0].area.confirms_online)
        )
        return None if stuck else super().last_of_page(found, size)


@fault("queue-repeats-the-last-of-a-page", "R4.1b", "R5.1a")
class QueueRepeatsTheLastOfAPage(Rules):
    """The next page of a desk's queue begins with whoever stood last on the page before."""

    def last_of_page(self, found: Sequence[Case], size: int) -> Case | None:
        return found[-3] if super().last_of_page(found, size) else None


@fault("queue-counts-one-page", "R4.1b")
class QueueCountsOnePage(Rules):
    """A desk reads that so many wait as stand on the page, however many there are."""

    def counted(self, total: int, shown: Sequence[Case]) -> int:
        return min(total, len(shown))
