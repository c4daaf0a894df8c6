"""What is printed of people and of what became of their acts, where a scenario fails."""

import re

import pytest

from fixtures.people import a_candidate
from scenarios.actors import Candidate
from scenarios.actors.exchange import Answer
from scenarios.actors.outcome import Complaint, Outcome
from scenarios.drivers.transport import Response
from scenarios.errors import LeftOut, Misuse
from scenarios.page import read_page
from scenarios.story import Story
from tests.scenarios.actors.small_portal import PORTAL, SmallPortal, a_target

TARGET = a_target()
FIELD = '<label for="m">邮编</label><input id="m" aria-invalid="true" aria-describedby="m-error"><p id="m-error">六位数字</p>'
REFUSED = f'<h1>注册</h1><p role="alert">请更正</p>{FIELD}'


def outcome(html: str, status: int = 200) -> Outcome:
    return Outcome(read_page(html, f"{PORTAL}/x", status), TARGET)


@pytest.mark.parametrize(
    ("html", "status", "printed"),
    [
        ("<h1>好</h1>", 200, "<accepted: 好>"),
        (REFUSED, 200, "<refused: 请更正 / 邮编: 六位数字>"),
        ("<h1>无此页面</h1>", 404, "<refused: status 404, 无此页面>"),
    ],
)
def test_an_outcome_is_printed_with_all_that_speaks_against_it(html: str, status: int, printed: str) -> None:
    assert repr(outcome(html, status)) == printed


def test_a_page_of_an_error_is_no_success() -> None:
    assert outcome("<h1>好</h1>").accepted
    assert not outcome("<h1>内部错误</h1>", 500).accepted


def test_a_refusal_for_another_reason_is_printed_with_the_words_that_were_expected() -> None:
    said = outcome(REFUSED).refused_because("id-taken")
    assert not said
    assert repr(said) == "<expected 该证件号码已注册, found 请更正 / 邮编: 六位数字>"
    assert repr(outcome("<h1>好</h1>").refused_because("id-taken")) == "<expected 该证件号码已注册, found no refusal>"
    assert outcome('<p role="alert">该证件号码已注册。</p>').refused_because("id-taken")


@pytest.mark.parametrize(
    ("html", "printed"),
    [
        (REFUSED, "'六位数字'"),
        (
            '<p role="alert">请更正</p><label>邮编 <input></label>',
            "<no message at 邮编, which needs aria-invalid .*says 请更正>",
        ),
        ("<label>邮编 <input></label>", "<no message at 邮编, .*says nothing>"),
        ("<h1>下一页</h1>", "<no field 邮编 on page 下一页, 200, "),
    ],
)
def test_a_complaint_that_is_missing_is_printed_with_what_is_there(html: str, printed: str) -> None:
    complaint = Complaint.at("邮编", outcome(html).page)
    assert bool(complaint) is (html == REFUSED)
    assert re.match(printed, repr(complaint))


def test_who_says_nothing_does_not_refuse_even_if_the_words_for_it_are_not_known() -> None:
    assert not outcome("<h1>好</h1>").refused_because("stale-form")
    with pytest.raises(LeftOut, match=r"leaves the refusal stale-form out of \[refusals\]"):
        outcome(REFUSED).refused_because("stale-form")
    with pytest.raises(Misuse, match="to name the refusal stale-from"):
        outcome(REFUSED).refused_because("stale-from")


def test_an_answer_is_printed_with_what_the_page_says() -> None:
    response = Response(200, f"{PORTAL}/x", (), b"")
    assert repr(Answer(response, outcome(REFUSED).page, TARGET)) == "<answered 200 : 请更正 / 邮编: 六位数字>"


def test_people_are_printed_by_title_and_name() -> None:
    profile = a_candidate(1, 1)
    assert repr(Candidate(profile, TARGET, Story(), SmallPortal({}))) == f"<考生 {profile.name}>"
