"""【提交报名信息】 and 【撤回信息提交】."""

from werkzeug.wrappers import Response

from mock_portal.domain.case import Case, Person
from mock_portal.domain.refusal import Refusal
from mock_portal.domain.rules.flow import Node
from mock_portal.domain.terms import EDITABLE
from mock_portal.use_cases.flow import Checking, check_submission
from mock_portal.use_cases.own_case import own_case
from mock_portal.use_cases.submission import submit, withdraw
from mock_portal.web.enrollment import blueprint
from mock_portal.web.enrollment.flow import next_deadline, nodes_of
from mock_portal.web.enrollment.places import go, granted, home_of, way_back
from mock_portal.web.forms import number_sent
from mock_portal.web.pages import show_page
from mock_portal.web.refusals import status_of, view_of
from mock_portal.web.visits import for_candidates, portal

Answer = str | tuple[str, int] | Response


@blueprint.get("/enrollment/<int:project_id>/submission")
@for_candidates
def show_submission(person: Person, project_id: int) -> Answer:
    """Everything for checking; whoever is not so far yet is led back to what is missing (Q54, Q67, Q69)."""
    checking = granted(check_submission(portal(), person, project_id))
    if checking.case.state not in EDITABLE or checking.refusal is None:
        return _page(checking)
    address = way_back(checking.case, checking.refusal, checking.first_page)
    return go(address) if address else (_page(checking, checking.refusal), status_of(checking.refusal))


@blueprint.post("/enrollment/<int:project_id>/submission")
@for_candidates
def send_submission(person: Person, project_id: int) -> Answer:
    """“提交报名信息”; the page that was checked is known by the revision it shows."""
    submitted = submit(portal(), person, project_id, number_sent("revision"))
    if isinstance(submitted, Refusal):
        checking = granted(check_submission(portal(), person, project_id))
        return _page(checking, submitted), status_of(submitted)
    return go(f"{home_of(project_id)}submission", "submitted")


def _page(checking: Checking, refusal: Refusal | None = None) -> str:
    case, rules, home = checking.case, checking.rules, home_of(checking.case.project.id)
    draft = case.state in EDITABLE
    return show_page(
        "enrollment/submission.html",
        heading="提交报名信息",
        nodes=nodes_of(rules, case, checking.uploaded, current=Node.SUBMIT),
        refusal=view_of(refusal),
        state=rules.state_text(case),
        deadline=next_deadline(rules, case),
        photo=f"{home}photo.jpg" if case.enrollment.photo_file else "",
        sections=checking.content.sections,
        submittable=draft and checking.refusal is None,
        revision=case.enrollment.revision,
        pages=f"{home}pages/" if rules.edit_refused(case) is None else "",
        form=f"{home}form.pdf" if rules.printing_refused(case) is None else "",
        withdrawal=f"{home}withdrawal" if rules.withdrawal_refused(case) is None else "",
        prints=not case.area.confirms_online,
        home=home,
    )


@blueprint.get("/enrollment/<int:project_id>/withdrawal")
@for_candidates
def show_withdrawal(person: Person, project_id: int) -> Answer:
    """The question before withdrawing."""
    case = granted(own_case(portal(), person, project_id))
    refusal = portal().parts(case).rules.withdrawal_refused(case)
    return _withdrawal_page(case, refusal), status_of(refusal) if refusal else 200


@blueprint.post("/enrollment/<int:project_id>/withdrawal")
@for_candidates
def send_withdrawal(person: Person, project_id: int) -> Answer:
    """“确认撤回”."""
    refusal = withdraw(portal(), person, project_id, number_sent("revision"))
    if refusal is None:
        return go(home_of(project_id), "withdrawn")
    return _withdrawal_page(granted(own_case(portal(), person, project_id)), refusal), status_of(refusal)


def _withdrawal_page(case: Case, refusal: Refusal | None) -> str:
    rules = portal().parts(case).rules
    return show_page(
        "enrollment/withdrawal.html",
        heading="撤回信息提交",
        refusal=view_of(refusal),
        withdrawable=rules.withdrawal_refused(case) is None,
        revision=case.enrollment.revision,
        deadline=next_deadline(rules, case),
        home=home_of(case.project.id),
    )
