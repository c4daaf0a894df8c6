"""The staff: registration point, confirming institution, exam site, exam area, national center, each at a desk of its own."""

import csv
import re
from collections.abc import Iterable, Mapping
from io import StringIO

from fixtures.printed_form import PrintedForm
from scenarios.actors.actor import Actor, Hands, step
from scenarios.actors.going_on import refusal_of
from scenarios.actors.outcome import Outcome
from scenarios.drivers.driver import Download, Fields
from scenarios.errors import TargetWrong
from scenarios.page import Page
from scenarios.story import Teller
from scenarios.target import StaffSignIn, Target

NEXT_PAGE = "下一页"
MOST_PAGES = 20  # of any queue of a scenario


class Desk(Actor):
    """Somebody who signs in at the staff's entrance when there is something to do."""

    def __init__(self, sign_in: StaffSignIn, target: Target, story: Teller, hands: Hands) -> None:
        super().__init__(sign_in.unit or sign_in.city or sign_in.area, target, story, hands)
        self.sign_in = sign_in
        self.signed_in = [False]  # shared with whoever arranges for this desk

    def comes_to(self, path: str) -> None:
        """Open a page of the desk, signing in first if need be.

        Raises:
            NotAccepted: the desk was not let in.
        """
        if not self.signed_in[0] and not (outcome := self.signs_in()).accepted:
            raise refusal_of(outcome, "signs in")
        self.goes_to(path)

    @step
    def signs_in(self, password: str | None = None) -> Outcome:
        """By user name and password of the desk, or by another password."""
        self.goes_to("desk_sign_in")
        wanted = self.sign_in.password if password is None else password
        outcome = self.outcome(self.hands.submit("登录", {"用户名": self.sign_in.username, "密码": wanted}))
        self.signed_in[0] = self.signed_in[0] or outcome.accepted
        return outcome

    @step
    def signs_out(self) -> Outcome:
        """Leave the desk; whoever comes to it next has to sign in."""
        self.signed_in[0] = False
        return self.outcome(self.hands.submit("退出登录"))

    @step
    def presses(self, button: str, reason: str = "") -> Outcome:
        """Decide upon what lies open, however long it has lain there."""
        return self.outcome(self.hands.submit(button, {"原因": reason} if reason else {}))

    def sees_button(self, button: str) -> bool:
        """Whether the page that lies open offers to decide like this."""
        return self.page.has_button(button)

    def sees_history(self) -> tuple[str, ...]:
        """What has happened to the enrollment that lies open, the latest first."""
        return self.page.table("办理记录").column("操作")

    def sees_photo(self) -> bytes:
        """The candidate's photo on the page that lies open."""
        return self.hands.picture("考生照片")

    def sees_files(self, kinds: Iterable[str]) -> tuple[str, ...]:
        """The addresses of the files of these kinds on the page that lies open."""
        return tuple(link.address for link in self.page.links if link.text.startswith(tuple(kinds)))

    def sees_times_in_history(self) -> tuple[str, ...]:
        """When it happened, the latest first."""
        return self.page.table("办理记录").column("时间")

    def turns_pages(self) -> list[str]:
        """The ID numbers in the queue that lies open, as often as they stand there, and on the pages that 下一页 leads to.

        Raises:
            TargetWrong: there is always another page.
        """
        found = [row["证件号码"] for row in self._rows()]
        for _ in range(MOST_PAGES):
            if not self.page.has_link(NEXT_PAGE):
                return found
            self.hands.follow(NEXT_PAGE)
            found += [row["证件号码"] for row in self._rows()]
        raise TargetWrong(f"expected the queue to end, found {NEXT_PAGE} on page after page", self.page)

    def counts(self) -> set[str]:
        """How many there are in the whole queue, if the page that lies open says so."""
        return set(re.findall(r"共 ?(\d+) ?[条人位名]", self.page.text))

    def _rows(self) -> tuple[dict[str, str], ...]:
        """The queue that lies open; an empty one may say in words that it is empty."""
        return tuple(row for table in self.page.tables[:1] for row in table.records() if "证件号码" in row)

    def sees_names(self) -> tuple[str, ...]:
        """The names in the queue that lies open."""
        tables = self.page.tables
        return tables[0].column("姓名") if tables else ()


