"""Faults of the page 基本信息: who one is, for good, and until when the document is valid."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date, timedelta

from mock_portal.domain.case import Case, Person, Values
from mock_portal.domain.catalogue.choices import Choice
from mock_portal.domain.catalogue.fields import FieldSpec
from mock_portal.domain.catalogue.sheet import Sheet, read_date, text_of
from mock_portal.domain.rules import Rules
from mock_portal.domain.terms import Page
from mock_portal.faults import fault

LAST_OF_FOUR = 8  # days from the first exam day to the last


@fault("identity-not-prefilled", "R2.4.2a")
class IdentityNotPrefilled(Rules):
    """Sex, birth date and nationality must be typed anew, though registration knows them."""

    def fixed_value(self, case: Case, name: str) -> str | None:
        return super().fixed_value(case, name) if case.enrollment.version else None


@fault("sex-not-checked", "Q16", "D19")
class SexNotChecked(Rules):
    """性别 is open to choice, and any choice fits any ID number."""

    def fixed_value(self, case: Case, name: str) -> str | None:
        return None if name == "sex" and not case.enrollment.version else super().fixed_value(case, name)

    def sex_problem(self, person: Person, sex: str) -> str:  # noqa: ARG002  either will do
        return ""

    def identity(self, case: Case) -> Mapping[str, str]:
        return {name: text for name, text in super().identity(case).items() if name != "sex"}


@fault("sex-and-birth-date-locked", "R2.4.2b")
class SexAndBirthDateLocked(Rules):
    """Where registration does not know sex and birth date, they cannot be chosen either."""

    def fixed_value(self, case: Case, name: str) -> str | None:
        return super().fixed_value(case, name) or ("" if name in {"sex", "birth_date"} else None)


@fault("immutable-fields-by-crafted-request", "R3.n1", "D33")
class ImmutableFieldsByCraftedRequest(Rules):
    """Sex, birth date and nationality are shown as fixed, yet a crafted request changes them."""

    def own_values(self, case: Case, page: Page, sent: Values) -> Values:
        asked = {spec.name for spec in self.asked_fields(case, page)}
        return {**super().own_values(case, page, sent), **{k: v for k, v in sent.items() if k in asked}}

    def identity(self, case: Case) -> Mapping[str, str]:
        page = case.enrollment.values(Page.IDENTITY)
        return {name: text_of(page, name) or text for name, text in super().identity(case).items()}


@fault("name-by-crafted-request", "R3.n1", "D33")
class NameByCraftedRequest(Rules):
    """A crafted field for name or number, which the page does not have, ends up on the form."""

    crafted = ("name", "id_number")

    def own_values(self, case: Case, page: Page, sent: Values) -> Values:
        return {**super().own_values(case, page, sent), **{k: v for k, v in sent.items() if k in self.crafted}}

    def identity(self, case: Case) -> Mapping[str, str]:
        page = case.enrollment.values(Page.IDENTITY)
        changed = {name: text_of(page, name) for name in self.crafted if text_of(page, name)}
        return {**super().identity(case), **changed}


@fault("identity-editable-after-withdrawal", "R3.n1", "Q16")
class IdentityEditableAfterWithdrawal(Rules):
    """Sex and birth date chosen by hand can be changed after the first submission."""

    def fixed_value(self, case: Case, name: str) -> str | None:
        return super().fixed_value(replace(case, enrollment=replace(case.enrollment, version=0)), name)


@fault("future-birth-accepted", "D19", "Q16")
class FutureBirthAccepted(Rules):
    """出生日期 may lie in the future."""

    def birth_date_problem(self, person: Person, text: str, today: date) -> str:  # noqa: ARG002  any day
        return ""


@fault("one-ethnicity-missing", "R2.4.2c")
class OneEthnicityMissing(Rules):
    """The last of the 56 peoples is not in the list."""

    def asked_fields(self, case: Case, page: Page) -> tuple[FieldSpec, ...]:
        return tuple(
            replace(spec, choices=without(spec.choices, "基诺族")) if spec.name == "ethnicity" else spec
            for spec in super().asked_fields(case, page)
        )


@fault("health-typed-freely", "R2.4.2d")
class HealthTypedFreely(Rules):
    """健康状态 takes any text that a request brings."""

    def format_problem(self, spec: FieldSpec, text: str, offered: Collection[str]) -> str:
        return "" if spec.name == "health" else super().format_problem(spec, text, offered)


@fault("expiry-label-misspelt", "R2.4.2.n1a")
class ExpiryLabelMisspelt(Rules):
    """The field is called 证件有效截止日期 instead of “证件有效截至日期”."""

    def asked_fields(self, case: Case, page: Page) -> tuple[FieldSpec, ...]:
        return tuple(
            replace(spec, label="证件有效截止日期") if spec.name == "id_valid_to" else spec
            for spec in super().asked_fields(case, page)
        )


@fault("prompt-missing", "R2.4.2.n1a")
class PromptMissing(Rules):
    """Nobody is told that the document expires before the exam."""

    def id_expires_before_exam(self, case: Case, valid_to: str) -> bool:  # noqa: ARG002  never
        return False


@fault("prompt-on-the-day-itself", "R2.4.2.n1a", "Q60")
class PromptOnTheDayItself(Rules):
    """A document that is valid on all days of the exam but expires with the last prompts, too."""

    def id_expires_before_exam(self, case: Case, valid_to: str) -> bool:
        last_day = read_date(valid_to)
        return last_day is not None and last_day <= case.project.exam_date + timedelta(days=LAST_OF_FOUR)


@fault("prompt-by-todays-date", "R2.4.2.n1a")
class PromptByTodaysDate(Rules):
    """Only documents that have expired today prompt, not those that will before the exam."""

    def id_expires_before_exam(self, case: Case, valid_to: str) -> bool:
        last_day = read_date(valid_to)
        return last_day is not None and last_day < case.now.date()


@fault("prompt-not-for-expired", "Q61")
class PromptNotForExpired(Rules):
    """A document that is expired already prompts nothing."""

    def id_expires_before_exam(self, case: Case, valid_to: str) -> bool:
        expired = (day := read_date(valid_to)) is not None and day < case.now.date()
        return not expired and super().id_expires_before_exam(case, valid_to)


@fault("prompt-blocks", "R2.4.2.n1b", "D36")
class PromptBlocks(Rules):
    """A document that expires before the exam keeps one from enrolling."""

    def problems(self, sheet: Sheet) -> Mapping[str, str]:
        found = dict(super().problems(sheet))
        if sheet.page is Page.IDENTITY and self.id_expires_before_exam(sheet.case, sheet.text("id_valid_to")):
            found["id_valid_to"] = self.expiry_advice()
        return found


@fault("expired-document-blocks", "Q61", "D36")
class ExpiredDocumentBlocks(Rules):
    """A document that is expired today keeps one from enrolling."""

    def problems(self, sheet: Sheet) -> Mapping[str, str]:
        found, day = dict(super().problems(sheet)), read_date(sheet.text("id_valid_to"))
        if sheet.page is Page.IDENTITY and day is not None and day < sheet.case.now.date():
            found["id_valid_to"] = "证件已过期"
        return found


@fault("prompt-without-advice", "R2.4.2.n1c")
class PromptWithoutAdvice(Rules):
    """The prompt says that the document expires, and not what to do about it."""

    def expiry_advice(self) -> str:
        return "证件有效截至日期早于考试日期。"


@fault("long-term-prompts", "Q60")
class LongTermRefused(Rules):
    """“长期” alone is not enough, a date is wanted all the same."""

    def is_void(self, sheet: Sheet, name: str) -> bool:
        return name != "id_valid_to" and super().is_void(sheet, name)


def without(choices: tuple[Choice, ...], value: str) -> tuple[Choice, ...]:
    """A list with one entry left out."""
    return tuple(choice for choice in choices if choice.value != value)
