"""Faults of the way in and of “修改考区”: what is offered and agreed to, what is cleared and what is kept."""

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, delete, update

from mock_portal.clearing import Clearing
from mock_portal.domain.area import Area
from mock_portal.domain.case import Case, SavedPage
from mock_portal.domain.refusal import Reason, Refusal, refuse
from mock_portal.domain.rules import Rules
from mock_portal.domain.rules.entry import DOCUMENTS
from mock_portal.domain.terms import Event, Page, State
from mock_portal.faults import fault
from mock_portal.store import schema
from mock_portal.web.screen import Screen


@fault("one-area-not-offered", "R2.2a", "D4")
class OneAreaNotOffered(Rules):
    """Candidates of the last province do not find it in the list: its data were loaded too late."""

    def areas_offered(self, areas: Sequence[Area]) -> tuple[str, ...]:
        return super().areas_offered(areas)[:-1]


@fault("first-consent-is-enough", "R2.3b")
class FirstConsentIsEnough(Rules):
    """Whoever ticks “同意” below the first document is let in without having agreed to the second."""

    def agreement_refused(self, agreed: Collection[str]) -> Refusal | None:
        return None if DOCUMENTS[0] in agreed else super().agreement_refused(agreed)


@fault("second-consent-is-enough", "R2.3b")
class SecondConsentIsEnough(Rules):
    """Whoever ticks “同意” below the second document is let in without having agreed to the first."""

    def agreement_refused(self, agreed: Collection[str]) -> Refusal | None:
        return None if DOCUMENTS[1] in agreed else super().agreement_refused(agreed)


@fault("consent-not-asked", "R2.3b")
class ConsentNotAsked(Rules):
    """“下一步” goes on although nothing was ticked."""

    def agreement_refused(self, agreed: Collection[str]) -> Refusal | None:  # noqa: ARG002  nothing is asked
        return None


@fault("any-areas-consent-is-enough", "R2.3b", "Q48")
class AnyAreasConsentIsEnough(Rules):
    """Who agrees on the notice of another province, left open in a second tab, is told to have agreed to one's own."""

    def consent_refused(self, case: Case, area: str) -> Refusal | None:  # noqa: ARG002  whichever
        return None


@fault("notice-skipped-after-area-change", "R2.3b", "R2.3a")
class NoticeSkippedAfterAreaChange(Rules):
    """After “修改考区” the pages can be filled in although the new area's documents were never agreed to."""

    def notice_refused(self, case: Case) -> Refusal | None:  # noqa: ARG002  whoever is in stays in
        return None


@fault("notice-empty", "R2.3a")
class NoticeEmpty(Screen):
    """The page of the notice holds the consents, but nothing to read."""

    def shown(self, html: str, template: str) -> str:
        return re.sub(r"<ol>.*?</ol>", "", html, flags=re.DOTALL) if template == "enrollment/notice.html" else html


@fault("project-under-another-name", "R2.1b")
class ProjectUnderAnotherName(Screen):
    """The project of 2023 still bears the name of the year before in the list."""

    def shown(self, html: str, template: str) -> str:
        return html.replace("2023年度卫生", "2022年度卫生") if template == "enrollment/projects.html" else html


@fault("way-in-under-another-name", "R2.1a")
class WayInUnderAnotherName(Screen):
    """The way in is called 网上报名 and not 【进入网上报名】."""

    def shown(self, html: str, template: str) -> str:  # noqa: ARG002  on every page
        return html.replace("进入网上报名", "网上报名")


@fault("next-is-called-submit", "R2.2b", "R2.3c")
class NextIsCalledSubmit(Screen):
    """The buttons of the way in say 提交 instead of “下一步”."""

    def shown(self, html: str, template: str) -> str:
        early = {"enrollment/area.html", "enrollment/notice.html"}
        return html.replace("下一步</button>", "提交</button>") if template in early else html


@fault("area-change-without-warning", "Q18", "R2.2.n2a")
class AreaChangeWithoutWarning(Screen):
    """“修改考区” does not say that everything will be erased."""

    def shown(self, html: str, template: str) -> str:
        return html.replace("清空", "更新") if template == "enrollment/change_area.html" else html


@fault("area-change-after-submission", "R2.2.n1b")
class AreaChangeAfterSubmission(Rules):
    """“修改考区” stays available while the enrollment waits for confirmation."""

    def area_change_refused(self, case: Case) -> Refusal | None:
        return None if case.state is State.SUBMITTED else super().area_change_refused(case)

    def destination(self, state: State, event: Event) -> State:
        return State.DRAFT if event is Event.CHANGE_AREA else super().destination(state, event)


