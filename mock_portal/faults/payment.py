"""Faults of paying: who may pay, when, and how much."""

from collections.abc import Collection
from datetime import datetime, timedelta

from mock_portal.domain.case import Case
from mock_portal.domain.refusal import Refusal
from mock_portal.domain.rules import Rules
from mock_portal.domain.rules.flow import Node
from mock_portal.domain.rules.payment import Order
from mock_portal.domain.rules.standing import Standing
from mock_portal.domain.terms import Abandonment, OrderStatus, State
from mock_portal.faults import fault

BEIJING_IS_AHEAD = timedelta(hours=8)
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)

# Who pays.


@fault("site-override-ignored", "Q28")
class SiteOverrideIgnored(Rules):
    """A city whose payment differs from its area's is treated like the rest of the area."""

    def pays_online(self, case: Case) -> bool:
        return case.area.online_payment


@fault("free-site-still-asked-to-pay", "Q28")
class FreeSiteStillAskedToPay(Rules):
    """A city can switch payment on against its area, but not off."""

    def pays_online(self, case: Case) -> bool:
        return case.area.online_payment or super().pays_online(case)


@fault("free-area-asks-for-payment", "R6.3", "D30")
class FreeAreaAsksForPayment(Rules):
    """Everybody has to pay through the portal, also where nobody collects."""

    def pays_online(self, case: Case) -> bool:  # noqa: ARG002  everybody does
        return True


@fault("payment-node-everywhere", "R6.3")
class PaymentNodeEverywhere(Rules):
    """The flow bar has the node 缴费 in areas without payment too."""

    def nodes(self, case: Case) -> tuple[Node, ...]:
        return (*super().nodes(case), *(() if self.pays_online(case) else (Node.PAYMENT,)))


@fault("success-never-without-payment", "R6.3", "D30")
class SuccessNeverWithoutPayment(Rules):
    """Where nobody pays, an approved candidate waits for payment for ever."""

    def succeeded(self, case: Case) -> bool:
        return self.standing(case).state is State.PAID


@fault("payment-before-approval", "R6.1a")
class PaymentBeforeApproval(Rules):
    """Orders can be made as soon as the site has passed somebody, before the area has."""

    def payment_refused(self, case: Case) -> Refusal | None:
        return None if case.state is State.SITE_PASSED else super().payment_refused(case)


@fault("payment-upon-confirmation", "R6.1a")
class PaymentUponConfirmation(Rules):
    """Confirmation is taken for the review: whoever is confirmed can pay."""

    def payment_refused(self, case: Case) -> Refusal | None:
        return None if case.state is State.CONFIRMED else super().payment_refused(case)


@fault("payment-of-the-rejected", "R6.1a")
class PaymentOfTheRejected(Rules):
    """Who failed the review is let through to payment."""

    def payment_refused(self, case: Case) -> Refusal | None:
        return None if case.state is State.REVIEW_REJECTED else super().payment_refused(case)


# When.


@fault("payment-never-lapses", "R6.1c")
class PaymentNeverLapses(Rules):
    """Who did not pay in time keeps on waiting for payment."""

    def final_moment(self, case: Case) -> tuple[datetime, Abandonment] | None:
        return None if case.state is State.APPROVED else super().final_moment(case)


@fault("payment-lapses-where-nobody-pays", "R6.3")
class PaymentLapsesWhereNobodyPays(Rules):
    """The payment deadline ends enrollments that were successful without payment."""

    def final_moment(self, case: Case) -> tuple[datetime, Abandonment] | None:
        if case.state is State.APPROVED:
            return case.area.timetable.payment.closes, Abandonment.NOT_PAID
        return super().final_moment(case)


@fault("payment-closes-in-utc", "R6.1b", "D34")
class PaymentClosesInUtc(Rules):
    """The payment deadline is read as UTC: one can still pay at eight in the morning."""

    def payment_refused(self, case: Case) -> Refusal | None:
        window = case.area.timetable.payment
        late = self.pays_online(case) and case.state is State.APPROVED and window.is_over(case.now)
        return None if late and case.now < window.closes + BEIJING_IS_AHEAD else super().payment_refused(case)


@fault("abandonment-in-utc", "R6.1c", "D34")
class AbandonmentInUtc(Rules):
    """Payment closes in time, but abandonment shows eight hours later."""

    def standing(self, case: Case) -> Standing:
        found = super().standing(case)
        too_soon = found.since and case.now < found.since + BEIJING_IS_AHEAD
        return Standing(case.state) if found.why is Abandonment.NOT_PAID and too_soon else found


