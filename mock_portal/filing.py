"""What the portal keeps of what candidates hand in, in the very transaction that is acknowledged afterwards."""

from datetime import datetime

from sqlalchemy import Connection

from mock_portal.domain.case import Case, Person
from mock_portal.domain.rules import Rules
from mock_portal.domain.rules.payment import Order
from mock_portal.domain.terms import Event
from mock_portal.store.enrollments import move
from mock_portal.store.payments import add_order
from mock_portal.store.submissions import Submission, add_submission

CANDIDATE = "考生"


class Filing:
    """Files submissions and orders, each once, whole, under whose it is (D3), and finds what was filed for somebody."""

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

    def photo_of(self, tx: Connection, person: Person) -> int | None:  # noqa: ARG002
        """The file that is somebody's basic photo."""
        return person.photo_file

    def order(self, tx: Connection, rules: Rules, case: Case, order: Order, received: datetime) -> None:  # noqa: ARG002
        """Keep an order, which nobody has paid yet."""
        add_order(tx, order)
