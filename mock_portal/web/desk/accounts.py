"""考生账号 at the site: correcting name and kind of document, a sixth entry, deleting a false registration."""

from collections.abc import Mapping
from urllib.parse import quote

from flask import redirect, request
from werkzeug.wrappers import Response

from mock_portal.domain.credentials import CredentialEntry, CredentialKind
from mock_portal.domain.identity import IdType
from mock_portal.domain.refusal import Reason, Refusal, refuse
from mock_portal.domain.rules.confirmation import Staff
from mock_portal.use_cases.account_help import (
    AccountView,
    add_credential_for,
    correct_account,
    delete_account,
    find_account,
)
from mock_portal.web.account.credentials import kind_of, layout
from mock_portal.web.components import FieldKind, FieldView, Table
from mock_portal.web.desk import blueprint
from mock_portal.web.desk.access import at_desk
from mock_portal.web.forms import filled, options, typed
from mock_portal.web.pages import show_page
from mock_portal.web.refusals import UNPROCESSABLE, Refused, status_of, view_of
from mock_portal.web.visits import portal

ADDRESS = "/desk/accounts"
CORRECTION = (
    FieldView("name", "姓名", required=True, max_length=40),
    FieldView("id_type", "证件类型", FieldKind.CHOICE, options=options(tuple(IdType)), required=True),
)
Answer = str | tuple[str, int] | Response


@blueprint.get(ADDRESS)
@at_desk(ADDRESS)
def account(staff: Staff) -> Answer:
    """The account whose ID number was asked for."""
    id_number = request.args.get("id_number", "").strip()
    if not id_number:
        return _search_page()
    found = _found(staff, id_number)
    return (_search_page(found, id_number), status_of(found)) if isinstance(found, Refusal) else _account_page(found)


@blueprint.post(f"{ADDRESS}/correction")
@at_desk(ADDRESS)
def correct(staff: Staff) -> Answer:
    """“保存更正”."""
    found, values = _wanted(staff), typed(CORRECTION)
    outcome = correct_account(portal(), staff, found.person.id_number, revision=_seen(), **values)
    if outcome is None:
        return _back_to(found, "account-corrected")
    if isinstance(outcome, Refusal):
        return _account_page(found, values, refusal=outcome), status_of(outcome)
    return _account_page(found, values, outcome), UNPROCESSABLE


@blueprint.get(f"{ADDRESS}/deletion")
@at_desk(ADDRESS)
def deletion(staff: Staff) -> str:
    """The question before the account is deleted."""
    return _deletion_page(_wanted(staff))


@blueprint.post(f"{ADDRESS}/deletion")
@at_desk(ADDRESS)
def delete(staff: Staff) -> Answer:
    """“删除注册账号”."""
    found = _wanted(staff)
    if refusal := delete_account(portal(), staff, found.person.id_number, revision=_seen()):
        return _deletion_page(found, refusal), status_of(refusal)
    return redirect(f"{ADDRESS}?done=account-deleted", 303)


@blueprint.get(f"{ADDRESS}/credentials/<word>")
@at_desk(ADDRESS)
def entry_form(staff: Staff, word: str) -> str:
    """An empty entry."""
    return _entry_page(_wanted(staff), kind_of(word), {}, {})


@blueprint.post(f"{ADDRESS}/credentials/<word>")
@at_desk(ADDRESS)
def add_entry(staff: Staff, word: str) -> Answer:
    """Add an entry, or say what is wrong with it."""
    found, kind = _wanted(staff), kind_of(word)
    values = typed(layout(kind))
    entry = CredentialEntry(kind, **values)
    outcome = add_credential_for(portal(), staff, found.person.id_number, entry, revision=_seen())
    if outcome is None:
        return _back_to(found, "credential-added")
    if isinstance(outcome, Refusal):
        return _entry_page(found, kind, values, {}, outcome), status_of(outcome)
    return _entry_page(found, kind, values, outcome), UNPROCESSABLE


def _found(staff: Staff, id_number: str) -> AccountView | Refusal:
    found = find_account(portal(), staff, id_number)
    unknown = isinstance(found, Refusal) and found.reason is Reason.NOT_FOUND
    return refuse(Reason.NO_SUCH_ACCOUNT) if unknown else found


def _wanted(staff: Staff) -> AccountView:
    found = _found(staff, request.values.get("id_number", ""))
    if isinstance(found, Refusal):
        raise Refused(found)
    return found


def _seen() -> str:
    """The revision of the account that the form was made for."""
    return request.form.get("revision", "")


def _back_to(found: AccountView, done: str) -> Response:
    return redirect(f"{ADDRESS}?id_number={quote(found.person.id_number)}&done={done}", 303)


def _search_page(refusal: Refusal | None = None, id_number: str = "") -> str:
    asked = [FieldView("id_number", "证件号码", value=id_number, max_length=40)]
    return show_page("desk/accounts.html", heading="考生账号", refusal=view_of(refusal), asked=asked, found=None)


def _account_page(
    found: AccountView,
    values: Mapping[str, str] | None = None,
    problems: Mapping[str, str] | None = None,
    refusal: Refusal | None = None,
) -> str:
    person = found.person
    return show_page(
        "desk/accounts.html",
        heading="考生账号",
        refusal=view_of(refusal),
        asked=[FieldView("id_number", "证件号码", value=person.id_number, max_length=40)],
        found=found,
        particulars=_particulars(found),
        credentials=_credentials(found),
        fields=filled(CORRECTION, values or {"name": person.name, "id_type": person.id_type}, problems or {}),
        kinds=[(kind.value, kind.words) for kind in CredentialKind],
    )


def _deletion_page(found: AccountView, refusal: Refusal | None = None) -> str:
    return show_page(
        "desk/account_deletion.html",
        heading="删除注册账号",
        refusal=view_of(refusal),
        particulars=_particulars(found),
        found=found,
    )


def _entry_page(
    found: AccountView,
    kind: CredentialKind,
    values: Mapping[str, str],
    problems: Mapping[str, str],
    refusal: Refusal | None = None,
) -> str:
    return show_page(
        "desk/account_entry.html",
        heading=f"代考生新增{kind.words}信息",
        refusal=view_of(refusal),
        particulars=_particulars(found),
        found=found,
        fields=filled(layout(kind), values, problems),
    )


def _particulars(found: AccountView) -> list[tuple[str, str]]:
    person = found.person
    enrolled = "、".join(f"{e.area} {e.city}" for e in found.enrollments) or "尚未报名"
    return [
        ("用户名", person.username),
        ("姓名", person.name),
        ("证件类型", person.id_type),
        ("证件号码", person.id_number),
        ("报名地市", enrolled),
    ]


def _credentials(found: AccountView) -> Table:
    headers = ("类别", "层次", "院校", "专业", "取得时间", "证书编号", "核验状态")
    rows = [
        (CredentialKind(c.kind).words, c.level, c.school, c.major, f"{c.obtained_on}", c.certificate_no, c.verification)
        for c in found.credentials
    ]
    return Table("学历学位信息", headers, rows)
