"""How fast each run was as a whole, told apart from what is slow in it: a busy machine slows everything alike."""

from collections.abc import Mapping, Sequence
from math import exp, log
from statistics import fmean, median

# Figures of one thing in all runs, by what it is and which figure of it.
Figures = Mapping[tuple[str, str], Sequence[float]]
EVERYTHING = ("everything together", "pace")
# With fewer things the middle of them says too little about the whole.
ENOUGH = 10


def at_common_pace(figures: Figures) -> Figures:
    """The figures as if all runs had been equally fast as a whole, and that pace as one more of them, in seconds."""
    if len(figures) < ENOUGH:
        return figures
    logs = {key: [log(value) for value in values] for key, values in figures.items()}
    usual = {key: fmean(values) for key, values in logs.items()}
    runs = range(len(next(iter(figures.values()))))
    pace = [median(values[run] - usual[key] for key, values in logs.items()) for run in runs]
    even = fmean(pace)
    steady = {key: [exp(values[run] - pace[run] + even) for run in runs] for key, values in logs.items()}
    whole = exp(fmean(usual.values()))
    return {EVERYTHING: [whole * exp(each) for each in pace], **steady}
