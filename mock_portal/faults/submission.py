"""Faults of submission, withdrawal, verification code and change of area."""

from datetime import timedelta

from mock_portal.domain.case import Case
from mock_portal.domain.refusal import Refusal
from mock_portal.domain.rules import Rules
from mock_portal.domain.terms import Event, State
from mock_portal.faults import fault


@fault("withdrawal-after-confirmation", "R3.1a")
class WithdrawalAfterConfirmation(Rules):
    """A confirmed enrollment can be asked to be withdrawn as long as nobody reviewed it."""

    def withdrawal_refused(self, case: Case) -> Refusal | None:
        if case.state is State.CONFIRMED:
            return None
        return super().withdrawal_refused(case)

    def destination(self, state: State, event: Event) -> State:
        return State.DRAFT if event is Event.WITHDRAW else super().destination(state, event)


@fault("old-form-accepted", "R3.n2c")
class OldFormAccepted(Rules):
    """The desk takes a form of any version of the enrollment."""

    def code_is_current(self, case: Case, code: str) -> bool:  # noqa: ARG002  any code will do
        return case.state is State.SUBMITTED


@fault("code-never-changes", "R3.n2a")
class CodeNeverChanges(Rules):
    """Every version of a form bears the code of the first one."""

    def verification_code(self, version: int, entropy: str, earlier: str | None = None) -> str:
        return earlier or super().verification_code(version, entropy)


@fault("confirmation-closes-a-day-early", "R4.1a", "R3.1b")
class ConfirmationClosesADayEarly(Rules):
    """The last day of confirmation does not count in full."""

    def final_moment(self, case: Case):  # type: ignore[no-untyped-def]  # noqa: ANN201  as the healthy one
        final = super().final_moment(case)
        if final is None or case.state not in {State.SUBMITTED, State.DRAFT}:
            return final
        return final[0] - timedelta(days=1), final[1]
