"""Decisions about accounts at their boundaries: lock, codes, basic information, help by a site."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from mock_portal.domain.calendar import BEIJING
from mock_portal.domain.case import Credential, Person
from mock_portal.domain.credentials import CredentialEntry, CredentialKind
from mock_portal.domain.refusal import Reason, Refusal
from mock_portal.domain.registration import Enrolled, Login
from mock_portal.domain.rules import Rules
from mock_portal.domain.rules.confirmation import Staff
from mock_portal.domain.terms import Role, State
from mock_portal.domain.wechat import Purpose, Ticket, TicketStatus

RULES = Rules()
NOW = datetime(2023, 1, 5, 10, tzinfo=BEIJING)
TICK = timedelta(microseconds=1)
PERSON = Person(1, "zhangsan", "张三", "居民身份证", "11010519491231002X", "女", date(1949, 12, 31), "中国")
LOGIN = Login(1, "zhangsan", "11010519491231002X", "!", "", "!")
TICKET = Ticket("t", Purpose.SIGN_IN, "browser", None, TicketStatus.SHOWN, NOW + timedelta(seconds=120))


def reason(refusal: Refusal | None) -> Reason | None:
    return refusal.reason if refusal else None


@pytest.mark.parametrize("typed", ["zhangsan", "ZhangSan", " zhangsan ", "11010519491231002X", "11010519491231002x"])
def test_user_name_and_id_number_are_recognised_in_either_case(typed: str) -> None:
    assert RULES.login_recognised(LOGIN, typed)


@pytest.mark.parametrize("typed", ["", "zhangsa", "110105194912310021", "%"])
def test_nothing_else_is_recognised(typed: str) -> None:
    assert not RULES.login_recognised(LOGIN, typed)


@pytest.mark.parametrize(
    ("locked_until", "expected"),
    [(None, None), (NOW, None), (NOW + TICK, Reason.ACCOUNT_LOCKED), (NOW - TICK, None)],
    ids=["never", "over-now", "last-moment", "over"],
)
def test_a_lock_ends_at_its_moment(locked_until: datetime | None, expected: Reason | None) -> None:
    assert reason(RULES.lock_refused(locked_until, NOW)) is expected


@pytest.mark.parametrize(("seconds", "minutes"), [(1, 1), (60, 1), (61, 2), (600, 10)])
def test_the_minutes_of_a_lock_are_rounded_up(seconds: int, minutes: int) -> None:
    refusal = RULES.lock_refused(NOW + timedelta(seconds=seconds), NOW)
    assert refusal is not None
    assert f"{minutes}分钟后" in refusal.advice


@pytest.mark.parametrize(("failures", "locks"), [(4, False), (5, True), (6, True)])
def test_the_limit_of_failures_locks(failures: int, locks: bool) -> None:  # noqa: FBT001
    assert (RULES.lock_until(failures, 5, 600, NOW) == NOW + timedelta(seconds=600)) is locks


CODES: dict[str, tuple[Ticket | None, datetime, Reason | None]] = {
    "shown": (TICKET, NOW, None),
    "confirmed": (replace(TICKET, status=TicketStatus.CONFIRMED), NOW, None),
    "last-moment": (TICKET, TICKET.expires_at - TICK, None),
    "stale": (TICKET, TICKET.expires_at, Reason.QR_DEAD),
    "used": (replace(TICKET, status=TicketStatus.USED), NOW, Reason.QR_DEAD),
    "of-another-browser": (replace(TICKET, browser="other"), NOW, Reason.QR_DEAD),
    "for-binding": (replace(TICKET, purpose=Purpose.BIND), NOW, Reason.QR_DEAD),
    "invented": (None, NOW, Reason.QR_DEAD),
    "unbound": (replace(TICKET, status=TicketStatus.UNBOUND), NOW, Reason.WECHAT_UNBOUND),
    "taken": (replace(TICKET, status=TicketStatus.TAKEN), NOW, Reason.WECHAT_TAKEN),
}


@pytest.mark.parametrize(("ticket", "now", "expected"), CODES.values(), ids=CODES)
def test_a_code_works_once_in_its_browser_while_it_lives(
    ticket: Ticket | None, now: datetime, expected: Reason | None
) -> None:
    assert reason(RULES.qr_refused(ticket, Purpose.SIGN_IN, "browser", now)) is expected


@pytest.mark.parametrize("status", TicketStatus)
def test_a_phone_can_answer_only_a_code_that_nobody_has_answered(status: TicketStatus) -> None:
    expected = None if status is TicketStatus.SHOWN else Reason.QR_DEAD
    assert reason(RULES.scan_refused(replace(TICKET, status=status), NOW)) is expected


def test_a_phone_cannot_answer_a_stale_code() -> None:
    assert reason(RULES.scan_refused(TICKET, TICKET.expires_at)) is Reason.QR_DEAD


@pytest.mark.parametrize(
    ("own", "holder", "expected"),
    [
        (None, None, None),
        ("wx", None, Reason.ALREADY_BOUND),
        ("wx", 1, Reason.ALREADY_BOUND),
        (None, 2, Reason.WECHAT_TAKEN),
    ],
)
def test_one_wechat_is_bound_to_one_candidate(own: str | None, holder: int | None, expected: Reason | None) -> None:
    assert reason(RULES.binding_refused(own, holder)) is expected


@pytest.mark.parametrize(
    ("photo", "educations", "bound", "missing"),
    [
        (1, 1, True, ()),
        (None, 1, True, ("基本照片",)),
        (1, 0, True, ("学历信息",)),
        (1, 1, False, ("微信绑定",)),
        (None, 0, False, ("基本照片", "学历信息", "微信绑定")),
    ],
)
def test_everything_missing_is_named(
    photo: int | None,
    educations: int,
    bound: bool,  # noqa: FBT001
    missing: tuple[str, ...],
) -> None:
    person = replace(PERSON, photo_file=photo, wechat_bound=bound)
    assert RULES.basics_missing(person, educations) == missing
    assert (RULES.basics_refused(person, educations) is None) is (missing == ())


USABLE: dict[str, tuple[str, str, str, bool]] = {
    "college-unchecked": ("大专", "2015-07-01", "未核验", True),
    "secondary-unchecked": ("中专", "2015-07-01", "未核验", True),
    "bachelor-2001-unchecked": ("本科", "2001-12-31", "未核验", True),
    "bachelor-2002-unchecked": ("本科", "2002-01-01", "未核验", False),
    "master-unchecked": ("硕士研究生", "2015-07-01", "未核验", False),
    "degree-unchecked": ("学士", "2015-07-01", "未核验", False),
    "bachelor-passed": ("本科", "2015-07-01", "核验通过", True),
    "bachelor-failed": ("本科", "2015-07-01", "核验未通过", True),
}


@pytest.mark.parametrize(("level", "day", "verification", "usable"), USABLE.values(), ids=USABLE)
def test_an_entry_is_usable_unless_its_check_is_still_to_come(
    level: str,
    day: str,
    verification: str,
    usable: bool,  # noqa: FBT001
) -> None:
    entry = Credential(1, "education", level, "中南大学", "临床医学", date.fromisoformat(day), "1", verification)
    assert RULES.credential_usable(entry) is usable


@pytest.mark.parametrize(("count", "expected"), [(4, None), (5, Reason.TOO_MANY_CREDENTIALS)])
def test_a_sixth_entry_is_refused(count: int, expected: Reason | None) -> None:
    assert reason(RULES.credential_count_refused(CredentialKind.EDUCATION, count)) is expected


ENTRY = CredentialEntry(CredentialKind.EDUCATION, "本科", "中南大学", "临床医学", "2010-07-01", "105331201005000001")
WRONG_ENTRIES: dict[str, dict[str, Any]] = {
    "level-of-a-degree": {"level": "学士"},
    "school-missing": {"school": ""},
    "school-101": {"school": "校" * 101},
    "major-missing": {"major": ""},
    "day-missing": {"obtained_on": ""},
    "day-tomorrow": {"obtained_on": "2023-01-06"},
    "day-of-birth": {"obtained_on": "1949-12-31"},
    "certificate-missing": {"certificate_no": ""},
    "certificate-41": {"certificate_no": "1" * 41},
}


def test_a_right_entry_has_no_problem() -> None:
    assert RULES.credential_problems(ENTRY, PERSON.birth_date, NOW.date()) == {}
    today = replace(ENTRY, obtained_on="2023-01-05")
    assert RULES.credential_problems(today, PERSON.birth_date, NOW.date()) == {}


@pytest.mark.parametrize("wrong", WRONG_ENTRIES.values(), ids=WRONG_ENTRIES)
def test_a_wrong_entry_has_one_problem(wrong: dict[str, Any]) -> None:
    problems = RULES.credential_problems(replace(ENTRY, **wrong), PERSON.birth_date, NOW.date())
    assert set(problems) == set(wrong)


def test_a_confirmed_photo_is_fixed() -> None:
    assert RULES.photo_change_refused(confirmed=False) is None
    assert reason(RULES.photo_change_refused(confirmed=True)) is Reason.PHOTO_FIXED


SITE = Staff(1, 1, Role.SITE, "考点", "湖南省", "长沙市")
OWN = Enrolled(1, "湖南省", "长沙市", State.SUBMITTED, has_orders=False)


@pytest.mark.parametrize("role", Role)
def test_only_a_site_helps_with_accounts(role: Role) -> None:
    expected = None if role is Role.SITE else Reason.FORBIDDEN
    assert reason(RULES.account_scope_refused(replace(SITE, role=role), [OWN])) is expected


@pytest.mark.parametrize(
    ("enrollments", "expected"),
    [
        ([], None),
        ([OWN], None),
        ([replace(OWN, city="株洲市")], Reason.OUT_OF_SCOPE),
        ([replace(OWN, city="")], None),
        ([replace(OWN, area="浙江省", city="")], Reason.OUT_OF_SCOPE),
        ([replace(OWN, project_id=2)], Reason.OUT_OF_SCOPE),
        ([replace(OWN, project_id=2), OWN], None),
    ],
)
def test_a_site_helps_its_own_and_those_who_enrolled_nowhere(
    enrollments: list[Enrolled], expected: Reason | None
) -> None:
    assert reason(RULES.account_scope_refused(SITE, enrollments)) is expected


@pytest.mark.parametrize("state", [s for s in State if s is not State.ABANDONED])
def test_only_what_nobody_confirmed_can_be_deleted(state: State) -> None:
    removable = {State.DRAFT, State.SUBMITTED, State.CONFIRM_REJECTED}
    expected = None if state in removable else Reason.ACCOUNT_NOT_REMOVABLE
    assert reason(RULES.deletion_refused(SITE, [replace(OWN, state=state)])) is expected


def test_what_was_ever_ordered_or_entered_elsewhere_cannot_be_deleted() -> None:
    ordered, elsewhere = replace(OWN, has_orders=True), replace(OWN, city="株洲市")
    assert reason(RULES.deletion_refused(SITE, [ordered])) is Reason.ACCOUNT_NOT_REMOVABLE
    assert reason(RULES.deletion_refused(SITE, [OWN, elsewhere])) is Reason.OUT_OF_SCOPE


def test_drafts_elsewhere_and_drafts_without_a_city_can_be_deleted() -> None:
    unplaced, elsewhere = replace(OWN, city="", state=State.DRAFT), replace(OWN, project_id=2, state=State.DRAFT)
    assert RULES.deletion_refused(SITE, [unplaced, elsewhere]) is None
    assert RULES.deletion_refused(SITE, [unplaced, replace(elsewhere, has_orders=True)]) is not None


def test_the_owner_of_an_id_number_goes_before_a_user_name() -> None:
    impostor = Login(2, LOGIN.id_number.lower(), "110105199001010017", "!", "", "!")
    assert RULES.login_meant([impostor, LOGIN], LOGIN.id_number.lower()) is LOGIN
    assert RULES.login_meant([impostor], LOGIN.id_number) is impostor
    assert RULES.login_meant([LOGIN], "somebody") is None
