"""What the payment pages show: amounts, orders and deadlines in the words of the screen."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from mock_portal.domain.calendar import BEIJING
from mock_portal.domain.case import Case
from mock_portal.domain.rules import Rules
from mock_portal.domain.rules.payment import Payment, Use
from mock_portal.domain.rules.standing import moment
from mock_portal.domain.terms import OrderStatus
from mock_portal.store.payments import OrderRecord
from mock_portal.use_cases.payment import Due
from mock_portal.web.components import Deadline, Link, Table

STATUS_WORDS: Mapping[OrderStatus, str] = {
    OrderStatus.OPEN: "待支付",
    OrderStatus.PAID: "已支付",
    OrderStatus.EXPIRED: "已超时关闭",
    OrderStatus.REFUNDED: "已退款",
}
REFUNDING = "退款处理中"


def yuan(fen: int) -> str:
    """An amount as the screen shows it."""
    return f"{fen // 100}.{fen % 100:02d}元"


def exact(when: datetime | None) -> str:
    """A time to the second, nothing for none."""
    return f"{when.astimezone(BEIJING):%Y-%m-%d %H:%M:%S}" if when else ""


def due_facts(due: Due) -> list[tuple[str, str]]:
    """Specialty, subjects and amount for checking."""
    case = due.case
    about = [("考试项目", case.project.title), ("所在省份", case.area.name), ("报名地市", case.enrollment.city)]
    if due.payable is None:
        return about
    about += [("报考专业", due.payable.specialty), ("报考科目", "、".join(due.payable.subjects))]
    return [*about, *amount_facts(due, len(due.payable.subjects)), ("缴费平台", case.area.platform)]


def amount_facts(due: Due, subjects: int) -> list[tuple[str, str]]:
    """The amount with its parts; an order keeps its amount when the area changes its fees, and says so."""
    fixed = due.case.area.fees.fixed
    if due.fee_per_subject * subjects + fixed != due.amount:
        return [("金额", f"{yuan(due.amount)}（按下单时的标准）")]
    parts = [("每科金额", yuan(due.fee_per_subject)), ("科目数", str(subjects))]
    return [*parts, *([("固定费用", yuan(fixed))] if fixed else []), ("金额", yuan(due.amount))]


def deadlines(due: Due) -> list[Deadline]:
    """Until when the fee must be paid, and until when the open order can be."""
    now, closes = due.case.now.isoformat(), due.case.area.timetable.payment.closes
    shown = [Deadline("缴费截至", moment(closes), closes.isoformat(), "逾期未缴费视为自动放弃本次考试。", now)]
    if due.open_order:
        expires = due.open_order.expires_at
        advice = "超时后订单自动关闭，可重新下单。"
        shown.append(Deadline("本订单支付截至", exact(expires), expires.isoformat(), advice, now))
    return shown


def to_pay_table(cases: Sequence[Case], rules: Mapping[int, Rules]) -> Table:
    """The enrollments whose candidates pay through the portal."""
    rows = [
        (
            Link(case.project.title, f"/payment/{case.project.id}/"),
            case.area.name,
            rules[case.enrollment.id].state_text(case),
            moment(case.area.timetable.payment.closes),
        )
        for case in cases
        if rules[case.enrollment.id].pays_online(case)
    ]
    return Table("缴费项目", ("考试项目", "所在省份", "状态", "缴费截至"), rows, "没有需要网上缴费的报名")


def order_table(cases: Sequence[Case], records: Sequence[OrderRecord], rules: Mapping[int, Rules]) -> Table:
    """The history of orders; of several exams it says for which one each order was."""
    by_enrollment = {case.enrollment.id: case for case in cases}
    rows = [order_row(by_enrollment[r.order.enrollment_id], r, rules[r.order.enrollment_id]) for r in records]
    headers: tuple[str, ...] = ("订单号", "报考专业", "金额", "下单时间", "状态", "支付时间", "退款")
    if len(cases) > 1:
        headers = (*headers, "考试项目")
        rows = [
            (*row, by_enrollment[r.order.enrollment_id].project.title) for row, r in zip(rows, records, strict=True)
        ]
    return Table("缴费记录", headers, rows, "没有订单")


def order_row(case: Case, record: OrderRecord, rules: Rules) -> tuple[str, ...]:
    """One order of the history."""
    order = record.order
    return (
        order.number,
        order.specialty,
        yuan(order.amount),
        exact(order.created_at),
        status_words(rules.order_status(order, case.now), going_back=rules.refund_is_under_way(record.payments)),
        exact(order.paid_at),
        "；".join(refund_words(p) for p in record.payments if p.use is Use.REFUND),
    )


def status_words(status: OrderStatus, *, going_back: bool) -> str:
    """What an order is called; no refund is told as made while the money is still going back."""
    return REFUNDING if status is OrderStatus.REFUNDED and going_back else STATUS_WORDS[status]


def goes_back(record: OrderRecord) -> bool:
    """Whether money has arrived for an order and counts for nothing: it has gone back, or is about to."""
    return bool(record.payments) and all(p.use is Use.REFUND for p in record.payments)


def refund_words(payment: Payment) -> str:
    """How far a refund has come."""
    amount = yuan(payment.receipt.amount)
    return f"{amount} 已退回（{exact(payment.refunded_at)}）" if payment.refunded_at else f"{amount} {REFUNDING}"
