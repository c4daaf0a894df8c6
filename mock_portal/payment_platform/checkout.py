"""The pay page: what a payer sees and presses. It trusts nothing but the merchant's signature."""

import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta, timezone
from typing import Any
from urllib.parse import urlencode

import msgspec
from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from mock_portal.payment_platform.app import platform
from mock_portal.payment_platform.behaviour import Notify
from mock_portal.payment_platform.ledger import Declined, Transaction
from mock_portal.payment_platform.messages import Notification, PayRequest
from mock_portal.payment_platform.signing import query_holds, signed_query
from mock_portal.shapes import read_words

BEIJING = timezone(timedelta(hours=8), "Asia/Shanghai")
blueprint = Blueprint("checkout", __name__)
Answer = str | tuple[str, int] | Response

WRONG_SIGNATURE = ("支付请求无效", "支付请求的签名不正确或内容已被更改，未扣款。请返回商户重新发起支付。")
DOWN = ("系统维护中", "支付服务暂时不可用，未扣款。请稍后再试。")
DECLINED: Mapping[Declined, tuple[str, str]] = {
    Declined.EXPIRED: ("订单已过期", "该订单已超过支付有效期，未扣款。请返回商户重新下单。"),
    Declined.ALREADY_PAID: ("订单已支付", "该订单已支付过，本次未扣款。"),
}


@blueprint.app_template_filter()
def yuan(fen: int) -> str:
    """An amount as the screen shows it."""
    return f"¥{fen // 100}.{fen % 100:02d}"


@blueprint.app_template_filter()
def minute(when: datetime) -> str:
    """A time as the screen shows it, in Beijing."""
    return f"{when.astimezone(BEIJING):%Y-%m-%d %H:%M:%S}"


def asked(parameters: Mapping[str, str]) -> PayRequest | None:
    """What the merchant asks for; None unless it is signed and whole."""
    if not query_holds(platform().secret, parameters):
        return None
    try:
        return read_words(parameters, PayRequest)
    except msgspec.ValidationError:
        return None


def merchant_name(merchant: str) -> str:
    """A merchant as the payer knows it: without the number in front."""
    return f"{merchant.partition('-')[2] or merchant}考区"


def apology(title: str, words: str, status: int, wanted: PayRequest | None = None) -> tuple[str, int]:
    """A page that says why nothing was paid."""
    back = back_to(wanted, "declined") if wanted else ""
    return render_template("platform_notice.html", title=title, words=words, good=False, facts=(), back=back), status


def back_to(wanted: PayRequest, result: str) -> str:
    """The merchant's address with what this page believes; a merchant must not believe it."""
    joint = "&" if "?" in wanted.return_address else "?"
    return wanted.return_address + joint + urlencode({"result": result})


@blueprint.get("/pay")
def show() -> Answer:
    """What is to be paid, to whom, and until when."""
    wanted = asked(request.args)
    if wanted is None:
        return apology(*WRONG_SIGNATURE, 400)
    if platform().behaviour(wanted.merchant).down:
        return apology(*DOWN, 503)
    return render_template(
        "platform_pay.html",
        merchant=merchant_name(wanted.merchant),
        wanted=wanted,
        parameters=request.args.to_dict(),
    )


@blueprint.post("/pay")
def pay() -> Answer:
    """Pay, or go back without."""
    parameters = request.form.to_dict()
    act = parameters.pop("act", "")
    wanted = asked(parameters)
    if wanted is None:
        return apology(*WRONG_SIGNATURE, 400)
    if act == "cancel":
        return redirect(back_to(wanted, "cancelled"), 303)
    behaviour = platform().behaviour(wanted.merchant)
    if behaviour.down:
        return apology(*DOWN, 503)
    if behaviour.notify is Notify.FORGED:
        return forge(wanted)
    paid = platform().ledger.pay(wanted)
    if isinstance(paid, Declined):
        return apology(*DECLINED[paid], 409, wanted)
    platform().notifier.notify(wanted.notify_address, notification_of(wanted.merchant, paid))
    seen = {"merchant": wanted.merchant, "transaction": paid.id, "back": back_to(wanted, "success")}
    query = signed_query(platform().secret, seen)  # signed, so that nobody makes us show a link of theirs
    return redirect(f"{url_for('checkout.done')}?{query}", 303)


def notification_of(merchant: str, paid: Transaction) -> Notification:
    """What the merchant is told of a payment."""
    return Notification(merchant, paid.order, paid.id, paid.amount, paid.paid_at)


def forge(wanted: PayRequest) -> Answer:
    """Let somebody else tell the merchant of a payment that nobody made."""
    paid = Transaction(secrets.token_hex(14), wanted.order, wanted.amount, platform().ledger.now(wanted.merchant))
    platform().notifier.forge(wanted.notify_address, notification_of(wanted.merchant, paid))
    return apology("支付未完成", "未扣款。请返回商户查看结果。", 200, wanted)


@blueprint.get("/pay/done")
def done() -> Answer:
    """The payment was made; the way back to the merchant."""
    if not query_holds(platform().secret, request.args):
        return apology(*WRONG_SIGNATURE, 400)
    paid = platform().ledger.find(request.args["merchant"], request.args["transaction"])
    if paid is None:
        return apology(*WRONG_SIGNATURE, 400)
    facts: tuple[tuple[str, Any], ...] = (
        ("商户", merchant_name(request.args["merchant"])),
        ("订单号", paid.order),
        ("交易号", paid.id),
        ("金额", yuan(paid.amount)),
        ("支付时间", minute(paid.paid_at)),
    )
    back = request.args["back"]
    words = "请返回商户查看办理结果。"
    return render_template("platform_notice.html", title="支付成功", words=words, good=True, facts=facts, back=back)