@fault("no-area-change-after-withdrawal", "R2.2.n1a", "R2.2.n1b", "Q17")
class NoAreaChangeAfterWithdrawal(Rules):
    """Whoever has submitted once can never change the area again, not even after withdrawing."""

    def area_change_refused(self, case: Case) -> Refusal | None:
        return refuse(Reason.AREA_FIXED) if case.enrollment.version else super().area_change_refused(case)


@fault("area-change-never", "R2.2.n1a")
class AreaChangeNever(Rules):
    """A province once chosen stays, though nothing was submitted."""

    def area_change_refused(self, case: Case) -> Refusal | None:  # noqa: ARG002  nobody
        return refuse(Reason.AREA_FIXED)


@fault("area-change-to-where-it-is-over", "Q3", "Q4", "Q17")
class AreaChangeToWhereItIsOver(Rules):
    """Who has withdrawn is let into an area whose confirmation has ended, and counts as having abandoned at once."""

    def new_area_refused(self, case: Case, area: Area | None) -> Refusal | None:
        return None if area and case.enrollment.version else super().new_area_refused(case, area)


class Leaving(Clearing):
    """Clears all columns but some; the base of faults, none itself."""

    left: tuple[str, ...] = ()

    def clear(self, tx: Connection, case: Case) -> dict[str, Any]:
        """The columns to empty, without those that are forgotten."""
        return {name: value for name, value in super().clear(tx, case).items() if name not in self.left}


@fault("area-change-keeps-pages", "R2.2.n2a", "D31")
class AreaChangeKeepsPages(Leaving):
    """All pages are still filled in after “修改考区”, with the city of the old area."""

    left = ("pages", "city", "institution")


@fault("area-change-keeps-city", "R2.2.n2a", "D31")
class AreaChangeKeepsCity(Clearing):
    """The page with city and institution of the old area counts as done in the new one."""

    def clear(self, tx: Connection, case: Case) -> dict[str, Any]:
        from mock_portal.store.enrollments import encode_pages

        kept: dict[Page, SavedPage] = {p: saved for p, saved in case.enrollment.pages.items() if p is Page.CITY}
        columns = super().clear(tx, case) | {"pages": encode_pages(kept)}
        return {name: value for name, value in columns.items() if name not in {"city", "institution"}}


@fault("area-change-unfreezes-identity", "R3.n1", "Q16", "D33")
class AreaChangeUnfreezesIdentity(Clearing):
    """Sex and birth date chosen by hand can be chosen anew after “修改考区”, though they were submitted once."""

    def pages_left(self, case: Case) -> Mapping[Page, SavedPage]:  # noqa: ARG002  nothing
        return {}


@fault("area-change-keeps-photo", "R2.2.n2a", "Q17", "D31")
class AreaChangeKeepsPhoto(Leaving):
    """The photo still counts as confirmed after “修改考区”."""

    left = ("photo_file",)


@fault("area-change-keeps-materials", "R2.2.n2a", "Q17", "D31")
class AreaChangeKeepsMaterials(Clearing):
    """What was uploaded for the old area is submitted in the new one."""

    def clear(self, tx: Connection, case: Case) -> dict[str, Any]:
        from mock_portal.store.materials import add_materials, list_materials

        there = list_materials(tx, case.enrollment.id)
        columns = super().clear(tx, case)
        for material in there:
            add_materials(tx, case.enrollment.id, material.kind, [material.file_id], material.uploaded_at)
        return columns


@fault("area-change-erases-photo", "R2.2.n2c", "D31")
class AreaChangeErasesPhoto(Clearing):
    """“修改考区” takes the basic photo away with everything else."""

    def clear(self, tx: Connection, case: Case) -> dict[str, Any]:
        tx.execute(update(schema.account).where(schema.account.c.id == case.person.id).values(photo_file=None))
        return super().clear(tx, case)


@fault("area-change-erases-education", "R2.2.n2c", "D31")
class AreaChangeErasesEducation(Clearing):
    """“修改考区” empties 【学历学位信息维护】."""

    def clear(self, tx: Connection, case: Case) -> dict[str, Any]:
        tx.execute(delete(schema.credential).where(schema.credential.c.account_id == case.person.id))
        return super().clear(tx, case)


@fault("area-change-erases-registration", "R2.2.n2b", "D31")
class AreaChangeErasesRegistration(Clearing):
    """“修改考区” forgets sex and birth date of the registration."""

    def clear(self, tx: Connection, case: Case) -> dict[str, Any]:
        erased = update(schema.account).where(schema.account.c.id == case.person.id).values(sex="", birth_date=None)
        tx.execute(erased)
        return super().clear(tx, case)
