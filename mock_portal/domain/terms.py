"""The closed word lists of the process: states, events, roles, kinds of area, subjects."""

from enum import StrEnum


class State(StrEnum):
    """Where one enrollment stands. ``ABANDONED`` is never stored: it follows from the clock."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    CONFIRM_REJECTED = "confirm-rejected"
    CONFIRMED = "confirmed"
    SITE_PASSED = "site-passed"
    REVIEW_REJECTED = "review-rejected"
    APPROVED = "approved"
    PAID = "paid"
    ABANDONED = "abandoned"


class Event(StrEnum):
    """What can happen to an enrollment."""

    SUBMIT = "submit"
    WITHDRAW = "withdraw"
    CHANGE_AREA = "change-area"
    CONFIRM = "confirm"
    REFUSE_AT_DESK = "refuse-at-desk"
    REJECT_ONLINE = "reject-online"
    PASS_SITE = "pass-site-review"
    FAIL_SITE = "fail-site-review"
    PASS_AREA = "pass-area-review"
    FAIL_AREA = "fail-area-review"
    SEND_BACK = "send-back"
    CORRECT = "correct-by-site"
    PAY = "pay"


class Abandonment(StrEnum):
    """Why an enrollment counts as abandoned (自动放弃)."""

    NOT_SUBMITTED = "not-submitted"
    NOT_CONFIRMED = "not-confirmed"
    NOT_REPAIRED = "not-repaired"
    NOT_PAID = "not-paid"


class Confirmation(StrEnum):
    """How an area confirms enrollments."""

    ON_SITE = "on-site"
    ONLINE = "online"


class Role(StrEnum):
    """Who works at a staff desk."""

    POINT = "registration-point"
    INSTITUTION = "institution"
    SITE = "site"
    AREA = "area"
    CENTER = "center"


class Page(StrEnum):
    """The six form pages, in the order in which they are filled."""

    CITY = "city"
    IDENTITY = "identity"
    CONTACT = "contact"
    SPECIALTY = "specialty"
    EDUCATION = "education"
    EMPLOYMENT = "employment"


class Colour(StrEnum):
    """Colours of a node in the flow bar."""

    GREY = "grey"
    BLACK = "black"
    GREEN = "green"
    RED = "red"


class OrderStatus(StrEnum):
    """Where a payment order stands. ``EXPIRED`` is never stored: it follows from the clock."""

    OPEN = "open"
    PAID = "paid"
    EXPIRED = "expired"
    REFUNDED = "refunded"


SUBJECTS = ("基础知识", "相关专业知识", "专业知识", "专业实践能力")
EDITABLE = frozenset({State.DRAFT, State.CONFIRM_REJECTED})
