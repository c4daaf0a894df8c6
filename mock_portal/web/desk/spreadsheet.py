"""Records as a spreadsheet file: UTF-8 with its mark, and nothing in it that a spreadsheet would take for a formula."""

import csv
from collections.abc import Iterable, Iterator
from io import StringIO
from itertools import islice

from mock_portal.domain.rules.standing import ABANDONMENT_WORDS, clock_time
from mock_portal.domain.settings_words import YES_NO, yuan
from mock_portal.domain.terms import Abandonment
from mock_portal.records_file import RecordsFile
from mock_portal.use_cases.records import Record
from mock_portal.web.desk.words import state_words

BYTE_ORDER_MARK = "\ufeff"
BATCH = 500
HEADERS = (
    "证件号码",
    "姓名",
    "用户名",
    "考区",
    "报名地市",
    "网上确认机构",
    "状态",
    "放弃原因",
    "报名表版本",
    "验证码",
    "提交时间",
    "报考专业",
    "报考科目",
    "应缴金额",
    "订单号",
    "已收金额",
    "已退金额",
    "待退金额",
    "报名成功",
)


def spreadsheet(found: Iterable[Record], file: RecordsFile) -> Iterator[bytes]:
    """The file, piece by piece."""
    yield (BYTE_ORDER_MARK + _lines([HEADERS])).encode()
    remaining = (record for record in found if file.lists(record.state, record.version))
    while batch := list(islice(remaining, BATCH)):
        yield _lines([row_of(record, file) for record in batch]).encode()


def row_of(record: Record, file: RecordsFile) -> tuple[str, ...]:
    """The cells of one record."""
    cells = (
        record.id_number,
        record.name,
        record.username,
        record.area,
        record.city,
        record.institution,
        state_words(record.state),
        ABANDONMENT_WORDS[Abandonment(record.abandonment)] if record.abandonment else "",
        str(record.version),
        record.verification_code,
        clock_time(record.submitted_at) if record.submitted_at else "",
        record.specialty,
        "、".join(record.subjects),
        yuan(record.due),
        "、".join(record.orders),
        yuan(record.paid),
        yuan(record.refunded),
        yuan(record.refund_pending),
        YES_NO[record.success],
    )
    return file.row(cells)


def _lines(rows: Iterable[Iterable[str]]) -> str:
    text = StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue()
