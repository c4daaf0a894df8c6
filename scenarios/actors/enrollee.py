"""The candidate's journeys through an enrollment: from 【进入网上报名】 to 【打印报名表】, and back again."""

from collections.abc import Collection

from fixtures.documents import Document, a_scan
from fixtures.documents.materials import Material
from fixtures.people import Education
from fixtures.printed_form import PrintedForm, read_form
from scenarios.actors import answers
from scenarios.actors.actor import step
from scenarios.actors.answers import PAGE_OF_TITLE, PAGE_TITLES, Answers, FormPage
from scenarios.actors.outcome import Outcome
from scenarios.actors.registrant import Registrant, attached
from scenarios.areas import Area
from scenarios.drivers.driver import Value
from scenarios.errors import TargetWrong
from scenarios.page import Page
from scenarios.process import NODES, Flow

PROJECT = "2023年度卫生专业技术资格考试"
DOCUMENTS = ("《重要声明》", "《考生诚信考试承诺书》")
ENTRANCE, FLOW, WAY_BACK = "进入网上报名", "报考流程", "返回报考流程"
NODE_OF_PAGE = "填写/修改报考信息"


class Enrollee(Registrant):
    """A candidate enrolling in an area, at a city and, online, with a confirming institution."""

    area: Area
    city: str = ""
    institution: str = ""
    exam: str = PROJECT

    def lives_in(self, area: Area, city: str = "", institution: str = "") -> None:
        """Decide where to enroll; nothing is told to the portal yet."""
        self.area = area
        found = next(c for c in area.cities if c.name == (city or area.city.name))
        self.city = found.name
        self.institution = institution or (found.institutions[0] if found.institutions else "")

    # The way in

    @step
    def enters_enrollment(self) -> Page:
        """【进入网上报名】, in the menu of whatever page lies open or else on the home page, and the exam project."""
        self.relies_on("enrollment")
        if not self.page.has_link(ENTRANCE):
            self.goes_to("home")
        self.hands.follow(ENTRANCE)
        return self.hands.follow(self.exam)

    @step
    def tries_to_enter(self) -> Outcome:
        """【进入网上报名】 and whatever it says."""
        self.goes_to("home")
        return self.outcome(self.hands.follow(ENTRANCE))

    @step
    def chooses_area(self, area: Area | None = None) -> Outcome:
        """所在省份, then 下一步."""
        return self.outcome(self.hands.submit("下一步", {"所在省份": (area or self.area).name}))

    @step
    def accepts_notice(self, documents: tuple[str, ...] = DOCUMENTS) -> Outcome:
        """Tick 同意 under the documents, then 下一步."""
        for document in documents:
            self.hands.fill({"同意": True}, within=document)
        return self.outcome(self.hands.submit("下一步"))

    @step
    def begins(self) -> Outcome:
        """To the first form page: from where the area is chosen if that lies open, else from the home page."""
        if not (self.page.has_field("所在省份") and self.page.has_button("下一步")):
            self.enters_enrollment()
        self.chooses_area()
        return self.accepts_notice()

    @step
    def opens_flow(self) -> Page:
        """The page of the enrollment with 【报考流程】 as it is now: loaded again if it lies open, else by the way back, else in."""
        self.relies_on("enrollment")
        if self.page.heading == FLOW:
            return self.hands.open(self.page.address)
        if self.page.has_link(WAY_BACK):
            return self.hands.follow(WAY_BACK)
        return self.enters_enrollment()

    # The form pages

    def answers(self, page: FormPage) -> Answers:
        """What this candidate fills in on a form page."""
        if page is FormPage.CITY:
            where: dict[str, str] = {"报名地市": self.city}
            return where | {"网上确认机构": self.institution} if self.area.type.online else where
        return {
            FormPage.IDENTITY: answers.identity,
            FormPage.CONTACT: answers.contact,
            FormPage.SPECIALTY: answers.specialty,
            FormPage.EDUCATION: answers.education,
            FormPage.EMPLOYMENT: answers.employment,
        }[page](self.profile)

    @step
    def fills_in(self, page: FormPage, **differently: Value) -> Outcome:
        """One form page that lies open, and its 提交; fields that cannot be edited are left as they are.

        Raises:
            TargetWrong: another page lies open.
        """
        self.relies_on(f"page_{page}")
        if self.page.heading != PAGE_TITLES[page]:
            raise TargetWrong(f"expected the page {PAGE_TITLES[page]}, found {self.page.heading}", self.page)
        wanted = {**self.answers(page), **differently}
        if page is FormPage.EMPLOYMENT:
            self.picks_employer()
        editable = {label: value for label, value in wanted.items() if self.can_answer(label)}
        if page is FormPage.SPECIALTY and not self.sees_ticks_of(editable["报考专业"]):
            self.hands.submit("更新科目", {label: editable[label] for label in ("报考级别", "报考专业")})
        return self.outcome(self.hands.submit("提交", editable))

    def sees_ticks_of(self, specialty: Value) -> bool:
        """Whether the ticks on the page are already those for this specialty; without scripts a button brings them."""
        chosen = self.page.field("报考专业").chosen
        return specialty in chosen or not self.page.has_button("更新科目")

    def can_answer(self, label: str) -> bool:
        """Whether the page offers this field for editing."""
        return self.page.is_editable(label)

    def picks_employer(self) -> None:
        """Search for the employer and choose it; not found: 其它."""
        if self.profile.employer is None:
            self.hands.pick("单位名称", "其它", "其它")
        else:
            self.hands.pick("单位名称", self.profile.employer.keyword, self.profile.employer.registered_name)

    @step
    def fills_in_all_pages(self) -> Outcome:
        """The six pages, each once, in the order in which the portal comes to them; the first lies open."""
        left = dict(PAGE_OF_TITLE)
        while left:
            page = left.pop(self.page.heading, None)
            if page is None:
                raise TargetWrong(f"expected the page {' or '.join(left)}, found {self.page.heading}", self.page)
            outcome = self.fills_in(page)
        return outcome

    # Photo, materials, submission

    @step
    def confirms_photo(self) -> Outcome:
        """确认使用照片."""
        self.relies_on("photo_confirmation")
        return self.outcome(self.hands.submit("确认使用照片"))

    @step
    def uploads(self, kind: str, document: Document | None = None) -> Outcome:
        """One file of one kind of material."""
        chosen = document or self.scans(Material(kind))
        return self.outcome(self.hands.submit("上传", {"选择文件": attached(chosen)}, within=kind))

    def scans(self, material: Material) -> Document:
        """A scan that meets the rules."""
        return a_scan(self.profile, material)

    @step
    def uploads_materials(self) -> None:
        """One file of each kind that the area requires."""
        for kind in self.area.materials:
            self.uploads(kind)

    @step
    def presses_submit(self) -> Outcome:
        """提交报名信息 on the page that carries it."""
        self.relies_on("submission")
        return self.outcome(self.hands.submit("提交报名信息"))

    @step
    def fills_in_everything(self) -> None:
        """From the home page to the page that carries 提交报名信息."""
        self.begins()
        self.fills_in_all_pages()
        self.confirms_photo()
        if self.area.type.online:
            self.uploads_materials()
            self.opens_submission()

    @step
    def opens_submission(self) -> Page:
        """By node 提交信息 of the flow bar."""
        self.opens_flow()
        return self.hands.follow("提交信息", within="报考流程")

    @step
    def submits(self) -> Outcome:
        """Fill in everything if nothing is there yet, then 提交报名信息."""
        if not self.page.has_button("提交报名信息"):
            self.fills_in_everything()
        return self.presses_submit()

    @step
    def submits_again(self) -> Outcome:
        """提交报名信息 after a correction."""
        self.opens_submission()
        return self.presses_submit()

    @step
    def withdraws(self) -> Outcome:
        """【撤回信息提交】, if the page offers it."""
        self.relies_on("withdrawal")
        self.opens_flow()
        self.hands.follow("撤回信息提交")
        return self.outcome(self.hands.submit("确认撤回"))

    @step
    def corrects(self, **changes: object) -> None:
        """Change the profile and fill in again, by 【填写/修改报考信息】, each page whose answers are others now."""
        before = {page: self.answers(page) for page in FormPage}
        employer = self.profile.employer
        self.becomes(**changes)
        for page in FormPage:
            if self.answers(page) != before[page] or (
                page is FormPage.EMPLOYMENT and self.profile.employer != employer
            ):
                self.opens_form_page(page)
                self.fills_in(page)

    @step
    def opens_form_page(self, page: FormPage) -> Page:
        """One form page, from the flow bar."""
        self.opens_flow()
        self.hands.follow(NODE_OF_PAGE, within="报考流程")
        return self.hands.follow(PAGE_TITLES[page], within="报名信息页面")

    @step
    def prints(self) -> PrintedForm:
        """【打印报名表】: the file, read as a desk would."""
        self.opens_flow()
        return read_form(self.hands.download("打印报名表").content)

    @step
    def submits_and_prints(self) -> PrintedForm:
        """Submit, for the first time or again, and print."""
        if self.has_begun():
            self.submits_again()
        else:
            self.submits()
        return self.prints()

    def has_begun(self) -> bool:
        """Whether an enrollment exists already."""
        return not self.enters_enrollment().has_field("所在省份")

    @step
    def changes_area(self, area: Area, city: str = "") -> Outcome:
        """修改考区, with its warning; afterwards the new area's notice is open."""
        self.relies_on("area_change")
        self.opens_flow()
        self.hands.follow("修改考区")
        self.lives_in(area, city)
        return self.outcome(self.hands.submit("确认修改", {"所在省份": area.name}))

    @step
    def replaces_material(self, kind: str, document: Document | None = None) -> Outcome:
        """Delete what was uploaded of a kind and upload a better scan."""
        self.opens_flow()
        self.hands.follow("上传材料", within="报考流程")
        self.hands.submit("删除", within=kind)
        return self.uploads(kind, document)

    def _insists(self, path: str, button: str) -> Outcome:
        """Open a page of the enrollment by its address and press its button, if there is one."""
        self.goes_to(path)
        return self.outcome(self.hands.submit(button) if self.page.has_button(button) else self.page)

    @step
    def follows_node(self, node: str) -> Page:
        """A node of 【报考流程】."""
        self.opens_flow()
        return self.hands.follow(node, within="报考流程")

    @step
    def opens_identity_page(self) -> Page:
        """The page with who one is."""
        return self.opens_form_page(FormPage.IDENTITY)

    @step
    def starts_over(self) -> Outcome:
        """Fill in an enrollment that has been cleared, from its first page to 提交报名信息."""
        self.opens_form_page(FormPage.CITY)
        self.fills_in_all_pages()
        return self.finishes()

    def fills_in_what_is_open(self) -> None:
        """Form pages, from the one that lies open; a portal that takes no answer is not asked for ever."""
        for _ in range(2 * len(FormPage)):
            if self.page.heading not in PAGE_OF_TITLE:
                return
            self.fills_in(PAGE_OF_TITLE[self.page.heading])
        raise TargetWrong("expected right answers to lead on to the next page, found the same pages again", self.page)

    @step
    def continues_to_submission(self) -> Outcome:
        """Fill in whatever is still open, from the page that lies open, and submit."""
        self.fills_in_what_is_open()
        return self.finishes()

    @step
    def finishes(self) -> Outcome:
        """From the photo page to 提交报名信息."""
        self.follows_node("确认照片")
        self.confirms_photo()
        if self.area.type.online:
            self.uploads_materials()
        return self.submits_again()

    # What this person sees

    def sees_actions(self) -> tuple[str, ...]:
        """Links and buttons that the page of the enrollment offers."""
        page = self.opens_flow()
        return tuple(link.text for link in page.links) + tuple(button.text for button in page.buttons)

    def sees_institutions(self) -> tuple[str, ...]:
        """The list behind the blue link of the first form page, for the chosen city."""
        page = self.hands.follow("查看网上确认机构列表")
        return tuple(
            row["网上确认机构"] for table in page.tables for row in table.records() if row["报名地市"] == self.city
        )

    def sees_flow(self) -> Flow:
        """The flow bar and the state in words."""
        self.opens_flow()
        nodes = {node_of(item.text): colour_of(item.classes) for item in self.page.items("报考流程")}
        return Flow(nodes, self.page.fact("报名状态"), self.area.type_at(self.city))

    def sees_ticked_subjects(self) -> set[str]:
        """Which subjects are ticked once the specialty has been chosen; the first form page lies open."""
        for page in (FormPage.CITY, FormPage.IDENTITY, FormPage.CONTACT):
            self.fills_in(page)
        wanted = {k: v for k, v in self.answers(FormPage.SPECIALTY).items() if k in {"报考级别", "报考专业"}}
        self.hands.fill(wanted)
        if self.page.has_button("更新科目"):
            self.hands.submit("更新科目")
        return set(self.page.field("报考科目").chosen)

    def sees_submitted(self, label: str) -> str:
        """A fact as it was submitted, from the page of the submission."""
        self.goes_to("submission")
        return self.page.fact(label)

    def sees_basics(self) -> dict[str, str]:
        """Registration data and basic information as the account page shows them."""
        return dict(self.goes_to("account").facts)

    def sees_form_is_empty(self) -> bool:
        """Whether the first form page, which lies open, has no city yet, and the flow bar nothing that is done."""
        no_city = not {city.name for city in self.area.cities} & set(self.page.field("报名地市").chosen)
        self.opens_flow()
        return no_city and "green" not in [colour_of(item.classes) for item in self.page.items("报考流程")]

    def sees_offers(self, label: str) -> tuple[str, ...]:
        """What a drop-down of the education page offers; the first form page lies open."""
        for page in (FormPage.CITY, FormPage.IDENTITY, FormPage.CONTACT, FormPage.SPECIALTY):
            self.fills_in(page)
        return self.page.field(label).options

    def is_offered(self, credential: Education) -> bool:
        """Whether an entry may be used; the first form page lies open."""
        return answers.entry(credential) in self.sees_offers("学历")

    def sees_prompts_about_identity(self) -> tuple[str, ...]:
        """What the portal remarks after the identity page was sent; the first form page lies open."""
        self.fills_in(FormPage.CITY)
        return self.fills_in(FormPage.IDENTITY).page.messages

    def sees_reason(self) -> str:
        """Why the last desk said no."""
        self.opens_flow()
        return self.page.fact("原因")


def node_of(text: str) -> str:
    """The node whose name a text begins with; the text itself if it is none that the process knows."""
    return next((node for node in NODES if text.startswith(node)), text)


def colour_of(classes: Collection[str]) -> str:
    """The colour that an item's class names carry: node-green is green."""
    return next((name.removeprefix("node-") for name in classes if name.startswith("node-")), "")
