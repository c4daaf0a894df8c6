"""What a greenlet's driver does elsewhere, lest it hold up everybody else of its process."""

import threading
from typing import Any

import pytest

from fixtures.printed_form import UnreadableFormError, read_form
from scenarios.drivers.driver import Download
from scenarios.drivers.http import HttpDriver
from scenarios.load.engine import driver


@pytest.mark.parametrize(("media_type", "elsewhere"), [("application/pdf", True), ("image/png", False)])
def test_a_printed_form_is_read_in_another_thread(
    monkeypatch: pytest.MonkeyPatch,
    media_type: str,
    elsewhere: bool,  # noqa: FBT001  a case
) -> None:
    read_in: list[int] = []

    class Form:
        @property
        def text(self) -> str:
            read_in.append(threading.get_ident())
            return ""

    def downloads(*_: Any) -> Download:
        return Download("报名表", media_type, b"")

    monkeypatch.setattr(HttpDriver, "download", downloads)
    monkeypatch.setattr(driver, "read_form", lambda _: Form())
    driver.FastDriver().download("打印报名表")

    assert [thread != threading.get_ident() for thread in read_in] == ([True] if elsewhere else [])


def test_what_cannot_be_read_is_left_to_whoever_looks_at_it() -> None:
    driver.looks_at(b"no form")
    with pytest.raises(UnreadableFormError):
        read_form(b"no form")
