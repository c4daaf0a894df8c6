"""Files that people have uploaded: photos and materials, kept as they came."""

from dataclasses import dataclass
from hashlib import sha256

from sqlalchemy import Connection, bindparam, insert, select

from mock_portal.store import schema as s


@dataclass(frozen=True, slots=True)
class StoredFile:
    """One file with its content."""

    id: int
    name: str
    media_type: str
    content: bytes


def add_file(tx: Connection, name: str, media_type: str, content: bytes) -> int:
    """Store a file and give its id."""
    row = {
        "name": name[:200],
        "media_type": media_type,
        "size": len(content),
        "sha256": sha256(content).hexdigest(),
        "content": content,
    }
    file_id: int = tx.execute(insert(s.file).returning(s.file.c.id), row).scalar_one()
    return file_id


def find_file(tx: Connection, file_id: int) -> StoredFile | None:
    """The file of that id; whoever asks has checked that it may be shown."""
    c = s.file.c
    statement = select(c.id, c.name, c.media_type, c.content).where(c.id == bindparam("id"))
    row = tx.execute(statement, {"id": file_id}).one_or_none()
    return StoredFile(row.id, row.name, row.media_type, row.content) if row else None
