"""An intruder's addresses: below the portal's, whatever path of its host that is."""

from dataclasses import replace
from types import MappingProxyType

import pytest

from scenarios.actors import Intruder
from scenarios.errors import Misuse
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
    with pytest.raises(Misuse, match="to name the path wechat_binding, found account; add it to"):
        Intruder(TARGET, Story(), SmallPortal({})).gets("wechat_binding")
