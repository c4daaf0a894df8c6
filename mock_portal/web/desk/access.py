"""The door of each desk: which role works at which address, and what a form sent there says that its sender had seen."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from mock_portal.domain.refusal import Reason, Refusal, refuse
from mock_portal.domain.rules.confirmation import Sight, Staff
from mock_portal.web.forms import number_sent
from mock_portal.web.pages import STAFF_MENU
from mock_portal.web.refusals import Refused
from mock_portal.web.visits import for_staff, visit

T = TypeVar("T")
NOT_ONES_OWN = frozenset({Reason.NOT_FOUND, Reason.OUT_OF_SCOPE})


def at_desk(address: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """A view for the staff who have ``address`` in their menu; it gets the member of staff as its first argument."""

    def guard(view: Callable[..., Any]) -> Callable[..., Any]:
        @for_staff
        @wraps(view)
        def guarded(staff: Staff, **arguments: Any) -> Any:
            own = {entry for _, entry in STAFF_MENU[staff.role]}
            if not visit().parts.rules.works_at(staff, address, own):
                raise Refused(refuse(Reason.FORBIDDEN))
            return view(staff, **arguments)

        return guarded

    return guard


def sight() -> Sight:
    """What the sender of this form had seen; a form that does not say has seen nothing that exists."""
    return Sight(number_sent("version"), number_sent("revision"))


def found(answer: T | Refusal) -> T:
    """The thing of that address; somebody else's is not told apart from one that does not exist (D26)."""
    if isinstance(answer, Refusal):
        raise Refused(refuse(Reason.NOT_FOUND) if answer.reason in NOT_ONES_OWN else answer)
    return answer
