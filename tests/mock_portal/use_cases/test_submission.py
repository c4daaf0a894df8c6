"""Submitting, withdrawing and submitting again, as stored: versions, codes, snapshots, history (R2.4.8-R3, Q7-Q17, Q70)."""

from dataclasses import replace

import pytest
from sqlalchemy import select, update

from mock_portal.domain.case import Person
from mock_portal.domain.refusal import Reason, Refusal
from mock_portal.domain.rules.confirmation import Staff
from mock_portal.domain.terms import Event, Role, State
from mock_portal.material_checks import Upload
from mock_portal.portal import Portal
from mock_portal.store import schema as s
from mock_portal.store.accounts import set_photo
from mock_portal.store.enrollments import case_by_code, change
from mock_portal.store.files import add_file
from mock_portal.store.projects import PastResult, add_history
from mock_portal.store.submissions import Submission, find_submission, trail_of
from mock_portal.use_cases.dossiers import material_on_table
from mock_portal.use_cases.materials import upload
from mock_portal.use_cases.submission import confirm_photo, submit, withdraw
from tests.mock_portal.world import (
    Filled,
    a_filled_enrollment,
    a_photo,
    a_project,
    an_account,
    an_area,
    an_online_area,
)


@pytest.fixture
def filled(any_portal: Portal) -> Filled:
    """A draft that is ready to be submitted, in an on-site area."""
    person = an_account(any_portal)
    return a_filled_enrollment(any_portal, a_project(any_portal, admitted=[person]), person)


def submits(portal: Portal, filled: Filled) -> int | Refusal:
    revision = filled.case(portal).enrollment.revision
    return submit(portal, filled.person, filled.project_id, revision)


def withdraws(portal: Portal, filled: Filled) -> Refusal | None:
    return withdraw(portal, filled.person, filled.project_id, filled.case(portal).enrollment.revision)


def submitted(portal: Portal, filled: Filled, version: int) -> Submission:
    with portal.reading() as tx:
        found = find_submission(tx, filled.enrollment_id, version)
    assert found is not None
    return found


def test_a_submission_keeps_everything_that_was_said(any_portal: Portal, filled: Filled) -> None:
    assert submits(any_portal, filled) == 1
    kept = submitted(any_portal, filled, 1)
    told = {label: words for section in kept.content.sections for label, words in section.facts}
    assert told["姓名"] == filled.person.name
    assert told["证件号码"] == filled.person.id_number
    assert told["报考专业"] == "303 内科学"
    assert told["学历"] == "本科 · 中南大学 · 临床医学 · 2010-07"
    assert told["报考科目"] == "基础知识、相关专业知识、专业知识、专业实践能力"
    assert kept.content.values["specialty"]["specialty"] == "303"
    assert kept.photo_file == filled.person.photo_file


def test_the_code_of_the_latest_version_finds_the_enrollment(any_portal: Portal, filled: Filled) -> None:
    submits(any_portal, filled)
    code = filled.case(any_portal).enrollment.code
    assert code == submitted(any_portal, filled, 1).code
    with any_portal.reading() as tx:
        case = case_by_code(tx, filled.project_id, code or "", any_portal.now())
    assert case is not None
    assert case.enrollment.id == filled.enrollment_id


def test_after_withdrawal_there_is_no_code_and_the_next_is_another(any_portal: Portal, filled: Filled) -> None:
    codes = []
    for version in (1, 2, 3):
        assert submits(any_portal, filled) == version
        codes.append(filled.case(any_portal).enrollment.code)
        assert withdraws(any_portal, filled) is None
        enrollment = filled.case(any_portal).enrollment
        assert (enrollment.state, enrollment.code, enrollment.version) == (State.DRAFT, None, version)
    assert len(set(codes)) == 3


def test_a_double_click_makes_one_version_and_answers_alike(any_portal: Portal, filled: Filled) -> None:
    revision = filled.case(any_portal).enrollment.revision
    answers = [submit(any_portal, filled.person, filled.project_id, revision) for _ in range(2)]
    assert answers == [1, 1]
    with any_portal.reading() as tx:
        assert [h.event for h in trail_of(tx, filled.enrollment_id).happenings] == [Event.SUBMIT]


def test_what_was_changed_in_another_window_is_not_submitted_unseen(any_portal: Portal, filled: Filled) -> None:
    revision = filled.case(any_portal).enrollment.revision
    with any_portal.writing() as tx:
        change(tx, filled.case(any_portal), city="株洲市")
    refusal = submit(any_portal, filled.person, filled.project_id, revision)
    assert isinstance(refusal, Refusal)
    assert refusal.reason is Reason.CHANGED_MEANWHILE
    assert filled.case(any_portal).state is State.DRAFT


def test_what_was_submitted_in_another_window_is_not_withdrawn_unseen(any_portal: Portal, filled: Filled) -> None:
    submits(any_portal, filled)
    revision = filled.case(any_portal).enrollment.revision
    withdraws(any_portal, filled)
    submits(any_portal, filled)
    refusal = withdraw(any_portal, filled.person, filled.project_id, revision)
    assert isinstance(refusal, Refusal)
    assert refusal.reason is Reason.CHANGED_MEANWHILE
    assert filled.case(any_portal).state is State.SUBMITTED


def test_a_snapshot_does_not_follow_the_draft(any_portal: Portal, filled: Filled) -> None:
    submits(any_portal, filled)
    withdraws(any_portal, filled)
    with any_portal.writing() as tx:
        change(tx, filled.case(any_portal), pages={})
    assert submitted(any_portal, filled, 1).content.fact("报考专业") == "303 内科学"


