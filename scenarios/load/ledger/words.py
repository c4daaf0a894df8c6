"""The words by which a witness knows what a button does and what a page tells, as the target file has them."""

from collections.abc import Mapping
from dataclasses import dataclass, fields

from scenarios.errors import Misuse, listing
from scenarios.load.ledger.entry import Act
from scenarios.target import Target

DESKS: Mapping[str, tuple[tuple[str, Act], ...]] = {
    "registration-point": (("confirm", Act.CONFIRM), ("refuse", Act.REFUSE)),
    "institution": (("pass_", Act.PASS_MATERIALS), ("reject", Act.REJECT)),
    "site": (
        ("confirm", Act.CONFIRM),
        ("refuse", Act.REFUSE),
        ("pass_", Act.PASS_SITE),
        ("fail", Act.FAIL_SITE),
        ("send_back", Act.SEND_BACK),
    ),
    "area": (("pass_", Act.PASS_AREA), ("fail", Act.FAIL_AREA)),
    "candidate": (("submit", Act.SUBMIT), ("withdraw", Act.WITHDRAW), ("order", Act.ORDER), ("pay", Act.PAY)),
}


@dataclass(frozen=True, slots=True)
class LedgerWords:
    """Buttons, the link to the printed form, and facts, in the guide's words unless the target file has others."""

    submit: str = "提交报名信息"
    withdraw: str = "确认撤回"
    order: str = "支付"
    pay: str = "确认支付"
    print: str = "打印报名表"
    confirm: str = "确认"
    refuse: str = "不予确认"
    pass_: str = "通过"
    fail: str = "不通过"
    reject: str = "确认不通过"
    send_back: str = "退回"
    id_number: str = "证件号码"
    state: str = "报名状态"
    area: str = "所在省份"
    specialty: str = "报考专业"
    subjects: str = "报考科目"
    between_subjects: str = "、"
    order_number: str = "订单号"
    amount: str = "金额"
    price: str = "应付金额"  # in the running text of the platform's page
    version: str = "版本"  # on the printed form

    @classmethod
    def of(cls, target: Target) -> "LedgerWords":
        """Those of a target.

        Raises:
            Misuse: its table [ledger] has a key that means nothing here.
        """
        known = [field.name for field in fields(cls)]
        given = {
            f"{key}_" if f"{key}_" in known else key: target.says.heard(words) for key, words in target.ledger.items()
        }
        if unknown := [key for key in given if key not in known]:
            names = listing((name.strip("_") for name in known), 40)
            raise Misuse(f"expected target {target.name} to have under [ledger] {names}, found {listing(unknown)}")
        return cls(**given)

    def meanings(self, role: str) -> Mapping[str, Act]:
        """What the buttons of somebody's pages ask for; nothing for those who only look."""
        return {getattr(self, name): act for name, act in DESKS.get(role, ())}
