"""【学历学位信息维护】: the entries, and adding one; nothing here is ever changed or deleted."""

from collections.abc import Mapping
from dataclasses import replace

from flask import redirect
from werkzeug.wrappers import Response

from mock_portal.domain.case import Credential, Person
from mock_portal.domain.credentials import MOST_OF_A_KIND, CredentialEntry, CredentialKind
from mock_portal.domain.refusal import Reason, Refusal, refuse
from mock_portal.use_cases.basic_information import add_credential, list_credentials
from mock_portal.web.account import blueprint
from mock_portal.web.components import FieldKind, FieldView, Table
from mock_portal.web.forms import filled, options, typed
from mock_portal.web.pages import show_page
from mock_portal.web.refusals import UNPROCESSABLE, Refused, status_of, view_of
from mock_portal.web.visits import for_candidates, portal

LABELS = {
    CredentialKind.EDUCATION: ("学历", "毕业院校", "所学专业", "毕业时间", "毕业证书编号"),
    CredentialKind.DEGREE: ("学位", "学位授予单位", "所学专业", "学位授予时间", "学位证书编号"),
}
NAMES = ("level", "school", "major", "obtained_on", "certificate_no")
KINDS = {"level": FieldKind.CHOICE, "obtained_on": FieldKind.DATE}


def layout(kind: CredentialKind) -> tuple[FieldView, ...]:
    """The fields of an entry of this kind."""
    views = [
        FieldView(name, label, KINDS.get(name, FieldKind.TEXT), required=True, autocomplete="off")
        for name, label in zip(NAMES, LABELS[kind], strict=True)
    ]
    return (replace(views[0], options=options(kind.levels)), *views[1:])


def kind_of(word: str) -> CredentialKind:
    """The kind named in an address."""
    found = next((kind for kind in CredentialKind if kind == word), None)
    if found is None:
        raise Refused(refuse(Reason.NOT_FOUND))
    return found


@blueprint.get("/account/credentials")
@for_candidates
def credentials(person: Person) -> str:
    """All entries with what 学信网 says of them."""
    entries = list_credentials(portal(), person)
    tables = [(kind.value, kind.words, table_of(kind, entries)) for kind in CredentialKind]
    return show_page("account/credentials.html", heading="学历学位信息维护", tables=tables, most=MOST_OF_A_KIND)


def table_of(kind: CredentialKind, entries: list[tuple[Credential, bool]]) -> Table:
    """The entries of one kind."""
    rows = [
        (c.level, c.school, c.major, c.obtained_on.isoformat(), c.certificate_no, c.verification, _use(usable=usable))
        for c, usable in entries
        if c.kind == kind
    ]
    return Table(f"{kind.words}信息", (*LABELS[kind], "核验状态", "报名时"), rows, empty=f"尚未添加{kind.words}信息")


def _use(*, usable: bool) -> str:
    return "可选用" if usable else "核验完成后可选用"


@blueprint.get("/account/credentials/<word>")
@for_candidates
def entry_form(person: Person, word: str) -> str:  # noqa: ARG001  the form is the same for everybody
    """An empty entry."""
    return _show(kind_of(word), {}, {})


@blueprint.post("/account/credentials/<word>")
@for_candidates
def entry(person: Person, word: str) -> Response | tuple[str, int]:
    """Add an entry, or say what is wrong with it."""
    kind = kind_of(word)
    values = typed(layout(kind))
    outcome = add_credential(portal(), person, CredentialEntry(kind, **values))
    if outcome is None:
        return redirect("/account/credentials?done=entry-added", 303)
    if isinstance(outcome, Refusal):
        return _show(kind, values, {}, outcome), status_of(outcome)
    return _show(kind, values, outcome), UNPROCESSABLE


def _show(
    kind: CredentialKind, values: Mapping[str, str], problems: Mapping[str, str], refusal: Refusal | None = None
) -> str:
    views = filled(layout(kind), values, problems)
    return show_page("account/entry.html", heading=f"新增{kind.words}信息", views=views, refusal=view_of(refusal))
