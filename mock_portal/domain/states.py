"""The transition table of an enrollment: one table, and nothing happens beside it."""

from collections.abc import Mapping
from types import MappingProxyType

from mock_portal.domain.terms import Event, State


class IllegalMove(Exception):
    """A use case asked for a transition that the table does not have."""


TRANSITIONS: Mapping[tuple[State, Event], State] = MappingProxyType(
    {
        (State.DRAFT, Event.CHANGE_AREA): State.DRAFT,
        (State.DRAFT, Event.SUBMIT): State.SUBMITTED,
        (State.SUBMITTED, Event.WITHDRAW): State.DRAFT,
        (State.SUBMITTED, Event.REFUSE_AT_DESK): State.SUBMITTED,
        (State.SUBMITTED, Event.CONFIRM): State.CONFIRMED,
        (State.SUBMITTED, Event.REJECT_ONLINE): State.CONFIRM_REJECTED,
        (State.CONFIRM_REJECTED, Event.SUBMIT): State.SUBMITTED,
        (State.CONFIRMED, Event.PASS_SITE): State.SITE_PASSED,
        (State.CONFIRMED, Event.FAIL_SITE): State.REVIEW_REJECTED,
        (State.CONFIRMED, Event.SEND_BACK): State.DRAFT,
        (State.CONFIRMED, Event.CORRECT): State.CONFIRMED,
        (State.SITE_PASSED, Event.PASS_AREA): State.APPROVED,
        (State.SITE_PASSED, Event.FAIL_AREA): State.REVIEW_REJECTED,
        (State.SITE_PASSED, Event.CORRECT): State.CONFIRMED,
        (State.REVIEW_REJECTED, Event.SEND_BACK): State.DRAFT,
        (State.APPROVED, Event.FAIL_AREA): State.REVIEW_REJECTED,
        (State.APPROVED, Event.CORRECT): State.CONFIRMED,
        (State.APPROVED, Event.PAY): State.PAID,
        (State.PAID, Event.FAIL_AREA): State.REVIEW_REJECTED,
        (State.PAID, Event.CORRECT): State.CONFIRMED,
    }
)


def next_state(state: State, event: Event) -> State:
    """Where ``event`` leads from ``state``.

    Raises:
        IllegalMove: the table has no such transition.
    """
    try:
        return TRANSITIONS[state, event]
    except KeyError:
        raise IllegalMove(f"expected an event that {state} allows, found {event}") from None
