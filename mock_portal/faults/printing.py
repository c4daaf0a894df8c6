"""Faults of the printed form."""

import secrets
from collections.abc import Callable
from dataclasses import replace

from mock_portal.domain.case import Case
from mock_portal.domain.printed_form import FormContent, Section
from mock_portal.domain.refusal import Reason, Refusal, refuse
from mock_portal.domain.rules import Rules
from mock_portal.domain.terms import State
from mock_portal.faults import fault
from mock_portal.printing.form_printer import FormPrinter, FormToPrint
from mock_portal.printing.rare import is_rare

LONGEST = 10
Change = Callable[[str], str]


@fault("nothing-to-print", "R2.4.9a")
class NothingToPrint(Rules):
    """After the submission there is no 【打印报名表】."""

    def printing_refused(self, case: Case) -> Refusal | None:
        return (
            refuse(Reason.NOT_SUBMITTED, state=self.state_text(case))
            if case.state is State.SUBMITTED
            else super().printing_refused(case)
        )


@fault("printing-in-draft", "Q8", "R2.2.n1b")
class PrintingInDraft(Rules):
    """A withdrawn submission can still be printed."""

    def printing_refused(self, case: Case) -> Refusal | None:
        printable = case.state is State.DRAFT and case.enrollment.version > 0
        return None if printable else super().printing_refused(case)


@fault("printing-after-lapse", "Q5")
class PrintingAfterLapse(Rules):
    """Who has abandoned the exam still prints a form."""

    def printing_refused(self, case: Case) -> Refusal | None:
        return None if case.state is State.SUBMITTED else super().printing_refused(case)


@fault("old-content-under-the-new-code", "R3.n2b", "Q12")
class OldContentUnderTheNewCode(Rules):
    """After a correction the form bears the new code above what the first version said."""

    def version_to_print(self, case: Case) -> int:
        return min(case.enrollment.version, 1)


@fault("content-one-version-behind", "R3.n2b", "Q12")
class ContentOneVersionBehind(Rules):
    """The second correction is not on the form, the first one is."""

    def version_to_print(self, case: Case) -> int:
        third = 3
        return case.enrollment.version - 1 if case.enrollment.version >= third else case.enrollment.version


@fault("corrected-names-leave-the-form", "R3.n2a", "D12")
class CorrectedNamesLeaveTheForm(Rules):
    """A form with a name that was corrected since is still accepted, and printed once more it bears the wrong name."""

    def form_follows_registration(self, case: Case) -> bool:  # noqa: ARG002  that is the fault
        return False


@fault("qr-of-the-first-version", "R3.n2a", "D12")
class QrOfTheFirstVersion(FormPrinter):
    """The picture counts as the first version what the text counts as the second."""

    def pictured_code(self, form: FormToPrint) -> str:
        return f"{form.code[:-2]}01"


@fault("qr-is-an-address", "R2.4.9b")
class QrIsAnAddress(FormPrinter):
    """The picture leads to a page instead of bearing the code."""

    def pictured_code(self, form: FormToPrint) -> str:
        return f"https://portal.invalid/forms/{form.code}"


@fault("code-new-at-every-print", "Q12", "R2.4.9c")
class CodeNewAtEveryPrint(FormPrinter):
    """Each print bears a code of its own, which the desk does not know."""

    def printed_code(self, form: FormToPrint) -> str:
        return f"{form.code[:-4]}{secrets.token_hex(2).upper()}"


@fault("code-only-in-the-picture", "R2.4.9c")
class CodeOnlyInThePicture(FormPrinter):
    """The text lacks the code: a desk without a scanner is at a loss."""

    def printed_code(self, form: FormToPrint) -> str:  # noqa: ARG002  none at all
        return ""


@fault("form-without-employment", "R2.4.9b", "Q12")
class FormWithoutEmployment(FormPrinter):
    """The last page of what was filled in is not on the form."""

    def printed_content(self, form: FormToPrint) -> FormContent:
        return replace(form.content, sections=form.content.sections[:-1])


@fault("rare-characters-lost", "D16")
class RareCharactersLost(FormPrinter):
    """A rare character of a name is printed as a question mark."""

    def printed_content(self, form: FormToPrint) -> FormContent:
        return changed(form.content, lambda words: "".join("?" if is_rare(letter) else letter for letter in words))


@fault("long-names-cut", "D16")
class LongNamesCut(FormPrinter):
    """Of a long name only the beginning is printed."""

    def printed_content(self, form: FormToPrint) -> FormContent:
        return changed(form.content, lambda words: words[:LONGEST], only="姓名")


@fault("printed-version-stays-one", "Q7")
class PrintedVersionStaysOne(FormPrinter):
    """Every form says that it is version 1."""

    def print_form(self, form: FormToPrint) -> bytes:
        return super().print_form(replace(form, version=1))


@fault("long-entries-run-off-the-paper", "R2.4.9b", "Q12")
class LongEntriesRunOffThePaper(FormPrinter):
    """A long entry is printed in one line, of which the end lies beside the paper."""

    def lines_of(self, words: str, size: float, width: float) -> list[str]:  # noqa: ARG002
        return [words]


@fault("lines-over-lines", "R2.4.9b", "Q12")
class LinesOverLines(FormPrinter):
    """Lines are printed so close to each other that nobody can read them."""

    def next_line(self, y: float) -> float:
        return y - (y - super().next_line(y)) / 5


def changed(content: FormContent, change: Change, only: str = "") -> FormContent:
    """The content with the words of its facts, or of one of them, changed."""

    def facts(section: Section) -> tuple[tuple[str, str], ...]:
        return tuple((label, change(words) if only in {"", label} else words) for label, words in section.facts)

    return replace(content, sections=tuple(Section(s.title, facts(s)) for s in content.sections))
