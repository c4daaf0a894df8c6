"""The desks themselves: signing in to one, and which enrollments wait there."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta

from mock_portal.domain.area import Area
from mock_portal.domain.case import Case
from mock_portal.domain.refusal import Reason, Refusal, refuse
from mock_portal.domain.rules.confirmation import Staff
from mock_portal.domain.rules.standing import StandingRules
from mock_portal.domain.terms import State

MINUTE = timedelta(minutes=1)


class DeskRules(StandingRules):
    """What staff may do before it comes to a single enrollment."""

    def desk_locked_until(self, failures: int, allowed: int, now: datetime, lasting: timedelta) -> datetime | None:
        """Until when a desk's account is locked after so many wrong passwords in a row."""
        return now + lasting if failures >= allowed else None

    def desk_lock_refused(self, locked_until: datetime | None, now: datetime) -> Refusal | None:
        """Why nobody can sign in to this desk's account now, whatever the password."""
        if locked_until is None or now >= locked_until:
            return None
        return refuse(Reason.DESK_LOCKED, minutes=-(-(locked_until - now) // MINUTE))

    def cities_waiting(self, area: Area, state: State, now: datetime, city: str = "") -> Sequence[str]:
        """The cities, of one desk or of the area, where not everything in this queue has lapsed (Q5).

        Who need not pay online does not lapse with the payment: in one area some cities may wait where others do not.
        """
        timetable = area.timetable
        ends = {State.SUBMITTED: timetable.confirmation.closes, State.CONFIRM_REJECTED: timetable.resubmission.closes}
        paying = {State.APPROVED: timetable.payment.closes}
        cities = [city] if city else [each.name for each in area.cities]
        return [
            name for name in cities if not self._lapses(ends | (paying if area.pays_online(name) else {}), state, now)
        ]

    def _lapses(self, ends: Mapping[State, datetime], state: State, now: datetime) -> bool:
        return state in ends and self.has_come(ends[state], now)

    def works_at(self, staff: Staff, address: str, own: Collection[str]) -> bool:  # noqa: ARG002  the address says all
        """Whether somebody may come to the desk of this address: to one's own (section 4, separation of duties)."""
        return address in own

    def queue_of(self, staff: Staff) -> Staff:
        """Whose queue somebody sees: one's own."""
        return staff

    def waits(self, case: Case, state: State) -> bool:
        """Whether this enrollment stands in the queue of ``state`` as the clock sees it."""
        return self.standing(case).state is state

    def last_of_page(self, found: Sequence[Case], size: int) -> Case | None:
        """After whom the next page of a queue begins; None if all that are left stand on this one."""
        return found[size - 1] if len(found) > size else None

    def counted(self, total: int, shown: Sequence[Case]) -> int:  # noqa: ARG002  the page is not the queue
        """How many a queue says that it holds: all of them, not those on the page."""
        return total