@fault("payment-abandoned-a-second-late", "R6.1c", "Q2")
class PaymentAbandonedASecondLate(Rules):
    """The closing moment itself still belongs to the time for payment."""

    def standing(self, case: Case) -> Standing:
        found = super().standing(case)
        just_now = found.since and case.now < found.since + timedelta(seconds=1)
        return Standing(case.state) if found.why is Abandonment.NOT_PAID and just_now else found


@fault("last-payment-day-left-out", "R6.1b", "Q2")
class LastPaymentDayLeftOut(Rules):
    """Payment ends at the beginning of its last day instead of at its end."""

    def final_moment(self, case: Case) -> tuple[datetime, Abandonment] | None:
        final = super().final_moment(case)
        return (final[0] - DAY, final[1]) if final and final[1] is Abandonment.NOT_PAID else final


@fault("payment-closes-a-minute-early", "R6.1b", "Q2")
class PaymentClosesAMinuteEarly(Rules):
    """The last minute of payment is written as 23:59 and no longer counts."""

    def final_moment(self, case: Case) -> tuple[datetime, Abandonment] | None:
        final = super().final_moment(case)
        return (final[0] - MINUTE, final[1]) if final and final[1] is Abandonment.NOT_PAID else final


@fault("payment-opens-before-its-time", "R6.1b", "Q1")
class PaymentOpensBeforeItsTime(Rules):
    """Whoever is approved can pay at once, before the area has opened payment."""

    def payment_refused(self, case: Case) -> Refusal | None:
        early = case.now < case.area.timetable.payment.opens and case.state is State.APPROVED
        return None if early and self.pays_online(case) else super().payment_refused(case)


# How much.


@fault("fixed-part-forgotten", "Q36", "R6.2c")
class FixedPartForgotten(Rules):
    """The fixed part of the fee is not asked for."""

    def amount(self, case: Case, *, on_paper: bool, subjects: Collection[str]) -> int:
        return self.fee_per_subject(case, on_paper=on_paper) * len(subjects)


@fault("fixed-part-for-each-subject", "Q36", "R6.2c")
class FixedPartForEachSubject(Rules):
    """The fixed part of the fee is asked for once per subject."""

    def amount(self, case: Case, *, on_paper: bool, subjects: Collection[str]) -> int:
        return (self.fee_per_subject(case, on_paper=on_paper) + case.area.fees.fixed) * len(subjects)


@fault("computer-fee-for-paper", "Q36", "R6.2c")
class ComputerFeeForPaper(Rules):
    """Who writes on paper pays what the exam at the computer costs."""

    def fee_per_subject(self, case: Case, *, on_paper: bool) -> int:  # noqa: ARG002  whatever the mode
        return case.area.fees.computer


@fault("paper-fee-for-all", "Q36", "R6.2c")
class PaperFeeForAll(Rules):
    """Everybody pays what the exam on paper costs."""

    def fee_per_subject(self, case: Case, *, on_paper: bool) -> int:  # noqa: ARG002  whatever the mode
        return case.area.fees.paper


@fault("four-subjects-for-all", "Q36", "D37")
class FourSubjectsForAll(Rules):
    """The fee is that of all four subjects, whatever was ticked."""

    def amount(self, case: Case, *, on_paper: bool, subjects: Collection[str]) -> int:
        return super().amount(case, on_paper=on_paper, subjects=[*subjects, *"____"][:4])


@fault("order-follows-the-fee", "Q36")
class OrderFollowsTheFee(Rules):
    """The page shows the area's new fee for an order that was made before and is paid at the old one."""

    def amount_due(self, order: Order | None, fresh: int) -> int:  # noqa: ARG002  whatever was ordered
        return fresh


@fault("paid-amount-follows-the-fee", "Q36")
class PaidAmountFollowsTheFee(Rules):
    """Who has paid reads the area's new fee as what was paid, once the area has changed it."""

    def amount_due(self, order: Order | None, fresh: int) -> int:
        return fresh if order and order.status is OrderStatus.PAID else super().amount_due(order, fresh)


@fault("subjects-for-nothing", "Q39")
class SubjectsForNothing(Rules):
    """An area may collect online and ask for 0.00元: an order of nothing makes successful."""

    def fee_problem(self, fen: int, *, online_payment: bool, per_subject: bool) -> str | None:  # noqa: ARG002
        return super().fee_problem(fen, online_payment=False, per_subject=per_subject)
