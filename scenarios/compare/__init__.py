"""Two runs, or two groups of repeated runs, side by side: what got slower beyond the noise, what newly fails."""

from scenarios.compare.comparison import Change, Comparison, Turn
from scenarios.compare.judging import compare
from scenarios.compare.runs import Run, read_run

__all__ = ["Change", "Comparison", "Run", "Turn", "compare", "read_run"]
