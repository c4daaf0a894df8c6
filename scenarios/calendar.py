"""The published calendar of 2023 in Beijing time, and the moments at which scenarios begin and travel to."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone

BEIJING = timezone(timedelta(hours=8), "Asia/Shanghai")
SECOND = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Span:
    """From the first day's 0:00 to the last day's 24:00, which no longer belongs to it (Q2)."""

    first: date
    last: date

    @property
    def opens(self) -> datetime:
        """The first moment inside."""
        return datetime.combine(self.first, time(0), BEIJING)

    @property
    def closes(self) -> datetime:
        """The first moment outside."""
        return datetime.combine(self.last + timedelta(days=1), time(0), BEIJING)

    @property
    def last_moment(self) -> datetime:
        """A minute before the end: let the clock stand there, for a machine may need longer to answer."""
        return self.closes - 60 * SECOND

    @property
    def noon(self) -> datetime:
        """Noon of the first day."""
        return datetime.combine(self.first, time(12), BEIJING)

    def as_json(self) -> dict[str, str]:
        """As the control surface wants it."""
        return {"opens": self.opens.isoformat(), "closes": self.closes.isoformat()}


@dataclass(frozen=True, slots=True)
class Calendar:
    """All windows of one project; the days are those of the public notices, where there are any (section 5, Q1)."""

    registration: Span = Span(date(2022, 12, 30), date(2023, 1, 12))
    confirmation: Span = Span(date(2022, 12, 30), date(2023, 1, 17))
    resubmission: Span = Span(date(2022, 12, 30), date(2023, 1, 15))
    site_review: Span = Span(date(2022, 12, 30), date(2023, 1, 31))
    area_review: Span = Span(date(2022, 12, 30), date(2023, 2, 16))
    payment: Span = Span(date(2023, 2, 17), date(2023, 2, 28))
    begin: datetime = datetime(2023, 1, 5, 9, tzinfo=BEIJING)
    exam: date = date(2023, 4, 15)

    @property
    def withdrawal(self) -> Span:
        """When who has submitted may think again and again: until confirmation ends, whether or not it has begun (Q3, R3.1b)."""
        return Span(self.registration.first, self.confirmation.last)

    @property
    def correction(self) -> Span:
        """When the site may correct, and who was corrected is reviewed again: from the first review to the last payment (Q37)."""
        return Span(self.site_review.first, max(self.site_review.last, self.area_review.last, self.payment.last))

    def windows(self) -> dict[str, dict[str, str]]:
        """The windows of an area as the control surface wants them."""
        names = ("registration", "confirmation", "resubmission", "site_review", "area_review", "payment")
        return {name: getattr(self, name).as_json() for name in names}
