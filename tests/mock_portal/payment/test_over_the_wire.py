"""Portal and platform as two servers: the notification goes over the wire and is answered in HTTP."""

from contextlib import ExitStack
from dataclasses import replace

import msgspec
import pytest

from mock_portal.domain.terms import State
from mock_portal.payment_platform.messages import Notification
from mock_portal.payment_platform.notifier import post
from mock_portal.payment_platform.signing import SIGNATURE_HEADER, signature_of
from mock_portal.portal import Portal
from tests.mock_portal.payment.till import Till, free_port, serving
from tests.mock_portal.world import an_app


@pytest.mark.parametrize(
    ("change", "status", "words"),
    [
        pytest.param({}, 200, "success", id="as it should be"),
        pytest.param({"order": "none"}, 404, "unknown order", id="an order nobody made"),
        pytest.param({"merchant": "1-山东省"}, 403, "another merchant's order", id="another merchant"),
    ],
)
def test_a_notification_is_answered_with_success_only_when_it_is_stored(
    till: Till, change: dict[str, str], status: int, words: str
) -> None:
    candidate = till.approved()
    order = till.order(candidate)
    notification = Notification(order.merchant, order.number, "T1", order.amount, till.clock.now)
    body = msgspec.json.encode(replace(notification, **change))  # type: ignore[arg-type]
    headers = {SIGNATURE_HEADER: signature_of(till.portal.settings.payment_secret, body)}
    answer = an_app(till.portal).test_client().post("/notifications/payment", data=body, headers=headers)
    assert (answer.status_code, answer.text) == (status, words)
    assert till.state(candidate) is (State.PAID if words == "success" else State.APPROVED)


def test_a_notification_without_a_signature_is_refused(portal: Portal) -> None:
    answer = an_app(portal).test_client().post("/notifications/payment", data=b"{}")
    assert answer.status_code == 400


def test_the_platform_hears_what_the_portal_answers(till: Till) -> None:
    candidate = till.approved()
    order = till.order(candidate)
    body = msgspec.json.encode(Notification(order.merchant, order.number, "T1", order.amount, till.clock.now))
    with ExitStack() as stack:
        listener = stack.enter_context(free_port())
        stack.enter_context(serving(an_app(till.portal), listener))
        address = f"http://127.0.0.1:{listener.getsockname()[1]}/notifications/payment"
        assert post(address, body, "wrong") == "403 wrong signature"
        assert post(address, body, signature_of(till.portal.settings.payment_secret, body)) == "success"
    assert till.state(candidate) is State.PAID


def test_a_portal_that_does_not_answer_is_an_outcome_not_an_accident() -> None:
    with free_port() as listener:
        address = f"http://127.0.0.1:{listener.getsockname()[1]}/"
    assert post(address, b"{}", "") == "NewConnectionError"
