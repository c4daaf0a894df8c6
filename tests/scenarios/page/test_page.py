"""What a page says to a person, read back as data."""

from __future__ import annotations

import gc
import pickle
from weakref import ref

import pytest

from scenarios.errors import Ambiguous, NotOnPage
from scenarios.page import FieldKind, Item, Page, read_page

ADDRESS = "http://portal.example/enrollment/form?step=2"


def page(body: str, *, scripted: bool = False) -> Page:
    return read_page(f"<!doctype html><html>{body}", ADDRESS, 200, scripted=scripted)


def test_words_are_folded_and_only_visible_ones_count() -> None:
    read = page(
        "<title> 报名 </title><h1>填写\n  报名信息</h1><script>no()</script><style>p{}</style>"
        "<p hidden>藏</p><div style='display: none'><p>无</p></div><template><p>样</p></template>"
        "<p>姓<b>名</b>　张三</p><td>甲</td><td>乙</td><dialog>对话</dialog>"
    )

    assert read.title == "报名"
    assert read.heading == "填写 报名信息"
    assert read.text == "填写 报名信息 姓名 张三 甲乙"
    assert read.says("姓名 张三")
    assert not read.says("藏")


@pytest.mark.parametrize("style", ["display:none", "DISPLAY:NONE", "color:red;Display : None !important"])
def test_what_a_style_hides_is_not_shown_however_it_is_written(style: str) -> None:
    assert page(f"<p style='{style}'>藏</p><p style='display:block'>甲</p>").text == "甲"


def test_of_folded_details_only_the_summary_is_shown() -> None:
    inside = "<p>藏</p>无<summary>二</summary><button>撤回</button>"
    folded = page(f"<p>甲</p><details>{inside}<details open>乙</details></details>")
    summed = page(f"<details><summary>更多</summary>{inside}</details>")
    unfolded = page(f"<details open><summary>更多</summary>{inside}</details>")

    assert folded.text == "甲 二"
    assert summed.text == "更多"
    assert not summed.has_button("撤回")
    assert unfolded.text == "更多 藏 无 二 撤回"
    assert unfolded.has_button("撤回")


def test_what_is_folded_away_picks_no_row() -> None:
    rows = page("<form>甲<button>撤回</button></form><form><details>乙</details><button>撤回</button></form>")

    with pytest.raises(NotOnPage):
        rows.button("撤回", within="乙")


@pytest.mark.parametrize("scripted", [True, False], ids=["from-a-browser", "over-http"])
def test_a_button_outside_all_forms_belongs_to_none(*, scripted: bool) -> None:
    read = page('<form action=/b><button>存</button></form><button onclick="1">脚本</button>', scripted=scripted)

    assert read.finder.button("存").form is not None
    assert read.finder.button("脚本").form is None


def test_a_page_may_be_nested_as_deeply_as_it_likes() -> None:
    deep = 1500
    read = page("<form>" + "<div>" * deep + "<p>名</p><button>存</button>" + "</div>" * deep)

    assert read.text == "名 存"
    assert read.button("存", within="名").enabled


def test_alerts_and_messages_are_told_apart() -> None:
    read = page(
        "<div role=alert><p>请更正</p><ul><li>姓名</ul></div><p role=status>已保存</p><p role=alert hidden>旧</p>"
    )

    assert read.alerts == ("请更正 姓名",)
    assert read.messages == ("已保存",)


def test_a_page_without_scripts_shows_what_is_meant_for_it() -> None:
    body = "<noscript><p>请启用脚本</p></noscript>"

    assert page(body).says("请启用脚本")
    assert not page(body, scripted=True).says("请启用脚本")


@pytest.mark.parametrize(
    "labelled",
    [
        "<label for=n>姓名</label><input id=n value=张>",
        "<label for=n>姓名*</label><input id=n value=张>",
        "<label for=n><span>*</span> 姓名：</label><input id=n value=张>",
        "<label for=n>姓名<span>*<span>必填</span></span></label><input id=n value=张>",
        "<label>姓名 <input value=张></label>",
        "<span id=s>姓名</span><input aria-labelledby=s value=张>",
        "<input aria-label=姓名 value=张>",
        "<input placeholder=姓名 value=张>",
    ],
)
def test_a_field_is_found_by_whatever_labels_it(labelled: str) -> None:
    assert page(labelled).field("姓名").value == "张"


@pytest.mark.parametrize(
    "labelled",
    [
        "<label for=n>姓名*</label><input id=n>",
        "<label for=n>姓名</label><span>*</span><input id=n>",
        "<label for=n>姓名</label><input id=n required>",
        "<label for=n>姓名</label><input id=n aria-required=true>",
        "<fieldset><legend>姓名</legend><span>*</span><label><input type=radio name=x>甲</label></fieldset>",
    ],
)
def test_a_mandatory_field_is_seen_as_such(labelled: str) -> None:
    assert page(labelled).field("姓名").required
    assert not page("<label>姓名 <input></label><span>说明</span>").field("姓名").required