class ConfirmsForms(Desk):
    """A desk that confirms printed forms: a registration point or an exam site."""

    @step
    def looks_up(self, code: str) -> Outcome:
        """Type or scan a verification code."""
        self.comes_to("confirmation")
        return self.outcome(self.hands.submit("查询", {"验证码": code}))

    @step
    def looks_for(self, id_number: str) -> Outcome:
        """Type an ID number, to read what its holder has submitted."""
        self.comes_to("confirmation")
        return self.outcome(self.hands.submit("查询", {"证件号码": id_number}))

    @step
    def confirms(self, form: PrintedForm) -> Outcome:
        """Look the form's code up, compare, confirm."""
        return self._decides(form, "确认")

    @step
    def refuses(self, form: PrintedForm, reason: str) -> Outcome:
        """Look the form's code up, compare, refuse with a reason."""
        return self._decides(form, "不予确认", reason)

    @step
    def confirms_if_offered(self, form: PrintedForm) -> Outcome:
        """Look the form's code up, and confirm if there is a button for it."""
        found = self.looks_up(form.verification_code or "")
        return self.presses("确认") if self.sees_button("确认") else found

    def sees_waiting(self) -> tuple[str, ...]:
        """Names of those who wait for confirmation."""
        self.comes_to("confirmation")
        return self.sees_names()

    def _decides(self, form: PrintedForm, button: str, reason: str = "") -> Outcome:
        found = self.looks_up(form.verification_code or "")
        if found.refused:
            return found
        return self.outcome(self.hands.submit(button, {"原因": reason} if reason else {}))


class RegistrationPoint(ConfirmsForms):
    """报名点."""

    title = "报名点"


class Opens(Desk):
    """A desk that works from a queue."""

    queue = ""

    @step
    def opens(self, name: str) -> Outcome:
        """Open the enrollment of that name in the queue."""
        self.comes_to(self.queue)
        return self.outcome(self.hands.follow(name))

    @step
    def finds_holder(self, id_number: str) -> Outcome:
        """Open one candidate's enrollment, whatever its state, by ID number."""
        return self.outcome(self._looks_for_holder(id_number))

    def _looks_for_holder(self, id_number: str) -> Page:
        """The page may warn that it is not this desk's turn, which refuses nothing yet."""
        self.comes_to(self.queue)
        return self.hands.submit("查询", {"证件号码": id_number})

    def sees_how_many_wait(self) -> int:
        """How many wait in the queue, of whom the page shows the first."""
        self.comes_to(self.queue)
        return len(self._rows())

    @step
    def passes_next(self) -> Outcome:
        """通过 for the first one in the queue that lies open."""
        first = self._rows()[0]
        self.hands.follow(first["姓名"], within=first["证件号码"])
        return self.outcome(self.hands.submit("通过"))

    @step
    def passes_last(self) -> str:
        """通过 for the last one on the last page of the queue, whose ID number is given."""
        self.comes_to(self.queue)
        self.turns_pages()
        last = self._rows()[-1]
        self.hands.follow(last["姓名"], within=last["证件号码"])
        self.hands.submit("通过")
        return last["证件号码"]

    @step
    def searches(self, id_number: str) -> Outcome:
        """查询 on the page of the queue that lies open, whichever it is."""
        return self.outcome(self.hands.submit("查询", {"证件号码": id_number}))

    def lists(self, state: str) -> bool:
        """Have the queue show those in another state, where the page that lies open can do so."""
        field = self.page.fields.get("状态")
        if field is None or state not in field.options:
            return False
        self.hands.submit("查询", {"状态": state})
        return True

    @step
    def passes_holder(self, id_number: str) -> Outcome:
        """通过 for one candidate by ID number: two in a queue may have one name."""
        self._looks_for_holder(id_number)
        return self.outcome(self.hands.submit("通过"))

    def _decides_on(self, name: str, button: str, reason: str = "") -> Outcome:
        self.opens(name)
        return self.outcome(self.hands.submit(button, {"原因": reason} if reason else {}))

    def sees_queue(self) -> tuple[str, ...]:
        """Names of those who wait."""
        self.comes_to(self.queue)
        return self.sees_names()


