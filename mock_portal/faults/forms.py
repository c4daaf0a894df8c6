"""Faults of the form pages: their order, what is mandatory, city and institution, contact, two windows."""

from collections.abc import Collection, Mapping
from dataclasses import replace

from mock_portal.domain.case import Case, SavedPage, Values
from mock_portal.domain.catalogue.choices import HEALTH, NONE
from mock_portal.domain.catalogue.fields import FieldSpec
from mock_portal.domain.catalogue.sheet import FormFacts, Sheet, text_of
from mock_portal.domain.refusal import Refusal
from mock_portal.domain.rules import Rules
from mock_portal.domain.terms import Page
from mock_portal.faults import fault
from mock_portal.web import asked
from mock_portal.web.screen import Screen

CHOICES = "/choices/institutions"  # which a script asks for whenever another city is chosen

# The order of pages


@fault("pages-skippable", "R2.4a", "Q54")
class PagesSkippable(Rules):
    """Any page can be opened and sent by its address, whatever stands before it."""

    def order_refused(self, case: Case, page: Page) -> Refusal | None:  # noqa: ARG002  none is
        return None


@fault("next-page-skippable", "R2.4a", "Q54")
class NextPageSkippable(Rules):
    """One page beyond the first open one can be opened by its address."""

    def order_refused(self, case: Case, page: Page) -> Refusal | None:
        before = tuple(Page).index(page) - 1
        return super().order_refused(case, tuple(Page)[max(before, 0)])


@fault("earlier-pages-locked", "Q55", "R3.1d")
class EarlierPagesLocked(Rules):
    """A page that was sent cannot be opened again before submission: one is led on to the first open one."""

    def order_refused(self, case: Case, page: Page) -> Refusal | None:
        first = self.first_open_page(case)
        if first is not None and page in case.enrollment.pages:
            return super().order_refused(case, tuple(Page)[-1])
        return super().order_refused(case, page)


@fault("later-pages-not-checked-again", "Q55")
class LaterPagesNotCheckedAgain(Rules):
    """What was right when it was sent counts as right for ever, whatever was changed on earlier pages since."""

    def revalidated(self, case: Case, facts: FormFacts, *, but: frozenset[Page]) -> Mapping[Page, SavedPage]:  # noqa: ARG002
        return case.enrollment.pages

    def first_invalid_page(self, case: Case, facts: FormFacts) -> Page | None:  # noqa: ARG002  the marks are believed
        return self.first_open_page(case)


@fault("going-back-reopens-later-pages", "Q55")
class GoingBackReopensLaterPages(Rules):
    """Sending an earlier page again makes one send all later ones again, though they hold."""

    def revalidated(self, case: Case, facts: FormFacts, *, but: frozenset[Page]) -> Mapping[Page, SavedPage]:
        checked, order = super().revalidated(case, facts, but=but), tuple(Page)
        sent = max(
            (page for page in but if page in checked and page is not Page.EDUCATION), key=order.index, default=None
        )
        if sent is None:
            return checked
        return {
            page: replace(saved, done=saved.done and order.index(page) <= order.index(sent))
            for page, saved in checked.items()
        }


@fault("mandatory-fields-optional", "R2.4c")
class MandatoryFieldsOptional(Rules):
    """A starred field can be left empty."""

    def missing_problem(self, spec: FieldSpec) -> str:  # noqa: ARG002  nothing is missing
        return ""


@fault("stars-missing", "R2.4c")
class StarsMissing(Screen):
    """Nothing on the form pages shows which fields are mandatory."""

    def shown(self, html: str, template: str) -> str:
        if template != "enrollment/form_page.html":
            return html
        return html.replace('<span class="mark">*', '<span class="mark">').replace("必填", "").replace(" required", "")


@fault("typed-values-lost", "R2.4b")
class TypedValuesLost(Rules):
    """One wrong field empties the whole page."""

    def given_back(self, sheet: Sheet) -> Values:
        return sheet.case.enrollment.values(sheet.page)


@fault("two-tabs-overwrite", "Q48", "D11")
class TwoTabsOverwrite(Rules):
    """The tab that is sent last wins, whatever was saved in the other one meanwhile."""

    def stale_refused(self, case: Case, page: Page, revision: int) -> Refusal | None:  # noqa: ARG002  never
        return None


@fault("page-revisions-begin-anew", "Q48", "D11")
class PageRevisionsBeginAnew(Rules):
    """A page left open before “修改考区” overwrites the one filled in after it: each is the first of its area."""

    def saved_page(self, sheet: Sheet) -> SavedPage:
        before = sheet.case.enrollment.pages.get(sheet.page)
        return replace(super().saved_page(sheet), revision=before.revision + 1 if before else 1)


