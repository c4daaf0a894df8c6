"""What became of an act: accepted, or refused for a reason that the target file knows by its words."""

from dataclasses import dataclass

from scenarios.page import Page
from scenarios.target import Target


@dataclass(frozen=True, slots=True, repr=False)
class Outcome:
    """The page that came back after an act."""

    page: Page
    target: Target

    @property
    def accepted(self) -> bool:
        """Whether nothing on the page says no."""
        return not self.page.alerts

    def refused_because(self, refusal: str) -> bool:
        """Whether the page says no in words that the target file knows as ``refusal``."""
        return self.target.means(refusal, self.page.alerts)

    @property
    def refused(self) -> bool:
        """Whether the page says no, for whatever reason."""
        return bool(self.page.alerts)

    def __repr__(self) -> str:
        said = " / ".join(self.page.alerts)
        return f"<refused: {said}>" if said else f"<accepted: {self.page.heading}>"
