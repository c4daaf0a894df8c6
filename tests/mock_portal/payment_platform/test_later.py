"""Acts done later run in the order in which they are due, in a thread of their own."""

from queue import Queue

from mock_portal.payment_platform.later import Later


def test_what_is_due_earlier_is_done_earlier() -> None:
    later, done = Later(), Queue[str]()
    later(0.05, lambda: done.put("second"))
    later(0.0, lambda: done.put("first"))
    assert [done.get(timeout=10), done.get(timeout=10)] == ["first", "second"]
