"""What an exam area may set at its own desk (Q1, Q28, Q36): each method answers what is wrong, in words, or None."""

from collections.abc import Collection
from datetime import datetime

from mock_portal.domain.area import Area
from mock_portal.domain.refusal import Reason, Refusal, refuse
from mock_portal.domain.rules.standing import clock_time, moment

LONGEST_ORDER = 15 * 24 * 60  # minutes; what payment platforms allow at most
HIGHEST_FEE = 100_000  # fen per subject: more is a slip of the pen


class AreaSettingsRules:
    """Settings that make sense together."""

    def window_problem(self, opens: datetime, closes: datetime) -> str | None:
        """A window closes after it opens."""
        return None if opens < closes else f"须晚于开始时间（{clock_time(opens)}）"

    def resubmission_problem(self, closes: datetime, confirmation_closes: datetime) -> str | None:
        """Repairs must be in before confirmation ends, else nobody could look at them any more."""
        return None if closes <= confirmation_closes else f"不得晚于报名确认截至时间（{moment(confirmation_closes)}）"

    def registration_problem(self, closes: datetime, confirmation_closes: datetime) -> str | None:
        """Who submits must still find a desk that confirms, else submission and abandonment are one moment (Q5)."""
        return None if closes <= confirmation_closes else f"不得晚于报名确认截至时间（{moment(confirmation_closes)}）"

    def area_review_problem(self, closes: datetime, payment_closes: datetime, *, online_payment: bool) -> str | None:
        """Who is passed must still find the payment open, where there is one (R6.1c)."""
        if not online_payment or closes <= payment_closes:
            return None
        return f"不得晚于网上缴费截至时间（{moment(payment_closes)}）"

    def order_minutes_problem(self, minutes: int) -> str | None:
        """An order lives at least a minute (Q29)."""
        return None if 1 <= minutes <= LONGEST_ORDER else f"请填写 1 至 {LONGEST_ORDER} 之间的整数"

    def fee_problem(self, fen: int, *, online_payment: bool, per_subject: bool) -> str | None:
        """Where people pay online, be it in one city (Q28), a subject costs something (Q39)."""
        if online_payment and per_subject and fen == 0:
            return "开通网上缴费时，每科费用不能为 0"
        return None if fen <= HIGHEST_FEE else f"不能超过 {HIGHEST_FEE // 100} 元"

    def settings_stale_refused(self, *, shown: int, stored: int) -> Refusal | None:
        """Nobody takes back unseen what somebody else has changed since the form was opened (D35, Q48)."""
        return None if shown == stored else refuse(Reason.SETTINGS_CHANGED)

    def mode_change_refused(self, before: Area, after: Area, *, enrolled: bool) -> Refusal | None:
        """The manner of confirmation is fixed by the first enrollment: its flow and its evidence depend on it."""
        if before.confirmation is after.confirmation or not enrolled:
            return None
        return refuse(Reason.CONFIRMATION_MODE_FIXED)

    def payment_change_refused(
        self, before: Area, after: Area, approved: Collection[str], now: datetime
    ) -> Refusal | None:
        """Success where nothing is paid online is not taken back (R6.3), nor does who missed the payment get it (R6.1c).

        ``approved`` are the cities that have approved.
        """
        if any(after.pays_online(city) and not before.pays_online(city) for city in approved):
            return refuse(Reason.ONLINE_PAYMENT_FIXED)
        if not before.timetable.payment.is_over(now):
            return None
        ends = any(before.pays_online(city) and not after.pays_online(city) for city in approved)
        return refuse(Reason.ONLINE_PAYMENT_OVER) if ends else None
