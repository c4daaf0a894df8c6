"""Faults of time: off by a second, a day, a time zone; enrollments that lapse too late, too early or never."""

from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import Connection

from mock_portal.domain.area import Area
from mock_portal.domain.calendar import Window
from mock_portal.domain.case import Case
from mock_portal.domain.refusal import Reason, Refusal, refuse
from mock_portal.domain.rules import Rules
from mock_portal.domain.rules.confirmation import Staff
from mock_portal.domain.terms import Abandonment, Event, State
from mock_portal.faults import fault
from mock_portal.filing import Filing
from mock_portal.store.projects import find_area

SECOND, DAY = timedelta(seconds=1), timedelta(days=1)
AHEAD_OF_UTC = timedelta(hours=8)
Final = tuple[datetime, Abandonment] | None


@fault("deadlines-a-second-late", "Q2", "Q6")
class DeadlinesASecondLate(Rules):
    """What closes at 24:00 is still open at 0:00:00 of the next day."""

    def has_come(self, moment: datetime, now: datetime) -> bool:
        return super().has_come(moment + SECOND, now)


@fault("deadlines-a-second-early", "Q2", "Q6")
class DeadlinesASecondEarly(Rules):
    """What closes at 24:00 is closed during the last second before."""

    def has_come(self, moment: datetime, now: datetime) -> bool:
        return super().has_come(moment - SECOND, now)


@fault("deadlines-inclusive", "Q2")
class DeadlinesInclusive(Rules):
    """The instant at which something closes still belongs to it."""

    def has_come(self, moment: datetime, now: datetime) -> bool:
        return now > moment


@fault("deadlines-in-utc", "Q2", "D34")
class DeadlinesInUtc(Rules):
    """What closes at midnight in Beijing stays open until 8:00 in the morning."""

    def has_come(self, moment: datetime, now: datetime) -> bool:
        return super().has_come(moment + AHEAD_OF_UTC, now)


@fault("last-day-excluded", "Q2")
class LastDayExcluded(Rules):
    """The last day does not count: everything closes when it begins."""

    def has_come(self, moment: datetime, now: datetime) -> bool:
        return super().has_come(moment - DAY, now)


@fault("confirmation-closes-a-day-early", "R4.1a", "R3.1b")
class ConfirmationClosesADayEarly(Rules):
    """The last day of confirmation does not count in full."""

    def final_moment(self, case: Case) -> Final:
        final = super().final_moment(case)
        if final is None or case.state not in {State.SUBMITTED, State.DRAFT}:
            return final
        return final[0] - DAY, final[1]


@fault("lapse-by-a-nightly-job", "D34", "R4.3c")
class LapseByANightlyJob(Rules):
    """Enrollments lapse at three in the morning, hours after their deadline."""

    def final_moment(self, case: Case) -> Final:
        final = super().final_moment(case)
        return final and (final[0] + timedelta(hours=3), final[1])


@fault("unconfirmed-never-lapse", "Q5", "R4.1a")
class UnconfirmedNeverLapse(Rules):
    """Who was not confirmed in time waits for ever."""

    def final_moment(self, case: Case) -> Final:
        return None if case.state is State.SUBMITTED else super().final_moment(case)


@fault("withdrawn-never-lapse", "Q4", "R3.1b")
class WithdrawnNeverLapse(Rules):
    """Who withdrew and did not submit again stays in “未提交报名信息” for ever."""

    def final_moment(self, case: Case) -> Final:
        never = case.state is State.DRAFT and case.enrollment.version > 0
        return None if never else super().final_moment(case)


@fault("withdrawn-lapse-with-registration", "Q3", "Q4")
class WithdrawnLapseWithRegistration(Rules):
    """Who has withdrawn when registration ends counts as having abandoned, though confirmation is still open."""

    def final_moment(self, case: Case) -> Final:
        final = super().final_moment(case)
        return (case.area.timetable.registration.closes, final[1]) if final and case.state is State.DRAFT else final


