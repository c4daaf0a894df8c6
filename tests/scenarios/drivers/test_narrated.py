"""What a narrated driver tells its listeners."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING

import pytest

from scenarios.drivers.driver import Attachment
from scenarios.drivers.narrated import NarratedDriver
from scenarios.errors import NotOnPage

if TYPE_CHECKING:
    from scenarios.drivers.http import HttpDriver
    from scenarios.page import Page
    from tests.scenarios.drivers.echo import Echo


@dataclass
class Diary:
    """A listener that writes down what it is told."""

    entries: list[tuple[str, str, float]] = field(default_factory=list)

    def acted(self, words: str, page: Page, seconds: float) -> None:
        self.entries.append((words, page.heading, seconds))


@pytest.fixture
def diary() -> Diary:
    return Diary()


@pytest.fixture
def narrated(by_http: HttpDriver, diary: Diary, echo: Echo) -> NarratedDriver:
    ticks = count()
    driver = NarratedDriver(by_http, diary, clock=lambda: float(next(ticks)))
    driver.open(f"{echo.address}/every")
    diary.entries.clear()
    return driver


def test_an_act_is_told_with_its_fields_its_page_and_its_time(narrated: NarratedDriver, diary: Diary) -> None:
    narrated.submit("提交", {"报名地市": "海淀区", "同意": True, "报考科目": {"专业知识"}, "姓名": ""})

    told = "presses 提交 with 报名地市 = 海淀区, 同意 = ticked, 报考科目 = 专业知识, 姓名 = nothing"
    assert diary.entries == [(told, "收到", 1.0)]


def test_passwords_are_told_to_nobody(narrated: NarratedDriver, diary: Diary) -> None:
    narrated.submit("提交", {"密码": "s3cret"})

    assert diary.entries[0][0] == "presses 提交 with 密码 = ••••"


def test_a_password_is_told_to_nobody_where_the_page_has_no_field_for_it(
    narrated: NarratedDriver, diary: Diary
) -> None:
    narrated.open("/echo")
    with pytest.raises(NotOnPage):
        narrated.submit("登录", {"用户名": "me", "密码": "s3cret"})

    assert diary.entries[-1][0].startswith("presses 登录 with 用户名 = me, 密码 = ••••, which fails")


def test_a_file_is_told_by_its_name(narrated: NarratedDriver, diary: Diary) -> None:
    narrated.fill({"照片": Attachment("a.jpg", "image/jpeg", b"")})

    assert diary.entries[0][0] == "fills in 照片 = a.jpg"


def test_a_failed_act_is_told_too(narrated: NarratedDriver, diary: Diary) -> None:
    with pytest.raises(NotOnPage):
        narrated.follow("没有", within="每种")

    assert diary.entries == [("follows 没有 within 每种, which fails: NotOnPage", "每种", 1.0)]
