"""What the clock has made of an enrollment: abandonment is computed at each request, never by a nightly job."""

from dataclasses import dataclass
from datetime import datetime

from mock_portal.domain.calendar import BEIJING, Window
from mock_portal.domain.case import Case
from mock_portal.domain.refusal import Reason, Refusal, refuse
from mock_portal.domain.states import next_state
from mock_portal.domain.terms import Abandonment, Event, State

ABANDONMENT_WORDS = {
    Abandonment.NOT_SUBMITTED: "未在规定时间内提交报名信息",
    Abandonment.NOT_CONFIRMED: "未在规定时间内完成报名确认",
    Abandonment.NOT_REPAIRED: "“确认不通过”后未在规定时间内重新上传并提交",
    Abandonment.NOT_PAID: "未在规定时间内完成缴费",
}


@dataclass(frozen=True, slots=True)
class Standing:
    """The state that counts now and, if that is ``ABANDONED``, why and since when."""

    state: State
    why: Abandonment | None = None
    since: datetime | None = None


def moment(when: datetime) -> str:
    """A time as the screen shows it; the last instant of a day is shown as 24:00 of that day."""
    local = when.astimezone(BEIJING)
    if (local.hour, local.minute, local.second) == (0, 0, 0):
        eve = local.fromtimestamp(local.timestamp() - 1, BEIJING)
        return f"{eve:%Y-%m-%d} 24:00"
    return f"{local:%Y-%m-%d %H:%M}"


def clock_time(when: datetime) -> str:
    """A time at which something begins or happened: midnight is the first moment of its day."""
    return f"{when.astimezone(BEIJING):%Y-%m-%d %H:%M}"


class StandingRules:
    """Deadlines that end an enrollment (R4.1a, R4.3c, R6.1c, Q3-Q5)."""

    def destination(self, state: State, event: Event) -> State:
        """Where an event leads, by the transition table.

        Raises:
            IllegalMove: the table has no such transition; another rule should have refused it.
        """
        return next_state(state, event)

    def pays_online(self, case: Case) -> bool:
        """Whether this candidate pays through the portal: a site may differ from its area (Q28)."""
        return case.pays_online

    def has_come(self, moment: datetime, now: datetime) -> bool:
        """Whether a moment has come: what closes at midnight is closed at midnight, to the instant (Q2, Q6)."""
        return now >= moment

    def is_open(self, window: Window, now: datetime) -> bool:
        """Whether something can be done that may be done only in this window."""
        return self.has_come(window.opens, now) and not self.has_come(window.closes, now)

    def leaves_a_trace(self, event: Event) -> bool:  # noqa: ARG002  healthy: whatever happens
        """Whether the audit tells of an event: of all that change a state."""
        return True

    def final_moment(self, case: Case) -> tuple[datetime, Abandonment] | None:
        """When this enrollment lapses if nothing more happens, and what that would be called."""
        timetable, enrollment = case.area.timetable, case.enrollment
        match enrollment.state:
            case State.DRAFT if enrollment.version == 0:
                return timetable.first_submission_closes, Abandonment.NOT_SUBMITTED
            case State.DRAFT:
                return timetable.confirmation.closes, Abandonment.NOT_SUBMITTED
            case State.SUBMITTED:
                return timetable.confirmation.closes, Abandonment.NOT_CONFIRMED
            case State.CONFIRM_REJECTED:
                return timetable.resubmission.closes, Abandonment.NOT_REPAIRED
            case State.APPROVED if self.pays_online(case):
                return timetable.payment.closes, Abandonment.NOT_PAID
        return None

    def standing(self, case: Case) -> Standing:
        """The state that counts at ``case.now``."""
        final = self.final_moment(case)
        if final is not None and self.has_come(final[0], case.now):
            return Standing(State.ABANDONED, why=final[1], since=final[0])
        return Standing(case.enrollment.state)

    def abandonment_refused(self, case: Case) -> Refusal | None:
        """The refusal of everything, once an enrollment has lapsed."""
        standing = self.standing(case)
        if standing.why is None:
            return None
        return refuse(Reason.ABANDONED, why=ABANDONMENT_WORDS[standing.why])

    def succeeded(self, case: Case) -> bool:
        """Whether the enrollment is successful (R6.2e, R6.3)."""
        state = self.standing(case).state
        return state is State.PAID or (state is State.APPROVED and not self.pays_online(case))
