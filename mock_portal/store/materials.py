"""Materials of an enrollment: which files of which kind are there."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, select

from mock_portal.store import schema as s
from mock_portal.store.files import StoredFile
from mock_portal.store.reads import Read
from mock_portal.store.writes import row_of

_m, _f = s.material.c, s.file.c
_LIST = Read(
    select(_m.id, _m.kind, _m.file_id, _f.name, _f.size, _f.media_type, _f.sha256, _m.uploaded_at)
    .join_from(s.material, s.file, _f.id == _m.file_id)
    .where(_m.enrollment_id == bindparam("enrollment"))
    .order_by(_m.id)
)
_CONTENT = Read(
    select(_m.enrollment_id, _f.id, _f.name, _f.media_type, _f.content)
    .join_from(s.material, s.file, _f.id == _m.file_id)
    .where(_m.id == bindparam("material"))
)
_ADD = row_of(s.material)


@dataclass(frozen=True, slots=True)
class Material:
    """One uploaded file; ``size`` in bytes."""

    id: int
    kind: str
    file_id: int
    name: str
    size: int
    media_type: str
    digest: str
    uploaded_at: datetime


def list_materials(tx: Connection, enrollment_id: int) -> list[Material]:
    """All materials of an enrollment, in the order in which they came."""
    return [Material(*row) for row in _LIST.all(tx, enrollment=enrollment_id)]


def add_materials(tx: Connection, enrollment_id: int, kind: str, file_ids: Iterable[int], now: datetime) -> None:
    """Put stored files to an enrollment."""
    for file_id in file_ids:
        _ADD.run(tx, enrollment_id=enrollment_id, kind=kind, file_id=file_id, uploaded_at=now)


def remove_material(tx: Connection, enrollment_id: int, material_id: int) -> bool:
    """Take one material away; False if this enrollment has none of that id.

    The file itself stays: a submitted version may show it.
    """
    removed = tx.execute(delete(s.material).where(_m.enrollment_id == enrollment_id, _m.id == material_id))
    return removed.rowcount == 1


def remove_all_materials(tx: Connection, enrollment_id: int) -> None:
    """Take all materials away."""
    tx.execute(delete(s.material).where(_m.enrollment_id == enrollment_id))


def find_material(tx: Connection, material_id: int) -> tuple[int, StoredFile] | None:
    """The enrollment that one material hangs on, and its content."""
    row = _CONTENT.one(tx, material=material_id)
    return (row.enrollment_id, StoredFile(row.id, row.name, row.media_type, row.content)) if row else None
