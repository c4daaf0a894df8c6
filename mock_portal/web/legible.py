"""What came in with a request, as it can be stored anywhere."""

from collections.abc import Iterable
from typing import Any

from flask import Request
from werkzeug.datastructures import FileStorage, ImmutableMultiDict

NUL = "\0"  # which PostgreSQL has no place for


def legible(text: str) -> str:
    """The text without NUL: in its place stands what browsers show for it, and what no field takes."""
    return text.replace(NUL, "\N{REPLACEMENT CHARACTER}")


class Legible(ImmutableMultiDict[str, Any]):
    """Fields, or files by their names."""

    def __init__(self, mapping: Any = None) -> None:
        super().__init__(mapping)
        for values in dict.values(self):
            values[:] = self._read(values)

    def _read(self, values: Iterable[Any]) -> list[Any]:
        found = list(values)
        for one in found:
            if isinstance(one, FileStorage):
                one.filename = legible(one.filename or "")
        return [legible(one) if isinstance(one, str) else one for one in found]


class LegibleRequest(Request):
    """A request none of whose fields, arguments and names of files has a NUL in it."""

    parameter_storage_class = Legible
