"""A registration that its site deletes (Q51) while a request of its holder is under way: the holder is signed out, not told of an
accident."""

from collections.abc import Callable

import pytest

from mock_portal.domain.case import Person
from mock_portal.portal import Portal
from mock_portal.store.accounts import remove_account
from mock_portal.web.refusals import Refused
from mock_portal.web.visits import load_visit, sign_in
from tests.mock_portal.browser import Browser
from tests.mock_portal.test_uploads import NAME, PHOTO
from tests.mock_portal.web.account.test_pages import ENTRY
from tests.mock_portal.world import an_account, an_app

ACTS: dict[str, Callable[[Browser], Browser]] = {
    "photo": lambda browser: browser.press("上传", files={"photo": [(PHOTO, NAME)]}),
    "credentials/education": lambda browser: browser.press("提交", **ENTRY),
    "wechat": lambda browser: browser.open("/account/wechat"),
}


def take_away(portal: Portal, person: Person) -> None:
    with portal.writing() as tx:
        remove_account(tx, person.id)


@pytest.mark.parametrize("place", ACTS)
def test_whose_account_is_taken_away_meanwhile_is_signed_out(any_portal: Portal, place: str) -> None:
    person = an_account(any_portal, wechat_openid=None)
    app = an_app(any_portal)
    browser = Browser(app, person).open(f"/account/{place}")
    app.before_request_funcs[None].append(lambda: take_away(any_portal, person))  # as soon as it is known who asks

    ACTS[place](browser)

    assert browser.refusal == "signed-out"
    assert browser.status in {200, 401}
    assert person.name not in browser.text


def test_nobody_is_signed_in_to_an_account_that_was_taken_away_meanwhile(any_portal: Portal) -> None:
    person = an_account(any_portal)
    take_away(any_portal, person)

    with an_app(any_portal).test_request_context("/sign-in", method="POST"):
        load_visit()
        with pytest.raises(Refused, match="您尚未登录"):
            sign_in(account_id=person.id)


def test_an_accident_stays_one_while_the_account_is_there(any_portal: Portal, monkeypatch: pytest.MonkeyPatch) -> None:
    browser = Browser(an_app(any_portal), an_account(any_portal)).open("/account/photo")
    monkeypatch.setattr("mock_portal.store.accounts.set_photo", None)

    browser.press("上传", files={"photo": [(PHOTO, NAME)]})

    assert (browser.status, browser.heading) == (500, "系统繁忙")


def test_an_accident_stays_one_when_the_store_cannot_be_asked_any_more(
    portal: Portal, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = Browser(an_app(portal), an_account(portal)).open("/account/photo")
    monkeypatch.setattr("mock_portal.store.accounts.set_photo", None)
    monkeypatch.setattr("mock_portal.web.visits.find_person", None)

    browser.press("上传", files={"photo": [(PHOTO, NAME)]})

    assert (browser.status, browser.heading) == (500, "系统繁忙")
