"""Faults of orders: how long they live, whose they are, where they lead, and what the screen says of payment."""

from datetime import datetime, timedelta

from sqlalchemy import Connection

from mock_portal.domain.case import Case, Person
from mock_portal.domain.refusal import Refusal
from mock_portal.domain.rules import Rules
from mock_portal.domain.rules.flow import Node
from mock_portal.domain.rules.payment import Order, Quote
from mock_portal.domain.terms import Colour, OrderStatus, State
from mock_portal.faults import fault
from mock_portal.filing import Filing
from mock_portal.payment_gateway import PaymentGateway
from mock_portal.settings import Settings
from mock_portal.store.payments import turn_into_refunds

BEIJING_IS_AHEAD = timedelta(hours=8)
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
A_MOMENT = timedelta(seconds=0.2)  # how long what was decided is not seen by others

# Orders.


@fault("order-outlives-the-deadline", "Q29", "D9")
class OrderOutlivesTheDeadline(Rules):
    """An order made shortly before the deadline can be paid after it."""

    def order_expiry(self, case: Case) -> datetime:
        return case.now + timedelta(minutes=case.area.order_minutes)


@fault("order-expires-in-utc", "Q29")
class OrderExpiresInUtc(Rules):
    """An order lives eight hours longer than the area says."""

    def order_expiry(self, case: Case) -> datetime:
        return min(super().order_expiry(case) + BEIJING_IS_AHEAD, case.area.timetable.payment.closes)


@fault("every-order-lives-half-an-hour", "Q29")
class EveryOrderLivesHalfAnHour(Rules):
    """The area's own order time is not heeded."""

    def order_expiry(self, case: Case) -> datetime:
        return min(case.now + 30 * MINUTE, case.area.timetable.payment.closes)


@fault("order-never-expires", "Q29", "R6.1b")
class OrderNeverExpires(Rules):
    """An expired order is still called 待支付, and “支付” leads to it although nobody can pay it any more."""

    def order_status(self, order: Order, now: datetime) -> OrderStatus:  # noqa: ARG002  at any time
        return order.status


@fault("order-outlives-the-approval", "Q29", "Q40")
class OrderOutlivesTheApproval(Filing):
    """Of who is not approved any more an order is still called 待支付, as if it could be paid."""

    def take_back(self, tx: Connection, case: Case) -> None:
        turn_into_refunds(tx, case.enrollment.id)


@fault("expiry-ends-the-enrollment", "Q29", "R6.1b")
class ExpiryEndsTheEnrollment(Rules):
    """Who has let an order expire cannot make another one."""

    def order_expiry(self, case: Case) -> datetime:
        return min(case.now - MINUTE, case.area.timetable.payment.closes)


@fault("order-per-click", "D7")
class OrderPerClick(Rules):
    """Each press of “支付” makes another order."""

    def is_still_payable(self, order: Order, case: Case) -> bool:  # noqa: ARG002  none is
        return False


@fault("row-lock-held-too-short", "D35", "D7")
class RowLockHeldTooShort(Rules):
    """Who presses “支付” twice at the same moment has two orders, as where the lock goes before what was decided is kept."""

    def is_still_payable(self, order: Order, case: Case) -> bool:
        return super().is_still_payable(order, case) and case.now - order.created_at >= A_MOMENT


@fault("paid-and-asked-again", "R6.2e", "D7")
class PaidAndAskedAgain(Rules):
    """Who has paid may make another order by the page's address."""

    def payment_refused(self, case: Case) -> Refusal | None:
        return None if case.state is State.PAID else super().payment_refused(case)

    def is_still_payable(self, order: Order, case: Case) -> bool:
        return order.status is not OrderStatus.PAID and super().is_still_payable(order, case)


@fault("orders-of-strangers", "D8", "D26")
class OrdersOfStrangers(Rules):
    """The way back from the platform works with anybody's order number."""

    def strangers_order_refused(self, case: Case, person: Person) -> Refusal | None:  # noqa: ARG002  anybody's
        return None


# The way to the platform, and what the screen says.


@fault("pay-leads-to-the-way-back", "R6.2d")
class PayLeadsToTheWayBack(PaymentGateway):
    """“支付” leads to the portal's own page of results, not to the platform."""

    def pay_address(self, settings: Settings, order: Order, subject: str) -> str:  # noqa: ARG002  for any subject
        return f"{settings.address}/payment/return?order={order.number}"


@fault("payment-node-green-too-soon", "R6.2e", "D30")
class PaymentNodeGreenTooSoon(Rules):
    """Node 缴费 is green as soon as one may pay."""

    def payment_colour(self, state: State) -> Colour:
        return Colour.GREEN if state is State.APPROVED else super().payment_colour(state)


@fault("payment-node-stays-black", "R6.2e")
class PaymentNodeStaysBlack(Rules):
    """Node 缴费 does not turn green when the fee has been paid."""

    def payment_colour(self, state: State) -> Colour:
        return Colour.BLACK if state is State.PAID else super().payment_colour(state)


@fault("payment-node-opens-after-stage-one", "R6.1a", "D30")
class PaymentNodeOpensAfterStageOne(Rules):
    """Node 缴费 turns black when the site has passed somebody."""

    def payment_colour(self, state: State) -> Colour:
        return Colour.BLACK if state is State.SITE_PASSED else super().payment_colour(state)


@fault("paid-in-green-but-waiting-in-words", "R6.2e")
class PaidInGreenButWaitingInWords(Rules):
    """All nodes are green, and the state still says that payment is awaited."""

    def state_text(self, case: Case) -> str:
        return "资格审核已通过，等待缴费" if case.state is State.PAID else super().state_text(case)


@fault("payment-node-leads-nowhere", "R6.2a")
class PaymentNodeLeadsNowhere(Rules):
    """Node 缴费 cannot be clicked."""

    def may_enter(self, case: Case, node: Node, colour: Colour) -> bool:
        return node is not Node.PAYMENT and super().may_enter(case, node, colour)


@fault("ordered-at-a-price-that-nobody-has-seen", "Q36", "Q48", "D10")
class OrderedAtAPriceThatNobodyHasSeen(Rules):
    """“支付” on a page that was left open orders at whatever the fee has become since."""

    def quote_refused(self, shown: Quote, now: Quote) -> Refusal | None:  # noqa: ARG002  whatever was shown
        return None
