"""Faults of the page 报考信息: which subjects are ticked for whom, title and its date, level and specialty."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date

from mock_portal.domain.case import Case, Person, Values
from mock_portal.domain.catalogue.fields import FieldSpec
from mock_portal.domain.catalogue.sheet import PastExam, Sheet, ticks_of
from mock_portal.domain.rules import Rules
from mock_portal.domain.terms import SUBJECTS, Page
from mock_portal.faults import fault


@fault("three-subjects-by-default", "R2.4.4b", "D37")
class ThreeSubjectsByDefault(Rules):
    """A new candidate finds only three of the four subjects ticked."""

    def default_subjects(self, person: Person, specialty: str, past_exams: Iterable[PastExam]) -> tuple[str, ...]:
        found = super().default_subjects(person, specialty, past_exams)
        return found[:-1] if len(found) == len(SUBJECTS) else found


@fault("nothing-ticked-by-default", "R2.4.4b", "D37")
class NothingTickedByDefault(Rules):
    """A new candidate must tick each subject by hand."""

    def default_subjects(self, person: Person, specialty: str, past_exams: Iterable[PastExam]) -> tuple[str, ...]:
        found = super().default_subjects(person, specialty, past_exams)
        return () if len(found) == len(SUBJECTS) else found


@fault("history-ignored", "R2.4.4c", "D20", "D37")
class HistoryIgnored(Rules):
    """All four are ticked for everybody, also for those who passed some last year."""

    def default_subjects(self, person: Person, specialty: str, past_exams: Iterable[PastExam]) -> tuple[str, ...]:  # noqa: ARG002
        return super().default_subjects(person, specialty, ())


@fault("passed-subjects-ticked", "R2.4.4c", "D37")
class PassedSubjectsTicked(Rules):
    """The subjects that were passed are ticked instead of those that were not."""

    def default_subjects(self, person: Person, specialty: str, past_exams: Iterable[PastExam]) -> tuple[str, ...]:
        due = super().default_subjects(person, specialty, past_exams)
        return due if len(due) == len(SUBJECTS) else tuple(subject for subject in SUBJECTS if subject not in due)


@fault("history-by-number-only", "R2.4.4c", "Q56", "D20")
class HistoryByNumberOnly(Rules):
    """Last year's results count for the same number under another name."""

    def is_history_of(self, exam: PastExam, person: Person, specialty: str) -> bool:
        return exam.id_number == person.id_number and exam.specialty == specialty and exam.outcome == "sat"


@fault("history-of-another-specialty", "Q56", "D20")
class HistoryOfAnotherSpecialty(Rules):
    """What was passed in one specialty counts for every other."""

    def is_history_of(self, exam: PastExam, person: Person, specialty: str) -> bool:
        return super().is_history_of(exam, person, exam.specialty) and bool(specialty)


@fault("history-of-another-level", "Q56", "D20")
class HistoryOfAnotherLevel(Rules):
    """What was passed in one specialty counts for the next one of the same level."""

    def is_history_of(self, exam: PastExam, person: Person, specialty: str) -> bool:
        near = exam.specialty[:1] == specialty[:1]
        return super().is_history_of(exam, person, exam.specialty if near else specialty)


class CountsToo(Rules):
    """Takes another outcome for a sitting; the base of faults, none itself."""

    outcome = ""

    def is_history_of(self, exam: PastExam, person: Person, specialty: str) -> bool:
        """The healthy answer, for this outcome as well."""
        same = exam.name == person.name and exam.id_number == person.id_number and exam.specialty == specialty
        return super().is_history_of(exam, person, specialty) or (same and exam.outcome == self.outcome)


@fault("history-of-absentees", "Q59", "D20")
class HistoryOfAbsentees(CountsToo):
    """Who was absent last year counts as a returning candidate."""

    outcome = "absent"


@fault("history-of-disqualified", "Q59", "D20")
class HistoryOfDisqualified(CountsToo):
    """Who was disqualified last year keeps what had been passed."""

    outcome = "disqualified"


@fault("history-where-nothing-was-held", "Q59", "D20")
class HistoryWhereNothingWasHeld(CountsToo):
    """Where the exam of 2022 was not held, candidates count as returning ones all the same."""

    outcome = "not-held"


@fault("ticks-cannot-be-changed", "R2.4.4d", "Q57")
class TicksCannotBeChanged(Rules):
    """The default ticks are saved, whatever the candidate ticked."""

    def settled(self, sheet: Sheet) -> Values:
        kept = super().settled(sheet)
        if sheet.page is not Page.SPECIALTY:
            return kept
        default = self.default_subjects(sheet.case.person, sheet.text("specialty"), sheet.facts.past_exams)
        return {**kept, "subjects": default}


@fault("unticking-not-saved", "R2.4.4d", "Q57", "D37")
class UntickingNotSaved(Rules):
    """Subjects can be added to the default, but one that is unticked comes back."""

    def settled(self, sheet: Sheet) -> Values:
        kept = super().settled(sheet)
        if sheet.page is not Page.SPECIALTY:
            return kept
        default = self.default_subjects(sheet.case.person, sheet.text("specialty"), sheet.facts.past_exams)
        chosen = {*default, *ticks_of(kept, "subjects")}
        return {**kept, "subjects": tuple(subject for subject in SUBJECTS if subject in chosen)}


