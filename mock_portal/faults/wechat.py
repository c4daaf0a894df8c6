"""Faults of WeChat: codes that live too long, work twice or elsewhere, and bindings that are none."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from mock_portal.domain.calendar import BEIJING
from mock_portal.domain.case import Person
from mock_portal.domain.refusal import Refusal
from mock_portal.domain.rules import Rules
from mock_portal.domain.wechat import Purpose, Ticket, TicketStatus
from mock_portal.faults import fault
from mock_portal.store import accounts
from mock_portal.store import wechat as store
from mock_portal.store.wechat import WechatAccounts


@fault("qr-works-twice", "Q45")
class QrWorksTwice(Rules):
    """A code that has signed somebody in does so again."""

    def qr_is_used(self, ticket: Ticket) -> bool:  # noqa: ARG002
        return False


@fault("qr-goes-to-the-last-phone", "Q45")
class QrGoesToTheLastPhone(Rules):
    """A code that a phone has confirmed can be confirmed by another one, which is signed in then."""

    def scan_refused(self, ticket: Ticket, now: datetime) -> Refusal | None:
        confirmed = ticket.status is TicketStatus.CONFIRMED and ticket.purpose is Purpose.SIGN_IN
        return super().scan_refused(replace(ticket, status=TicketStatus.SHOWN) if confirmed else ticket, now)


@fault("qr-works-in-any-browser", "Q45")
class QrWorksInAnyBrowser(Rules):
    """A code signs in whichever browser sends it, not only the one that showed it."""

    def qr_is_of(self, ticket: Ticket, browser: str) -> bool:  # noqa: ARG002
        return True


@fault("qr-never-stale", "Q45")
class QrNeverStale(Rules):
    """A code lives for ever."""

    def qr_is_stale(self, ticket: Ticket, now: datetime) -> bool:  # noqa: ARG002
        return False


@fault("qr-stale-on-the-phone-only", "Q45")
class QrStaleOnThePhoneOnly(Rules):
    """A code that a phone has confirmed signs in hours later."""

    def qr_refused(self, ticket: Ticket | None, purpose: Purpose, browser: str, now: datetime) -> Refusal | None:
        return super().qr_refused(
            ticket, purpose, browser, min(now, ticket.expires_at.replace(year=2000)) if ticket else now
        )


@fault("unbound-wechat-makes-an-account", "R1.2b", "Q44")
class UnboundWechatMakesAnAccount(WechatAccounts):
    """A WeChat that is bound to nobody is given an account of its own and signed in."""

    def account_of(self, tx: Any, openid: str) -> Person | None:
        found = super().account_of(tx, openid)
        if found is None:
            new = accounts.NewAccount(
                openid.lower(), "微信用户", "军人证件", openid, "!", "", None, "中国", "", "", "!"
            )
            store.set_openid(tx, accounts.add_account(tx, new, datetime.now(BEIJING)), openid)
            found = super().account_of(tx, openid)
        return found


@fault("wechat-moves-to-whoever-binds-last", "Q46")
class WechatMovesToWhoeverBindsLast(WechatAccounts):
    """A WeChat that is bound already is taken away from its candidate by the next one who scans."""

    def holder(self, tx: Any, openid: str) -> Person | None:
        held = super().holder(tx, openid)
        if held:
            store.set_openid(tx, held.id, None)
        return None


@fault("unbinding-leaves-the-door-open", "Q46", "R1.2b")
class UnbindingLeavesTheDoorOpen(WechatAccounts):
    """Unbinding says it is done, and the WeChat still signs in."""

    def unbind(self, tx: Any, account_id: int) -> None:
        pass


@fault("unbinding-blocks-only-the-door", "Q46")
class UnbindingBlocksOnlyTheDoor(Rules):
    """Who unbinds the WeChat in the middle of an enrollment goes on and submits without one."""

    def unbound_refused(self, person: Person) -> Refusal | None:  # noqa: ARG002  nobody is asked
        return None


@fault("unbinding-spares-confirmed-codes", "R1.2b", "Q46")
class UnbindingSparesConfirmedCodes(WechatAccounts):
    """A code that the phone has confirmed signs in after its WeChat was unbound."""

    def unbind(self, tx: Any, account_id: int) -> None:
        store.set_openid(tx, account_id, None)


@fault("wechat-signs-nobody-in", "R1.2a")
class WechatSignsNobodyIn(WechatAccounts):
    """A bound WeChat is treated as a stranger."""

    def account_of(self, tx: Any, openid: str) -> Person | None:  # noqa: ARG002
        return None


@fault("wechat-compared-without-case", "R1.2b")
class WechatComparedWithoutCase(WechatAccounts):
    """A WeChat whose name differs in small and capital letters opens somebody else's account."""

    def account_of(self, tx: Any, openid: str) -> Person | None:
        return super().account_of(tx, openid) or super().account_of(tx, openid.lower())


@fault("binding-not-kept", "R1.2a", "Q46")
class BindingNotKept(WechatAccounts):
    """A binding is confirmed on the phone and never stored."""

    def bind(self, tx: Any, account_id: int, openid: str) -> None:
        pass


@fault("anybody-speaks-for-wechat", "R1.2b", "Q45")
class AnybodySpeaksForWechat(WechatAccounts):
    """Whoever says that a phone has confirmed a code is believed, and signs in as whose WeChat is named."""

    def tells(self, secret: str, body: bytes, signature: str) -> bool:  # noqa: ARG002  any will do
        return True


@fault("wechat-heard-without-signature", "Q45")
class WechatHeardWithoutSignature(WechatAccounts):
    """A message with a wrong signature is not believed, one without any is."""

    def tells(self, secret: str, body: bytes, signature: str) -> bool:
        return not signature or super().tells(secret, body, signature)


@fault("code-opens-for-who-looked-first", "R1.2b", "D11")
class CodeOpensForWhoLookedFirst(WechatAccounts):
    """A code signs in whose phone opened it first, although it was another one that said yes."""

    def answer(self, tx: Any, ticket: Ticket, person: Person, *, confirms: bool) -> None:
        status = TicketStatus.CONFIRMED if confirms else TicketStatus.SHOWN
        store.set_ticket(tx, ticket.ticket, status, ticket.account_id or person.id)


@fault("binding-code-binds-again", "Q45", "Q46")
class BindingCodeBindsAgain(Rules):
    """Who has unbound a WeChat is bound to it again by the code of before, with nothing done at the portal."""

    def scan_refused(self, ticket: Ticket, now: datetime) -> Refusal | None:
        binds = ticket.purpose is Purpose.BIND
        return super().scan_refused(replace(ticket, status=TicketStatus.SHOWN) if binds else ticket, now)


@fault("binding-code-never-dies", "Q45")
class BindingCodeNeverDies(Rules):
    """A code for binding that was left on a screen binds hours later whichever WeChat says yes to it."""

    def scan_refused(self, ticket: Ticket, now: datetime) -> Refusal | None:
        binds = ticket.purpose is Purpose.BIND
        return super().scan_refused(replace(ticket, expires_at=now + timedelta(1)) if binds else ticket, now)