@fault("trying-out-overwrites", "Q48", "D11")
class TryingOutOverwrites(Rules):
    """A search or 更新科目 in the older tab brings it up to date unseen, so that its 提交 overwrites the other one."""

    def trial_refused(self, case: Case, page: Page, revision: int) -> Refusal | None:  # noqa: ARG002  never
        return None


@fault("second-click-is-a-conflict", "Q70")
class SecondClickIsAConflict(Rules):
    """Who clicks “提交” twice is told that nothing was saved, although it was."""

    def is_kept(self, sheet: Sheet) -> bool:  # noqa: ARG002
        return False


@fault("submit-has-another-name", "R2.4b")
class SubmitHasAnotherName(Screen):
    """The button of each form page says 保存 instead of “提交”."""

    def shown(self, html: str, template: str) -> str:
        return html.replace("提交</button>", "保存</button>") if template == "enrollment/form_page.html" else html


# 报名地市


@fault("city-of-another-area", "R2.4.1a", "D31")
class CityOfAnotherArea(Rules):
    """A crafted request enrolls in a city that the area does not have."""

    def format_problem(self, spec: FieldSpec, text: str, offered: Collection[str]) -> str:
        return "" if spec.name == "city" else super().format_problem(spec, text, offered)


@fault("institution-asked-on-site", "R2.4.1b", "R2.4.1e")
class InstitutionAskedOnSite(Rules):
    """On-site areas ask for an institution, too, which they do not have."""

    def is_asked(self, case: Case, name: str) -> bool:
        return name == "institution" or super().is_asked(case, name)

    def institution_problem(self, sheet: Sheet) -> str:
        return super().institution_problem(sheet) if sheet.case.area.confirms_online else ""


@fault("institution-not-asked-online", "R2.4.1d", "R2.4.1e")
class InstitutionNotAskedOnline(Rules):
    """Online areas ask for the city only."""

    def is_asked(self, case: Case, name: str) -> bool:
        return name != "institution" and super().is_asked(case, name)


@fault("institution-optional", "R2.4.1d")
class InstitutionOptional(Rules):
    """The institution can be left open."""

    def problem(self, sheet: Sheet, spec: FieldSpec) -> str:
        if spec.name == "institution" and not sheet.text("institution"):
            return ""
        return super().problem(sheet, spec)


@fault("closed-institutions-listed", "Q26", "R2.4.1c")
class ClosedInstitutionsListed(Rules):
    """Institutions that have closed are listed and can be chosen."""

    def institutions(self, case: Case, city: str) -> tuple[str, ...]:
        found = case.area.city(city)
        return tuple(each.name for each in found.institutions) if found else ()


@fault("closed-institution-accepted", "Q26")
class ClosedInstitutionAccepted(Rules):
    """A closed institution is not listed, yet a crafted request with its name is taken."""

    def problem(self, sheet: Sheet, spec: FieldSpec) -> str:
        found = sheet.case.area.city(sheet.text("city"))
        closed = found and sheet.text(spec.name) in {each.name for each in found.institutions}
        return "" if spec.name == "institution" and closed else super().problem(sheet, spec)


@fault("first-city-kept", "R3.1d", "R2.4.1a", "R2.4.1d")
class FirstCityKept(Rules):
    """City and institution that were corrected stand on the form; the desks of the first ones still have the candidate."""

    def place_kept(self, sheet: Sheet) -> Mapping[str, str]:
        return {} if sheet.case.enrollment.city else super().place_kept(sheet)


@fault("institution-of-another-city", "Q27", "Q26", "R2.4.1d")
class InstitutionOfAnotherCity(Rules):
    """Who changes the city keeps the institution of the former one."""

    def institution_problem(self, sheet: Sheet) -> str:
        every = {name for city in sheet.case.area.cities for name in city.open_institutions}
        return "" if sheet.text("institution") in every else super().institution_problem(sheet)


@fault("no-institution-no-matter", "Q26")
class NoInstitutionNoMatter(Rules):
    """In a city without any open institution the page is taken without one."""

    def institution_refused(self, case: Case, city: str) -> Refusal | None:  # noqa: ARG002  nobody is told whom to ask
        return None

    def problem(self, sheet: Sheet, spec: FieldSpec) -> str:
        if spec.name == "institution" and not self.institutions(sheet.case, sheet.text("city")):
            return ""
        return super().problem(sheet, spec)


@fault("blue-link-missing", "R2.4.1c")
class BlueLinkMissing(Screen):
    """Nothing on the page leads to the list of institutions."""

    def shown(self, html: str, template: str) -> str:
        return html.replace("查看网上确认机构列表", "") if template == "enrollment/form_page.html" else html


