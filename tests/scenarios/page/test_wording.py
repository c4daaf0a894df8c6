"""Pages of a portal that calls things otherwise come out in the guide's words."""

from __future__ import annotations

import pickle

import pytest

from scenarios.errors import Misuse, NotOnPage
from scenarios.page import Page, read_page
from scenarios.page.wording import Wording
from scenarios.target import target_of

SAYS = {"用户名": "登录名", "注册": "立即注册", "下一步": "继续", "未提交": "待提交"}


def page(body: str) -> Page:
    return read_page(body, "http://portal.example/", 200, wording=target_of({"name": "theirs", "says": SAYS}).says)


@pytest.mark.parametrize(
    "button",
    [
        "<button>继续</button>",
        "<button> <span>继</span><span>续</span> </button>",
        "<input type=submit value=继续>",
        "<input type=image alt=继续>",
        "<button aria-label=继续></button>",
    ],
)
def test_a_button_has_the_guides_words_wherever_its_own_stand(button: str) -> None:
    assert page(f"<form>{button}</form>").has_button("下一步")


@pytest.mark.parametrize(
    "field",
    [
        "<label for=n>登录名<b>*</b></label><input id=n required>",
        "<label>登录名*：<input></label>",
        "<input aria-label=登录名 required>",
        "<input placeholder=登录名 required>",
    ],
)
def test_a_field_has_the_guides_label_and_keeps_its_star(field: str) -> None:
    assert page(field).field("用户名").required


def test_options_are_chosen_in_the_guides_words_and_sent_in_the_portals() -> None:
    read = page("<label>甲 <select><option>一<option>继续</select></label>")
    (control,) = read.document.controls
    choice = control.choice("下一步")

    assert read.field("甲").options == ("一", "下一步")
    assert choice is not None
    assert (choice.value, control.shown("下一步")) == ("继续", "继续")


def test_what_a_page_says_within_a_sentence_is_found_in_the_portals_words() -> None:
    read = page("<p>待提交的报名</p>")
    assert read.says("待提交的")
    assert read.says("未提交")
    assert not read.says("用户名")


def test_titles_facts_cells_and_pictures_are_read_alike() -> None:
    read = page("<title>继续</title><h1>继续</h1><dl><dt>状态<dd>待提交</dl><table><tr><td>继续</table><img alt=继续>")

    assert (read.title, read.heading, read.fact("状态")) == ("下一步", "下一步", "未提交")
    assert read.tables[0].rows == (("下一步",),)
    assert read.image("下一步").alt == "下一步"


def test_parts_of_a_text_stay_as_they_are() -> None:
    assert page("<p>请按继续</p>").text == "请按继续"


def test_messages_show_the_portals_own_words() -> None:
    read = page("<h1>继续</h1><form><button>立即注册</button></form>")

    with pytest.raises(NotOnPage) as caught:
        read.button("下一步")
    assert str(caught.value) == (
        "expected one button 下一步 (here: 继续), found none; this page has 注册 (here: 立即注册) "
        "(page 继续, 200, http://portal.example/)"
    )


def test_the_wording_travels_with_the_page() -> None:
    assert pickle.loads(pickle.dumps(page("<h1>继续</h1>"))).heading == "下一步"  # noqa: S301 - our own bytes


@pytest.mark.parametrize(
    ("says", "words"),
    [
        ({"下一步": "继续", "保存": "继续"}, "one word of the guide for 继续, found 下一步 and 保存"),
        ({"下一步": "注册", "注册": "立即注册"}, "found 注册 for 下一步"),
        ({"下一步": ["继续"]}, "a text for a text"),
        ("继续", "a text for a text"),
    ],
)
def test_a_table_that_could_mean_two_things_is_refused(says: object, words: str) -> None:
    with pytest.raises(Misuse, match=words):
        target_of({"name": "theirs", "says": says})


def test_a_target_that_says_nothing_speaks_like_the_guide() -> None:
    assert target_of({"name": "theirs"}).says == Wording()
