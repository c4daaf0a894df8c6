"""The candidate as a payer: 【网上缴费】, the payment platform, and what came of it."""

import copy
import re
from typing import Self
from urllib.parse import urlencode

from fixtures.published.choices import SUBJECTS
from scenarios.actors.actor import Session, step
from scenarios.actors.enrollee import Enrollee
from scenarios.actors.outcome import Outcome
from scenarios.page import Page


class Payer(Enrollee):
    """A candidate who pays."""

    def sees_where_node_leads(self, node: str) -> str:
        """The address behind a node of 【报考流程】, empty if it leads nowhere."""
        self.opens_flow()
        return next((item.address or "" for item in self.page.items("报考流程") if item.text.startswith(node)), "")

    @step
    def opens_payment(self) -> Page:
        """By node 【缴费】 of the flow bar (R6.2a)."""
        self.opens_flow()
        return self.hands.follow("缴费", within="报考流程")

    @step
    def opens_payment_by_menu(self) -> Page:
        """By 【网上缴费】 in the left menu (R6.2b)."""
        self.goes_to("home")
        return self.hands.follow("网上缴费")

    @step
    def checks_out(self) -> Outcome:
        """支付: leads to the area's payment platform."""
        self.opens_payment()
        return self.outcome(self.hands.submit("支付"))

    @step
    def pays_at_platform(self) -> Page:
        """Press 确认支付 on the platform's page that lies open."""
        self.target.demands("payment-simulator")  # it might be a platform where money is real
        return self.hands.submit("确认支付")

    @step
    def changes_mind_at_platform(self) -> Page:
        """Press 取消支付, which leads back to the portal."""
        self.target.demands("payment-simulator")
        return self.hands.submit("取消支付")

    @step
    def comes_back_by(self, **said: str) -> Outcome:
        """Open the address to which the platform sends people back, with whatever one likes in it."""
        return self.outcome(self.hands.open(f"{self.target.address('payment_return')}?{urlencode(said)}"))

    @property
    def in_another_tab(self) -> Self:
        """The same person in a second tab: one session, another page open."""
        tab = copy.copy(self)
        tab.session = Session(self.name, self.session.make)
        tab.hands.travel_with(self.hands.passport())
        return tab

    def in_another_project(self, project: int, exam: str) -> Self:
        """The same person in a second tab, enrolling in another exam project there."""
        tab = self.in_another_tab
        tab.project, tab.exam = project, exam
        tab.goes_to("home")
        return tab

    @step
    def returns_to_portal(self) -> Page:
        """返回商户."""
        return self.hands.follow("返回商户")

    def returns_and_sees(self, state: str) -> bool:
        """Go back to the portal and look at the flow bar."""
        self.returns_to_portal()
        return self.sees_flow().shows(state)

    @step
    def pays(self) -> Outcome:
        """The whole payment."""
        self.target.demands("payment-simulator")
        self.checks_out()
        self.pays_at_platform()
        return self.outcome(self.returns_to_portal())

    @step
    def refreshes_payment(self) -> Outcome:
        """刷新缴费状态 on the page of this enrollment's payment."""
        self.goes_to("payment_of_project")
        return self.outcome(self.hands.submit("刷新缴费状态"))

    def presses_pay_at_platform(self) -> Page:
        """The same as ``pays_at_platform``, untold: for people who do it at once (see ``together``)."""
        self.target.demands("payment-simulator")
        return self.hands.submit("确认支付")

    @step
    def insists_on_payment(self) -> Outcome:
        """Pay by the page's address, whether or not the portal still offers the way there."""
        return self._insists("payment_of_project", "支付")

    def subjects(self) -> frozenset[str]:
        """The subjects that this candidate ticks."""
        return frozenset(SUBJECTS if self.profile.subjects is None else self.profile.subjects)

    def fee(self) -> int:
        """What the rules make of this enrollment, in fen (Q36)."""
        return self.area.fee(self.profile.specialty.code, len(self.subjects()))

    def fee_in_words(self) -> str:
        """The same as the screen has it."""
        return f"{self.fee() / 100:.2f}元"

    def sees_amount(self) -> str:
        """What is to be paid, as the page shows it."""
        self.opens_payment()
        return self.page.fact("金额")

    def sees_parts_make_up_the_fee(self) -> bool:
        """Whether the parts of the amount, if the page of payment shows any, make up what the rules make of it."""
        facts = self.opens_payment().facts
        if not {"每科金额", "科目数"} <= set(facts):
            return True
        each, fixed = (in_fen(facts.get(label, "0.00元")) for label in ("每科金额", "固定费用"))
        return each * int(facts["科目数"]) + fixed == self.fee()

    def sees_price_at_platform(self) -> str:
        """What the platform's page that lies open asks for, in yuan."""
        found = re.search(r"应付金额 ?¥([0-9.]+)", self.page.text)
        return f"{found[1]}元" if found else "nothing"

    def is_at_platform(self) -> bool:
        """Whether the page that lies open is the payment platform's."""
        return self.page.address.startswith(self.target.origin("payment_platform"))

    def is_at_portal(self) -> bool:
        """Whether the page that lies open is the portal's."""
        return self.page.address.startswith(self.target.origin("portal"))

    def sees_orders(self) -> tuple[dict[str, str], ...]:
        """The order history, newest first; an empty table may say in words that it is empty."""
        self.opens_payment_by_menu()
        return tuple(row for row in self.page.table("缴费记录").records() if "状态" in row)

    def sees_order_states(self) -> list[str]:
        """What the order history says of each order, newest first."""
        return [order["状态"] for order in self.sees_orders()]

    def sees_times_of_payment(self) -> set[str]:
        """When orders were paid, to the minute and in digits, as the order history or the platform's page of the payment says."""
        at_platform = self.page.facts.get("支付时间", "") if self.is_at_platform() else ""
        said = [at_platform] if at_platform else [order.get("支付时间", "") for order in self.sees_orders()]
        return {re.sub(r"\D", "", words)[:12] for words in said if words}

    def sees_refunds(self) -> list[str]:
        """What the order history says of money that goes back, newest order first."""
        return [order["退款"] for order in self.sees_orders()]


def in_fen(words: str) -> int:
    """An amount such as 70.00元."""
    return round(float(words.removesuffix("元")) * 100)
