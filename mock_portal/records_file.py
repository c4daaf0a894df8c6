"""What goes into the center's file of all enrollments: which rows, and cells that no spreadsheet evaluates."""

from collections.abc import Iterable

BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


class RecordsFile:
    """Decides upon rows and cells; how they are written is the desk's business."""

    def lists(self, state: str, version: int) -> bool:  # noqa: ARG002  healthy: whatever its state
        """Whether an enrollment of this state and version has a row: each has, drafts and lapsed ones too."""
        return True

    def row(self, cells: Iterable[str]) -> tuple[str, ...]:
        """One enrollment's cells, in the order of the columns."""
        return tuple(map(self.cell, cells))

    def cell(self, text: str) -> str:
        """A cell as it is written: one that begins like a formula is made a text (D27)."""
        return f"'{text}" if text.startswith(BEGINS_A_FORMULA) else text
