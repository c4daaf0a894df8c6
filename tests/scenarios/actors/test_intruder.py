"""An intruder's addresses: below the portal's, whatever path of its host that is."""

from dataclasses import replace
from types import MappingProxyType

import pytest

from scenarios.actors import Intruder
from scenarios.actors.intruder import name_on, travelling
from scenarios.errors import LeftOut, Misuse, NotOnPage
from scenarios.page import read_page
from scenarios.story import Story
from scenarios.target import Target
from tests.scenarios.actors.small_portal import PORTAL, SmallPortal, a_target

TARGET = a_target(account="/me")
APART = replace(TARGET, addresses=MappingProxyType({"portal": PORTAL, "control": "http://control.example/v1"}))


@pytest.mark.parametrize(
    ("target", "address", "asked"),
    [
        (TARGET, "account", f"{PORTAL}/me"),
        (TARGET, "/sign-out", f"{PORTAL}/sign-out"),
        (TARGET, "/control/projects", f"{PORTAL}/control/projects"),
        (TARGET, "http://evil.example/x", "http://evil.example/x"),
        (APART, "/control/projects", "http://control.example/v1/projects"),
        (APART, "/controls", f"{PORTAL}/controls"),
    ],
)
def test_an_address_lies_below_the_portals(target: Target, address: str, asked: str) -> None:
    answer = Intruder(target, Story(), SmallPortal({})).gets(address)
    assert answer.first.url == asked


def test_a_name_that_the_target_does_not_give_an_address_is_told_with_what_to_do() -> None:
    with pytest.raises(Misuse, match="to name the path lottery, found account; add it to"):
        Intruder(TARGET, Story(), SmallPortal({})).gets("lottery")


def test_a_name_that_the_target_leaves_out_says_nothing_against_it() -> None:
    with pytest.raises(LeftOut, match=r"small leaves the path wechat_binding out of \[paths\]"):
        Intruder(TARGET, Story(), SmallPortal({})).gets("wechat_binding")


FORM = read_page('<form><label>地址 <input name="street"></label><input name="sort"></form>', f"{PORTAL}/x", 200)


def test_what_is_sent_otherwise_is_named_by_label_or_as_it_travels() -> None:
    assert [name_on(FORM, label) for label in ("地址", "sort", "sex")] == ["street", "sort", "sex"]
    with pytest.raises(NotOnPage, match="expected one field 邮编, found none"):
        name_on(FORM, "邮编")


CHOICE = read_page(
    '<form><label>所在省份 <select name="province"><option value="43">湖南省</option></select></label></form>',
    f"{PORTAL}/x",
    200,
)


@pytest.mark.parametrize(("words", "travels"), [("湖南省", "43"), ("广东省", "广东省"), (["湖南省"], ["湖南省"])])
def test_of_a_choice_that_is_offered_the_value_travels(words: str | list[str], travels: str | list[str]) -> None:
    assert travelling(CHOICE, "所在省份", words) == ("province", travels)


def test_what_no_page_offers_travels_under_the_words_of_the_target() -> None:
    knowing = replace(TARGET, words=MappingProxyType({"sex_field": "gender"}))
    intruder = Intruder(knowing, Story(), SmallPortal({}))
    assert intruder.named(sex="女") == {"gender": "女"}
    with pytest.raises(LeftOut, match=r"leaves the word next_field out of \[words\]"):
        intruder.named(next="/")
