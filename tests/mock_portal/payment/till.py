"""A till for tests: a portal with an approved candidate, and a real platform on a port of its own."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from socket import socket
from threading import Thread
from typing import Any

import msgspec
from flask import Flask
from sqlalchemy import update
from werkzeug.serving import make_server

from mock_portal.domain.area import Area
from mock_portal.domain.calendar import BEIJING
from mock_portal.domain.refusal import Refusal
from mock_portal.domain.rules.payment import Order, Use
from mock_portal.domain.terms import State
from mock_portal.payment_platform import create_platform
from mock_portal.payment_platform.app import Platform
from mock_portal.payment_platform.behaviour import Behaviour
from mock_portal.payment_platform.ledger import Transaction
from mock_portal.portal import Portal
from mock_portal.store import schema as s
from mock_portal.store.payments import OrderRecord, orders_of_enrollment
from mock_portal.use_cases.notification import receive
from mock_portal.use_cases.payment import Due, due, open_order, order_and_pay
from tests.mock_portal.bookkeeping import balance, books_hold
from tests.mock_portal.browser import Browser
from tests.mock_portal.desks import a_submitted_enrollment
from tests.mock_portal.world import Clock, Filled, a_clock, a_project, an_app, an_area

PAYING_TIME = datetime(2023, 2, 20, 10, tzinfo=BEIJING)
FEE = 4 * 7000


@dataclass(frozen=True, slots=True)
class Till:
    """Portal and platform, the clock of both, and what the platform has postponed."""

    portal: Portal
    platform_app: Flask
    clock: Clock
    postponed: list[tuple[float, Callable[[], None]]] = field(default_factory=list)

    @property
    def platform(self) -> Platform:
        """The platform's inside."""
        found: Platform = self.platform_app.extensions["platform"]
        return found

    def approved(self, number: int = 1, *, area: Area | None = None, **columns: Any) -> Filled:
        """A candidate who may pay."""
        area = area or an_area()
        project = a_project(self.portal, areas=(area,))
        usual: dict[str, Any] = {"state": State.APPROVED, "area": area}
        return a_submitted_enrollment(self.portal, project, number, **usual | columns)

    def behave(self, filled: Filled, **behaviour: Any) -> None:
        """Tell the platform how to behave towards the candidate's area."""
        self.platform.ledger.set_behaviour(self.merchant(filled), msgspec.convert(behaviour, Behaviour))

    def merchant(self, filled: Filled) -> str:
        """The name under which the candidate's area collects."""
        return f"{filled.project_id}-{filled.case(self.portal).area.name}"

    def due(self, filled: Filled) -> Due:
        """What the candidate sees before paying."""
        found = due(self.portal, filled.person, filled.project_id)
        assert not isinstance(found, Refusal), found
        return found

    def order(self, filled: Filled) -> Order:
        """The candidate's open order."""
        opened = open_order(self.portal, filled.person, filled.project_id, self.due(filled).quote)
        assert not isinstance(opened, Refusal), opened
        return opened[1]

    def pay_address(self, filled: Filled) -> str:
        """Where “支付” leads."""
        address = order_and_pay(self.portal, filled.person, filled.project_id, self.due(filled).quote)
        assert not isinstance(address, Refusal), address
        return address

    def pay(self, filled: Filled, address: str = "") -> Browser:
        """The candidate pays, and stays on the platform's page."""
        return self.payer(address or self.pay_address(filled)).press("确认支付")

    def payer(self, address: str) -> Browser:
        """A browser on the platform's pay page."""
        return Browser(self.platform_app).open(address)

    def candidate(self, filled: Filled) -> Browser:
        """The candidate's browser on the portal."""
        return Browser(an_app(self.portal), filled.person)

    def state(self, filled: Filled) -> State:
        """The stored state of the enrollment."""
        return filled.case(self.portal).state

    def set_columns(self, filled: Filled, **columns: Any) -> None:
        """Change the enrollment's row as a desk would."""
        with self.portal.writing() as tx:
            tx.execute(update(s.enrollment).where(s.enrollment.c.id == filled.enrollment_id).values(**columns))

    def records(self, filled: Filled) -> list[OrderRecord]:
        """Orders and money as the portal has them."""
        with self.portal.reading() as tx:
            return orders_of_enrollment(tx, filled.enrollment_id)

    def books(self, filled: Filled) -> list[Transaction]:
        """Money as the platform has it."""
        return self.platform.ledger.books(self.merchant(filled))[0]


def money(till: Till, filled: Filled) -> list[tuple[int, Use, bool]]:
    """Every payment: amount, use, whether it went back."""
    payments = [p for record in till.records(filled) for p in record.payments]
    return [(p.receipt.amount, p.use, p.refunded_at is not None) for p in payments]


def the_books_hold(till: Till, filled: Filled) -> bool:
    """The invariant, with the platform's books agreeing."""
    records = till.records(filled)
    payments = [p for record in records for p in record.payments]
    at_platform = sum(t.amount for t in till.books(filled) if t.refunded_at is None)
    return books_hold(till.state(filled), [r.order for r in records], payments) and balance(payments) == at_platform


def beside(portal: Portal, platform_address: str) -> Portal:
    """The same portal, knowing where the platform is."""
    return replace(portal, settings=replace(portal.settings, payment_address=platform_address))


@contextmanager
def a_till(portal: Portal) -> Iterator[Till]:
    """Serve a platform beside ``portal``; it posts its notifications straight to the portal's use case."""
    clock = a_clock(portal)
    clock.now = PAYING_TIME
    postponed: list[tuple[float, Callable[[], None]]] = []
    with free_port() as listener:
        portal = beside(portal, f"http://127.0.0.1:{listener.getsockname()[1]}")

        def post(_address: str, body: bytes, signature: str) -> str:
            return receive(portal, body, signature).words

        def later(seconds: float, act: Callable[[], None]) -> None:
            postponed.append((seconds, act))

        app = create_platform(portal.settings, now=clock, post=post, later=later)
        with serving(app, listener):
            yield Till(portal, app, clock, postponed)


@contextmanager
def free_port() -> Iterator[socket]:
    """A socket on a port of its own."""
    with socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener


@contextmanager
def serving(app: Flask, listener: socket) -> Iterator[None]:
    """Serve an application in a thread of its own."""
    server = make_server("127.0.0.1", 0, app, threaded=True, fd=listener.fileno())
    thread = Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield
    server.shutdown()
    server.server_close()
    thread.join()
