"""报考信息 without scripts: which subjects are ticked, and when they are ticked anew."""

from typing import Any

from mock_portal.domain.terms import SUBJECTS, Page
from mock_portal.store import schema as s
from tests.mock_portal.browser import Browser
from tests.mock_portal.web.enrollment.form_desk import (
    Desk,
    Sit,
    history,
    ticked,
)

CHOSEN: dict[str, Any] = {"level": "中级", "specialty": "303", "current_title": "无", "practice_category": "无"}


def without_specialty(desk: Desk) -> dict[str, Any]:
    pages = {
        p.value: {"values": dict(v.values), "revision": 1, "done": True} for p, v in desk.case.enrollment.pages.items()
    }
    return {name: page for name, page in pages.items() if name in {"city", "identity", "contact"}}


def at_specialty(desk: Desk) -> Browser:
    with desk.portal.writing() as tx:
        tx.execute(s.enrollment.update().values(pages=without_specialty(desk)))
    return desk.at("specialty")


def test_all_subjects_are_ticked_before_a_specialty_is_chosen(sit: Sit) -> None:
    assert ticked(at_specialty(sit())) == list(SUBJECTS)


def test_a_first_form_with_fewer_ticks_is_taken_as_it_is(sit: Sit) -> None:
    desk = sit()
    at_specialty(desk).press("提交", **CHOSEN, subjects=[SUBJECTS[0]])
    assert desk.saved(Page.SPECIALTY)["subjects"] == SUBJECTS[:1]


def test_last_years_passes_are_unticked_and_shown_for_checking_first(sit: Sit) -> None:
    desk = sit()
    history(desk)
    browser = at_specialty(desk).press("提交", **CHOSEN)
    assert "请核对后再次提交" in browser.text
    assert ticked(browser) == list(SUBJECTS[2:])
    browser.press("提交")
    assert browser.heading == "教育情况"
    assert desk.saved(Page.SPECIALTY)["subjects"] == SUBJECTS[2:]


def test_the_button_shows_the_ticks_of_a_specialty_without_saving(sit: Sit) -> None:
    desk = sit()
    history(desk)
    browser = at_specialty(desk).press("更新科目", **CHOSEN)
    assert ticked(browser) == list(SUBJECTS[2:])
    assert desk.saved(Page.SPECIALTY) == {}
    browser.press("提交", subjects=list(SUBJECTS[1:]))
    assert desk.saved(Page.SPECIALTY)["subjects"] == SUBJECTS[1:]


def test_whoever_passed_everything_must_choose(sit: Sit) -> None:
    desk = sit()
    history(desk, passed=SUBJECTS)
    browser = at_specialty(desk).press("更新科目", **CHOSEN)
    assert ticked(browser) == []
    browser.press("提交")
    assert "请至少选择一个报考科目" in browser.alert


def test_changing_the_specialty_resets_the_ticks(sit: Sit) -> None:
    desk = sit()
    desk.at("specialty").press("提交", subjects=[SUBJECTS[0]])
    browser = desk.at("specialty")
    assert ticked(browser) == [SUBJECTS[0]]
    browser.press("提交", specialty="304")
    assert ticked(browser) == list(SUBJECTS)
    assert desk.saved(Page.SPECIALTY)["specialty"] == "303"