@fault("passed-subject-cannot-be-ticked", "Q57", "R2.4.4d")
class PassedSubjectCannotBeTicked(Rules):
    """A returning candidate who ticks a passed subject again is sent back."""

    def problems(self, sheet: Sheet) -> dict[str, str]:
        found = dict(super().problems(sheet))
        default = self.default_subjects(sheet.case.person, sheet.text("specialty"), sheet.facts.past_exams)
        if sheet.page is Page.SPECIALTY and not set(sheet.ticks("subjects")) <= set(default):
            found["subjects"] = "已通过的科目不能再次报考"
        return found


@fault("all-passed-locks-out", "Q58", "Q57")
class AllPassedLocksOut(Rules):
    """Who passed all four last year cannot choose anything."""

    def problems(self, sheet: Sheet) -> dict[str, str]:
        found = dict(super().problems(sheet))
        due = self.default_subjects(sheet.case.person, sheet.text("specialty"), sheet.facts.past_exams)
        if sheet.page is Page.SPECIALTY and not due:
            found["subjects"] = "您已通过全部科目，不能报考"
        return found


@fault("no-subject-needed", "Q39")
class NoSubjectNeeded(Rules):
    """One can enroll without a single subject."""

    def ticks_problem(self, ticks: Collection[str]) -> str:
        return super().ticks_problem(ticks) if ticks else ""


@fault("unknown-subject-accepted", "D27", "Q39")
class UnknownSubjectAccepted(Rules):
    """A crafted request enrolls in a subject that the exam does not have."""

    def ticks_problem(self, ticks: Collection[str]) -> str:
        return "" if ticks else super().ticks_problem(ticks)


@fault("ticks-survive-another-specialty", "Q55", "D37")
class TicksSurviveAnotherSpecialty(Rules):
    """Ticks made for one specialty are kept when another is chosen."""

    def resets_subjects(
        self,
        *,
        shown_for: str,  # noqa: ARG002  it does not matter here
        specialty: str,  # noqa: ARG002
        ticks: Collection[str],  # noqa: ARG002
        shown: Collection[str],  # noqa: ARG002
        default: Collection[str],  # noqa: ARG002
    ) -> bool:
        return False


@fault("specialty-of-another-level", "R2.4.4a")
class SpecialtyOfAnotherLevel(Rules):
    """Level and specialty need not belong together."""

    def specialty_problem(self, level: str, code: str) -> str:  # noqa: ARG002  any two
        return ""


@fault("specialty-not-offered", "R2.4.4a")
class SpecialtyNotOffered(Rules):
    """Half of the specialties are missing from the list."""

    def asked_fields(self, case: Case, page: Page) -> tuple[FieldSpec, ...]:
        return tuple(
            replace(spec, choices=spec.choices[::2]) if spec.name == "specialty" else spec
            for spec in super().asked_fields(case, page)
        )


@fault("title-date-in-future", "R2.4.4f")
class TitleDateInFuture(Rules):
    """A title may have been obtained next year."""

    def title_date_problem(self, text: str, *, today: date, born: date | None) -> str:
        return super().title_date_problem(text, today=date.max, born=born) if today else ""


@fault("title-date-before-birth", "R2.4.4f")
class TitleDateBeforeBirth(Rules):
    """A title may have been obtained before its holder was born."""

    def title_date_problem(self, text: str, *, today: date, born: date | None) -> str:  # noqa: ARG002
        return super().title_date_problem(text, today=today, born=None)


@fault("title-date-optional", "R2.4.4f")
class TitleDateOptional(Rules):
    """Who has a title need not say since when."""

    def title_date_problem(self, text: str, *, today: date, born: date | None) -> str:
        return super().title_date_problem(text, today=today, born=born) if text else ""


@fault("title-date-without-title", "R2.4.4f")
class TitleDateWithoutTitle(Rules):
    """Who has no title is asked since when."""

    def is_void(self, sheet: Sheet, name: str) -> bool:
        return name != "title_date" and super().is_void(sheet, name)


class Relabelled(Rules):
    """Calls one field by another name; the base of faults, none itself."""

    field, label = "", ""

    def asked_fields(self, case: Case, page: Page) -> tuple[FieldSpec, ...]:
        """The fields of the page, one of them under the wrong label."""
        fields = super().asked_fields(case, page)
        return tuple(replace(spec, label=self.label) if spec.name == self.field else spec for spec in fields)


@fault("title-under-another-label", "R2.4.4e")
class TitleUnderAnotherLabel(Relabelled):
    """“现有技术资格” is called 现有职称."""

    field, label = "current_title", "现有职称"


@fault("practice-under-another-label", "R2.4.4g")
class PracticeUnderAnotherLabel(Relabelled):
    """“执业类别” is called 职业类别."""

    field, label = "practice_category", "职业类别"


@fault("schooling-under-another-label", "R2.4.5e")
class SchoolingUnderAnotherLabel(Relabelled):
    """“学制” is called 学习年限."""

    field, label = "schooling_years", "学习年限"


@fault("study-history-under-another-label", "R2.4.5f")
class StudyHistoryUnderAnotherLabel(Relabelled):
    """“专业学习经历” is called 学习经历."""

    field, label = "study_history", "学习经历"


@fault("other-employer-misspelt", "R2.4.6f", "Q64")
class OtherEmployerMisspelt(Relabelled):
    """“其它单位” is spelt 其他单位."""

    field, label = "other_employer", "其他单位"


@fault("affiliation-under-another-label", "R2.4.6a")
class AffiliationUnderAnotherLabel(Relabelled):
    """“单位所属” is called 单位隶属."""

    field, label = "affiliation", "单位隶属"
