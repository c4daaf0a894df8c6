"""What the payment platform says and does not say: forged, repeated, wrong, foreign, late, lost, out of order; and when it is down."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from scenarios.actors import Candidate, Forger
from scenarios.actors.together import together
from scenarios.areas import AreaType
from scenarios.books import books_of
from scenarios.cast import People
from scenarios.control import Stage
from scenarios.verifies import needs, on_areas, over_http, verifies

pytestmark = over_http

PAYING = on_areas(AreaType.ON_SITE_PAY, AreaType.ONLINE_PAY)
ROUNDS = 5


@PAYING
@verifies("Q38", "D10", "R6.2e")
def test_a_forged_notification_is_not_believed(approved: Candidate, stage: Stage) -> None:
    stage.platform(approved.area.name, "behaviour", {"notify": "forged"})
    approved.checks_out()
    approved.pays_at_platform()
    assert approved.returns_and_sees("approved")
    assert books_of(stage).keep()


@pytest.mark.parametrize(
    "signature", [None, "", "0" * 64, "none"], ids=["no signature", "an empty one", "zeros", "a word"]
)
@verifies("Q38", "D10")
def test_who_does_not_know_the_secret_pays_for_nobody(
    approved: Candidate, forger: Forger, stage: Stage, signature: str | None
) -> None:
    approved.checks_out()
    assert not forger.claims(approved.page, signature).broke
    assert approved.sees_flow().shows("approved")
    assert approved.sees_order_states() == ["待支付"]
    assert books_of(stage).keep()


@verifies("Q38", "D10")
def test_a_signature_of_something_else_proves_nothing(approved: Candidate, forger: Forger, stage: Stage) -> None:
    approved.checks_out()
    signature_of_the_address = forger.sees_parameters(approved.page)["signature"]
    assert not forger.claims(approved.page, signature_of_the_address).broke
    assert not forger.claims(approved.page, signature_of_the_address, amount=1).broke
    assert approved.sees_flow().shows("approved")
    assert books_of(stage).keep()


@pytest.mark.parametrize(
    "body",
    [b"", b"{}", b"[]", b"not json", b'{"order": 1}', b"\xff\xfe", b"{" * 9000],
    ids=["nothing", "no fields", "a list", "words", "wrong types", "bytes", "depth"],
)
@verifies("D10", "D29")
def test_nonsense_in_place_of_a_notification_is_refused(forger: Forger, stage: Stage, body: bytes) -> None:
    answer = forger.sends(body, signature="0" * 64)
    assert 400 <= answer.status < 500
    assert b"Traceback" not in answer.body
    assert books_of(stage).keep()


@PAYING
@verifies("Q38", "D10", "R6.2e")
def test_a_wrong_amount_does_not_pay_and_goes_back(approved: Candidate, stage: Stage) -> None:
    stage.platform(approved.area.name, "behaviour", {"notify": "wrong-amount"})
    approved.checks_out()
    approved.pays_at_platform()
    assert approved.sees_flow().shows("approved")
    assert books_of(stage).keep()
    stage.platform(approved.area.name, "behaviour", {})
    approved.pays()
    assert approved.sees_flow().shows("paid")
    assert books_of(stage).keep(approved.fee())


@verifies("Q38", "D10", "D8", "Q34")
def test_a_notification_for_an_order_that_nobody_made_pays_nothing(
    people: People, approves: Callable[..., None], stage: Stage
) -> None:
    payer, other = people.candidate(), people.candidate()
    approves(payer, other)
    other.beforehand.checks_out()
    stage.platform(payer.area.name, "behaviour", {"notify": "foreign-order"})
    payer.checks_out()
    payer.pays_at_platform()
    assert payer.sees_flow().shows("approved")
    assert other.sees_flow().shows("approved")
    payer.refreshes_payment()
    assert payer.sees_flow().shows("paid")
    assert books_of(stage).keep(payer.fee())


@PAYING
@verifies("Q38", "D10", "R6.2e")
def test_a_repeated_notification_counts_once(approved: Candidate, stage: Stage) -> None:
    stage.platform(approved.area.name, "behaviour", {"notify": "repeated", "repeat": 4})
    approved.checks_out()
    approved.pays_at_platform()
    assert approved.returns_and_sees("paid")
    assert approved.sees_order_states() == ["已支付"]
    assert books_of(stage).keep(approved.fee())


@verifies("Q33", "Q38", "D7", "Q30")
def test_of_two_orders_paid_in_the_wrong_order_one_counts(approved: Candidate, stage: Stage) -> None:
    area, late = approved.area.name, approved.in_another_tab
    stage.platform(area, "behaviour", {"accepts_expired": True, "notify": "held"})
    late.checks_out()
    stage.travels_to(stage.now() + timedelta(minutes=approved.area.order_minutes + 1))
    approved.checks_out()
    late.pays_at_platform()
    stage.platform(area, "behaviour", {"accepts_expired": True})
    approved.pays_at_platform()
    stage.platform(area, "deliver", {})
    assert approved.sees_flow().shows("paid")
    assert books_of(stage).keep(approved.fee())


@verifies("Q30", "Q34", "D5", "D9")
def test_a_payment_of_the_order_before_is_found_by_asking_too(approved: Candidate, stage: Stage) -> None:
    stage.platform(approved.area.name, "behaviour", {"accepts_expired": True, "notify": "lost"})
    late = approved.in_another_tab
    late.checks_out()
    stage.travels_to(stage.now() + timedelta(minutes=approved.area.order_minutes + 1))
    approved.checks_out()
    late.pays_at_platform()
    approved.refreshes_payment()
    counted = approved.sees_flow().shows("paid")
    assert books_of(stage).platform.received == approved.fee()
    assert books_of(stage).keep(*[approved.fee()] * counted)


@PAYING
@verifies("Q34", "D5", "R6.2e")
def test_a_payment_of_which_nobody_told_is_found_by_asking(approved: Candidate, stage: Stage) -> None:
    stage.platform(approved.area.name, "behaviour", {"notify": "lost"})
    approved.checks_out()
    approved.pays_at_platform()
    assert approved.refreshes_payment().accepted
    assert approved.sees_flow().shows("paid")
    assert approved.sees_order_states() == ["已支付"]
    assert books_of(stage).keep(approved.fee())


@PAYING
@verifies("Q34", "D5", "D6", "R6.2e")
@needs("reconciling")
def test_a_payment_of_which_nobody_told_is_found_without_the_candidate(approved: Candidate, stage: Stage) -> None:
    stage.platform(approved.area.name, "behaviour", {"notify": "lost"})
    approved.checks_out()
    approved.pays_at_platform()
    stage.travels_to(stage.now() + timedelta(minutes=approved.area.order_minutes))
    stage.reconciles()
    assert books_of(stage).keep(approved.fee())
    assert approved.sees_flow().shows("paid")


def pays_twice_and_is_heard_once(payer: Candidate, stage: Stage) -> None:
    """Two tabs pay one order; of the second payment nobody tells the portal."""
    stage.platform(payer.area.name, "behaviour", {"allows_twice": True})
    tab = payer.in_another_tab
    payer.checks_out()
    tab.checks_out()
    payer.pays_at_platform()
    stage.platform(payer.area.name, "behaviour", {"allows_twice": True, "notify": "lost"})
    tab.pays_at_platform()


@PAYING
@verifies("Q33", "Q34", "D7")
@needs("reconciling")
def test_a_second_payment_of_which_nobody_told_goes_back_without_the_candidate(
    approved: Candidate, stage: Stage
) -> None:
    pays_twice_and_is_heard_once(approved, stage)
    stage.travels_to(stage.now() + timedelta(minutes=approved.area.order_minutes))
    stage.reconciles()
    assert books_of(stage).platform.received == 2 * approved.fee()
    assert books_of(stage).keep(approved.fee())


@verifies("Q33", "Q34", "D7")
def test_a_second_payment_of_which_nobody_told_goes_back_by_asking(approved: Candidate, stage: Stage) -> None:
    pays_twice_and_is_heard_once(approved, stage)
    assert approved.refreshes_payment().accepted
    assert approved.sees_flow().shows("paid")
    assert books_of(stage).platform.received == 2 * approved.fee()
    assert books_of(stage).keep(approved.fee())


@verifies("Q34", "D5", "D7")
def test_whoever_wants_to_pay_again_after_a_lost_message_is_found_to_have_paid(
    approved: Candidate, stage: Stage
) -> None:
    stage.platform(approved.area.name, "behaviour", {"notify": "lost"})
    approved.checks_out()
    approved.pays_at_platform()
    stage.travels_to(stage.now() + timedelta(minutes=approved.area.order_minutes + 1))
    approved.insists_on_payment()
    assert not approved.is_at_platform()
    assert approved.sees_flow().shows("paid")
    assert books_of(stage).keep(approved.fee())


@verifies("Q31", "Q34", "R6.1b")
def test_a_payment_in_time_is_found_by_asking_after_the_deadline(approved: Candidate, stage: Stage) -> None:
    stage.platform(approved.area.name, "behaviour", {"notify": "lost"})
    stage.stands_at(stage.calendar.payment.last_moment)
    approved.checks_out()
    approved.pays_at_platform()
    stage.travels_to(stage.calendar.payment.closes + timedelta(minutes=1))
    approved.refreshes_payment()
    assert approved.sees_flow().shows("paid")
    assert books_of(stage).keep(approved.fee())


@verifies("Q31")
def test_a_message_of_the_next_day_counts_by_the_time_of_payment(approved: Candidate, stage: Stage) -> None:
    stage.platform(approved.area.name, "behaviour", {"notify": "held"})
    stage.stands_at(stage.calendar.payment.last_moment)
    approved.checks_out()
    approved.pays_at_platform()
    stage.travels_to(stage.calendar.payment.closes + timedelta(hours=11))
    stage.platform(approved.area.name, "deliver", {})
    assert approved.sees_flow().shows("paid")
    assert books_of(stage).keep(approved.fee())


@PAYING
@verifies("D6", "Q38", "R6.2e")
def test_coming_back_with_success_in_the_address_proves_nothing(approved: Candidate, stage: Stage) -> None:
    approved.checks_out()
    number = approved.page.fact("订单号")
    assert not approved.comes_back_by(order=number, result="success").page.says("缴费成功")
    assert not approved.comes_back_by(order=number, result="paid", status="TRADE_SUCCESS").page.says("缴费成功")
    assert approved.sees_flow().shows("approved")
    assert books_of(stage).keep()


@verifies("D6", "R6.2e")
def test_who_never_comes_back_has_paid_all_the_same(approved: Candidate, stage: Stage) -> None:
    approved.checks_out()
    approved.pays_at_platform()
    assert approved.sees_flow().shows("paid")
    assert books_of(stage).keep(approved.fee())


@verifies("D6", "Q38", "D7")
def test_who_changes_their_mind_at_the_platform_can_still_pay(approved: Candidate) -> None:
    approved.checks_out()
    approved.changes_mind_at_platform()
    assert approved.is_at_portal()
    assert approved.sees_flow().shows("approved")
    approved.pays()
    assert approved.sees_flow().shows("paid")
    assert approved.sees_order_states() == ["已支付"]


@pytest.mark.parametrize(
    "elsewhere",
    ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)"],
    ids=["address", "no scheme", "backslash", "script"],
)
@verifies("D27", "D6")
def test_the_way_back_leads_nowhere_else(approved: Candidate, elsewhere: str) -> None:
    approved.checks_out()
    number = approved.page.fact("订单号")
    approved.pays_at_platform()
    wishes = dict.fromkeys(("next", "return", "return_address", "url", "back"), elsewhere)
    approved.comes_back_by(order=number, result="success", **wishes)
    assert approved.is_at_portal()
    assert not [link.address for link in approved.page.links if "evil" in link.address or "javascript" in link.address]


@PAYING
@verifies("Q34", "Q38", "D5")
def test_a_platform_that_is_down_changes_nothing(approved: Candidate, stage: Stage) -> None:
    approved.checks_out()
    stage.platform(approved.area.name, "behaviour", {"down": True})
    assert approved.pays_at_platform().alerts
    assert approved.refreshes_payment().refused_because("platform-down")
    assert approved.sees_flow().shows("approved")
    stage.platform(approved.area.name, "behaviour", {})
    approved.pays()
    assert approved.sees_flow().shows("paid")
    assert books_of(stage).keep(approved.fee())


@verifies("Q33", "Q38", "D7", "D10")
def test_a_notification_and_a_query_at_once_count_one_payment(
    people: People, approves: Callable[..., None], stage: Stage
) -> None:
    payers = [people.candidate() for _ in range(ROUNDS)]
    approves(*payers)
    area = payers[0].area.name
    stage.platform(area, "behaviour", {"notify": "held"})
    told = [told_and_asked_at_once(payer.beforehand, stage) for payer in payers]
    assert told == ["paid"] * ROUNDS
    assert books_of(stage).keep(*[payer.fee() for payer in payers])


def told_and_asked_at_once(payer: Candidate, stage: Stage) -> str:
    """One round: the message and the candidate's own question arrive together."""
    payer.checks_out()
    payer.pays_at_platform()
    payer.goes_to("payment_of_project")
    tab = payer.in_another_tab
    together(
        lambda: stage.platform(payer.area.name, "deliver", {}),
        lambda: payer.hands.submit("刷新缴费状态"),
        lambda: tab.hands.submit("刷新缴费状态"),
    )
    return "paid" if payer.sees_flow().shows("paid") else "not paid"
