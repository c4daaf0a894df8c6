"""Time as the process knows it: Beijing time, windows that close at midnight, a clock per project."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone

BEIJING = timezone(timedelta(hours=8), "Asia/Shanghai")


@dataclass(frozen=True, slots=True)
class Window:
    """From ``opens`` (inclusive) to ``closes`` (exclusive), both aware of their zone."""

    opens: datetime
    closes: datetime

    def __post_init__(self) -> None:
        if self.opens.tzinfo is None or self.closes.tzinfo is None:
            raise ValueError(f"expected times with a zone, found {self.opens} and {self.closes}")
        if self.closes <= self.opens:
            raise ValueError(f"expected a window that closes after it opens, found {self.opens} to {self.closes}")

    def holds(self, now: datetime) -> bool:
        """Whether ``now`` lies inside."""
        return self.opens <= now < self.closes

    def is_over(self, now: datetime) -> bool:
        """Whether ``now`` lies at the end or beyond."""
        return now >= self.closes

    @property
    def last_day(self) -> date:
        """The last calendar day in Beijing on which something can still be done."""
        return (self.closes - timedelta(microseconds=1)).astimezone(BEIJING).date()


def whole_days(first: date, last: date) -> Window:
    """The window from 0:00 of ``first`` to 24:00 of ``last`` in Beijing."""
    midnight = time(0, tzinfo=BEIJING)
    return Window(datetime.combine(first, midnight), datetime.combine(last + timedelta(days=1), midnight))


@dataclass(frozen=True, slots=True)
class Timetable:
    """The windows of one exam area inside one project.

    ``registration`` admits first submissions, ``confirmation`` the desks and every withdrawal, ``resubmission`` the repair of a
    rejected enrollment; it may close before ``confirmation`` does, never after.
    """

    registration: Window
    confirmation: Window
    resubmission: Window
    site_review: Window
    area_review: Window
    payment: Window

    def __post_init__(self) -> None:
        if self.resubmission.closes > self.confirmation.closes:
            raise ValueError(
                f"expected 重新上传 to close by the end of 报名确认 ({self.confirmation.closes}), "
                f"found {self.resubmission.closes}"
            )

    @property
    def first_submission_closes(self) -> datetime:
        """When nobody can submit for the first time any more: what nobody could confirm is not taken in (Q3, Q5)."""
        return min(self.registration.closes, self.confirmation.closes)
