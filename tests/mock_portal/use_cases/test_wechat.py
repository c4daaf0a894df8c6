"""Codes, phones and browsers: signing in and binding by WeChat, and everything that must not work."""

from datetime import timedelta
from functools import partial

from sqlalchemy import func, select

from mock_portal.domain.case import Person
from mock_portal.domain.refusal import Reason, Refusal
from mock_portal.domain.wechat import Purpose
from mock_portal.portal import Portal
from mock_portal.store import schema as s
from mock_portal.store.accounts import find_person
from mock_portal.use_cases.wechat import Answer, claim, phone_confirms, phone_scans, show_ticket, unbind
from tests.mock_portal.at_once import at_once
from tests.mock_portal.world import Clock, an_account

BROWSER, ELSEWHERE = "token-of-this-browser", "token-of-another-browser"


def reason(outcome: object) -> Reason | None:
    refusal = outcome.refusal if isinstance(outcome, Answer) else outcome
    return refusal.reason if isinstance(refusal, Refusal) else None


def a_code(portal: Portal) -> str:
    return show_ticket(portal, BROWSER, Purpose.SIGN_IN).ticket


def a_binding_code(portal: Portal, person: Person) -> str:
    return show_ticket(portal, BROWSER, Purpose.BIND, person).ticket


def signs_in(portal: Portal, code: str, browser: str = BROWSER) -> int | Refusal:
    return claim(portal, browser, code, Purpose.SIGN_IN)


def accounts(portal: Portal) -> int:
    with portal.reading() as tx:
        return int(tx.execute(select(func.count()).select_from(s.account)).scalar_one())


def test_a_bound_wechat_signs_its_owner_in(portal: Portal) -> None:
    person = an_account(portal)
    code = a_code(portal)

    assert phone_scans(portal, code, "wechat-1") == Answer(Purpose.SIGN_IN, person.name)
    assert reason(signs_in(portal, code)) is Reason.NOT_SCANNED
    assert phone_confirms(portal, code, "wechat-1") == Answer(Purpose.SIGN_IN, person.name)
    assert signs_in(portal, code) == person.id


def test_a_code_works_once(portal: Portal) -> None:
    person, code = an_account(portal), a_code(portal)
    phone_confirms(portal, code, "wechat-1")

    assert signs_in(portal, code) == person.id
    assert reason(signs_in(portal, code)) is Reason.QR_DEAD
    assert reason(phone_confirms(portal, code, "wechat-1")) is Reason.QR_DEAD


def test_of_two_claims_at_once_one_signs_in(any_portal: Portal) -> None:
    person = an_account(any_portal)
    for _ in range(10):
        code = a_code(any_portal)
        phone_confirms(any_portal, code, "wechat-1")
        answers = at_once(partial(signs_in, any_portal, code), partial(signs_in, any_portal, code))
        assert [a for a in answers if not isinstance(a, Refusal)] == [person.id]


def test_a_code_confirmed_for_one_browser_is_worth_nothing_in_another(portal: Portal) -> None:
    an_account(portal)
    code = a_code(portal)
    phone_confirms(portal, code, "wechat-1")

    assert reason(signs_in(portal, code, ELSEWHERE)) is Reason.QR_DEAD


def test_a_code_dies_with_its_time_for_phone_and_browser(portal: Portal, clock: Clock) -> None:
    an_account(portal)
    early, late = a_code(portal), a_code(portal)
    phone_confirms(portal, early, "wechat-1")
    clock.advance(timedelta(seconds=portal.settings.qr_seconds))

    assert reason(signs_in(portal, early)) is Reason.QR_DEAD
    assert reason(phone_scans(portal, late, "wechat-1")) is Reason.QR_DEAD
    assert reason(phone_confirms(portal, late, "wechat-1")) is Reason.QR_DEAD


def test_an_invented_code_is_dead(portal: Portal) -> None:
    assert reason(phone_scans(portal, "invented", "wechat-1")) is Reason.QR_DEAD
    assert reason(signs_in(portal, "invented")) is Reason.QR_DEAD


def test_an_unbound_wechat_is_refused_on_phone_and_screen_and_makes_no_account(portal: Portal) -> None:
    an_account(portal)
    code = a_code(portal)

    assert reason(phone_scans(portal, code, "stranger")) is Reason.WECHAT_UNBOUND
    assert reason(signs_in(portal, code)) is Reason.WECHAT_UNBOUND
    assert reason(phone_confirms(portal, code, "stranger")) is Reason.QR_DEAD
    assert accounts(portal) == 1


def test_a_phone_that_skips_the_scan_is_refused_as_well(portal: Portal) -> None:
    code = a_code(portal)

    assert reason(phone_confirms(portal, code, "stranger")) is Reason.WECHAT_UNBOUND
    assert reason(signs_in(portal, code)) is Reason.WECHAT_UNBOUND


def test_binding_lets_the_wechat_sign_in_and_unbinding_ends_it(portal: Portal) -> None:
    person = an_account(portal, wechat_openid=None)
    code = a_binding_code(portal, person)
    assert phone_scans(portal, code, "mine") == Answer(Purpose.BIND, person.name)
    phone_confirms(portal, code, "mine")
    assert claim(portal, BROWSER, code, Purpose.BIND) == person.id

    code = a_code(portal)
    phone_confirms(portal, code, "mine")
    assert signs_in(portal, code) == person.id

    unbind(portal, person)
    with portal.reading() as tx:
        stored = find_person(tx, person.id_number)
    assert stored is not None
    assert not stored.wechat_bound
    assert reason(phone_scans(portal, a_code(portal), "mine")) is Reason.WECHAT_UNBOUND


def test_a_wechat_of_somebody_else_cannot_be_bound(portal: Portal) -> None:
    an_account(portal)
    person = an_account(portal, 2, wechat_openid=None)
    code = a_binding_code(portal, person)

    assert reason(phone_scans(portal, code, "wechat-1")) is Reason.WECHAT_TAKEN
    assert reason(claim(portal, BROWSER, code, Purpose.BIND)) is Reason.WECHAT_TAKEN


def test_an_account_has_one_wechat(portal: Portal) -> None:
    person = an_account(portal)

    assert reason(phone_confirms(portal, a_binding_code(portal, person), "second")) is Reason.ALREADY_BOUND


def test_a_code_for_binding_does_not_sign_in(portal: Portal) -> None:
    person = an_account(portal, wechat_openid=None)
    code = a_binding_code(portal, person)
    phone_confirms(portal, code, "mine")

    assert reason(signs_in(portal, code)) is Reason.QR_DEAD


def test_of_two_accounts_that_bind_one_wechat_at_once_one_is_refused(any_portal: Portal) -> None:
    for number in range(1, 11):
        one = an_account(any_portal, number, wechat_openid=None)
        other = an_account(any_portal, number + 100, wechat_openid=None)
        codes = [a_binding_code(any_portal, person) for person in (one, other)]
        answers = at_once(*(partial(phone_confirms, any_portal, code, f"shared-{number}") for code in codes))
        assert sorted(str(reason(answer)) for answer in answers) == ["None", "wechat-taken"]
