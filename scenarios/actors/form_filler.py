"""The candidate at the single form pages: reaching one, sending it differently, reading what it says to that."""

from collections.abc import Iterable, Mapping
from typing import Any

from fixtures.documents import Document, a_scan
from fixtures.documents.materials import Material
from scenarios.actors.actor import step
from scenarios.actors.answers import PAGE_TITLES, FormPage
from scenarios.actors.enrollee import Enrollee
from scenarios.actors.exchange import Answer
from scenarios.actors.intruder import Intruder, Labelled
from scenarios.actors.outcome import Outcome
from scenarios.actors.registrant import attached
from scenarios.areas import City
from scenarios.drivers.driver import Attachment, Value
from scenarios.page import Page

PAGES = tuple(FormPage)


class FormFiller(Enrollee):
    """A candidate who looks closely at one page."""

    @step
    def reaches(self, page: FormPage) -> Page:
        """From the home page to this form page, all pages before it filled in."""
        self.begins()
        for earlier in PAGES[: PAGES.index(page)]:
            self.fills_in(earlier)
        return self.page

    @step
    def has_filled_in(self, page: FormPage) -> Page:
        """From the home page through this form page, which then lies open again."""
        self.reaches(page)
        self.fills_in(page)
        return self.goes_to_page(page)

    def goes_to_page(self, page: FormPage) -> Page:
        """A form page by its address."""
        return self.goes_to(f"page_{page}")

    @step
    def answers_differently(self, page: FormPage, differently: Mapping[str, Value]) -> Outcome:
        """Fill in the page that lies open as usual, but for these labels."""
        return self.fills_in(page, **differently)

    @step
    def sends(self, differently: Mapping[str, Value]) -> Outcome:
        """Change only this on the page that lies open, and press 提交."""
        return self.outcome(self.hands.submit("提交", differently))

    def sends_crafted(self, intruder: Intruder, crafted: Labelled) -> Answer:
        """Send the page that lies open with values that it does not offer."""
        return intruder.presses("提交", self.page, self, **crafted)  # type: ignore[arg-type]  # labels and names only

    def value_offered(self, label: str, words: str) -> str:
        """What a drop-down of the page would send for the option that begins with these words."""
        choices = self.page.finder.field(label).first.choices
        return next(choice.value for choice in choices if choice.text.startswith(words))

    def chooses_city(self, city: City) -> Outcome:
        """On the page 报名地市, change only the city; the institution stays as it stands there."""
        return self.sends({"报名地市": city.name})

    def sees_institutions_offered(self, city: City) -> set[str]:
        """What the page 报名地市, which lies open, offers as 网上确认机构 once the city is chosen; nothing where it is typed."""
        self.hands.fill({"报名地市": city.name})
        return set(self.page.field("网上确认机构").options)

    @step
    def changes_specialty(self) -> Outcome:
        """Choose the profile's specialty on the page that lies open and press 提交, again if the portal asks to look again."""
        wanted = {k: v for k, v in self.answers(FormPage.SPECIALTY).items() if k in {"报考级别", "报考专业"}}
        outcome = self.sends(wanted)
        return self.sends({}) if self.page.heading == PAGE_TITLES[FormPage.SPECIALTY] else outcome

    @step
    def searches_employer(self, keyword: str) -> tuple[str, ...]:
        """What the search field offers for a keyword."""
        return self.hands.offers("单位名称", keyword)

    @step
    def types_employer(self, name: str) -> Outcome:
        """Type a name into the search field and pick nothing; the rest of the page as usual."""
        usual = {label: value for label, value in self.answers(FormPage.EMPLOYMENT).items() if self.can_answer(label)}
        return self.sends({**usual, "单位名称": name})

    @step
    def continues_to_photo(self) -> Page:
        """Fill in whatever is still open, from the page that lies open, up to the photo."""
        self.fills_in_what_is_open()
        return self.page

    @step
    def reaches_photo(self) -> Page:
        """From the home page to “确认照片”."""
        self.begins()
        return self.fills_in_all_pages().page

    @step
    def insists_on_photo(self) -> Outcome:
        """Confirm the photo by the page's address, whether or not the portal still offers the way there."""
        return self._insists("photo_confirmation", "确认使用照片")

    @step
    def insists_on_withdrawal(self) -> Outcome:
        """Withdraw by the page's address, whether or not the portal still offers the way there."""
        return self._insists("withdrawal", "确认撤回")

    @step
    def insists_on_area_change(self) -> Outcome:
        """Change the area by the page's address, whether or not the portal still offers the way there."""
        return self._insists("area_change", "确认修改")

    @step
    def insists_on_submission(self) -> Outcome:
        """Submit by the page's address, whether or not the portal still offers the way there."""
        return self._insists("submission", "提交报名信息")

    @step
    def reaches_materials(self) -> Page:
        """From the home page to 【上传材料】."""
        self.reaches_photo()
        return self.confirms_photo().page

    def scan_of(self, kind: str) -> Attachment:
        """A scan of that kind, as it is attached to a form."""
        return attached(a_scan(self.profile, Material(kind)))

    @step
    def cancels_area_change(self) -> Page:
        """Open “修改考区”, read the warning, go back without pressing anything else."""
        self.opens_area_change()
        return self.hands.follow("取消")

    def opens_area_change(self) -> Page:
        """The warning before “修改考区”."""
        self.relies_on("area_change")
        self.opens_flow()
        return self.hands.follow("修改考区")

    @step
    def discards(self, kind: str) -> Outcome:
        """删除: the only file of one kind of material."""
        return self.outcome(self.hands.submit("删除", within=kind))

    def uploads_that_are_taken(self, kind: str, documents: Mapping[Any, Document]) -> tuple[str, ...]:
        """Which of these files the portal takes; each that it takes is deleted again."""
        taken = []
        for name, document in documents.items():
            if self.uploads(kind, document).accepted:
                taken.append(name)
                self.discards(kind)
        return tuple(taken)

    def tries_to_replace_photo(self, left_open: Page, photo: Document, intruder: Intruder) -> Answer:
        """Upload another basic photo from a page that was opened while that was still possible."""
        return intruder.presses("上传", left_open, self, 基本照片=attached(photo))

    # What this person sees

    def stands_at(self, page: FormPage) -> bool:
        """Whether this form page lies open."""
        return self.page.heading == PAGE_TITLES[page]

    def sees_credentials(self) -> tuple[tuple[str, ...], ...]:
        """What 【学历学位信息维护】 lists."""
        tables = self.goes_to("credentials").tables
        return tuple(tuple(row.values()) for table in tables for row in table.records())

    def sees_photo_of_submission(self) -> bytes:
        """The picture on the page of the submission."""
        self.goes_to("submission")
        return self.hands.picture("报名照片")

    def sees_unstarred(self, labels: Iterable[str]) -> tuple[str, ...]:
        """Which of these fields the page does not mark as mandatory."""
        return tuple(label for label in labels if not self.page.field(label).required)

    def sees_starred(self, labels: Iterable[str]) -> tuple[str, ...]:
        """Which of these fields the page marks as mandatory."""
        return tuple(label for label in labels if self.page.field(label).required)

    def sees_material(self, kind: str) -> str:
        """The address of the file that was uploaded for a kind."""
        name = next(link.text for link in self.page.links if link.text.startswith(kind))
        return self.page.link(name).address
