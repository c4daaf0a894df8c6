"""The pages of the gallery, read back: names, states and roles are right without looking at colours."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from selectolax.lexbor import LexborHTMLParser, LexborNode

from mock_portal.web.components import FieldKind, FieldView, Link, NodeColour, NodeView, Option, Search, Table
from tests.mock_portal.web.gallery import a_gallery, every_field

TEMPLATES = Path("mock_portal/templates")
PAGES = ("/form", "/desk", "/payment", "/sign-in")

Opened = Callable[[str], LexborHTMLParser]
Shown = Callable[[FieldView], LexborHTMLParser]


@pytest.fixture(scope="module")
def gallery() -> Flask:
    return a_gallery()


@pytest.fixture
def opened(gallery: Flask) -> Opened:
    return lambda address: LexborHTMLParser(gallery.test_client().get(address).get_data(as_text=True))


@pytest.fixture
def shown(gallery: Flask) -> Shown:
    """One field as its macro shows it."""
    macros = gallery.jinja_env.get_template("parts/fields.html").module
    return lambda view: LexborHTMLParser(str(macros.field(view)))  # type: ignore[attr-defined]


def the(tree: LexborHTMLParser, selector: str) -> LexborNode:
    found = tree.css(selector)
    assert len(found) == 1, f"expected one {selector}, found {len(found)}"
    return found[0]


@pytest.mark.parametrize("address", PAGES)
def test_a_page_has_one_main_heading_one_main_part_and_speaks_chinese(opened: Opened, address: str) -> None:
    page = opened(address)
    assert the(page, "html").attributes["lang"] == "zh-CN"
    assert the(page, "main h1").text() in the(page, "title").text()
    assert the(page, "a.skip").attributes["href"] == "#" + (the(page, "main").id or "")


@pytest.mark.parametrize("address", PAGES)
def test_no_id_stands_twice_and_every_reference_leads_somewhere(opened: Opened, address: str) -> None:
    page = opened(address)
    ids = [node.id for node in page.css("[id]")]
    references = [
        reference
        for node in page.css("[for], [aria-describedby], main a[href^='#']")
        for name in ("for", "aria-describedby", "href")
        for reference in (node.attributes.get(name) or "").removeprefix("#").split()
        if name != "href" or (node.attributes.get("href") or "").startswith("#")
    ]
    assert len(ids) == len(set(ids))
    assert set(references) <= set(ids)


@pytest.mark.parametrize("address", PAGES)
def test_a_page_obeys_a_strict_content_security_policy(opened: Opened, address: str) -> None:
    page = opened(address)
    assert not page.css("style, [style], script:not([src])")
    handlers = [name for node in page.css("*") for name in node.attributes if name.startswith("on")]
    assert handlers == []


@pytest.mark.parametrize("kind", sorted(set(FieldKind) - {FieldKind.HIDDEN}))
def test_every_visible_kind_of_field_is_named_by_its_label_to_the_letter(shown: Shown, kind: FieldKind) -> None:
    search = Search("/employers?q=", into="employer") if kind is FieldKind.SEARCH else None
    tree = shown(FieldView("city", "报名地市", kind, options=(Option("1", "甲"),), required=True, search=search))
    group = kind in {FieldKind.RADIO, FieldKind.CHECKBOXES}
    label = tree.css_first("legend" if group else "label")
    assert label is not None
    assert label.text() == "报名地市"
    assert group or the(tree, f"#{label.attributes['for']}") is not None


def test_a_mandatory_field_shows_a_star_and_says_so_to_those_who_cannot_see_it(shown: Shown) -> None:
    tree = shown(FieldView("name", "姓名", required=True))
    assert the(tree, ".mark").text() == "*必填"
    assert "required" in the(tree, "input").attributes
    assert not shown(FieldView("address", "地址")).css(".mark, [required]")


def test_a_wrong_field_is_marked_and_described_by_its_error_and_its_hint(shown: Shown) -> None:
    tree = shown(FieldView("years", "从事本专业年限", error="请填写整数", hint="截至报名年度"))
    control = the(tree, "input")
    described = [
        the(tree, f"#{reference}").text() for reference in (control.attributes["aria-describedby"] or "").split()
    ]
    assert control.attributes["aria-invalid"] == "true"
    assert described == ["截至报名年度", "请填写整数"]
    assert not tree.css("[role=alert]")


def test_what_was_chosen_is_chosen_again(shown: Shown) -> None:
    choices = (Option("1", "男"), Option("2", "女"))
    drop_down = FieldView("sex", "性别", FieldKind.CHOICE, "2", options=choices)
    radios = FieldView("sex", "性别", FieldKind.RADIO, "2", options=choices)
    boxes = FieldView("sex", "性别", FieldKind.CHECKBOXES, values=frozenset({"1", "2"}), options=choices)
    assert the(shown(drop_down), "[selected]").text() == "女"
    assert the(shown(radios), "[checked]").attributes["value"] == "2"
    assert len(shown(boxes).css("[checked]")) == 2
    assert len(shown(FieldView("agreed", "同意", FieldKind.CHECKBOX, "yes")).css("[checked]")) == 1


def test_what_was_typed_stands_in_the_field_again(shown: Shown) -> None:
    date = FieldView("day", "出生日期", FieldKind.DATE, "1990-04-15")
    text = FieldView("history", "专业学习经历", FieldKind.TEXTAREA, "\n两\n行")
    assert the(shown(date), "input").attributes["value"] == "1990-04-15"
    assert the(shown(text), "textarea").text() == "\n两\n行"


def test_a_password_is_never_written_back_into_the_page(shown: Shown) -> None:
    assert "value" not in the(shown(FieldView("p", "密码", FieldKind.PASSWORD, "secret")), "input").attributes


def test_a_fixed_fact_is_shown_in_a_field_that_is_never_posted(shown: Shown) -> None:
    control = the(shown(FieldView("name", "姓名", FieldKind.READONLY, "张三")), "input")
    assert (control.attributes["value"], "readonly" in control.attributes) == ("张三", True)
    assert "name" not in control.attributes


def test_entered_text_cannot_become_markup(shown: Shown) -> None:
    hostile = '"><script>alert(1)</script>'
    for kind in FieldKind:
        search = Search(hostile, hostile, hostile) if kind is FieldKind.SEARCH else None
        view = FieldView(
            "a", hostile, kind, hostile, options=(Option(hostile, hostile),), error=hostile, hint=hostile,
            attributes={"data-x": hostile}, search=search,
        )  # fmt: skip
        assert not shown(view).css("script"), kind
    assert "<script>" not in Link(hostile, hostile).__html__()


def test_findings_of_a_search_are_radio_buttons_that_carry_the_id(shown: Shown) -> None:
    search = Search("/employers?q=", into="employer", chosen="2")
    findings = (Option("1", "甲医院"), Option("2", "乙医院"))
    tree = shown(FieldView("employer_name", "单位名称", FieldKind.SEARCH, "医院", options=findings, search=search))
    assert the(tree, "input[type=radio][name=employer][checked]").attributes["value"] == "2"
    assert the(tree, "button[data-search-for]").attributes["data-search-for"] == the(tree, "input[type=text]").id


def test_without_findings_a_hidden_control_keeps_the_chosen_id(shown: Shown) -> None:
    view = FieldView("employer_name", "单位名称", FieldKind.SEARCH, search=Search("/q=", into="employer", chosen="7"))
    assert the(shown(view), "input[type=hidden][name=employer]").attributes["value"] == "7"


def test_the_error_summary_names_each_wrong_field_and_leads_to_it(opened: Opened) -> None:
    page = opened("/form")
    links = {link.text(): link.attributes["href"] for link in page.css("[role=alert] a")}
    assert links == {f"{view.label}：{view.error}": f"#{view.anchor}" for view in every_field() if view.error}
    assert len(links) == 2


def test_the_error_summary_of_a_group_leads_to_its_first_box() -> None:
    group = FieldView("sex", "性别", FieldKind.RADIO, options=(Option("1", "男"), Option("2", "女")))
    assert group.anchor == "field-sex-1"
    assert FieldView("sex", "性别").anchor == "field-sex"


@pytest.mark.parametrize(
    ("colour", "words"),
    [
        (NodeColour.GREY, "未开始"),
        (NodeColour.BLACK, "进行中"),
        (NodeColour.GREEN, "已完成"),
        (NodeColour.RED, "未通过"),
    ],
)
def test_the_colour_of_a_node_is_also_said_in_words(colour: NodeColour, words: str) -> None:
    assert NodeView("报名确认", colour).words == words
    assert NodeView("报名确认", colour, state_words="确认不通过").words == "确认不通过"


def test_the_flow_bar_is_a_named_list_with_the_state_of_every_node(opened: Opened) -> None:
    nodes = opened("/form").css("nav[aria-label=报考流程] > ol > li")
    read = [(n.attributes["class"], [part.text() for part in n.css("a, span")]) for n in nodes]
    assert read[0] == ("node node-green", ["填写/修改报考信息", "已完成"])
    assert read[4] == ("node node-red", ["报名确认", "确认不通过"])
    assert [n.attributes.get("aria-current") for n in nodes].index("step") == 3


def test_a_form_posts_to_the_server_as_it_is_with_its_token_and_its_owner(opened: Opened) -> None:
    form = the(opened("/form"), "main form")
    hidden = {node.attributes["name"]: node.attributes["value"] for node in form.css("form > input[type=hidden]")}
    assert (form.attributes["method"], form.attributes["enctype"]) == ("post", "multipart/form-data")
    assert "novalidate" in form.attributes
    assert (hidden["csrf"], hidden["owner"]) == ("t", "c1")


def test_a_refusal_says_what_happened_what_to_do_and_its_stable_id(opened: Opened) -> None:
    alert = the(opened("/payment"), "[role=alert]")
    assert alert.attributes["data-refusal"] == "order-expired"
    assert [p.text() for p in alert.css("p")] == [
        "订单已过期，本次支付未完成。",
        "请重新点击“支付”生成新的订单。",
    ]


def test_staff_and_candidates_can_tell_their_pages_apart(opened: Opened) -> None:
    kinds = {address: the(opened(address), "body").attributes["class"] for address in PAGES}
    assert kinds == {
        "/form": "visitor-candidate",
        "/payment": "visitor-candidate",
        "/desk": "visitor-staff",
        "/sign-in": "visitor-none",
    }


def test_only_a_signed_in_person_is_offered_to_sign_out(opened: Opened) -> None:
    assert the(opened("/desk"), "header form").attributes["action"] == "/sign-out"
    assert not opened("/sign-in").css("header form, nav")


def test_a_table_has_a_caption_headers_and_links(opened: Opened) -> None:
    page = opened("/desk")
    assert the(page, "caption").text() == "待审核考生"
    assert [th.attributes["scope"] for th in page.css("thead th")] == ["col"] * 5
    assert the(page, "tbody tr:first-child a").attributes["href"] == "/desk/0"


def test_an_empty_table_says_so(gallery: Flask) -> None:
    macros = gallery.jinja_env.get_template("parts/records.html").module
    tree = LexborHTMLParser(str(macros.table(Table("待审核", ("姓名", "状态"), ()))))  # type: ignore[attr-defined]
    assert the(tree, "tbody td").text() == "没有记录"
    assert the(tree, "tbody td").attributes["colspan"] == "2"


def test_a_picture_says_what_it_shows(opened: Opened) -> None:
    figure = the(opened("/payment"), "figure")
    assert the(opened("/payment"), "img").attributes["alt"] == "基本照片"
    assert figure.text(strip=True) == "基本照片"


def test_labels_use_the_letters_of_the_guide() -> None:
    wrong = re.compile("其他|截止")
    for template in TEMPLATES.rglob("*.html"):
        assert not wrong.search(template.read_text(encoding="utf-8")), template