@fault("confirmation-never-closes", "R4.1a", "Q5")
class ConfirmationNeverCloses(Rules):
    """Desks confirm after the end of confirmation."""

    def final_moment(self, case: Case) -> Final:
        return None if case.state is State.SUBMITTED else super().final_moment(case)

    def confirmation_refused(self, staff: Staff, case: Case) -> Refusal | None:
        refusal = super().confirmation_refused(staff, case)
        late = refusal is not None and refusal.reason is Reason.CONFIRMATION_CLOSED
        return None if late and case.state is State.SUBMITTED else refusal


@fault("confirmation-before-it-opens", "R4.1a", "Q1")
class ConfirmationBeforeItOpens(Rules):
    """Desks confirm before the window of confirmation opens."""

    def confirmation_refused(self, staff: Staff, case: Case) -> Refusal | None:
        refusal = super().confirmation_refused(staff, case)
        early = case.now < case.area.timetable.confirmation.opens and case.state is State.SUBMITTED
        return None if early and refusal and refusal.reason is Reason.CONFIRMATION_CLOSED else refusal


@fault("repair-ends-with-registration", "D22", "R4.3b")
class RepairEndsWithRegistration(Rules):
    """Who is rejected has no time to repair: the deadline is that of the first submission."""

    def final_moment(self, case: Case) -> Final:
        final = super().final_moment(case)
        repairs = case.state is State.CONFIRM_REJECTED
        return (case.area.timetable.registration.closes, final[1]) if final and repairs else final


@fault("repair-in-confirmation-window", "R4.3c", "R4.3b")
class RepairInConfirmationWindow(Rules):
    """A repair is accepted until confirmation ends, past the area's deadline for it."""

    def final_moment(self, case: Case) -> Final:
        final = super().final_moment(case)
        repairs = case.state is State.CONFIRM_REJECTED
        return (case.area.timetable.confirmation.closes, final[1]) if final and repairs else final

    def submission_time_refused(self, case: Case) -> Refusal | None:
        return None if case.state is State.CONFIRM_REJECTED else super().submission_time_refused(case)


@fault("rejected-never-lapse", "R4.3c")
class RejectedNeverLapse(Rules):
    """Who does not repair in time stays in “确认不通过” for ever."""

    def final_moment(self, case: Case) -> Final:
        return None if case.state is State.CONFIRM_REJECTED else super().final_moment(case)


@fault("rounds-extend-the-repair", "Q20", "R4.3c")
class RoundsExtendTheRepair(Rules):
    """Each round of “确认不通过” gives another day, past the area's deadline."""

    def final_moment(self, case: Case) -> Final:
        final = super().final_moment(case)
        rounds = case.enrollment.version - 1 if case.state is State.CONFIRM_REJECTED else 0
        return final and (final[0] + rounds * DAY, final[1])

    def submission_time_refused(self, case: Case) -> Refusal | None:
        again = case.state is State.CONFIRM_REJECTED and case.enrollment.version > 1
        return None if again else super().submission_time_refused(case)


@fault("submission-time-unchecked", "Q6", "D34")
class SubmissionTimeUnchecked(Rules):
    """A page of checking that was opened in time submits after the deadline."""

    def submission_time_refused(self, case: Case) -> Refusal | None:  # noqa: ARG002  whenever it comes
        return None

    def edit_refused(self, case: Case) -> Refusal | None:
        refusal = super().edit_refused(case)
        late = refusal is not None and refusal.reason is Reason.ABANDONED and case.state is State.DRAFT
        return None if late else refusal


@fault("first-submission-lapses-late", "Q3")
class FirstSubmissionTimeIgnored(Rules):
    """Registration is over, yet a draft that was never submitted does not count as abandoned."""

    def final_moment(self, case: Case) -> Final:
        never_submitted = case.state is State.DRAFT and case.enrollment.version == 0
        return None if never_submitted else super().final_moment(case)


@fault("confirmed-lapse-too", "Q5", "R4.4a")
class ConfirmedLapseToo(Rules):
    """At the end of confirmation also those count as having abandoned who were confirmed in time."""

    def final_moment(self, case: Case) -> Final:
        if case.state is State.CONFIRMED:
            return case.area.timetable.confirmation.closes, Abandonment.NOT_CONFIRMED
        return super().final_moment(case)


