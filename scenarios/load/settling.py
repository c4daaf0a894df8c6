"""After a run, money may still be on its way: platforms repeat a message that was not heard for a minute or two."""

import time
from collections.abc import Callable

from scenarios.load.ledger import Kind, Reconciliation

PATIENCE_SECONDS = 150.0  # as long as the reference portal's platform repeats itself
PAUSE_SECONDS = 2.0
ON_ITS_WAY = frozenset({Kind.PAYMENT_LOST})


def settled(
    compare: Callable[[], Reconciliation],
    *,
    patience: float = PATIENCE_SECONDS,
    sleep: Callable[[float], object] = time.sleep,
    now: Callable[[], float] = time.monotonic,
) -> Reconciliation:
    """What ledgers and records say together, once no payment is missing any more or patience has run out.

    Args:
        compare: fetches the records anew and compares.
        patience: how many seconds a payment may be on its way before it counts as lost.
        sleep: waits.
        now: a clock in seconds.
    """
    deadline = now() + patience
    found = compare()
    while ON_ITS_WAY & found.counts.keys() and now() < deadline:
        sleep(PAUSE_SECONDS)
        found = compare()
    return found
