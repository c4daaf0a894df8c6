"""Round figures along the axes of a chart."""

from math import ceil, floor, log10

MOST_TICKS = 4
MOST_TIMES = 6
ROUND = (1, 2, 2.5, 5, 10)
ROUND_SECONDS = (1, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 28800, 86400)
HOUR, MINUTE = 3600, 60
# A highest value that is a tick itself needs none above it, whatever the arithmetic of fractions says.
NEARLY = 0.999999


def ticks(highest: float) -> list[float]:
    """From nothing to the first round figure that is not below the highest."""
    if highest <= 0:
        return [0.0, 1.0]
    size = 10 ** floor(log10(highest / MOST_TICKS))
    step = next(size * factor for factor in ROUND if size * factor * MOST_TICKS >= highest * NEARLY)
    return [step * number for number in range(ceil(highest * NEARLY / step) + 1)]


def times(first: int, last: int) -> range:
    """Round times between two seconds."""
    step = next((step for step in ROUND_SECONDS if (last - first) / step <= MOST_TIMES), max(last - first, 1))
    return range(-(-first // step) * step, last + 1, step)


def clock(second: float) -> str:
    """A time of the run: ``1:05``, ``1:00:05``."""
    sign, passed = "-" if second < 0 else "", abs(round(second))
    hours, minutes, rest = passed // HOUR, passed // MINUTE % MINUTE, passed % MINUTE
    return f"{sign}{hours}:{minutes:02}:{rest:02}" if hours else f"{sign}{minutes}:{rest:02}"
