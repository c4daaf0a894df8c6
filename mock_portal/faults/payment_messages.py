"""Faults of the portal's talk with the payment platform: what it believes, what it asks, what it gives back."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import count

from mock_portal.domain.case import Case
from mock_portal.domain.rules import Rules
from mock_portal.domain.rules.payment import Order, Payment, Receipt, Use
from mock_portal.domain.terms import Event, OrderStatus, State
from mock_portal.faults import fault
from mock_portal.payment_gateway import NotificationChecks, PaymentGateway, PlatformDown
from mock_portal.payment_platform.messages import Notification
from mock_portal.settings import Settings

YUAN = 100  # fen
ARRIVALS = count(1)

# What is believed.


@fault("signature-not-checked", "Q38", "D10")
class SignatureNotChecked(NotificationChecks):
    """Whoever sends a notification is believed."""

    def signature_holds(self, secret: str, body: bytes, signature: str) -> bool:  # noqa: ARG002  any will do
        return True


@fault("missing-signature-accepted", "D10")
class MissingSignatureAccepted(NotificationChecks):
    """A wrong signature is refused, none at all is not."""

    def signature_holds(self, secret: str, body: bytes, signature: str) -> bool:
        return not signature or super().signature_holds(secret, body, signature)


@fault("signature-checked-for-its-shape", "Q38", "D10")
class SignatureCheckedForItsShape(NotificationChecks):
    """Anything that looks like a signature is taken for one."""

    def signature_holds(self, secret: str, body: bytes, signature: str) -> bool:  # noqa: ARG002  only its shape
        return len(signature) == 64 and not signature.strip("0123456789abcdef")  # noqa: PLR2004  hex digits of SHA-256


@fault("amount-not-checked", "Q38", "D10")
class AmountNotChecked(Rules):
    """Any amount pays an order."""

    def use_of(self, receipt: Receipt, order: Order, case: Case) -> Use:
        return super().use_of(replace(receipt, amount=order.amount), order, case)


@fault("amount-compared-in-whole-yuan", "D10", "Q38")
class AmountComparedInWholeYuan(Rules):
    """The amount is rounded to whole yuan before it is compared."""

    def use_of(self, receipt: Receipt, order: Order, case: Case) -> Use:
        near = round(receipt.amount / YUAN) == round(order.amount / YUAN)
        return super().use_of(replace(receipt, amount=order.amount) if near else receipt, order, case)


@fault("repeated-message-is-another-payment", "Q38", "D10")
class RepeatedMessageIsAnotherPayment(NotificationChecks):
    """A payment is told apart by the arrival of its message, not by its transaction: repeated, it is booked again."""

    def receipt(self, notification: Notification) -> Receipt:
        told = super().receipt(notification)
        return replace(told, transaction=f"{told.transaction[:20]}-{next(ARRIVALS)}")


@fault("return-believed", "D6", "Q38")
class ReturnBelieved(PaymentGateway):
    """Coming back with “success” in the address pays the order."""

    def receipts_on_return(self, settings: Settings, order: Order, result: str) -> tuple[Receipt, ...]:
        if result != "success":
            return super().receipts_on_return(settings, order, result)
        return (Receipt(f"return-{order.number}", order.number, order.amount, order.created_at),)


@fault("return-is-success", "D6", "R6.2e")
class ReturnIsSuccess(PaymentGateway):
    """Whoever comes back from the platform counts as having paid, even after 取消支付."""

    def receipts_on_return(self, settings: Settings, order: Order, result: str) -> tuple[Receipt, ...]:  # noqa: ARG002
        return (Receipt(f"return-{order.number}", order.number, order.amount, order.created_at),)


@fault("success-only-on-return", "D6", "D5")
class SuccessOnlyOnReturn(NotificationChecks):
    """Notifications are thrown away: only who clicks “返回商户” is found to have paid."""

    def merchant_holds(self, notification: Notification, order: Order) -> bool:  # noqa: ARG002  thrown away
        return False


@fault("way-back-leads-anywhere", "D27")
class WayBackLeadsAnywhere(PaymentGateway):
    """After payment the portal leads to whatever address the way back names."""

    def way_back(self, project_id: int, wishes: Mapping[str, str]) -> str:
        return wishes.get("next") or super().way_back(project_id, wishes)


@fault("silence-is-payment", "Q34", "D5", "Q38")
class SilenceIsPayment(PaymentGateway):
    """When the platform does not answer, the order is taken for paid."""

    def query(self, settings: Settings, order: Order) -> tuple[Receipt, ...]:
        try:
            return super().query(settings, order)
        except PlatformDown:
            return (Receipt(f"silent-{order.number}", order.number, order.amount, order.created_at),)


@fault("refresh-asks-nobody", "Q34", "D5")
class RefreshAsksNobody(PaymentGateway):
    """“刷新缴费状态” shows what the portal knew before."""

    def query(self, settings: Settings, order: Order) -> tuple[Receipt, ...]:  # noqa: ARG002  nobody is asked
        return ()


@fault("paid-orders-not-asked-about", "Q33", "Q34", "D7")
class PaidOrdersNotAskedAbout(PaymentGateway):
    """Once an order is paid nobody asks about it again: a second payment whose message was lost stays at the platform."""

    def query(self, settings: Settings, order: Order) -> tuple[Receipt, ...]:
        return () if order.status is OrderStatus.PAID else super().query(settings, order)


# Which money counts.


@fault("orders-of-before-not-asked-about", "Q34", "D5", "Q30")
class OrdersOfBeforeNotAskedAbout(Rules):
    """“刷新缴费状态” asks about the newest order only: money for the one before stays at the platform."""

    def orders_asked_about(self, orders: Sequence[Order]) -> Sequence[Order]:
        return orders[:1]


@fault("late-money-kept", "Q32", "D9")
class LateMoneyKept(Rules):
    """Who pays after the deadline is enrolled all the same."""

    def use_of(self, receipt: Receipt, order: Order, case: Case) -> Use:
        return super().use_of(replace(receipt, paid_at=order.created_at), order, case)


@fault("closing-moment-in-time", "Q32", "Q2")
class ClosingMomentInTime(Rules):
    """Money paid at the very closing moment counts."""

    def use_of(self, receipt: Receipt, order: Order, case: Case) -> Use:
        if receipt.paid_at == case.area.timetable.payment.closes:
            receipt = replace(receipt, paid_at=order.created_at)
        return super().use_of(receipt, order, case)


@fault("late-message-late-money", "Q31")
class LateMessageLateMoney(Rules):
    """The time of the message counts, not that of the payment: who paid in time loses the place."""

    def use_of(self, receipt: Receipt, order: Order, case: Case) -> Use:
        return super().use_of(replace(receipt, paid_at=case.now), order, case)


@fault("paid-when-told", "Q31")
class PaidWhenTold(Rules):
    """The order history calls the arrival of the message the time of payment: who paid in time reads of a time after the deadline."""

    def time_of_payment(self, use: Use, receipt: Receipt, order: Order, case: Case) -> datetime | None:
        return case.now if use is Use.COUNTS else super().time_of_payment(use, receipt, order, case)


@fault("expired-order-swallows-money", "Q30", "D9")
class ExpiredOrderSwallowsMoney(NotificationChecks):
    """Money for an expired order is neither honoured nor given back."""

    def merchant_holds(self, notification: Notification, order: Order) -> bool:
        return notification.paid_at < order.expires_at and super().merchant_holds(notification, order)


@fault("second-payment-kept", "Q33", "D7")
class SecondPaymentKept(Rules):
    """Who pays twice has paid twice."""

    def use_of(self, receipt: Receipt, order: Order, case: Case) -> Use:
        again = case.state is State.PAID and receipt.amount == order.amount
        return Use.COUNTS if again else super().use_of(receipt, order, case)

    def destination(self, state: State, event: Event) -> State:
        return state if (state, event) == (State.PAID, Event.PAY) else super().destination(state, event)


@fault("payment-revives-the-rejected", "Q40", "D24")
class PaymentRevivesTheRejected(Rules):
    """Money that arrives for an approval that was withdrawn makes it a success."""

    def use_of(self, receipt: Receipt, order: Order, case: Case) -> Use:
        return Use.COUNTS if case.state is State.REVIEW_REJECTED else super().use_of(receipt, order, case)

    def destination(self, state: State, event: Event) -> State:
        return State.PAID if event is Event.PAY else super().destination(state, event)


@fault("old-order-pays-for-corrected-data", "Q37", "D37")
class OldOrderPaysForCorrectedData(Rules):
    """An order made before a correction pays at the old amount for what stands there now."""

    def is_for(self, order: Order, case: Case) -> bool:
        return order.enrollment_id == case.enrollment.id


# What goes back.


@fault("money-outlives-the-approval", "Q37", "Q40")
class MoneyOutlivesTheApproval(Rules):
    """A desk that ends an approval does not send the money back."""

    def gives_money_back(self, case: Case) -> bool:  # noqa: ARG002  never
        return False


@fault("overturned-by-hand-only", "Q37")
class OverturnedByHandOnly(Rules):
    """Money goes back while payment is pending, but not once it was paid."""

    def gives_money_back(self, case: Case) -> bool:
        return case.state is State.APPROVED


@fault("refund-promised-only", "Q33", "Q32", "Q37", "D7")
class RefundPromisedOnly(PaymentGateway):
    """The order history says 已退回, and the platform was never asked."""

    def refund(self, settings: Settings, merchant: str, receipt: Receipt) -> None:
        pass


@fault("refund-less-a-fee", "Q33", "Q32", "Q40")
class RefundLessAFee(PaymentGateway):
    """A handling fee is kept back, which the platform does not do: the money never goes back."""

    def refund(self, settings: Settings, merchant: str, receipt: Receipt) -> None:
        super().refund(settings, merchant, replace(receipt, amount=receipt.amount - YUAN))


@fault("refund-of-the-whole-order", "Q33", "D7")
class RefundOfTheWholeOrder(PaymentGateway):
    """Of a payment made twice both go back, and the candidate stays enrolled for nothing."""

    def refund(self, settings: Settings, merchant: str, receipt: Receipt) -> None:
        for paid in self._ask_about(settings, merchant, receipt):
            super().refund(settings, merchant, paid)

    def _ask_about(self, settings: Settings, merchant: str, receipt: Receipt) -> tuple[Receipt, ...]:
        moment = receipt.paid_at
        whole = Order(receipt.order_number, 0, 0, merchant, 0, "", (), moment, moment, OrderStatus.OPEN)
        return self.query(settings, whole)


@fault("refund-not-tried-again", "Q33", "Q34")
class RefundNotTriedAgain(PaymentGateway):
    """A refund that the platform could not make at once is written off as made."""

    def refund(self, settings: Settings, merchant: str, receipt: Receipt) -> None:
        try:
            super().refund(settings, merchant, receipt)
        except PlatformDown:
            return


@fault("duplicate-turns-the-order-around", "Q33")
class DuplicateTurnsTheOrderAround(Rules):
    """A duplicate that goes back leaves the paid order as 已退款."""

    def status_after(self, use: Use, order: Order) -> OrderStatus:
        return OrderStatus.REFUNDED if use is Use.REFUND else super().status_after(use, order)


@fault("paid-order-stays-open", "Q33", "D5")
class PaidOrderStaysOpen(Rules):
    """The enrollment is paid, and its order is still called 待支付 or 已超时关闭."""

    def status_after(self, use: Use, order: Order) -> OrderStatus:
        return OrderStatus.OPEN if use is Use.COUNTS else super().status_after(use, order)


@fault("refund-told-too-early", "Q33", "D7")
class RefundToldTooEarly(Rules):
    """An order is called 已退款 as soon as its money is to go back, whether the platform has made the refund or not."""

    def refund_is_under_way(self, payments: Iterable[Payment]) -> bool:  # noqa: ARG002  it is taken for made
        return False
