"""【打印报名表】: the submitted version as a PDF, the same bytes as often as one likes (R2.4.9, Q8, Q12, Q13)."""

from dataclasses import dataclass

from mock_portal.domain.case import Person
from mock_portal.domain.refusal import Reason, Refusal, refuse
from mock_portal.domain.rules.standing import moment
from mock_portal.portal import Portal
from mock_portal.printing.form_printer import FormToPrint
from mock_portal.store.enrollments import case_of_person
from mock_portal.store.files import find_file
from mock_portal.store.submissions import find_submission


@dataclass(frozen=True, slots=True)
class Printed:
    """The file that a candidate downloads."""

    name: str
    content: bytes


def print_form(portal: Portal, person: Person, project_id: int) -> Printed | Refusal:
    """The form of the version that stands, or why there is none."""
    with portal.reading() as tx:
        case = case_of_person(tx, project_id, person.id, portal.now())
        if case is None:
            return refuse(Reason.NOT_FOUND)
        parts = portal.parts(case)
        if refusal := parts.rules.printing_refused(case):
            return refusal
        submission = find_submission(tx, case.enrollment.id, parts.rules.version_to_print(case))
        photo = find_file(tx, submission.photo_file) if submission else None
    if submission is None or photo is None:
        raise LookupError(f"expected version {case.enrollment.version} of enrollment {case.enrollment.id}, found none")
    form = FormToPrint(
        title=case.project.title,
        version=submission.version,
        code=case.enrollment.code or submission.code,
        submitted_at=moment(submission.submitted_at),
        content=submission.content,
        photo=photo.content,
    )
    return Printed(f"报名表-{submission.version}.pdf", parts.printer.print_form(form))
