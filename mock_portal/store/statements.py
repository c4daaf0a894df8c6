"""Statements as SQLAlchemy writes them for one kind of store, to be sent by the driver's own cursor."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Delete, Dialect, Insert, SelectBase, Update

Writer = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class Words:
    """A statement in the words of one kind of store, and how Python values become stored ones."""

    text: str
    names: Sequence[str] | None  # the order of the values where they have no names
    constants: Mapping[str, Any]
    writers: tuple[tuple[str, Writer], ...]

    def values(self, keys: Mapping[str, Any]) -> Any:
        """What goes with the text."""
        sent = {**self.constants, **keys}
        for name, writer in self.writers:
            sent[name] = writer(sent[name])
        return [sent[name] for name in self.names] if self.names is not None else sent


def words_of(
    statement: SelectBase | Insert | Update | Delete, dialect: Dialect, columns: Sequence[str] | None = None
) -> Words:
    """Let SQLAlchemy write a statement; ``columns`` are those that an INSERT or UPDATE sets."""
    compiled: Any = statement.compile(dialect=dialect, column_keys=columns)
    kinds = {name: writer_of(bind.type, dialect) for name, bind in compiled.binds.items()}
    return Words(
        text=str(compiled),
        names=compiled.positiontup,
        constants={name: bind.value for name, bind in compiled.binds.items() if not bind.required},
        writers=tuple((name, writer) for name, writer in kinds.items() if writer is not None),
    )


def writer_of(kind: Any, dialect: Dialect) -> Writer | None:
    """What makes a stored value of a Python one, None where the driver does."""
    writer: Writer | None = kind.dialect_impl(dialect).bind_processor(dialect)
    return writer