def test_a_field_shows_its_error_apart_from_its_hint() -> None:
    read = page(
        "<label for=n>年限</label><input id=n aria-invalid=true aria-describedby='n-hint n-error'>"
        "<p id=n-hint>按整年计</p><p id=n-error>请填写整数</p>"
        "<label for=m>邮编</label><input id=m aria-describedby=m-hint><p id=m-hint>六位</p>"
        "<label for=o>地址</label><input id=o aria-invalid=true aria-errormessage=o-e><p id=o-e>太长</p>"
    )

    assert (read.field("年限").error, read.field("年限").hint) == ("请填写整数", "按整年计")
    assert (read.field("邮编").error, read.field("邮编").hint) == ("", "六位")
    assert read.field("地址").error == "太长"


def test_a_drop_down_shows_its_first_option_until_another_is_chosen() -> None:
    read = page(
        "<label>甲 <select><option disabled>请选择<option>一<option>二</select></label>"
        "<label>乙 <select><option>一<option selected>二</select></label>"
        "<label>丙 <select multiple><option selected>一<option selected>二<option>三</select></label>"
    )

    assert read.field("甲").value == "一"
    assert read.field("甲").options == ("请选择", "一", "二")
    assert read.field("乙").chosen == ("二",)
    assert read.field("丙").chosen == ("一", "二")


def test_groups_are_fields_under_their_legend() -> None:
    read = page(
        "<fieldset><legend>性别</legend><label><input type=radio name=s>男</label>"
        "<label><input type=radio name=s checked>女</label></fieldset>"
        "<div role=group aria-label=科目><label><input type=checkbox checked>甲</label>"
        "<label><input type=checkbox>乙</label></div>"
        "<fieldset><legend>单位</legend><label>名称 <input value=x></label></fieldset>"
    )

    assert list(read.fields) == ["性别", "科目", "名称"]
    assert read.field("性别").kind is FieldKind.RADIO
    assert read.field("性别").chosen == ("女",)
    assert (read.field("科目").options, read.field("科目").chosen) == (("甲", "乙"), ("甲",))
    assert read.field("甲").checked


def test_disabled_and_read_only_fields_are_seen_as_such() -> None:
    read = page(
        "<label>甲 <input disabled></label><label>乙 <input readonly></label><label>丙 <input></label>"
        "<fieldset disabled><label>丁 <input></label></fieldset>"
    )

    assert [read.field(label).editable for label in "甲乙丙丁"] == [False, False, True, False]
    assert [read.is_editable(label) for label in "甲乙丙丁戊"] == [False, False, True, False, False]


def test_read_only_means_something_only_where_text_is_typed() -> None:
    read = page(
        "<label>甲 <select readonly><option>一</select></label><label>乙 <input type=checkbox readonly></label>"
        "<fieldset><legend>丙</legend><label>是 <input type=radio readonly></label></fieldset>"
        "<label>丁 <textarea readonly></textarea></label><label>戊 <input type=date readonly></label>"
    )

    assert [read.field(label).editable for label in "甲乙丙丁戊"] == [True, True, True, False, False]


def test_a_label_around_a_hidden_field_and_a_box_means_the_box() -> None:
    read = page("<label><input type=hidden name=ok value=0><input type=checkbox name=ok value=1> 同意</label>")

    assert read.field("同意").kind is FieldKind.CHECKBOX


def test_hidden_fields_are_no_fields() -> None:
    assert page("<input type=hidden name=t aria-label=票><label hidden>甲 <input></label>").fields == {}


def test_buttons_and_links_carry_their_words() -> None:
    read = page(
        "<form><button name=act value=save>保 存</button><input type=submit value=提交><input type=image alt=图>"
        "<button aria-label=关闭 disabled></button><button type=button>脚本</button></form>"
        "<a href='../a?b=1'>返回</a><a>不是</a><a href=#x><img alt=首页></a>"
    )

    assert [button.text for button in read.buttons] == ["保 存", "提交", "图", "关闭", "脚本"]
    assert [button.submits for button in read.buttons] == [True, True, True, True, False]
    assert not read.button("关闭").enabled
    assert read.link("返回").address == "http://portal.example/a?b=1"
    assert read.has_link("首页")
    assert not read.has_link("不是")


def test_a_base_moves_relative_addresses() -> None:
    assert page("<base href=/other/><a href=x>去</a>").link("去").address == "http://portal.example/other/x"


