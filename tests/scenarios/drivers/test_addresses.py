"""Addresses travel as browsers send them, and what is none is said in one line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scenarios.drivers.addresses import authorization_in, sendable
from scenarios.drivers.files import filename_of
from scenarios.drivers.http import HttpDriver
from scenarios.drivers.transport import Response
from scenarios.errors import TargetWrong

if TYPE_CHECKING:
    from collections.abc import Mapping


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("http://portal.example", "http://portal.example/"),
        ("http://Portal.example:80/a b?c d=张#节", "http://portal.example:80/a%20b?c%20d=%E5%BC%A0#%E8%8A%82"),
        ("http://用户.example/", "http://xn--zouo53b.example/"),
        ("http://[::1]:8000/", "http://[::1]:8000/"),
    ],
)
def test_an_address_travels(address: str, expected: str) -> None:
    assert sendable(address) == expected


BAD = [
    "http://127.0.0.1:abc/",
    "http://[::1/",
    "http:///x",
    "http://127.0.0.1:99999/",
    "http://a b/",
    "http://a..b/",
    f"http://{'a' * 70}.example/",
    f"http://{'张' * 70}.example/",
    "weixin://pay",
]


@pytest.mark.parametrize("address", BAD)
def test_an_address_that_cannot_be_fetched_is_the_targets_fault(address: str) -> None:
    with pytest.raises(TargetWrong, match="expected an address that can be fetched, found"):
        HttpDriver().open(address)


class Sending:
    """A transport whose every answer sends on to an address."""

    def __init__(self, address: str) -> None:
        self.address = address

    def send(self, method: str, url: str, headers: Mapping[str, str], body: bytes | None) -> Response:  # noqa: ARG002
        return Response(302, url, (("Location", self.address),), b"")


# "http:///x" without a host is, in a redirect, a place on the same host.
@pytest.mark.parametrize("address", [one for one in BAD if one != "http:///x"])
def test_nor_can_a_redirect_lead_there(address: str) -> None:
    with pytest.raises(TargetWrong, match="expected an address that can be fetched, found"):
        HttpDriver(Sending(address)).open("http://portal.example/")


def test_who_one_is_stands_before_the_host() -> None:
    assert authorization_in("http://clerk:p%40ss@portal.example/") == "Basic Y2xlcms6cEBzcw=="
    assert not authorization_in("http://portal.example/a@b")


def test_a_filename_may_come_as_it_is_written() -> None:
    said = 'attachment; filename="报名表.pdf"'.encode().decode("latin-1")

    assert filename_of(Response(200, "http://portal.example/x", (("Content-Disposition", said),), b"")) == "报名表.pdf"
