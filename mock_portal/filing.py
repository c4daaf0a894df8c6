"""What the portal keeps of what was handed in, decided and paid, in the very transaction that is acknowledged afterwards."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import PurePath
from typing import Any

from sqlalchemy import Connection

from mock_portal.domain.area import Area
from mock_portal.domain.case import Case, Person, SavedPage
from mock_portal.domain.rules import Rules
from mock_portal.domain.rules.payment import Order
from mock_portal.domain.terms import Event, Page, State
from mock_portal.material_checks import Upload, media_type_of
from mock_portal.store.enrollments import change, encode_pages, move
from mock_portal.store.files import add_file
from mock_portal.store.materials import Material, add_materials, list_materials, remove_material
from mock_portal.store.payments import add_order, close_open_orders, mark_refunded, turn_into_refunds
from mock_portal.store.projects import PastResult, past_results, save_area
from mock_portal.store.records import contents_of
from mock_portal.store.submissions import Submission, add_submission, find_submission

CANDIDATE = "考生"


class Filing:
    """Files submissions, materials, orders and money, each once, whole, under whose it is (D3), and finds what was filed."""

    def submission(self, tx: Connection, rules: Rules, case: Case, submission: Submission, received: datetime) -> None:
        """Keep a new version, and let the enrollment stand as submitted."""
        add_submission(tx, submission)
        move(
            tx,
            rules,
            case,
            Event.SUBMIT,
            who=CANDIDATE,
            real_now=received,
            version=submission.version,
            code=submission.code,
            submitted_at=submission.submitted_at,
            corrected=False,
            reason="",
        )

    def materials(self, tx: Connection, case: Case, kind: str, uploads: Sequence[Upload]) -> None:
        """Keep files of one kind; a page that was opened before shows the enrollment as it no longer is (Q48)."""
        files = [add_file(tx, PurePath(u.name).name, media_type_of(u.content), u.content) for u in uploads]
        add_materials(tx, case.enrollment.id, kind, files, case.now)
        change(tx, case)

    def without(self, tx: Connection, case: Case, material_id: int) -> bool:
        """Take one file away; False if this enrollment has none of that id (D26)."""
        removed = remove_material(tx, case.enrollment.id, material_id)
        if removed:
            change(tx, case)
        return removed

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
        """Keep a version that the site has made, and the pages that it was made of; the place in the queues stays."""
        add_submission(tx, submission)
        return move(
            tx,
            rules,
            case,
            Event.CORRECT,
            who=who,
            real_now=received,
            note=note,
            version=submission.version,
            code=submission.code,
            pages=encode_pages(pages),
            corrected=True,
            reason="",
        )

    def own(self, tx: Connection, case: Case, real_now: datetime, *, lock: bool = False) -> Case:  # noqa: ARG002
        """The enrollment that a candidate sees and changes: the one in the project that was asked for."""
        return case

    def photo_of(self, tx: Connection, person: Person) -> int | None:  # noqa: ARG002
        """The file that is somebody's basic photo."""
        return person.photo_file

    def past_results(self, tx: Connection, case: Case) -> list[PastResult]:
        """What was reached the year before in this exam, and in no other, under the person's number."""
        return past_results(tx, case.project.id, case.person.id_number)

    def settings(self, tx: Connection, project_id: int, area: Area, *, revision: int) -> bool:
        """Let an area be so from now on, in this exam and in no other; False if somebody else has saved since ``revision``."""
        return save_area(tx, project_id, area, revision=revision)

    def submitted(self, tx: Connection, case: Case) -> Submission | None:
        """What the desks read: the version that stands now, with its photo."""
        return find_submission(tx, case.enrollment.id, case.enrollment.version)

    def materials_of(self, tx: Connection, case: Case) -> list[Material]:
        """The files that the desks look through: those of this enrollment, all of them."""
        return list_materials(tx, case.enrollment.id)

    def contents(self, tx: Connection, enrollments: Sequence[int]) -> Mapping[int, Any]:
        """What the center reads of each enrollment: its latest version, where there is one."""
        return contents_of(tx, enrollments)

    def order(self, tx: Connection, rules: Rules, case: Case, order: Order, received: datetime) -> None:  # noqa: ARG002
        """Keep an order, which nobody has paid yet."""
        add_order(tx, order)

    def close_orders(self, tx: Connection, case: Case) -> None:
        """Let the open orders of this enrollment, and of no other, expire now."""
        close_open_orders(tx, case.enrollment.id, case.now)

    def take_back(self, tx: Connection, case: Case) -> None:
        """Let the money that counted for this enrollment, and for no other, go back, and its open orders expire."""
        turn_into_refunds(tx, case.enrollment.id)
        self.close_orders(tx, case)

    def refunded(self, tx: Connection, case: Case, transaction: str) -> None:
        """Keep that this payment, and no other, has gone back."""
        mark_refunded(tx, transaction, case.now)