# 联系方式


@fault("address-mandatory", "R2.4.3a", "D36")
class AddressMandatory(Rules):
    """Without an address one cannot go on."""

    def problem(self, sheet: Sheet, spec: FieldSpec) -> str:
        return super().problem(sheet, replace(spec, required=True) if spec.name == "address" else spec)


@fault("postcode-mandatory", "R2.4.3b", "D36")
class PostcodeMandatory(Rules):
    """Without a postcode one cannot go on, though nothing on the screen says that it is mandatory."""

    def problem(self, sheet: Sheet, spec: FieldSpec) -> str:
        return super().problem(sheet, replace(spec, required=True) if spec.name == "postcode" else spec)


@fault("postcode-of-any-length", "R2.4.3b")
class PostcodeOfAnyLength(Rules):
    """Any digits will do as a postcode."""

    def postcode_problem(self, text: str) -> str:
        return "" if text.isdigit() else super().postcode_problem(text)


@fault("mobile-not-checked", "D19")
class MobileNotChecked(Rules):
    """Any text of at most eleven characters will do as a mobile number."""

    def mobile_problem(self, text: str) -> str:  # noqa: ARG002  any
        return ""


@fault("overlong-text-accepted", "D27")
class OverlongTextAccepted(Rules):
    """Only the browser counts characters; a crafted request brings any number of them."""

    def text_problem(self, text: str, max_length: int, *, lines: bool = False) -> str:
        return super().text_problem(text, max_length and 10**6, lines=lines)


@fault("markup-runs-on-pages", "D27")
class MarkupRunsOnPages(Screen):
    """A script typed into a form page runs on the candidate's own pages."""

    def shown(self, html: str, template: str) -> str:
        return html.replace("&lt;script", "<script") if template.startswith("enrollment/") else html


@fault("markup-runs-at-the-desk", "D27")
class MarkupRunsAtTheDesk(Screen):
    """A script typed by a candidate runs in the session of whoever decides."""

    def shown(self, html: str, template: str) -> str:
        return html.replace("&lt;script", "<script") if template.startswith("desk/") else html


@fault("huge-numbers-break-the-page", "D29")
class HugeNumbersBreakThePage(Rules):
    """A number of thousands of digits ends in an accident instead of a message."""

    def number_problem(self, text: str, most_digits: int) -> str:  # noqa: ARG002
        return super().number_problem(text, 0)


@fault("edits-while-submitted", "R3.1c", "R3.1d")
class EditsWhileSubmitted(Rules):
    """A form page left open before submission can still be sent after it, without withdrawing."""

    def edit_refused(self, case: Case) -> Refusal | None:
        from mock_portal.domain.terms import State

        return None if case.state is State.SUBMITTED else super().edit_refused(case)


@fault("institutions-pile-up", "Q26", "Q27")
class InstitutionsPileUp(Rules):
    """Who thinks again about the city finds the institutions of the one before in the list, too, and is refused with them."""

    def institutions(self, case: Case, city: str) -> tuple[str, ...]:
        own = super().institutions(case, city)
        first = case.area.cities[0].name
        return (*super().institutions(case, first), *own) if asked.is_at(CHOICES) and city != first else own


@fault("list-of-the-first-city", "R2.4.1d", "Q26")
class ListOfTheFirstCity(Rules):
    """Whichever city is chosen, the page offers the institutions of the first one: there is no way on."""

    def institutions(self, case: Case, city: str) -> tuple[str, ...]:
        return super().institutions(case, case.area.cities[0].name if asked.is_at(CHOICES) else city)


@fault("institution-not-looked-at-again", "Q26", "R2.4.1d")
class InstitutionNotLookedAtAgain(Rules):
    """An institution that has closed since it was chosen is submitted to all the same."""

    def first_invalid_page(self, case: Case, facts: FormFacts) -> Page | None:
        first = super().first_invalid_page(case, facts)
        return None if first is Page.CITY else first


# What is kept


@fault("health-one-line-off", "R2.4.2c", "R2.4.2d")
class HealthOneLineOff(Rules):
    """Of 健康状态 the entry below the chosen one is kept."""

    def settled(self, sheet: Sheet) -> Values:
        values = super().settled(sheet)
        if "health" not in values:
            return values
        below = HEALTH.index(text_of(values, "health")) + 1
        return {**values, "health": HEALTH[below % len(HEALTH)]}


@fault("degree-always-none", "R2.4.5b", "R2.4.5a")
class DegreeAlwaysNone(Rules):
    """Whichever degree is chosen, 无 is kept."""

    def settled(self, sheet: Sheet) -> Values:
        values = super().settled(sheet)
        return {**values, "degree": NONE} if "degree" in values else values
