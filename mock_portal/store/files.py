"""Files that people have uploaded: photos and materials, kept as they came."""

from dataclasses import dataclass
from hashlib import sha256

from sqlalchemy import Connection, bindparam, insert, select

from mock_portal.store import schema as s
from mock_portal.store.reads import Read
from mock_portal.store.writes import Write

_f = s.file.c
_CONTENT = Read(select(_f.id, _f.name, _f.media_type, _f.content).where(_f.id == bindparam("file")))
_ADD = Write(insert(s.file).returning(_f.id), [column.name for column in _f if column is not _f.id])


@dataclass(frozen=True, slots=True)
class StoredFile:
    """One file with its content."""

    id: int
    name: str
    media_type: str
    content: bytes


def add_file(tx: Connection, name: str, media_type: str, content: bytes) -> int:
    """Store a file and give its id."""
    file_id: int = _ADD.returned(
        tx,
        name=name[:200],
        media_type=media_type,
        size=len(content),
        sha256=sha256(content).hexdigest(),
        content=content,
    )
    return file_id


def find_file(tx: Connection, file_id: int) -> StoredFile | None:
    """The file of that id; whoever asks has checked that it may be shown."""
    row = _CONTENT.one(tx, file=file_id)
    return StoredFile(*row) if row else None
