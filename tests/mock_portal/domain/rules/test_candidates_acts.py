"""What a candidate may do in which state, and what has to come first: every state against every act."""

from dataclasses import replace
from typing import Any

import pytest

from mock_portal.domain.refusal import Reason, Refusal
from mock_portal.domain.rules import Rules
from mock_portal.domain.terms import State
from tests.mock_portal.cases import a_case, changed

RULES = Rules()
STORED = [state for state in State if state is not State.ABANDONED]
MAY: dict[str, dict[State, Reason | None]] = {
    "edit_refused": {State.DRAFT: None, State.CONFIRM_REJECTED: None},
    "area_change_refused": {State.DRAFT: None},
    "withdrawal_refused": {
        State.SUBMITTED: None,
        State.DRAFT: Reason.NOT_SUBMITTED,
        State.CONFIRM_REJECTED: Reason.NOT_SUBMITTED,
    },
    "printing_refused": {State.DRAFT: Reason.NOT_SUBMITTED, State.CONFIRM_REJECTED: Reason.NOT_SUBMITTED},
}
OTHERWISE = {
    "edit_refused": Reason.NOT_EDITABLE,
    "area_change_refused": Reason.AREA_FIXED,
    "withdrawal_refused": Reason.ALREADY_CONFIRMED,
    "printing_refused": None,
}


def reason_of(refusal: Refusal | None) -> Reason | None:
    return refusal.reason if refusal else None


def a_ready_case(state: State, *, online: bool = False, **fields: Any) -> Any:
    return changed(a_case(state, online=online), **{"agreed": True, "photo_file": 1, **fields})


@pytest.mark.parametrize("act", sorted(MAY))
@pytest.mark.parametrize("state", STORED, ids=lambda state: state.value)
def test_every_act_in_every_state(act: str, state: State) -> None:
    assert reason_of(getattr(RULES, act)(a_ready_case(state))) is MAY[act].get(state, OTHERWISE[act])


def test_what_was_not_submitted_is_refused_in_the_words_of_its_state() -> None:
    for state, words in ((State.DRAFT, "未提交报名信息"), (State.CONFIRM_REJECTED, "确认不通过")):
        refusal = RULES.withdrawal_refused(a_ready_case(state))
        assert refusal is not None
        assert f"“{words}”" in refusal.words


@pytest.mark.parametrize(
    ("fields", "incomplete", "uploaded", "reason"),
    [
        ({}, None, {"毕业证书", "工作年限证明"}, None),
        ({"agreed": False}, None, {"毕业证书", "工作年限证明"}, Reason.NOT_AGREED),
        ({}, "教育情况", {"毕业证书", "工作年限证明"}, Reason.PAGES_IN_ORDER),
        ({"photo_file": None}, None, {"毕业证书", "工作年限证明"}, Reason.PHOTO_UNCONFIRMED),
        ({}, None, {"毕业证书", "成绩单"}, Reason.MATERIALS_MISSING),
    ],
    ids=["ready", "not agreed", "page open", "photo open", "kind missing"],
)
def test_submission_wants_everything_before_it(
    fields: dict[str, Any], incomplete: str | None, uploaded: set[str], reason: Reason | None
) -> None:
    case = a_ready_case(State.DRAFT, online=True, **fields)
    assert reason_of(RULES.submission_refused(case, incomplete=incomplete, uploaded=uploaded)) is reason


def test_submission_wants_a_wechat_that_is_still_bound() -> None:
    case = a_ready_case(State.DRAFT)
    unbound = replace(case, person=replace(case.person, wechat_bound=False))
    assert reason_of(RULES.submission_refused(unbound, incomplete=None, uploaded=())) is Reason.BASICS_INCOMPLETE


def test_the_missing_kind_is_named() -> None:
    refusal = RULES.submission_refused(a_ready_case(State.DRAFT, online=True), incomplete=None, uploaded={"毕业证书"})
    assert refusal is not None
    assert "工作年限证明" in refusal.words
    assert "毕业证书" not in refusal.words


def test_an_on_site_area_takes_no_materials_and_misses_none() -> None:
    case = a_ready_case(State.DRAFT)
    assert reason_of(RULES.materials_refused(case)) is Reason.NO_MATERIALS_HERE
    assert RULES.missing_materials(case, ()) == ()


def test_a_code_counts_the_versions_and_begins_with_what_cannot_be_guessed() -> None:
    assert RULES.verification_code(1, "QWERTYUPAS") == "QWERTYUPAS01"
    assert RULES.verification_code(12, "QWERTYUPAS") == "QWERTYUPAS12"


@pytest.mark.parametrize(
    ("state", "revision", "is_repeat"),
    [
        (State.SUBMITTED, 2, True),
        (State.SUBMITTED, 3, False),
        (State.SUBMITTED, 1, False),
        (State.CONFIRMED, 1, True),
        (State.DRAFT, 2, False),
    ],
    ids=["double click", "page of now", "older page", "confirmed at once", "withdrawn meanwhile"],
)
def test_only_the_page_just_submitted_is_a_repeat(state: State, revision: int, is_repeat: bool) -> None:  # noqa: FBT001
    assert RULES.is_repeat(a_ready_case(state, revision=3), revision) is is_repeat


def test_a_page_that_shows_older_content_is_refused() -> None:
    case = a_ready_case(State.DRAFT, revision=3)
    assert RULES.content_refused(case, 3) is None
    assert reason_of(RULES.content_refused(case, 2)) is Reason.CHANGED_MEANWHILE


@pytest.mark.parametrize(
    ("agreed", "named"),
    [
        (set(), ["重要声明", "考生诚信考试承诺书"]),
        ({"重要声明"}, ["考生诚信考试承诺书"]),
        ({"考生诚信考试承诺书"}, ["重要声明"]),
        ({"重要声明", "考生诚信考试承诺书"}, []),
    ],
    ids=["none", "declaration", "pledge", "both"],
)
def test_each_document_is_agreed_to(agreed: set[str], named: list[str]) -> None:
    refusal = RULES.agreement_refused(agreed)
    assert [name for name in ("重要声明", "考生诚信考试承诺书") if refusal and name in refusal.words] == named
