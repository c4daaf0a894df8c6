"""All tables of the portal."""

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)

from mock_portal.domain.calendar import BEIJING

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


class Instant(TypeDecorator[datetime]):
    """A moment, stored as microseconds since 1970 so that both stores compare it alike; read in Beijing time."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:  # noqa: ARG002
        """To the store."""
        return None if value is None else (value - EPOCH) // MICROSECOND

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """From the store."""
        return None if value is None else datetime.fromtimestamp(value / 1_000_000, BEIJING)


metadata = MetaData()


def _id() -> Column[int]:
    return Column("id", Integer, primary_key=True, autoincrement=True)


file = Table(
    "file",
    metadata,
    _id(),
    Column("name", String(200), nullable=False),
    Column("media_type", String(40), nullable=False),
    Column("size", Integer, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("content", LargeBinary, nullable=False),
)

account = Table(
    "account",
    metadata,
    _id(),
    Column("username", String(20), nullable=False, unique=True),
    Column("name", String(60), nullable=False),
    Column("id_type", String(20), nullable=False),
    Column("id_number", String(40), nullable=False, unique=True),  # in its normal form
    Column("password_hash", String(200), nullable=False),
    Column("sex", String(4), nullable=False, default=""),
    Column("birth_date", Date),
    Column("nationality", String(40), nullable=False, default=""),
    Column("foreign_nationality", String(40), nullable=False, default=""),
    Column("question", String(60), nullable=False, default=""),
    Column("answer_hash", String(200), nullable=False, default=""),
    Column("photo_file", ForeignKey("file.id"), index=True),
    Column("wechat_openid", String(64), unique=True),
    Column("failed_sign_ins", Integer, nullable=False, default=0),
    Column("locked_until", Instant),
    Column("created_at", Instant, nullable=False),
)

credential = Table(
    "credential",
    metadata,
    _id(),
    Column("account_id", ForeignKey("account.id"), nullable=False, index=True),
    Column("kind", String(10), nullable=False),  # education or degree
    Column("level", String(20), nullable=False),
    Column("school", String(100), nullable=False),
    Column("major", String(100), nullable=False),
    Column("obtained_on", Date, nullable=False),
    Column("certificate_no", String(40), nullable=False),
    Column("verification", String(10), nullable=False),
)

staff = Table(
    "staff",
    metadata,
    _id(),
    Column("project_id", ForeignKey("project.id"), nullable=False, index=True),
    Column("username", String(40), nullable=False, unique=True),
    Column("password_hash", String(200), nullable=False),
    Column("role", String(20), nullable=False),
    Column("name", String(100), nullable=False),
    Column("area", String(40), nullable=False, default=""),
    Column("city", String(40), nullable=False, default=""),
    Column("unit", String(100), nullable=False, default=""),
    Column("failed_sign_ins", Integer, nullable=False, default=0),
    Column("locked_until", Instant),
)

session = Table(
    "session",
    metadata,
    Column("token_hash", String(64), primary_key=True),
    Column("account_id", ForeignKey("account.id"), index=True),
    Column("staff_id", ForeignKey("staff.id"), index=True),
    Column("seen_at", Instant, nullable=False),
)

qr_ticket = Table(
    "qr_ticket",
    metadata,
    Column("ticket", String(64), primary_key=True),
    Column("purpose", String(10), nullable=False),  # sign-in or bind
    Column(
        "browser", String(64), nullable=False
    ),  # hash of the browser's own token: a ticket works only where it was shown
    Column("account_id", ForeignKey("account.id")),  # who binds; who signed in, once confirmed
    Column("status", String(12), nullable=False),  # shown, confirmed, unbound, taken, used
    Column("expires_at", Instant, nullable=False, index=True),
)

project = Table(
    "project",
    metadata,
    _id(),
    Column("key", String(200), nullable=False, unique=True),
    Column("title", String(100), nullable=False),
    Column("registration_opens", Instant, nullable=False),
    Column("registration_closes", Instant, nullable=False),
    Column("exam_date", Date, nullable=False),
    Column("revision", Integer, nullable=False, default=1),  # of what the center may change
    Column("clock_offset_us", BigInteger, nullable=False, default=0),
    Column("clock_stands_at", Instant),  # null: it runs
    Column("open_to_all", Boolean, nullable=False, default=False),
    Column("faults", JSON, nullable=False, default=list),
)

area = Table(
    "area",
    metadata,
    Column("project_id", ForeignKey("project.id"), primary_key=True),
    Column("name", String(40), primary_key=True),
    Column("position", Integer, nullable=False),
    Column("settings", JSON, nullable=False),  # an Area, encoded
    Column("revision", Integer, nullable=False, default=1),
)

area_change = Table(
    "area_change",
    metadata,
    _id(),
    Column("project_id", ForeignKey("project.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("area", String(40), nullable=False),
    Column("who", String(100), nullable=False),
    Column("revision", Integer, nullable=False),  # that the change made
    Column("note", Text, nullable=False),  # what was changed, from what to what
    Column("project_time", Instant, nullable=False),
    Column("real_time", Instant, nullable=False),
)

admission = Table(
    "admission",
    metadata,
    Column("id_number", String(40), primary_key=True),
    Column("project_id", ForeignKey("project.id"), primary_key=True),
)

history = Table(
    "history",
    metadata,
    _id(),
    Column("project_id", ForeignKey("project.id"), nullable=False),
    Column("name", String(60), nullable=False),
    Column("id_number", String(40), nullable=False),
    Column("specialty", String(10), nullable=False),
    Column("outcome", String(20), nullable=False),  # sat, absent, disqualified, not-held
    Column("passed", JSON, nullable=False),  # subjects passed in the year before
    Index("history_of_person", "project_id", "id_number"),
)

enrollment = Table(
    "enrollment",
    metadata,
    _id(),
    Column("project_id", ForeignKey("project.id"), nullable=False),
    Column("account_id", ForeignKey("account.id"), nullable=False, index=True),
    Column("state", String(20), nullable=False),
    Column("area", String(40), nullable=False),
    Column("city", String(40), nullable=False, default=""),
    Column("institution", String(100), nullable=False, default=""),
    Column("agreed", Boolean, nullable=False, default=False),
    Column("pages", JSON, nullable=False, default=dict),
    Column("photo_file", ForeignKey("file.id"), index=True),
    Column("version", Integer, nullable=False, default=0),
    Column("code", String(40), unique=True),
    Column("submitted_at", Instant),
    Column("corrected", Boolean, nullable=False, default=False),
    Column("reason", Text, nullable=False, default=""),
    Column("revision", Integer, nullable=False, default=0),
    UniqueConstraint("project_id", "account_id"),
    Index("enrollment_queue", "project_id", "area", "city", "state", "submitted_at", "id"),
    Index("enrollment_area_queue", "project_id", "area", "state", "submitted_at", "id"),
    Index("enrollment_institution_queue", "project_id", "area", "city", "institution", "state", "submitted_at", "id"),
)

submission = Table(
    "submission",
    metadata,
    Column("enrollment_id", ForeignKey("enrollment.id"), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("code", String(40), nullable=False, index=True),
    Column("submitted_at", Instant, nullable=False),
    Column("content", JSON, nullable=False),  # everything printed on the form
    Column("photo_file", ForeignKey("file.id"), nullable=False, index=True),
    Column("material_files", JSON, nullable=False, default=list),
)

material = Table(
    "material",
    metadata,
    _id(),
    Column("enrollment_id", ForeignKey("enrollment.id"), nullable=False, index=True),
    Column("kind", String(60), nullable=False),
    Column("file_id", ForeignKey("file.id"), nullable=False, index=True),
    Column("uploaded_at", Instant, nullable=False),
)

payment_order = Table(
    "payment_order",
    metadata,
    Column("number", String(40), primary_key=True),
    Column("enrollment_id", ForeignKey("enrollment.id"), nullable=False, index=True),
    Column("version", Integer, nullable=False),  # of the submission that it pays for
    Column("merchant", String(80), nullable=False),  # who collects: the area at the time of ordering
    Column("amount", Integer, nullable=False),  # fen
    Column("specialty", String(100), nullable=False),
    Column("subjects", JSON, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("status", String(12), nullable=False),
    Column("paid_at", Instant),
    Column("asked_for_good", Boolean, nullable=False, default=False),  # when it had long been too late to pay it
    Index("payment_order_unsettled", "asked_for_good", "number"),
)

payment = Table(
    "payment",
    metadata,
    Column("transaction", String(60), primary_key=True),
    Column("order_number", ForeignKey("payment_order.number"), nullable=False, index=True),
    Column("amount", Integer, nullable=False),  # fen
    Column("paid_at", Instant, nullable=False),  # as the platform says
    Column("received_at", Instant, nullable=False),  # project's time
    Column("use", String(10), nullable=False),  # counts or refund
    Column("refunded_at", Instant),
    Index("payment_to_refund", "use", "refunded_at"),
)

audit = Table(
    "audit",
    metadata,
    _id(),
    Column("project_id", ForeignKey("project.id"), nullable=False),
    Column("enrollment_id", ForeignKey("enrollment.id"), nullable=False, index=True),
    Column("who", String(100), nullable=False),
    Column("event", String(20), nullable=False),
    Column("from_state", String(20), nullable=False),
    Column("to_state", String(20), nullable=False),
    Column("version", Integer, nullable=False),
    Column("project_time", Instant, nullable=False),
    Column("real_time", Instant, nullable=False),
    Column("note", Text, nullable=False, default=""),
)
