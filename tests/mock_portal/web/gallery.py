"""Every component once, to look at and to test: `python -m tests.mock_portal.web.gallery` serves it."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import Flask, Response, jsonify, render_template_string, request

from mock_portal.web.assets import register_assets
from mock_portal.web.components import (
    Deadline,
    FieldKind,
    FieldView,
    Link,
    MenuItem,
    NodeColour,
    NodeView,
    Option,
    Pager,
    RefusalView,
    Search,
    Table,
)

View = Callable[[], str | Response]


@dataclass(frozen=True, slots=True)
class Person:
    """Whoever is signed in on a page of the gallery."""

    name: str
    kind: str


FORM_PAGE = """
{% extends "base.html" %}
{% from "parts/fields.html" import fields, error_summary %}
{% from "parts/forms.html" import form, button, link_button, actions %}
{% from "parts/flow.html" import flow_bar %}
{% from "parts/notices.html" import refusal, prompt %}
{% from "parts/records.html" import card %}
{% block content %}
{{ error_summary(views) }}
{{ flow_bar(nodes) }}
{{ prompt("您的证件将在考试前到期，请及时更换，以免影响参加考试。") }}
{% call card("基本信息") %}{% call form(csrf, owner="c1", files=true) %}
{{ fields(views) }}
{% call actions() %}{{ button("提交") }}{{ link_button("返回", "/") }}
{{ button("撤回信息提交", "danger", "act", "withdraw") }}{% endcall %}
{% endcall %}{% endcall %}
{% endblock %}
"""

DESK_PAGE = """
{% extends "base.html" %}
{% from "parts/fields.html" import fields %}
{% from "parts/forms.html" import query, button, actions %}
{% from "parts/records.html" import card, table, pager %}
{% block content %}
{% call card() %}
{% call query(label="筛选") %}{{ fields(views) }}
{% call actions() %}{{ button("查询", "secondary") }}{% endcall %}{% endcall %}
{{ table(queue) }}{{ pager(place) }}
{% endcall %}
{% endblock %}
"""

PAYMENT_PAGE = """
{% extends "base.html" %}
{% from "parts/forms.html" import form, button, link_button, actions %}
{% from "parts/flow.html" import flow_bar %}
{% from "parts/notices.html" import refusal, deadline, warning %}
{% from "parts/records.html" import card, document, facts, picture %}
{% block content %}
{{ refusal(refused) }}{{ flow_bar(nodes) }}{{ deadline(until) }}
{% call card("核对报考信息") %}{{ picture(asset("site.svg"), "基本照片", "基本照片") }}{{ facts(pairs) }}
{% call document("重要声明") %}<p>请如实填写报名信息，并对其真实性负责。</p>{% endcall %}
{% call form(csrf) %}{% call actions() %}{{ button("支付") }}{% endcall %}{% endcall %}{% endcall %}
{% call warning("修改考区", "已填写的报名信息将全部清空，注册信息和基本信息不受影响。") %}
{% call form(csrf) %}
{% call actions() %}{{ button("修改考区", "danger") }}{{ link_button("返回", "/") }}{% endcall %}{% endcall %}
{% endcall %}
{% endblock %}
"""

SIGN_IN_PAGE = """
{% extends "base.html" %}
{% from "parts/fields.html" import fields %}
{% from "parts/forms.html" import form, button, actions %}
{% from "parts/records.html" import card %}
{% block content %}
{% call card("用户登录", narrow=true) %}{% call form(csrf) %}{{ fields(views) }}
{% call actions() %}{{ button("登录") }}{% endcall %}{% endcall %}{% endcall %}
{% endblock %}
"""

CITIES = (Option("1101", "东城区"), Option("1102", "西城区"))
INSTITUTIONS = {"1101": [("a", "东城第一机构"), ("b", "东城第二机构")], "1102": [("c", "西城机构")]}
EMPLOYERS = [("1", "协和医院东院"), ("2", "协和医院西院"), ("3", "同仁医院")]
ETHNICITIES = tuple(Option(f"{code:02}", f"第{code}族") for code in range(1, 59))
SUBJECTS = tuple(
    Option(str(n), label) for n, label in enumerate(("基础知识", "相关专业知识", "专业知识", "专业实践能力"), 1)
)
MENU = tuple(
    MenuItem(label, "/", current=label == "填写/修改报考信息")
    for label in ("报名首页", "填写/修改报考信息", "学历学位信息维护", "上传材料", "打印报名表", "网上缴费")
)
NODES = (
    NodeView("填写/修改报考信息", NodeColour.GREEN, "/"),
    NodeView("确认照片", NodeColour.GREEN, "/"),
    NodeView("上传材料", NodeColour.GREEN, "/"),
    NodeView("提交信息", NodeColour.BLACK, "/", current=True),
    NodeView("报名确认", NodeColour.RED, state_words="确认不通过"),
    NodeView("资格审核", NodeColour.GREY),
    NodeView("缴费", NodeColour.GREY),
)


def every_field() -> list[FieldView]:
    """One field of each kind, some of them wrong."""
    return [
        FieldView("name", "姓名", FieldKind.READONLY, "欧阳·测试"),
        FieldView("sex", "性别", FieldKind.RADIO, "1", options=(Option("1", "男"), Option("2", "女")), required=True),
        FieldView("ethnicity", "民族", FieldKind.CHOICE, "03", options=ETHNICITIES, required=True),
        FieldView("valid_to", "证件有效截至日期", FieldKind.DATE, "2023-04-01", required=True, hint="以证件背面为准"),
        FieldView("city", "报名地市", FieldKind.CHOICE, options=CITIES, required=True, error="请选择报名地市"),
        FieldView(
            "institution",
            "网上确认机构",
            FieldKind.CHOICE,
            required=True,
            attributes={"data-depends-on": "city", "data-options-from": "/institutions?city={value}"},
        ),
        FieldView(
            "employer_name",
            "单位名称",
            FieldKind.SEARCH,
            required=True,
            max_length=60,
            hint="请输入单位全称中的关键字，不可使用简称；检索不到请填写“其它”",
            search=Search("/employers?q=", into="employer"),
        ),
        FieldView("employer_other", "其它单位", max_length=60, attributes={"data-shown-when": "employer_name=其它"}),
        FieldView(
            "years",
            "从事本专业年限",
            FieldKind.NUMBER,
            "六",
            required=True,
            error="请填写 0 至 60 之间的整数",
        ),
        FieldView("title_month", "现有技术资格取得时间", FieldKind.MONTH, "2019-06"),
        FieldView(
            "subjects",
            "报考科目",
            FieldKind.CHECKBOXES,
            values=frozenset({"1", "4"}),
            options=SUBJECTS,
            required=True,
        ),
        FieldView("history", "专业学习经历", FieldKind.TEXTAREA, "2010-2015 医学院", max_length=200),
        FieldView("diploma", "毕业证书", FieldKind.FILE, attributes={"accept": "image/jpeg,image/png"}),
        FieldView("secret", "密码", FieldKind.PASSWORD, autocomplete="current-password"),
        FieldView("agreed", "同意", FieldKind.CHECKBOX, required=True),
        FieldView("step", "", FieldKind.HIDDEN, "3"),
    ]


def queue_of(rows: int) -> Table:
    cells = [
        [Link(f"考生{n}", f"/desk/{n}"), f"1101{n:014}", "护理学(师)", "待审核", "2023-01-09 10:24"]
        for n in range(rows)
    ]
    return Table("待审核考生", ("姓名", "证件号码", "报考专业", "状态", "提交时间"), cells)


def a_gallery() -> Flask:
    app = Flask("mock_portal")
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True  # as the portal does
    register_assets(app)
    candidate, desk = Person("欧阳·测试", "candidate"), Person("北京考区审核员", "area")

    def form_page() -> str:
        views = {"views": every_field(), "nodes": NODES, "menu": MENU, "flash": ("已保存。",)}
        return render_template_string(FORM_PAGE, heading="填写/修改报考信息", visitor=candidate, csrf="t", **views)

    def desk_page() -> str:
        filters = [
            FieldView("q", "姓名或证件号码"),
            FieldView("state", "状态", FieldKind.CHOICE, options=(Option("1", "待审核"),)),
        ]
        views = {"views": filters, "queue": queue_of(12), "place": Pager(2, 5, 57, "?page=1", "?page=3")}
        menu = (MenuItem("待审核", "/desk", current=True), MenuItem("已审核", "/desk?done"))
        return render_template_string(DESK_PAGE, heading="考区终审", visitor=desk, menu=menu, csrf="t", **views)

    def payment_page() -> str:
        views = {
            "refused": RefusalView("order-expired", "订单已过期，本次支付未完成。", "请重新点击“支付”生成新的订单。"),
            "until": Deadline(
                "缴费截至",
                "2023年2月28日 24:00",
                "2023-03-01T00:00:00+08:00",
                now="2023-02-26T10:15:30+08:00",
            ),
            "pairs": [("报考专业", "护理学(师)"), ("报考科目", "基础知识、专业知识"), ("金额", "122.00 元")],
        }
        return render_template_string(
            PAYMENT_PAGE, heading="网上缴费", visitor=candidate, menu=MENU, nodes=NODES, csrf="t", **views
        )

    def sign_in_page() -> str:
        views = [
            FieldView("username", "用户名/证件号码", required=True, autocomplete="username"),
            FieldView("password", "密码", FieldKind.PASSWORD, required=True, autocomplete="current-password"),
        ]
        return render_template_string(SIGN_IN_PAGE, heading="登录系统", visitor=None, csrf="t", views=views)

    def institutions() -> Response:
        found = INSTITUTIONS.get(request.args["city"], [])
        return jsonify([{"value": value, "label": label} for value, label in found])

    def employers() -> Response:
        return jsonify([{"value": value, "label": label} for value, label in EMPLOYERS if request.args["q"] in label])

    pages: dict[str, View] = {
        "/form": form_page,
        "/desk": desk_page,
        "/payment": payment_page,
        "/sign-in": sign_in_page,
        "/institutions": institutions,
        "/employers": employers,
    }
    for address, view in pages.items():
        app.add_url_rule(address, address, view)
    return app


if __name__ == "__main__":
    a_gallery().run("127.0.0.1", 5099)
