"""The six form pages: their order, what is asked and fixed, whether a page holds (R2.4, R3.n1, Q16, Q48, Q54, Q55)."""

from collections.abc import Mapping
from types import MappingProxyType

from mock_portal.domain.case import Case, SavedPage, Values
from mock_portal.domain.catalogue.choices import CHINA, NONE, OTHER, OTHER_COUNTRY, Choice, plain
from mock_portal.domain.catalogue.fields import COMPANIONS, FIELDS, FieldSpec, Kind, page_title
from mock_portal.domain.catalogue.sheet import FormFacts, Sheet, text_of
from mock_portal.domain.refusal import Reason, Refusal, refuse
from mock_portal.domain.rules.pages import PageRules
from mock_portal.domain.terms import Page

IMMUTABLE = ("sex", "birth_date", "nationality", "foreign_nationality")
NOT_ALWAYS_ASKED = {"institution", "foreign_nationality"}


class FormRules(PageRules):
    """What a form page asks, keeps and accepts."""

    # The order of pages

    def first_open_page(self, case: Case) -> Page | None:
        """The first page that is not done; None when all are."""
        pages = case.enrollment.pages
        return next((page for page in Page if page not in pages or not pages[page].done), None)

    def order_refused(self, case: Case, page: Page) -> Refusal | None:
        """Pages are filled in order; earlier ones may be visited again (R2.4a, Q54, Q55)."""
        first, order = self.first_open_page(case), tuple(Page)
        if first is None or order.index(page) <= order.index(first):
            return None
        return refuse(Reason.PAGES_IN_ORDER, page=page_title(first))

    def stale_refused(self, case: Case, page: Page, revision: int) -> Refusal | None:
        """A page that was saved elsewhere since it was opened is not overwritten (Q48)."""
        return None if revision == self.revision_of(case, page) else refuse(Reason.STALE_PAGE)

    def revision_of(self, case: Case, page: Page) -> int:
        """What a page is based on: its latest save, before the first one nothing, but for the page that shows the area (Q17)."""
        if saved := case.enrollment.pages.get(page):
            return saved.revision
        return case.enrollment.revision if page is Page.CITY else 0

    def trial_refused(self, case: Case, page: Page, revision: int) -> Refusal | None:
        """Neither is it tried out: what comes back stands on the latest save, as if its candidate had seen it (Q48)."""
        return self.stale_refused(case, page, revision)

    def is_kept(self, sheet: Sheet) -> bool:
        """Whether just this was saved: a second click, which nothing would be lost by (Q70)."""
        saved = sheet.case.enrollment.pages.get(sheet.page)
        return saved is not None and self.settled(sheet) == saved.values

    # What is asked

    def asked_fields(self, case: Case, page: Page) -> tuple[FieldSpec, ...]:
        """The fields of a page for this candidate: institutions only in online areas (R2.4.1b, R2.4.1d)."""
        return tuple(
            spec for spec in FIELDS[page] if spec.name not in NOT_ALWAYS_ASKED or self.is_asked(case, spec.name)
        )

    def is_asked(self, case: Case, name: str) -> bool:
        """Whether a field that not everybody sees is asked here."""
        if name == "institution":
            return case.area.confirms_online
        return self.fixed_value(case, "nationality") != CHINA

    def fixed_value(self, case: Case, name: str) -> str | None:
        """What stands for good in an immutable field; None while the candidate may choose (R3.n1, Q16).

        Registration data are never changed here; what was chosen by hand freezes with the first submission.
        """
        if name not in IMMUTABLE:
            return None
        if registered := registered_values(case)[name]:
            return registered
        return (text_of(case.enrollment.values(Page.IDENTITY), name) or None) if case.enrollment.version else None

    def identity(self, case: Case) -> Mapping[str, str]:
        """What stands for good on every form: name and document as registered, whatever any page says (R3.n1, D33)."""
        person = case.person
        named = {"name": person.name, "id_type": person.id_type, "id_number": person.id_number}
        return named | {name: text for name, text in registered_values(case).items() if text}

    def choices(self, case: Case, spec: FieldSpec, facts: FormFacts) -> tuple[Choice, ...]:
        """What a list offers here."""
        match spec.name:
            case "city":
                return plain(city.name for city in case.area.cities)
            case "institution":
                names = [(city.name, self.institutions(case, city.name)) for city in case.area.cities]
                return tuple(Choice(name, name, group=city) for city, offered in names for name in offered)
            case "education":
                return credential_choices(facts, "education")
            case "degree":
                return (Choice(NONE, NONE), *credential_choices(facts, "degree"))
        return spec.choices

    # What is kept

    def own_values(self, case: Case, page: Page, sent: Values) -> Values:
        """What stands on a page after the candidate sent it: unknown fields are passed over, fixed ones stay as kept (D33)."""
        names = [*(spec.name for spec in self.asked_fields(case, page)), *COMPANIONS.get(page, ())]
        kept = case.enrollment.values(page)
        fixed = {name for name in names if self.fixed_value(case, name) is not None}
        return {name: source[name] for name in names if name in (source := kept if name in fixed else sent)}

    def is_void(self, sheet: Sheet, name: str) -> bool:
        """Whether the other fields of the page make this one meaningless: it is neither checked nor kept (Q60, Q65)."""
        match name:
            case "id_valid_to":
                return bool(sheet.text("id_long_term"))
            case "foreign_nationality":
                return (self.fixed_value(sheet.case, "nationality") or sheet.text("nationality")) != OTHER_COUNTRY
            case "title_date":
                return sheet.text("current_title") in {"", NONE}
            case "other_employer":
                return sheet.text("employer") != OTHER
            case "employer_id":
                return sheet.text("employer") == OTHER
        return False

    def settled(self, sheet: Sheet) -> Values:
        """A valid page as it is kept: without what is empty or void, an employer under its registered name."""
        values = {name: value for name, value in sheet.values.items() if value and not self.is_void(sheet, name)}
        if name := sheet.facts.employers.get(text_of(values, "employer_id")):
            values["employer"] = name
        return values

    def saved_page(self, sheet: Sheet) -> SavedPage:
        """A valid page with the revision of this save, which never comes again, not even after “修改考区” (Q48)."""
        return SavedPage(self.settled(sheet), sheet.case.enrollment.revision + 1, done=True)

    def place_kept(self, sheet: Sheet) -> Mapping[str, str]:
        """City and institution as just chosen, for the first time or again: by them a desk knows its candidates (R2.4.1)."""
        return {name: sheet.text(name) for name in ("city", "institution")} if sheet.page is Page.CITY else {}

    def given_back(self, sheet: Sheet) -> Values:
        """What stands on a page that comes back with something to correct: all that was typed."""
        return sheet.values

    # Whether a page holds

    def problems(self, sheet: Sheet) -> Mapping[str, str]:
        """The words for every wrong field of a page, by field name; nothing when the page holds."""
        found = {}
        for spec in self.asked_fields(sheet.case, sheet.page):
            settled = self.fixed_value(sheet.case, spec.name) is not None or self.is_void(sheet, spec.name)
            if not settled and (words := self.problem(sheet, spec)):
                found[spec.name] = words
        return MappingProxyType(found)

    def problem(self, sheet: Sheet, spec: FieldSpec) -> str:
        """What is wrong with one field; empty where nothing is."""
        if spec.kind is Kind.CHECKBOXES:
            return self.ticks_problem(sheet.ticks(spec.name))
        text = sheet.text(spec.name)
        if not text and spec.required:
            return self.missing_problem(spec)
        offered = {choice.value for choice in self.choices(sheet.case, spec, sheet.facts)}
        return (self.format_problem(spec, text, offered) if text else "") or self.meaning_problem(sheet, spec.name)

    def meaning_problem(self, sheet: Sheet, name: str) -> str:  # noqa: C901  a table with one line per field
        """What is wrong with a field in the light of everything else; its format holds."""
        case, text, today = sheet.case, sheet.text(name), sheet.case.now.date()
        match name:
            case "institution":
                return self.institution_problem(sheet)
            case "sex":
                return self.sex_problem(case.person, text)
            case "birth_date":
                return self.birth_date_problem(case.person, text, today)
            case "foreign_nationality":
                return self.foreign_nationality_problem(text)
            case "postcode":
                return self.postcode_problem(text)
            case "mobile":
                return self.mobile_problem(text)
            case "specialty":
                return self.specialty_problem(sheet.text("level"), text)
            case "title_date":
                return self.title_date_problem(text, today=today, born=sheet.birth_date)
            case "highest_education":
                referred = sheet.facts.credential("education", sheet.text("education"))
                return self.highest_education_problem(text, referred.level if referred else "")
            case "employer":
                return self.employer_problem(text, sheet.text("employer_id"), sheet.facts.employers)
            case "other_employer":
                return self.other_employer_problem(text)
            case "years":
                return self.years_problem(int(text), exam_date=case.project.exam_date, born=sheet.birth_date)
        return ""

    # The whole form

    def is_valid(self, case: Case, page: Page, facts: FormFacts) -> bool:
        """Whether a saved page still holds."""
        saved = case.enrollment.pages.get(page)
        return saved is not None and not self.problems(Sheet(case, page, saved.values, facts))

    def revalidated(self, case: Case, facts: FormFacts, *, but: frozenset[Page]) -> Mapping[Page, SavedPage]:
        """All saved pages, each marked anew as done or not; ``but`` are left as they are marked (Q55)."""
        return {
            page: saved if page in but else SavedPage(saved.values, saved.revision, self.is_valid(case, page, facts))
            for page, saved in case.enrollment.pages.items()
        }

    def first_invalid_page(self, case: Case, facts: FormFacts) -> Page | None:
        """The first page that does not hold now; None when the whole form can be submitted."""
        return next((page for page in Page if not self.is_valid(case, page, facts)), None)


def registered_values(case: Case) -> Mapping[str, str]:
    """The immutable fields as the registration has them, empty where it does not."""
    person = case.person
    return {
        "sex": person.sex,
        "birth_date": person.birth_date.isoformat() if person.birth_date else "",
        "nationality": person.nationality,
        "foreign_nationality": person.foreign_nationality,
    }


def credential_choices(facts: FormFacts, kind: str) -> tuple[Choice, ...]:
    """Entries of 【学历学位信息维护】 as a list shows them: “本科 · 中南大学 · 临床医学 · 2015-07”."""
    return tuple(
        Choice(str(c.id), f"{c.level} · {c.school} · {c.major} · {c.obtained_on:%Y-%m}")
        for c in facts.credentials
        if c.kind == kind
    )
