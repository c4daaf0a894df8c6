"""Who was refused on the way to something says so, in the portal's words, instead of going on until something is missing."""

from collections.abc import Mapping

import pytest

from fixtures.people import a_candidate
from scenarios.actors import Candidate, RegistrationPoint
from scenarios.actors.actor import Actor, step
from scenarios.actors.outcome import Outcome
from scenarios.errors import TargetWrong
from scenarios.story import Story
from scenarios.target import StaffSignIn
from tests.scenarios.actors.small_portal import SmallPortal, a_form, a_target

REGISTRATION = (
    *(
        "用户名",
        "密码",
        "确认密码",
        "姓名",
        "证件类型",
        "证件号码",
        "二次输入姓名",
        "二次输入证件类型",
        "二次输入证件号码",
    ),
    *("密码找回问题", "密码找回答案", "国籍"),
)
NO = "该项未通过"
DONE = "<h1>好</h1>"


class Somebody(Actor):
    """Makes steps of steps."""

    title = "某人"
    other: "Somebody"

    @step
    def asks(self, path: str) -> Outcome:
        self.goes_to("page")
        return self.outcome(self.hands.submit(path))

    @step
    def asks_and_looks(self) -> bool:
        return self.asks("提交").accepted

    @step
    def asks_twice(self) -> Outcome:
        self.asks("提交")
        return self.asks("提交")

    @step
    def asks_and_downloads(self) -> None:
        self.asks("提交")
        self.hands.follow("下载")

    @step
    def asks_in_passing(self) -> None:
        self.asks("提交")

    @step
    def hands_on(self) -> Outcome:
        return self.asks("提交")

    @step
    def lets_the_other_ask(self) -> Outcome:
        self.other.asks("提交")
        return self.outcome(self.goes_to("page"))


def somebody(answer: str, story: Story | None = None) -> Somebody:
    portal = SmallPortal({"/page": a_form("问", button="提交")}, {"/page": answer})
    person = Somebody("甲", a_target(page="/page"), story or Story(), portal)
    person.other = Somebody("乙", person.target, person.story, portal)
    return person


REFUSED = f'<h1>问</h1><p role="alert">{NO}</p>'


@pytest.mark.parametrize("way", ["asks_twice", "asks_and_downloads", "asks_in_passing"])
def test_nobody_goes_on_after_a_refusal(way: str) -> None:
    story = Story()
    with pytest.raises(TargetWrong, match=f"expected “asks” to be accepted, found: {NO}"):
        getattr(somebody(REFUSED, story), way)()
    (outer,) = story.steps
    assert outer.failed
    assert [(inner.words, inner.failed) for inner in outer.steps] == [("asks 提交", True)]


def test_what_a_step_ends_with_is_for_its_asker_to_look_at() -> None:
    assert somebody(REFUSED).hands_on().refused
    assert somebody(REFUSED).asks("提交").refused


def test_without_a_refusal_what_is_missing_is_said_to_be_missing() -> None:
    with pytest.raises(TargetWrong, match="expected one link 下载, found none"):
        somebody(DONE).asks_and_downloads()


def test_a_page_of_an_error_is_a_refusal_too() -> None:
    person = somebody(DONE)
    portal = SmallPortal({"/page": a_form("问", button="提交")})
    person = Somebody("甲", person.target, person.story, portal)
    assert not person.asks("提交").accepted
    with pytest.raises(TargetWrong, match="found: status 404, 无此页面"):
        person.asks_twice()


def test_what_somebody_else_was_refused_is_theirs() -> None:
    assert somebody(REFUSED).lets_the_other_ask().accepted


def test_after_a_step_that_broke_off_the_next_one_begins_anew() -> None:
    person = somebody(REFUSED)
    with pytest.raises(TargetWrong):
        person.asks_twice()
    assert person.hands_on().refused


@pytest.mark.parametrize("words", ["请填写电子邮箱", "该证件号码已注册，请直接登录"])
def test_who_cannot_register_is_not_said_to_lack_a_photo(words: str) -> None:
    form = a_form("注册", *REGISTRATION, button="注册")
    again = a_form("注册", *REGISTRATION, button="注册", says=words)
    story, portal = Story(), SmallPortal({"/register": form}, {"/register": again})
    paths = {"register": "/register", "sign_in": "/sign-in", "photo": "/photo"}
    person = Candidate(a_candidate(1, 1), a_target(**paths), story, portal)
    with pytest.raises(TargetWrong, match=f"expected “registers” to be accepted, found: {words}"):
        person.beforehand.gets_ready()
    assert portal.asked == ["GET /register", "POST /register"]


def a_point(answers: Mapping[str, str]) -> RegistrationPoint:
    pages = {
        "/desk/sign-in": a_form("登录", "用户名", "密码", button="登录"),
        "/desk/confirmation": a_form("报名确认", "验证码", button="查询"),
    }
    paths = {"desk_sign_in": "/desk/sign-in", "confirmation": "/desk/confirmation"}
    sign_in = StaffSignIn("registration-point", "河北", "石家庄", "石家庄报名点", "desk", "secret")
    return RegistrationPoint(sign_in, a_target(**paths), Story(), SmallPortal(pages, answers))


def test_a_desk_that_is_not_let_in_says_so_whoever_asks() -> None:
    shut = a_form("登录", "用户名", "密码", button="登录", says="用户名与密码不匹配")
    point = a_point({"/desk/sign-in": shut})
    for asks in (point.sees_waiting, lambda: point.looks_up("1234")):
        with pytest.raises(TargetWrong, match="expected “signs in” to be accepted, found: 用户名与密码不匹配"):
            asks()


def test_a_desk_that_was_let_in_stays_in() -> None:
    point = a_point({"/desk/sign-in": DONE, "/desk/confirmation": DONE})
    assert point.looks_up("1234").accepted
    assert point.signed_in[0]
