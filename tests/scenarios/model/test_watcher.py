"""The watcher: what a page may look like, and where a step of somebody may have led."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any, cast

import pytest

from scenarios.areas import AREAS, Area, AreaType
from scenarios.calendar import SECOND, Calendar
from scenarios.drivers.driver import Passport
from scenarios.drivers.transport import Response
from scenarios.errors import TargetWrong
from scenarios.model.watcher import ProcessWatcher, Watched
from scenarios.page import Page
from scenarios.page.page import read_page
from scenarios.page.wording import AS_THE_GUIDE
from scenarios.process import COLOURS, NODES, nodes_of, state_texts
from scenarios.target import target_of

AREA = AREAS[AreaType.ON_SITE_PAY]
CONFIRMED_WORDS = "报名确认已通过，等待考点初审"
CANDIDATE, POINT, SITE, STRANGER = "考生 王芳", "报名点 兰州市报名点", "考点 兰州市", "某人"


@dataclass
class FixedStage:
    """A stage whose clock stands where a test has put it."""

    moment: datetime = Calendar().begin
    areas: tuple[Area, ...] = (AREA,)
    calendar: Calendar = field(default_factory=Calendar)
    project: int = 1

    def between(self) -> tuple[datetime, datetime]:
        return self.moment, self.moment + SECOND


def page(state: str, *offers: str, text: str = "", **other_colours: str) -> Page:
    """The page of the enrollment in a state, with these ways on."""
    colours = dict(zip(NODES, COLOURS.get(state, COLOURS["submitted"]).replace("·", "grey").split(), strict=True))
    colours |= other_colours
    nodes = "".join(f'<li class="node node-{colours[node]}">{node}</li>' for node in nodes_of(AREA.type))
    links = "".join(f'<a href="/{offer}">{offer}</a>' for offer in offers)
    words = text or state_texts(state, AREA.type)[0]
    return read_page(
        f'<h1>报考流程</h1><nav aria-label="报考流程"><ol>{nodes}</ol></nav><dl><dt>报名状态</dt><dd>{words}</dd>'
        f"<dt>所在省份</dt><dd>{AREA.name}</dd></dl>{links}",
        "http://portal/enrollment/1/",
        200,
    )


def judged(shown: Page, *before: str, actor: str = CANDIDATE, moment: datetime | None = None) -> frozenset[str]:
    """The states that a watcher finds possible, who had seen these before."""
    stage = FixedStage(moment or Calendar().begin)
    watcher = ProcessWatcher(cast("Any", None), cast("Any", stage), cast("Any", None))
    return watcher._judged(shown, Watched(cast("Any", SimpleNamespace(area=AREA)), frozenset(before)), actor)


def test_a_page_tells_its_state() -> None:
    assert judged(page("submitted", "撤回信息提交", "打印报名表")) == {"submitted"}


def test_what_was_seen_before_tells_states_apart_that_look_the_same() -> None:
    assert judged(page("draft", "修改考区")) == {"draft", "withdrawn"}
    assert judged(page("draft", "修改考区"), "submitted") == {"withdrawn"}


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        (page("confirmed", text=CONFIRMED_WORDS, 资格审核="green"), "expected 资格审核 black, found green"),
        (page("confirmed", text="已退回"), "expected the state to say 初审, found 已退回"),
        (page("confirmed", "撤回信息提交", text=CONFIRMED_WORDS), "expected no 撤回信息提交, found it"),
        (page("submitted"), "expected 撤回信息提交 to be offered"),
    ],
    ids=["wrong-colour", "wrong-words", "offered-too-much", "offered-too-little"],
)
def test_a_page_that_fits_no_state_is_refused_with_what_is_wrong(shown: Page, expected: str) -> None:
    with pytest.raises(TargetWrong, match=expected):
        judged(shown, "submitted", "confirmed")


def test_a_flow_bar_without_the_classes_that_are_read_as_colours_is_told_once_with_what_to_do() -> None:
    with pytest.raises(TargetWrong) as told:
        judged(replace(submitted := page("submitted", "撤回信息提交"), html=submitted.html.replace("node-", "step-")))

    expected = "expected nodes with a class node-grey, node-black, node-green or node-red"
    assert f"{expected}, found none at 填写/修改报考信息, 确认照片, 提交信息, 报名确认, 资格审核, 缴费" in str(
        told.value
    )
    assert "docs/pages.md" in str(told.value)


def test_a_flow_bar_whose_classes_the_target_file_names_is_read_by_them() -> None:
    theirs = target_of({"name": "theirs", "colours": {"green": "done", "black": "due"}})
    shown = page("confirmed", text=CONFIRMED_WORDS)
    classes = shown.html.replace("node-green", "done").replace("node-black", "due")
    assert judged(replace(shown, html=classes, wording=theirs.says), "submitted", actor=POINT) == {"confirmed"}


def test_colours_of_other_names_are_told_by_them() -> None:
    with pytest.raises(
        TargetWrong, match=r"or node-red, found node-orange at 缴费; .* \[colours\], see docs/pages\.md"
    ):
        judged(page("submitted", "撤回信息提交", 缴费="orange"))


def test_a_page_without_a_flow_bar_is_told_how_one_is_found() -> None:
    with pytest.raises(TargetWrong) as told:
        judged(replace(bare := page("draft", "修改考区"), html=bare.html.replace("aria-label", "title")))

    found = "expected one list 报考流程, found none; this page has none"
    assert f"{found}; a list is a nav, ol or ul with an aria-label, see docs/pages.md" in str(told.value)


def test_nobody_makes_moves_that_are_not_theirs() -> None:
    confirmed = page("confirmed", text=CONFIRMED_WORDS)
    assert judged(confirmed, "submitted", actor=POINT) == {"confirmed"}
    with pytest.raises(TargetWrong, match="expected submitted or withdrawn after submitted and a step of 考生 王芳"):
        judged(confirmed, "submitted", actor=CANDIDATE)


def test_of_whom_nothing_is_known_any_move_is_believed() -> None:
    assert judged(page("confirmed", text=CONFIRMED_WORDS), "submitted", actor=STRANGER) == {"confirmed", "corrected"}


def test_a_candidate_cannot_go_back_from_confirmation() -> None:
    with pytest.raises(TargetWrong, match="found draft or withdrawn"):
        judged(page("draft", "修改考区"), "confirmed")


def test_after_its_deadline_a_draft_has_lapsed_and_not_before() -> None:
    closes = Calendar().registration.closes
    assert judged(page("abandoned"), "draft", moment=closes) == {"abandoned"}
    with pytest.raises(TargetWrong, match="expected abandoned after draft"):
        judged(page("draft", "修改考区"), "draft", moment=closes)
    with pytest.raises(TargetWrong, match="found abandoned"):
        judged(page("abandoned"), "draft", moment=closes - timedelta(hours=1))


def test_a_payment_in_time_counts_after_the_deadline() -> None:
    assert judged(page("paid"), "abandoned", moment=Calendar().payment.closes) == {"paid"}


def test_who_loses_sight_takes_what_comes() -> None:
    watcher = ProcessWatcher(cast("Any", None), cast("Any", FixedStage()), cast("Any", None))
    watcher.watched.append(Watched(cast("Any", None), frozenset({"paid"})))
    watcher.loses_sight()
    assert watcher.watched[0].states == frozenset()


class Wire:
    """Answers every request with the page of an enrollment, and keeps the addresses."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def send(self, _method: str, url: str, _headers: Mapping[str, str], _body: bytes | None) -> Response:
        self.asked.append(url)
        return Response(200, url, (("Content-Type", "text/html"),), "<h1>报考流程</h1>".encode())


def test_an_enrollment_is_looked_at_as_soon_as_its_candidate_has_been_there() -> None:
    home, wire = "http://portal/enrollment/1/", Wire()
    driver = SimpleNamespace(seen=SimpleNamespace(address="http://portal/account/"), passport=lambda: Passport((), ""))
    session = SimpleNamespace(last="http", drivers={"http": driver})
    target = SimpleNamespace(address=lambda *_: home, says=AS_THE_GUIDE)
    watcher = ProcessWatcher(cast("Any", target), cast("Any", FixedStage()), wire)
    watcher.watches(cast("Any", SimpleNamespace(session=session, area=AREA)))

    for address in ("http://portal/account/", f"{home}area", "http://portal/account/"):
        driver.seen.address, watcher.stirred = address, True
        watcher.looks(CANDIDATE, "acts")

    assert wire.asked == [home, home]
