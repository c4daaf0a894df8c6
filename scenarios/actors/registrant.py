"""The candidate's journeys around the account: registration, sign-in, basic information, WeChat."""

import copy
from contextlib import suppress
from dataclasses import replace
from typing import Self

from fixtures.documents import Document, a_photo
from fixtures.people import Candidate as Profile
from fixtures.people import Degree, Education
from scenarios.actors import answers
from scenarios.actors.actor import Actor, Hands, Session, step
from scenarios.actors.outcome import Complaint, Outcome
from scenarios.actors.phone import Phone
from scenarios.drivers.driver import Attachment, Value
from scenarios.errors import NotOnPage
from scenarios.page import Page
from scenarios.story import Teller
from scenarios.target import Target


def attached(document: Document) -> Attachment:
    """A document as it is attached to a form."""
    return Attachment(document.filename, document.media_type, document.content)


class Registrant(Actor):
    """A person with a profile, an account (sooner or later) and a phone."""

    title = "考生"

    def __init__(self, profile: Profile, target: Target, story: Teller, hands: Hands) -> None:
        super().__init__(profile.name, target, story, hands)
        self.profile = profile
        self.phone = Phone(f"wx-{profile.username}", target, story, hands)

    @step
    def registers(self, **differently: Value) -> Outcome:
        """Fill in the registration form; ``differently`` gives other answers by their labels."""
        self.goes_to("register")
        return self.outcome(self.hands.submit("注册", {**answers.registration(self.profile), **differently}))

    @step
    def signs_in(self, name: str | None = None, password: str | None = None) -> Outcome:
        """By user name and password, or with something else in the first field."""
        self.goes_to("sign_in")
        return self.signs_in_here(name, password)

    @step
    def signs_in_here(self, name: str | None = None, password: str | None = None) -> Outcome:
        """On the page for signing in that lies open."""
        return self.outcome(self.hands.submit("登录", self.login(name, password)))

    def login(self, name: str | None = None, password: str | None = None) -> dict[str, str]:
        """What is filled in for signing in, by label."""
        return {"用户名/证件号码": name or self.profile.username, "密码": password or self.profile.password}

    def signs_in_by_id_number(self) -> Outcome:
        """The same field takes the ID number (R1.1b)."""
        return self.signs_in(self.profile.id_number)

    @step
    def signs_out(self) -> Outcome:
        """Leave."""
        return self.outcome(self.hands.submit("退出登录"))

    @step
    def recovers_password(
        self,
        password: str,
        question: str | None = None,
        answer: str | None = None,
        again: str | None = None,
        login: str | None = None,
    ) -> Outcome:
        """找回密码, by question and answer, by the user name unless ``login`` is given; ``again`` is entered the second time."""
        self.goes_to("recovery")
        filled = {
            "用户名/证件号码": login or self.profile.username,
            "密码找回问题": question or self.profile.security_question,
            "密码找回答案": answer or self.profile.security_answer,
            "新密码": password,
            "确认新密码": password if again is None else again,
        }
        return self.outcome(self.hands.submit("重设密码", filled))

    @step
    def cancels_account(self) -> Outcome:
        """注销账号."""
        self.goes_to("cancellation")
        return self.outcome(self.hands.submit("确认注销"))

    def at_another_computer(self) -> Self:
        """The same person in front of a browser that knows nothing yet."""
        twin = copy.copy(self)
        twin.session = Session(self.name, self.session.make)
        return twin

    def sits_down_after(self, other: "Registrant") -> None:
        """Use the browser that somebody else has used."""
        self.session = other.session

    @step
    def signs_in_by_wechat(self, phone: Phone | None = None) -> Outcome:
        """Show the QR code, scan it with a phone, confirm there, go on here."""
        (phone or self.phone).scans(self.shows_code())
        return self.goes_on_after_scan()

    @step
    def shows_code(self) -> bytes:
        """The QR code for signing in, as this browser shows it."""
        self.goes_to("wechat_sign_in")
        return self.hands.picture("微信登录二维码")

    @property
    def ticket(self) -> str:
        """What the code on the page that lies open stands for, as it travels with the page."""
        return self.page.carries(self.target.word("ticket_field"))

    def shows_code_instead_of_password(self) -> bytes:
        """The same, by the link on the page for signing in, which lies open."""
        self.hands.follow("微信扫码登录")
        return self.hands.picture("微信登录二维码")

    def shows_another_code(self) -> bytes:
        """The next one, by the link on the page with a code that has grown too old, or was refused."""
        self.hands.follow("刷新二维码")
        return self.hands.picture("微信登录二维码")

    def gives_password_instead_of_code(self) -> Outcome:
        """By the link on the page with the code, as it advises whoever has not bound a WeChat yet."""
        self.hands.follow("用户名密码登录")
        return self.signs_in_here()

    @step
    def goes_on_after_scan(self) -> Outcome:
        """我已扫码确认, on the page with the code, unless that has noticed the phone by itself and gone on."""
        with suppress(NotOnPage):
            if self.page.has_button("我已扫码确认"):
                return self.outcome(self.hands.submit("我已扫码确认"))
        return self.outcome()

    @step
    def binds_wechat(self, phone: Phone | None = None) -> Outcome:
        """Bind a WeChat account to this one."""
        (phone or self.phone).scans(self.shows_binding_code())
        return self.goes_on_after_scan()

    def shows_binding_code(self) -> bytes:
        """The QR code for binding, as this browser shows it."""
        self.goes_to("wechat_binding")
        return self.hands.picture("微信绑定二维码")

    @step
    def completes_wechat(self) -> None:
        """Bind a WeChat account, on a portal that has WeChat."""
        if "wechat_binding" in self.target.paths:
            self.binds_wechat()

    @step
    def unbinds_wechat(self) -> Outcome:
        """Take the binding away."""
        self.goes_to("wechat_binding")
        self.hands.follow("解除绑定")
        return self.outcome(self.hands.submit("确认解除绑定"))

    @step
    def uploads_photo(self, photo: Document | None = None) -> Outcome:
        """基本照片."""
        self.goes_to("photo")
        return self.presses_upload(photo or self.takes_photo())

    def takes_photo(self) -> Document:
        """A photo that meets the rules."""
        return a_photo(self.profile)

    @step
    def presses_upload(self, photo: Document) -> Outcome:
        """上传, on the photo page that lies open."""
        return self.outcome(self.hands.submit("上传", {"基本照片": attached(photo)}))

    @step
    def adds_education(self, entry: Education) -> Outcome:
        """One entry of 学历信息."""
        return self._adds("新增学历信息", answers.credential(entry))

    @step
    def adds_degree(self, entry: Degree) -> Outcome:
        """One entry of 学位信息."""
        return self._adds("新增学位信息", answers.credential(entry))

    def opens_new_education(self) -> Page:
        """The form for one more entry of 学历信息."""
        self.goes_to("credentials")
        return self.hands.follow("新增学历信息")

    def _adds(self, link: str, filled: dict[str, str]) -> Outcome:
        if not self.page.has_link(link):
            self.goes_to("credentials")
        self.hands.follow(link)
        return self.outcome(self.hands.submit("提交", filled))

    @step
    def completes_basics(self) -> None:
        """Photo, education, degrees and, on a portal that has it, WeChat: what enrolling presupposes (R0.1b)."""
        self.uploads_photo()
        for education in self.profile.educations:
            self.adds_education(education)
        for degree in self.profile.degrees:
            self.adds_degree(degree)
        self.completes_wechat()

    @step
    def gets_ready(self) -> None:
        """Everything before enrolling: account, sign-in, basic information."""
        self.registers()
        if self.page.has_button("登录"):
            self.signs_in_here()
        else:
            self.signs_in()
        self.completes_basics()

    def is_bound(self) -> bool:
        """Whether a WeChat is bound to this account, which then can be unbound."""
        return self.goes_to("wechat_binding").has_link("解除绑定")

    def sees_registered(self, term: str) -> str:
        """What 基本信息 says of the registration."""
        self.goes_to("account")
        return self.page.fact(term)

    def sees_complaint_at(self, label: str) -> Complaint:
        """What the page says is wrong with a field; nothing if the page or the field is another."""
        return Complaint.at(label, self.page)

    def sees_educations(self) -> tuple[dict[str, str], ...]:
        """The entries of 学历信息."""
        self.goes_to("credentials")
        return tuple(row for row in self.page.tables[0].records() if len(row) > 1)  # a single cell says there is none

    def sees_photo(self) -> bytes:
        """One's own basic photo, as the portal serves it."""
        self.goes_to("photo")
        return self.hands.picture("基本照片")

    def is_signed_in(self) -> bool:
        """Whether the portal knows who this is."""
        self.goes_to("home")
        return self.page.has_button("退出登录")

    def becomes(self, **changes: object) -> None:
        """Have another profile from now on."""
        self.profile = replace(self.profile, **changes)  # type: ignore[arg-type]  # fields of a profile by name
