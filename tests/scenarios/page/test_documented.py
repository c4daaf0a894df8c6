"""The page that docs/pages.md shows is read as it says."""

import re
from pathlib import Path

import pytest

from scenarios.actors.enrollee import colour_of, node_of
from scenarios.page import Page, read_page

DOCUMENT = Path(__file__).parents[3] / "docs" / "pages.md"


@pytest.fixture(scope="module")
def page() -> Page:
    (html,) = re.findall(r"```html\n(.+?)```", DOCUMENT.read_text("utf-8"), re.DOTALL)
    return read_page(html, "http://portal.example/pages/specialty", 422)


def test_its_words_are_found(page: Page) -> None:
    assert (page.heading, page.title) == ("报考信息", "报考信息 - 网上报名")
    assert (page.alerts, page.messages) == (("本页有 1 处需要更正",), ("已保存草稿",))
    assert page.fact("报名状态") == "未提交报名信息"
    assert page.table("报名材料").column("材料") == ("毕业证书", "身份证件")
    assert page.link("查看", within="身份证件").address == "http://portal.example/files/2"


def test_its_flow_bar_has_nodes_and_colours(page: Page) -> None:
    nodes = {node_of(item.text): colour_of(item.classes) for item in page.items("报考流程")}
    assert nodes == {"填写/修改报考信息": "green", "缴费": "grey"}


def test_its_fields_have_labels_marks_and_errors(page: Page) -> None:
    assert list(page.fields) == ["报考专业", "报考科目"]
    specialty = page.field("报考专业")
    assert (specialty.required, specialty.error, specialty.hint) == (True, "请选择报考专业", "只能选择一个")
    assert page.field("报考科目").chosen == ("基础知识",)
    assert page.button("提交").submits