class Institution(Opens):
    """网上确认机构."""

    title = "网上确认机构"
    queue = "materials_queue"

    @step
    def passes(self, name: str) -> Outcome:
        """通过."""
        return self._decides_on(name, "通过")

    @step
    def rejects(self, name: str, reason: str) -> Outcome:
        """确认不通过, with a reason."""
        return self._decides_on(name, "确认不通过", reason)


class Site(ConfirmsForms, Opens):
    """考点: confirms like a registration point, and does 考点初审."""

    title = "考点"
    queue = "site_review"

    @step
    def passes(self, name: str) -> Outcome:
        """考点初审: 通过."""
        return self._decides_on(name, "通过")

    @step
    def fails(self, name: str, reason: str) -> Outcome:
        """考点初审: 不通过, with a reason."""
        return self._decides_on(name, "不通过", reason)

    @step
    def sends_back(self, name: str, reason: str) -> Outcome:
        """退回, with a reason."""
        return self._decides_on(name, "退回", reason)

    @step
    def sends_back_failed(self, id_number: str, reason: str) -> Outcome:
        """退回 for somebody who had failed a review."""
        self._looks_for_holder(id_number)
        return self.presses("退回", reason)

    @step
    def corrects(self, id_number: str, page: str, corrected: Fields, reason: str) -> Outcome:
        """更正报考信息: one page of what was submitted, upon the candidate's written request (Q14, Q37)."""
        self.opens_for_correction(id_number, page)
        return self.saves_correction(corrected, reason)

    @step
    def opens_for_correction(self, id_number: str, page: str) -> None:
        """更正报考信息, and one page of it."""
        self._looks_for_holder(id_number)
        self.hands.follow("更正报考信息")
        self.hands.follow(page)

    @step
    def saves_correction(self, corrected: Fields, reason: str) -> Outcome:
        """保存更正 on the page that lies open, however long it has lain there."""
        return self.outcome(self.hands.submit("保存更正", {**corrected, "更正原因": reason}))


class Sets(Desk):
    """A desk with settings."""

    settings = ""

    @step
    def sets(self, settings: Fields) -> Outcome:
        """Change these settings, by their labels."""
        self.comes_to(self.settings)
        return self.saves(settings)

    def sees_settings(self) -> dict[str, str]:
        """What stands in each field, typed or chosen; nothing in a box that is not ticked."""
        self.comes_to(self.settings)
        return {label: field.value for label, field in self.page.fields.items()}

    @step
    def saves(self, settings: Fields) -> Outcome:
        """The same on the form that lies open, however long it has lain there."""
        return self.outcome(self.hands.submit("保存", settings))


class ExamArea(Opens, Sets):
    """考区: 考区终审 and 考区设置."""

    title = "考区"
    queue = "area_review"
    settings = "area_settings"

    @step
    def passes(self, name: str) -> Outcome:
        """考区终审: 通过."""
        return self._decides_on(name, "通过")

    @step
    def fails(self, name: str, reason: str) -> Outcome:
        """考区终审: 不通过, with a reason."""
        return self._decides_on(name, "不通过", reason)

    @step
    def overturns(self, id_number: str, reason: str) -> Outcome:
        """考区终审: 不通过 for somebody who had been passed."""
        self._looks_for_holder(id_number)
        return self.outcome(self.hands.submit("不通过", {"原因": reason}))


class NationalCenter(Sets):
    """人才交流服务中心: 考试项目 and 报名数据."""

    title = "中心"
    settings = "project_settings"

    @step
    def downloads_records(self) -> Download:
        """All records as CSV."""
        self.comes_to("records")
        return self.hands.download("下载报名数据")

    def reads_otherwise(self, told: Mapping[str, str]) -> dict[str, str]:
        """Where that file says something else of its one enrollment; for what it has no column nothing is compared."""
        (row,) = self.sees_records()
        return {column: row[column] for column, words in told.items() if row.get(column, words) != words}

    def sees_records(self) -> tuple[dict[str, str], ...]:
        """The rows of that file."""
        text = self.downloads_records().content.decode("utf-8-sig")
        return tuple(csv.DictReader(StringIO(text)))
