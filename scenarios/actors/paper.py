"""The printed form as paper: words that its text has and nobody can read, past the edge or on top of other words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any
from unicodedata import east_asian_width

if TYPE_CHECKING:
    from pypdf import PageObject

    from fixtures.printed_form import PrintedForm

SLACK = 1.0  # points
HEIGHT = 0.7  # of a letter above its line, as a part of its size
TOO_NEAR = 0.4  # of a letter's size, between two lines
ALIKE = 2.0  # words of another size, such as a mark across the whole sheet, may lie under others


@dataclass(frozen=True, slots=True)
class Piece:
    """Words in one line of a page, in points from its lower left corner; as wide as their Chinese letters are at least."""

    words: str
    left: float
    line: float
    size: float

    @property
    def right(self) -> float:
        """Where they end, or beyond."""
        return self.left + self.size * sum(east_asian_width(letter) in "WF" for letter in self.words)

    def is_on(self, page: PageObject) -> bool:
        """Whether all of it comes out of the printer."""
        left, bottom, right, top = (float(edge) for edge in page.mediabox)
        is_beside = self.left < left - SLACK or self.right > right + SLACK
        return not (is_beside or self.line < bottom or self.line + HEIGHT * self.size > top + SLACK)

    def covers(self, other: Piece) -> bool:
        """Whether the two cannot be told apart: other words of about the same size in the same place."""
        smaller, larger = sorted((self.size, other.size))
        shared = min(self.right, other.right) - max(self.left, other.left)
        is_near = abs(self.line - other.line) < TOO_NEAR * smaller and shared > smaller / 2
        return self.words != other.words and larger < ALIKE * smaller and is_near


def lost_on(form: PrintedForm) -> list[str]:
    """Words of a form that cannot be read from its paper."""
    return [piece.words for page in form.pages for piece in _lost(page, _pieces(page))]


def _lost(page: PageObject, pieces: list[Piece]) -> Iterator[Piece]:
    yield from (piece for piece in pieces if not piece.is_on(page))
    yield from (one for one, other in combinations(pieces, 2) if one.covers(other))


def _pieces(page: PageObject) -> list[Piece]:
    found: list[Piece] = []

    def note(text: str, around: Any, own: Any, _font: Any, size: float) -> None:
        """Words that stand upright, where they stand: ``own`` within ``around``, two matrices."""
        a, b, c, d, e, f = around
        words = text.strip().partition("\n")[0]
        if words and not any((b, c, own[1], own[2])):
            found.append(Piece(words, a * own[4] + e, d * own[5] + f, size * abs(d * own[3])))

    page.extract_text(visitor_text=note)
    return found