def test_of_facts_with_one_name_the_first_is_read() -> None:
    read = page("<dl><dt>姓名</dt><dd>张三</dd></dl><dl><dt>科目<dt>姓名：</dt><dd>张三</dd><dt>科目<dd>甲</dl>")
    assert read.facts == {"姓名": "张三", "科目": "甲"}


def test_facts_are_read_as_terms_and_descriptions() -> None:
    read = page("<dl><dt>验证码：</dt><dd>A1</dd><dt>科目</dt><dd>甲</dd><dd>乙</dd></dl>")

    assert read.facts == {"验证码": "A1", "科目": "甲 乙"}
    assert read.fact("验证码") == "A1"


def test_tables_are_read_as_rows() -> None:
    table = page(
        "<table><caption>待审核</caption><thead><tr><th>姓名<th>状态</thead>"
        "<tr><th>张三<td>待<tr hidden><td>藏<td>藏<tr><td>李四<td>通过</table>"
    ).table("待审核")

    assert table.header == ("姓名", "状态")
    assert table.rows == (("张三", "待"), ("李四", "通过"))
    assert table.column("状态") == ("待", "通过")
    assert table.records()[1] == {"姓名": "李四", "状态": "通过"}
    with pytest.raises(NotOnPage, match="expected a column 金额, found none; this table has 姓名, 状态"):
        table.column("金额")
    with pytest.raises(NotOnPage, match="expected a column 金额, found none; this table has 姓名, 状态"):
        assert not table.records()[0]["金额"]


def test_a_table_in_a_table_keeps_its_rows_and_caption_for_itself() -> None:
    outer, inner = page(
        "<table><tr><th>甲<th>乙<tr><td>1<td><table><caption>内</caption><tr><th>丙<tr><td>2</table></table>"
    ).tables

    assert (outer.caption, outer.header, outer.rows) == ("", ("甲", "乙"), (("1", "内 丙 2"),))
    assert (inner.caption, inner.header, inner.rows) == ("内", ("丙",), (("2",),))


def test_a_labelled_list_tells_words_address_classes_and_place() -> None:
    items = page(
        "<nav aria-label=报考流程><ol><li class='node-green'><a href=/photo>确认照片</a> <span>已完成</span>"
        "<li class='node-grey' aria-current=step>缴费</ol></nav><ul><li>无名</ul>"
    ).items("报考流程")

    assert items == (
        Item("确认照片 已完成", "http://portal.example/photo", frozenset({"node-green"}), current=False),
        Item("缴费", None, frozenset({"node-grey"}), current=True),
    )


def test_what_is_missing_is_told_with_what_stands_there() -> None:
    read = page("<h1>上传材料</h1><p role=alert>太大</p><form><button>下一步</button></form><a href=/>返回</a>")

    with pytest.raises(NotOnPage) as caught:
        read.button("提交")
    assert str(caught.value) == (
        "expected one button 提交, found none; this page has 下一步, and the links 返回 "
        f"(page 上传材料, 200, {ADDRESS}, which warns: 太大)"
    )


@pytest.mark.parametrize("kind", ["field", "link", "fact", "table", "items", "image"])
def test_every_question_for_one_thing_complains_alike(kind: str) -> None:
    with pytest.raises(NotOnPage, match=r"expected one .* 没有, found none; this page has none"):
        getattr(page(""), kind)("没有")


def test_of_several_fields_in_a_section_the_place_decides() -> None:
    read = page(
        "<section><h2>甲</h2><label>意见 <input value=a></label></section>"
        "<section><h2>乙</h2><label>意见 <input value=b></label></section>"
    )

    assert read.field("意见", within="乙").value == "b"
    with pytest.raises(Ambiguous, match="expected one field 意见, found 2"):
        read.field("意见")


def test_forms_own_what_stands_in_them_or_points_to_them() -> None:
    read = page(
        "<form id=f action=/save method=POST aria-label=资料><label>甲 <input></label><button>存</button></form>"
        "<label>乙 <input form=f></label><label>丙 <input></label>"
    )

    (form,) = read.forms
    assert (form.label, form.method, form.address) == ("资料", "post", "http://portal.example/save")
    assert list(form.fields) == ["甲", "乙"]
    assert [button.text for button in form.buttons] == ["存"]


def test_a_page_travels_as_its_html() -> None:
    read = page("<h1>甲</h1>")
    read.document.controls  # noqa: B018 - parsed pages travel as well

    assert pickle.loads(pickle.dumps(read)) == read  # noqa: S301 - our own bytes


def test_a_page_that_nobody_needs_goes_at_once() -> None:
    read = page("<form><label>甲 <input></label><fieldset><legend>乙</legend><input type=radio></fieldset></form>")
    assert read.has_field("甲")
    assert read.document.controls
    gone = ref(read.document)
    gc.disable()
    try:
        del read
        assert gone() is None
    finally:
        gc.enable()
