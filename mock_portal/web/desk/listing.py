"""A queue on the screen: rows, the way to the next page, and where in it one stands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlencode

from mock_portal.domain.refusal import Refusal
from mock_portal.domain.rules.confirmation import span
from mock_portal.domain.rules.standing import clock_time
from mock_portal.domain.terms import Role, State
from mock_portal.store.queues import COUNT_LIMIT, Place
from mock_portal.store.schema import EPOCH, MICROSECOND
from mock_portal.use_cases.queues import QueuePage
from mock_portal.web.components import FieldKind, FieldView, Link, Option, Table
from mock_portal.web.pages import show_page
from mock_portal.web.refusals import view_of
from mock_portal.web.visits import visit

LAPSED = {
    State.SUBMITTED: "报名确认时间已过，未确认的报名已视为自动放弃",
    State.CONFIRM_REJECTED: "重新上传材料时间已过，未重新提交的报名已视为自动放弃",
    State.APPROVED: "网上缴费时间已过，未缴费的报名已视为自动放弃",
}
HEADERS = ("姓名", "证件号码", "报名地市", "报名表版本", "提交时间", "原因")


@dataclass(frozen=True, slots=True)
class Listing:
    """One queue of a desk: its address, the states that can be chosen and what the staff call them."""

    heading: str
    address: str
    states: Mapping[State, str]

    @property
    def first(self) -> State:
        """The state that waits for this desk."""
        return next(iter(self.states))

    def chosen(self, name: str) -> State:
        """The state of that name if it can be chosen here."""
        return next((state for state in self.states if state.value == name), self.first)


def show_listing(
    listing: Listing,
    page: QueuePage,
    *,
    place: Place | None = None,
    refusal: Refusal | None = None,
    asked: Sequence[FieldView] = (),
    id_number: str = "",
) -> str:
    """The page of a queue."""
    return show_page(
        "desk/queue.html",
        heading=listing.heading,
        refusal=view_of(refusal),
        filters=asked or _filters(listing, page.state, id_number),
        address=listing.address,
        windows=_windows(page),
        queue=_table(listing, page),
        total=_total(page.total),
        further=_address(listing, page.state, page.beyond) if page.beyond else "",
        start=_address(listing, page.state, None) if place else "",
    )


def read_place(text: str) -> Place | None:
    """Where the last page ended, as its link said; None begins at the beginning."""
    at, _, enrollment_id = text.partition("-")
    if not (at.isascii() and at.isdigit() and enrollment_id.isascii() and enrollment_id.isdigit()):
        return None
    if len(at) > 17 or len(enrollment_id) > 9:  # noqa: PLR2004  beyond what the store can hold
        return None
    return Place(EPOCH + timedelta(microseconds=int(at)), int(enrollment_id))


def _address(listing: Listing, state: State, place: Place | None) -> str:
    asked = {"state": state.value}
    if place:
        asked["after"] = f"{(place.submitted_at - EPOCH) // MICROSECOND}-{place.enrollment_id}"
    return f"{listing.address}?{urlencode(asked)}"


def _total(total: int) -> str:
    return f"{COUNT_LIMIT - 1}+" if total >= COUNT_LIMIT else str(total)


def _filters(listing: Listing, state: State, id_number: str) -> list[FieldView]:
    holder = FieldView("id_number", "证件号码", value=id_number, hint="按证件号码直接打开一名考生", max_length=40)
    if len(listing.states) == 1:
        return [holder]
    options = [Option(known.value, words) for known, words in listing.states.items()]
    return [FieldView("state", "状态", FieldKind.CHOICE, value=state.value, options=options), holder]


def _windows(page: QueuePage) -> list[tuple[str, str]]:
    timetable = page.area.timetable
    windows = {
        Role.POINT: [("报名确认", timetable.confirmation)],
        Role.INSTITUTION: [("报名确认", timetable.confirmation), ("重新上传材料", timetable.resubmission)],
        Role.SITE: [("报名确认", timetable.confirmation), ("考点初审", timetable.site_review)],
        Role.AREA: [("考区终审", timetable.area_review), ("网上缴费", timetable.payment)],
    }
    staff = visit().staff
    shown = windows.get(staff.role, []) if staff else []
    return [("当前时间", clock_time(page.now)), *((name, span(window)) for name, window in shown)]


def _table(listing: Listing, page: QueuePage) -> Table:
    rows = [
        (
            Link(case.person.name, f"{listing.address}/{case.enrollment.id}"),
            case.person.id_number,
            case.enrollment.city,
            str(case.enrollment.version),
            clock_time(case.enrollment.submitted_at) if case.enrollment.submitted_at else "",
            case.enrollment.reason,
        )
        for case in page.cases
    ]
    empty = f"{LAPSED[page.state]}，没有待办理的考生。" if page.over else "没有符合条件的考生。"
    return Table(listing.states[page.state], HEADERS, rows, empty=empty)