@fault("edit-after-lapse", "Q5", "D34")
class EditAfterLapse(Rules):
    """A lapsed draft can still be edited and submitted."""

    def abandonment_refused(self, case: Case) -> Refusal | None:
        return None if case.state is State.DRAFT else super().abandonment_refused(case)

    def submission_time_refused(self, case: Case) -> Refusal | None:  # noqa: ARG002  whenever it comes
        return None


@fault("confirmation-refused-on-its-first-day", "R4.1a", "Q2")
class ConfirmationRefusedOnItsFirstDay(Rules):
    """Confirmation opens a day after the day it was announced for."""

    def confirmation_refused(self, staff: Staff, case: Case) -> Refusal | None:
        if case.now < case.area.timetable.confirmation.opens + DAY:
            return refuse(Reason.CONFIRMATION_CLOSED, window="")
        return super().confirmation_refused(staff, case)


@fault("extension-of-an-area-ignored", "D2", "Q1")
class ExtensionOfAnAreaIgnored(Rules):
    """Registration ends for everybody on the project's day, whatever an area has set after an outage."""

    def final_moment(self, case: Case) -> Final:
        final = super().final_moment(case)
        unsubmitted = case.state is State.DRAFT and case.enrollment.version == 0
        return (case.project.registration.closes, final[1]) if final and unsubmitted else final


@fault("submitted-beyond-confirmation", "Q3", "Q5", "D22")
class SubmittedBeyondConfirmation(Rules):
    """Where registration is extended beyond confirmation, a submission is taken in and has lapsed in the same moment."""

    def final_moment(self, case: Case) -> Final:
        final = super().final_moment(case)
        unsubmitted = case.state is State.DRAFT and case.enrollment.version == 0
        return (case.area.timetable.registration.closes, final[1]) if final and unsubmitted else final

    def submission_time_refused(self, case: Case) -> Refusal | None:
        registers = case.enrollment.version == 0 and self.is_open(case.area.timetable.registration, case.now)
        return None if registers else super().submission_time_refused(case)


@fault("old-form-takes-an-extension-back", "D2", "D35")
class OldFormTakesAnExtensionBack(Rules):
    """Of two people of the center or of an area who save one after the other the second puts the old deadline back, unseen."""

    def settings_stale_refused(self, *, shown: int, stored: int) -> Refusal | None:  # noqa: ARG002
        return None


@fault("registration-before-it-opens", "Q1", "Q3")
class RegistrationBeforeItOpens(Rules):
    """An enrollment can be begun before registration has opened."""

    def window_refused(self, window: Window, now: datetime) -> Refusal | None:
        return super().window_refused(window, now) if window.opens <= now else None


@fault("reviews-before-they-open", "Q1", "R5.1a", "R5.1b")
class ReviewsBeforeTheyOpen(Rules):
    """Site and area review before the windows of their reviews open."""

    def review_time_refused(self, case: Case, event: Event) -> Refusal | None:
        early = case.now < self.review_window(case, event).opens
        return None if early else super().review_time_refused(case, event)


class WindowKept(Filing):
    """An area's new deadline for one thing is acknowledged, and the old one holds."""

    window: str

    def settings(self, tx: Connection, project_id: int, area: Area, *, revision: int) -> bool:
        stored = find_area(tx, project_id, area.name)
        if stored is not None:
            kept = {self.window: getattr(stored[0].timetable, self.window)}
            area = replace(area, timetable=replace(area.timetable, **kept))
        return super().settings(tx, project_id, area, revision=revision)


@fault("extension-of-confirmation-ignored", "D2", "Q1")
class ExtensionOfConfirmationIgnored(WindowKept):
    """Confirmation ends when it would have ended, whatever an area has set after an outage."""

    window = "confirmation"


@fault("extension-of-repair-ignored", "D2", "Q1")
class ExtensionOfRepairIgnored(WindowKept):
    """Who is rejected has until the old day, whatever an area has set after an outage."""

    window = "resubmission"


@fault("extension-of-payment-ignored", "D2", "Q1", "R6.1b")
class ExtensionOfPaymentIgnored(WindowKept):
    """Payment ends when it would have ended, whatever an area has set after an outage."""

    window = "payment"
