"""A witness writes down what is asked before it is sent, and what the page says afterwards."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from scenarios.drivers.driver import Driver
from scenarios.drivers.http import HttpDriver
from scenarios.drivers.transport import Response
from scenarios.errors import Misuse, NoAnswer, NotOnPage
from scenarios.load.ledger import Act, Book, Entry, LedgerWords, Mark, Who, read_entries, witnessed
from scenarios.target import load_target, target_of

ME = Who(7, id_number="110101199001011237")
FACTS = "<dl><dt>所在省份</dt><dd>甘肃省</dd><dt>报考专业</dt><dd>334 眼科学</dd><dt>报考科目</dt><dd>基础知识、专业知识</dd></dl>"
CHECKING = f"{FACTS}<form method=post><button>提交报名信息</button><button>保存</button></form>"
SUBMITTED = "<dl><dt>报名状态</dt><dd>已提交报名信息，等待报名确认</dd></dl>"
NO = "<p role=alert>网上报名已于 2023-01-12 24:00 结束。</p>"
CHECKOUT = "<dl><dt>金额</dt><dd>140.00元</dd></dl><form method=post><button>支付</button></form>"
CASHIER = "<p>应付金额 ¥140.00</p><dl><dt>订单号</dt><dd>42</dd></dl><form method=post><button>确认支付</button></form>"
RECEIPT = "<dl><dt>订单号</dt><dd>42</dd><dt>金额</dt><dd>¥140.00</dd></dl>"
AT_DESK = "<dl><dt>证件号码</dt><dd>110101199001011237</dd></dl><form method=post><button>通过</button></form>"


class Answers:
    """A transport that gives these answers one after the other: a page, with its status, or silence."""

    def __init__(self, *answers: str | tuple[str, int] | None) -> None:
        self._answers = list(answers)

    def send(self, method: str, url: str, headers: Mapping[str, str], body: bytes | None) -> Response:  # noqa: ARG002
        answer = self._answers.pop(0)
        if answer is None:
            raise NoAnswer("expected an answer, got none")
        html, status = answer if isinstance(answer, tuple) else (answer, 200)
        return Response(status, url, (("Content-Type", "text/html; charset=utf-8"),), html.encode())


def hands(
    book: Book, *answers: str | tuple[str, int] | None, who: Who = ME, words: LedgerWords | None = None
) -> Driver:
    driver = witnessed(HttpDriver(Answers(*answers)), book, who, words or LedgerWords())
    driver.open("http://portal.test/")
    return driver


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return Book(tmp_path / "w.jsonl")


def entries(book: Book) -> list[Entry]:
    return list(read_entries(book.path))


def test_a_submission_is_written_down_with_what_was_checked_and_what_was_answered(book: Book) -> None:
    hands(book, CHECKING, SUBMITTED).submit("提交报名信息")
    asked, heard = entries(book)
    assert (asked.act, asked.mark, asked.number, asked.about) == (Act.SUBMIT, Mark.ASKED, 7, ME.id_number)
    assert (asked.area, asked.specialty, asked.subjects) == ("甘肃省", "334 眼科学", 2)
    assert (heard.mark, heard.seq, heard.state) == (Mark.ACKNOWLEDGED, asked.seq, "已提交报名信息，等待报名确认")


def test_what_is_asked_is_written_before_it_is_sent(book: Book) -> None:
    class Looking(Answers):
        def send(self, method: str, url: str, headers: Mapping[str, str], body: bytes | None) -> Response:
            if method == "POST":
                assert [entry.mark for entry in entries(book)] == [Mark.ASKED]
            return super().send(method, url, headers, body)

    driver = witnessed(HttpDriver(Looking(CHECKING, SUBMITTED)), book, ME)
    driver.open("http://portal.test/")
    driver.submit("提交报名信息")
    assert len(entries(book)) == 2


@pytest.mark.parametrize(
    ("answer", "mark", "words"),
    [
        ((NO, 409), Mark.REFUSED, "网上报名已于 2023-01-12 24:00 结束。"),
        ((NO, 200), Mark.REFUSED, "网上报名已于 2023-01-12 24:00 结束。"),
        (("<h1>Bad Gateway</h1>", 502), Mark.UNKNOWN, "page Bad Gateway, 502, http://portal.test/"),
    ],
    ids=["refused", "refused with status 200", "broken"],
)
def test_an_answer_that_is_no_acknowledgement_is_told_apart(
    book: Book, answer: tuple[str, int], mark: Mark, words: str
) -> None:
    hands(book, CHECKING, answer).submit("提交报名信息")
    assert (entries(book)[1].mark, entries(book)[1].words) == (mark, words)


def test_silence_is_an_unknown_outcome(book: Book) -> None:
    driver = hands(book, CHECKING, None)
    with pytest.raises(NoAnswer):
        driver.submit("提交报名信息")
    assert [entry.mark for entry in entries(book)] == [Mark.ASKED, Mark.UNKNOWN]


def test_a_button_that_is_not_there_was_never_pressed(book: Book) -> None:
    driver = hands(book, FACTS)
    with pytest.raises(NotOnPage):
        driver.submit("提交报名信息")
    assert [entry.mark for entry in entries(book)] == [Mark.ASKED, Mark.REFUSED]


def test_other_buttons_are_nobodys_business(book: Book) -> None:
    assert hands(book, CHECKING, SUBMITTED).submit("保存").status == 200
    assert not entries(book)


def test_order_and_payment_are_written_down_with_number_and_amount(book: Book) -> None:
    driver = hands(book, CHECKOUT, CASHIER, RECEIPT)
    driver.submit("支付")
    driver.submit("确认支付")
    told = [(entry.act, entry.mark, entry.order, entry.amount) for entry in entries(book)]
    assert told == [
        (Act.ORDER, Mark.ASKED, "", 14000),
        (Act.ORDER, Mark.ACKNOWLEDGED, "42", 14000),
        (Act.PAY, Mark.ASKED, "42", 14000),
        (Act.PAY, Mark.ACKNOWLEDGED, "42", 14000),
    ]


def test_a_platform_that_does_not_say_what_was_paid_has_acknowledged_nothing(book: Book) -> None:
    hands(book, CASHIER, "<h1>支付未完成</h1>").submit("确认支付")
    assert entries(book)[1].mark is Mark.UNKNOWN


@pytest.mark.parametrize(
    ("role", "act"), [("institution", Act.PASS_MATERIALS), ("site", Act.PASS_SITE), ("area", Act.PASS_AREA)]
)
def test_a_desks_decision_is_about_the_candidate_on_its_page(book: Book, role: str, act: Act) -> None:
    hands(book, AT_DESK, SUBMITTED, who=Who(-1, role)).submit("通过")
    assert [(entry.act, entry.about, entry.role) for entry in entries(book)] == [(act, ME.id_number, role)] * 2


def test_a_portal_with_other_words_states_them_in_its_target_file(book: Book) -> None:
    words = LedgerWords.of(target_of({"name": "theirs", "ledger": {"submit": "保存", "pass": "同意"}}))
    hands(book, CHECKING, SUBMITTED, words=words).submit("保存")
    assert [entry.act for entry in entries(book)] == [Act.SUBMIT, Act.SUBMIT]
    assert words.meanings("area")["同意"] is Act.PASS_AREA


def test_a_word_that_the_ledger_does_not_know_is_misuse() -> None:
    with pytest.raises(Misuse, match=r"ledger\] sumbit .* did you mean submit"):
        LedgerWords.of(target_of({"name": "theirs", "ledger": {"sumbit": "保存"}}))


def test_the_words_of_the_reference_portal_are_the_guides() -> None:
    assert LedgerWords.of(load_target("reference")) == LedgerWords()
