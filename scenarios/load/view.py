"""What a person sees of a rehearsal that is going on, line by line."""

import sys
import time

from scenarios.load.rehearsal import Wishes
from scenarios.load.saying import counted, duration


class Lines:
    """Says what happens, one line each."""

    def __init__(self, wishes: Wishes) -> None:
        plan = wishes.plan
        lasts = duration(plan.arrivals.lasts_s)
        self.says(f"{plan.name}: {counted(plan.candidates, 'candidate')} in {lasts}, seed {wishes.seed}")

    def says(self, words: str) -> None:
        """One line."""
        sys.stdout.write(f"{time.strftime('%H:%M:%S')}  {words}\n")
        sys.stdout.flush()

    def looks(self) -> None:
        """Nothing to be seen between lines."""
