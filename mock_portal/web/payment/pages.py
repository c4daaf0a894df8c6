"""【网上缴费】: what is due, the way to the payment platform, the way back, and what was paid."""

from typing import Any

from flask import redirect, request
from werkzeug.wrappers import Response

from mock_portal.domain.case import Person
from mock_portal.domain.refusal import Refusal
from mock_portal.domain.rules.payment import Quote
from mock_portal.domain.terms import State
from mock_portal.use_cases import payment as use_case
from mock_portal.use_cases.payment import Due
from mock_portal.web.forms import number_sent
from mock_portal.web.pages import show_page
from mock_portal.web.payment import blueprint
from mock_portal.web.payment.views import deadlines, due_facts, goes_back, order_table, to_pay_table
from mock_portal.web.refusals import Refused, status_of, view_of
from mock_portal.web.visits import for_candidates, portal

Answer = str | tuple[str, int] | Response


@blueprint.get("/")
@for_candidates
def home(person: Person) -> Answer:
    """Everything that the person has to pay or ever ordered."""
    purse = use_case.purse(portal(), person)
    rules = {case.enrollment.id: portal().parts(case).rules for case in purse.cases}
    return show_page(
        "payment/home.html",
        heading="网上缴费",
        to_pay=to_pay_table(purse.cases, rules),
        orders=order_table(purse.cases, purse.records, rules),
    )


@blueprint.get("/<int:project_id>/")
@for_candidates
def check(person: Person, project_id: int) -> Answer:
    """Specialty, subjects and amount for checking (R6.2c)."""
    return show_due(due_or_404(person, project_id))


@blueprint.post("/<int:project_id>/")
@for_candidates
def pay(person: Person, project_id: int) -> Answer:
    """“支付”: to the platform that the area has designated (R6.2d)."""
    shown = Quote(number_sent("version"), number_sent("shown_amount"))
    address = use_case.order_and_pay(portal(), person, project_id, shown)
    if isinstance(address, Refusal):
        return show_due(due_or_404(person, project_id), address)
    return redirect(address, 303)


@blueprint.post("/<int:project_id>/refresh")
@for_candidates
def refresh(person: Person, project_id: int) -> Answer:
    """“刷新缴费状态”: ask the platform (Q34)."""
    found = use_case.refresh(portal(), person, project_id)
    if isinstance(found, Refusal):
        return show_due(due_or_404(person, project_id), found)
    unpaid = "money-goes-back" if found.records and goes_back(found.records[0]) else "not-paid-yet"
    done = "paid" if found.case.state is State.PAID else unpaid
    return redirect(f"/payment/{project_id}/?done={done}", 303)


@blueprint.get("/return")
@for_candidates
def come_back(person: Person) -> Answer:
    """Back from the platform, which proves nothing (Q38, D6): the platform itself is asked."""
    number = request.args.get("order", "")
    if not number:
        return redirect("/payment/", 303)
    own = use_case.own_order(portal(), person, number)
    if isinstance(own, Refusal):
        raise Refused(own)
    trouble = use_case.come_back(portal(), *own, request.args.get("result", ""))
    found = due_or_404(person, own[0].project.id)
    if found.case.state is State.PAID:
        gateway = portal().parts(found.case).gateway
        return redirect(gateway.way_back(found.case.project.id, request.args), 303)
    if any(goes_back(record) for record in found.records if record.order.number == number):
        return show("payment/return.html", "款项退回", found, None, returned=True)
    return show("payment/return.html", "支付结果确认中", found, trouble)


def due_or_404(person: Person, project_id: int) -> Due:
    """What is due, or the page that says that there is no such enrollment."""
    found = use_case.due(portal(), person, project_id)
    if isinstance(found, Refusal):
        raise Refused(found)
    return found


def show_due(due: Due, refusal: Refusal | None = None) -> tuple[str, int]:
    """The page for checking and paying."""
    rules = portal().parts(due.case).rules
    hindrance = rules.payment_refused(due.case)
    if due.case.state is State.PAID:
        return show("payment/paid.html", "缴费", due, None)
    return show("payment/check.html", "缴费", due, refusal or hindrance, payable=hindrance is None)


def show(template: str, heading: str, due: Due, refusal: Refusal | None, **views: Any) -> tuple[str, int]:
    """One of the pages about a single enrollment."""
    rules = {due.case.enrollment.id: portal().parts(due.case).rules}
    page = show_page(
        template,
        heading=heading,
        due=due,
        facts=due_facts(due),
        deadlines=deadlines(due),
        orders=order_table((due.case,), due.records, rules),
        refusal=view_of(refusal),
        flow_address=f"/enrollment/{due.case.project.id}/",
        refresh_address=f"/payment/{due.case.project.id}/refresh",
        **views,
    )
    return page, status_of(refusal) if refusal else 200
