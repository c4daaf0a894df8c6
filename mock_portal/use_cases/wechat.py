"""WeChat: showing a code, hearing from the phone, signing in, binding and unbinding (R1.2, Q44-Q46)."""

import secrets
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from mock_portal.domain.case import Person
from mock_portal.domain.refusal import Reason, Refusal, refuse
from mock_portal.domain.wechat import Purpose, Ticket, TicketStatus
from mock_portal.parts import HEALTHY, Parts
from mock_portal.portal import Portal
from mock_portal.store import wechat as store
from mock_portal.store.accounts import lock_account
from mock_portal.store.sessions import hashed


@dataclass(frozen=True, slots=True)
class Answer:
    """What a phone is told: for whom and for what it confirms, or why it cannot."""

    purpose: Purpose | None = None
    holder: str = ""
    refusal: Refusal | None = None


def show_ticket(portal: Portal, browser_token: str, purpose: Purpose, person: Person | None = None) -> Ticket:
    """A fresh code for the browser with this session token; for binding it is bound to ``person`` too."""
    expires_at = portal.now() + timedelta(seconds=portal.settings.qr_seconds)
    account_id = person.id if person else None
    ticket = Ticket(
        secrets.token_urlsafe(24), purpose, hashed(browser_token), account_id, TicketStatus.SHOWN, expires_at
    )
    with portal.writing() as tx:
        store.add_ticket(tx, ticket)
    return ticket


def ticket_of(portal: Portal, browser_token: str, ticket: str) -> Ticket | None:
    """The code of that name, if this browser was shown it."""
    with portal.reading() as tx:
        found = store.find_ticket(tx, ticket)
    return found if found and found.browser == hashed(browser_token) else None


def is_told_by_wechat(portal: Portal, ticket: str, openid: str, body: bytes, signature: str) -> bool:
    """Whether a message about a phone and a code comes from the WeChat service."""
    with portal.reading() as tx:
        found = store.find_ticket(tx, ticket)
        parts = _parts_of(portal, tx, found, openid) if found else HEALTHY
    return parts.wechat.tells(portal.settings.wechat_secret, body, signature)


def phone_scans(portal: Portal, ticket: str, openid: str) -> Answer:
    """Tell a phone what it is about to confirm. A WeChat that opens no account ends the code, there and here."""
    return _answer(portal, ticket, openid, confirms=False)


def phone_confirms(portal: Portal, ticket: str, openid: str) -> Answer:
    """A phone has pressed the button."""
    try:
        return _answer(portal, ticket, openid, confirms=True)
    except IntegrityError:  # two accounts were bound to one WeChat at once: the store let one through
        with portal.writing() as tx:
            found = store.find_ticket(tx, ticket, lock=True)
            if found:
                store.set_ticket(tx, ticket, TicketStatus.TAKEN, found.account_id)
        return Answer(refusal=refuse(Reason.WECHAT_TAKEN))


def _answer(portal: Portal, ticket: str, openid: str, *, confirms: bool) -> Answer:
    with portal.writing() as tx:
        shown = store.find_ticket(tx, ticket)
        if shown and shown.account_id:
            lock_account(tx, shown.account_id)  # before its code, as whoever takes the account away does
        found = store.find_ticket(tx, ticket, lock=True)
        if found is None:
            return Answer(refusal=refuse(Reason.QR_DEAD))
        parts = _parts_of(portal, tx, found, openid)
        if refusal := parts.rules.scan_refused(found, portal.now()):
            return Answer(refusal=refusal)
        if found.purpose is Purpose.SIGN_IN:
            return _answer_sign_in(tx, parts, found, openid, confirms=confirms)
        return _answer_binding(tx, parts, found, openid, confirms=confirms)


def _parts_of(portal: Portal, tx: Connection, ticket: Ticket, openid: str) -> Parts:
    """Those of the account that binds or opens; a rehearsal may also admit a WeChat that opens none yet."""
    binder = store.person_by_id(tx, ticket.account_id) if ticket.account_id else None
    person = binder or store.holder_of(tx, openid)
    return portal.parts_of_person(tx, person.id_number if person else openid)


def _answer_sign_in(tx: Connection, parts: Parts, ticket: Ticket, openid: str, *, confirms: bool) -> Answer:
    person = parts.wechat.account_of(tx, openid)
    if person is None:
        store.set_ticket(tx, ticket.ticket, TicketStatus.UNBOUND, None)
        return Answer(refusal=refuse(Reason.WECHAT_UNBOUND))
    parts.wechat.answer(tx, ticket, person, confirms=confirms)
    return Answer(ticket.purpose, person.name)


def _answer_binding(tx: Connection, parts: Parts, ticket: Ticket, openid: str, *, confirms: bool) -> Answer:
    person = store.person_by_id(tx, ticket.account_id) if ticket.account_id else None
    if person is None:
        return Answer(refusal=refuse(Reason.QR_DEAD))
    own, holder = store.own_openid(tx, person.id), parts.wechat.holder(tx, openid)
    if refusal := parts.rules.binding_refused(own, holder.id if holder else None):
        taken = refusal.reason is Reason.WECHAT_TAKEN
        store.set_ticket(tx, ticket.ticket, TicketStatus.TAKEN if taken else TicketStatus.USED, person.id)
        return Answer(refusal=refusal)
    if confirms:
        parts.wechat.bind(tx, person.id, openid)
        store.set_ticket(tx, ticket.ticket, TicketStatus.CONFIRMED, person.id)
    return Answer(ticket.purpose, person.name)


def claim(portal: Portal, browser_token: str, ticket: str, purpose: Purpose) -> int | Refusal:
    """Use a code that the phone has confirmed, once: the account that signs in or has been bound."""
    with portal.writing() as tx:
        found = store.find_ticket(tx, ticket, lock=True)
        person = store.person_by_id(tx, found.account_id) if found and found.account_id else None
        rules = (portal.parts_of_person(tx, person.id_number) if person else HEALTHY).rules
        if refusal := rules.qr_refused(found, purpose, hashed(browser_token), portal.now()):
            return refusal
        if found is None or found.status is TicketStatus.SHOWN or person is None:
            return refuse(Reason.NOT_SCANNED)
        store.set_ticket(tx, ticket, TicketStatus.USED, person.id)
    return person.id


def unbind(portal: Portal, person: Person) -> None:
    """Loosen the WeChat from this account; enrolling needs one again (Q46)."""
    with portal.writing() as tx:
        portal.parts_of_person(tx, person.id_number).wechat.unbind(tx, person.id)
