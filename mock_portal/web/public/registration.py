"""注册: the form, what is wrong with it, and the account it makes."""

from collections.abc import Mapping, Sequence
from itertools import islice

from flask import redirect
from werkzeug.wrappers import Response

from mock_portal.domain.identity import IdType
from mock_portal.domain.refusal import Reason, Refusal
from mock_portal.domain.registration import NATIONALITIES, OTHER_NATIONALITY, QUESTIONS, SEXES, Registration
from mock_portal.use_cases.accounts import register
from mock_portal.web.components import FieldKind, FieldView
from mock_portal.web.forms import filled, options, typed
from mock_portal.web.pages import show_page
from mock_portal.web.public import blueprint
from mock_portal.web.refusals import UNPROCESSABLE, status_of, view_of
from mock_portal.web.visits import portal

ID_TYPES = options(tuple(IdType))
LAYOUT = (
    FieldView("username", "用户名", required=True, autocomplete="username", hint="6 至 20 位字母或数字，不区分大小写"),
    FieldView(
        "password",
        "密码",
        FieldKind.PASSWORD,
        required=True,
        autocomplete="new-password",
        hint="8 至 20 位，同时包含字母和数字，区分大小写",
    ),
    FieldView("password_again", "确认密码", FieldKind.PASSWORD, required=True, autocomplete="new-password"),
    FieldView("name", "姓名", required=True, autocomplete="name", hint="须与证件一致，间隔号请使用“·”"),
    FieldView("name_again", "二次输入姓名", required=True, autocomplete="off"),
    FieldView("id_type", "证件类型", FieldKind.CHOICE, options=ID_TYPES, required=True),
    FieldView("id_type_again", "二次输入证件类型", FieldKind.CHOICE, options=ID_TYPES, required=True),
    FieldView("id_number", "证件号码", required=True, autocomplete="off", hint="注册后不能自行修改，请仔细核对"),
    FieldView("id_number_again", "二次输入证件号码", required=True, autocomplete="off"),
    FieldView("sex", "性别", FieldKind.RADIO, options=options(SEXES), hint="18 位证件号码由系统识别，可不填"),
    FieldView("birth_date", "出生日期", FieldKind.DATE, hint="18 位证件号码由系统识别，可不填"),
    FieldView(
        "nationality",
        "国籍",
        FieldKind.CHOICE,
        options=options(NATIONALITIES),
        hint="持外国人永久居留身份证或海外高层次人才居住证的，请选择“其他”",
    ),
    FieldView(
        "foreign_nationality", "外国人员国籍", attributes={"data-shown-when": f"nationality={OTHER_NATIONALITY}"}
    ),
    FieldView("question", "密码找回问题", FieldKind.CHOICE, options=options(QUESTIONS), required=True),
    FieldView("answer", "密码找回答案", required=True, autocomplete="off", hint="4 至 30 个字"),
)
FIELD_OF = {
    Reason.USERNAME_TAKEN: "username",
    Reason.ID_TAKEN: "id_number",
    Reason.ID_UNUSABLE: "id_number",
}  # beside which a refusal stands, too
SECTIONS = (("登录信息", 3), ("身份信息", 10), ("密码找回", 2))


def in_sections(views: Sequence[FieldView]) -> list[tuple[str, list[FieldView]]]:
    """The fields under the headings they stand under."""
    left = iter(views)
    return [(title, list(islice(left, count))) for title, count in SECTIONS]


@blueprint.get("/register")
def registration_form() -> str:
    """An empty form."""
    return _show({}, {})


@blueprint.post("/register")
def registration() -> Response | tuple[str, int]:
    """Register, or say what is wrong."""
    values = typed(LAYOUT)
    outcome = register(portal(), Registration(**values))
    if isinstance(outcome, int):
        return redirect("/sign-in?done=registered", 303)
    if isinstance(outcome, Refusal):
        view = view_of(outcome)
        beside = {FIELD_OF[outcome.reason]: view.words} if view and outcome.reason in FIELD_OF else {}
        return _show(values, beside, outcome), status_of(outcome)
    return _show(values, outcome), UNPROCESSABLE


def _show(values: Mapping[str, str], problems: Mapping[str, str], refusal: Refusal | None = None) -> str:
    views = filled(LAYOUT, values, problems)
    return show_page(
        "public/registration.html",
        heading="考生注册",
        views=views,
        sections=in_sections(views),
        refusal=view_of(refusal),
    )