def test_a_credential_that_may_no_longer_be_used_sends_back_to_its_page(any_portal: Portal, filled: Filled) -> None:
    with any_portal.writing() as tx:
        tx.execute(update(s.credential).values(verification="未核验"))
    refusal = submits(any_portal, filled)
    assert isinstance(refusal, Refusal)
    assert refusal.reason is Reason.PAGES_IN_ORDER
    assert "教育情况" in refusal.advice


def test_the_confirmed_photo_stays_when_the_basic_photo_is_replaced(any_portal: Portal, filled: Filled) -> None:
    with any_portal.writing() as tx:
        change(tx, filled.case(any_portal), photo_file=None)
    confirm_photo(any_portal, filled.person, filled.project_id, filled.person.photo_file or 0)
    with any_portal.writing() as tx:
        tx.execute(update(s.account).values(photo_file=None))
    submits(any_portal, filled)
    assert submitted(any_portal, filled, 1).photo_file == filled.person.photo_file


def test_a_photo_replaced_since_it_was_shown_is_not_confirmed(any_portal: Portal, filled: Filled) -> None:
    with any_portal.writing() as tx:
        change(tx, filled.case(any_portal), photo_file=None)
        set_photo(tx, filled.person.id, add_file(tx, "报名照片.jpg", "image/jpeg", a_photo(100)))
    replaced = filled.case(any_portal).person.photo_file or 0
    refusal = confirm_photo(any_portal, filled.person, filled.project_id, filled.person.photo_file or 0)
    assert isinstance(refusal, Refusal)
    assert refusal.reason is Reason.CHANGED_MEANWHILE
    assert filled.case(any_portal).enrollment.photo_file is None
    confirm_photo(any_portal, filled.person, filled.project_id, replaced)
    assert filled.case(any_portal).enrollment.photo_file == replaced


def test_somebody_elses_enrollment_is_not_found(any_portal: Portal, filled: Filled) -> None:
    stranger = an_account(any_portal, 2)
    for answer in (
        submit(any_portal, stranger, filled.project_id, 0),
        withdraw(any_portal, stranger, filled.project_id, 0),
        confirm_photo(any_portal, stranger, filled.project_id, stranger.photo_file or 0),
    ):
        assert isinstance(answer, Refusal)
        assert answer.reason is Reason.NOT_FOUND


@pytest.mark.parametrize(
    ("switch", "outcome", "state"),
    [(True, "sat", State.CONFIRMED), (True, "absent", State.SUBMITTED), (False, "sat", State.SUBMITTED)],
    ids=["repeater", "was absent", "no such switch"],
)
def test_only_an_area_that_says_so_confirms_repeat_candidates_itself(
    portal: Portal,
    switch: bool,  # noqa: FBT001
    outcome: str,
    state: State,
) -> None:
    person = an_account(portal)
    area = an_area(confirms_unchanged_repeaters=switch)
    project = a_project(portal, areas=[area], admitted=[person])
    with portal.writing() as tx:
        add_history(tx, project, [PastResult(person.name, person.id_number, "303", outcome, ("基础知识",))])
    filled = a_filled_enrollment(portal, project, person, area=area)
    revision = filled.case(portal).enrollment.revision
    assert submit(portal, person, project, revision) == 1
    assert filled.case(portal).state is state
    assert submit(portal, person, project, revision) == 1


def test_a_repeat_candidate_who_was_sent_back_waits_for_a_desk(portal: Portal) -> None:
    person = an_account(portal)
    area = an_area(confirms_unchanged_repeaters=True)
    project = a_project(portal, areas=[area], admitted=[person])
    with portal.writing() as tx:
        add_history(tx, project, [PastResult(person.name, person.id_number, "303", "sat", ("基础知识",))])
    filled = a_filled_enrollment(portal, project, person, area=area, version=1)
    assert submits(portal, filled) == 2
    assert filled.case(portal).state is State.SUBMITTED


def test_a_desk_sees_files_of_the_version_that_stands_and_only_in_its_scope(portal: Portal) -> None:
    person = an_account(portal)
    filled = _submitted_online(portal, person)
    case = filled.case(portal)
    own = Staff(1, filled.project_id, Role.INSTITUTION, "机构", case.area.name, "和平区", "和平区卫生健康委")
    files = submitted(portal, filled, 1).material_files
    shown = material_on_table(portal, own, filled.enrollment_id, files[0])
    assert not isinstance(shown, Refusal)
    assert shown.content == a_photo()
    for staff, file_id, reason in (
        (replace(own, unit="河西区卫生健康委"), files[0], Reason.OUT_OF_SCOPE),
        (own, 10_000, Reason.NOT_FOUND),
    ):
        answer = material_on_table(portal, staff, filled.enrollment_id, file_id)
        assert isinstance(answer, Refusal)
        assert answer.reason is reason


def _submitted_online(portal: Portal, person: Person) -> Filled:
    project = a_project(portal, admitted=[person])
    filled = a_filled_enrollment(portal, project, person, area=an_online_area())
    for kind in ("毕业证书", "工作年限证明"):
        assert upload(portal, person, project, kind, [Upload("a.jpg", a_photo())]) is None
    assert submits(portal, filled) == 1
    return filled


def test_rows_of_the_audit_say_who_and_what(any_portal: Portal, filled: Filled) -> None:
    submits(any_portal, filled)
    withdraws(any_portal, filled)
    with any_portal.reading() as tx:
        rows = tx.execute(select(s.audit.c.who, s.audit.c.event, s.audit.c.version).order_by(s.audit.c.id)).all()
    assert [tuple(row) for row in rows] == [("考生", "submit", 1), ("考生", "withdraw", 1)]
