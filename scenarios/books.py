"""The money of a project in two books, the payment platform's and the portal's, and whether they agree (section 7)."""

from dataclasses import dataclass

from scenarios.control import Money, Stage


@dataclass(frozen=True, slots=True)
class Books:
    """What both have written down, in fen; ``owed`` is what the portal promised to give back and has not."""

    platform: Money
    portal: Money
    owed: int
    successes: int

    def keep(self, *fees: int) -> bool:
        """Whether both keep these fees and no more, nothing is owed, and as many people as paid are enrolled."""
        kept = (self.platform.kept, self.portal.kept, self.owed, self.successes)
        return kept == (sum(fees), sum(fees), 0, len(fees))


def books_of(stage: Stage) -> Books:
    """The books of a stage on which nobody is successful without paying."""
    collecting = [area for area in stage.areas if any(area.type_at(city.name).pays for city in area.cities)]
    taken = [stage.money(area.name) for area in collecting]
    rows = stage.records()
    return Books(
        platform=Money(sum(money.received for money in taken), sum(money.refunded for money in taken)),
        portal=Money(sum(row["paid"] for row in rows), sum(row["refunded"] for row in rows)),
        owed=sum(row["refund_pending"] for row in rows),
        successes=sum(row["success"] for row in rows),
    )
