"""What actors fill in, press and read on pages stands in docs/labels.md, with every path and word of a target file."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import scenarios.actors
from scenarios.target import in_reference
from tests.documents import DOCS

ACTS = {
    *(
        "submit",
        "presses",
        "follow",
        "finds",
        "download",
        "picture",
        "pick",
        "offers",
        "has_button",
        "has_link",
        "has_field",
    ),
    *(
        "field",
        "fact",
        "table",
        "items",
        "image",
        "column",
        "link",
        "button",
        "follows_node",
        "is_editable",
        "sees_submitted",
    ),
}
IN_CHINESE = re.compile(r"[一-鿿]")
# Of WeChat's own pages, which are none of the portal's, and units of time, which are read inside of sentences.
ELSEWHERE = {"微信号", "登录微信", "确认登录", "确认绑定", "天", "小时", "秒"}
DOCUMENT = (DOCS / "labels.md").read_text("utf-8")


def labels_in(source: str) -> Iterator[str]:
    """The words of the guide that a module asks for on pages: first arguments of acts, and keys of what is filled in."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in ACTS:
            yield from words_of(node.args[:1])
        if isinstance(node, ast.Dict):
            yield from words_of(node.keys)


def words_of(nodes: list[ast.expr | None] | list[ast.expr]) -> Iterator[str]:
    """Those of some nodes that are texts in Chinese."""
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and IN_CHINESE.search(node.value):
            yield node.value


MODULES = sorted(Path(scenarios.actors.__file__).parent.glob("*.py"))


@pytest.mark.parametrize("module", MODULES, ids=[module.stem for module in MODULES])
def test_what_actors_ask_for_is_documented(module: Path) -> None:
    asked = set(labels_in(module.read_text("utf-8")))
    assert sorted(label for label in asked - ELSEWHERE if label not in DOCUMENT) == []


def test_actors_ask_for_something() -> None:
    assert len({label for module in MODULES for label in labels_in(module.read_text("utf-8"))}) > 60


@pytest.mark.parametrize("table", ["paths", "words"])
def test_every_name_of_a_target_file_is_documented(table: str) -> None:
    assert [name for name in in_reference(table) if f"`{name}`" not in DOCUMENT] == []
