"""Figures and moments as people say them."""

from datetime import datetime

MINUTE = 60.0
TEN_SECONDS = 10.0
ROUNDED_TO_ONE = 0.9995


def duration(seconds: float) -> str:
    """``240 ms``, ``3.4 s``, ``42 s``, ``2 min 5 s``."""
    if seconds < ROUNDED_TO_ONE:
        return f"{seconds * 1000:.3g} ms"
    if seconds < TEN_SECONDS:
        return f"{seconds:.2g} s"
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"


def share(value: float) -> str:
    """``0.1 %``, ``12 %``."""
    return f"{value * 100:.2g} %" if value < 1 else f"{value * 100:.0f} %"


def rate(per_second: float) -> str:
    """``12.5 a second``."""
    return f"{per_second:.3g} a second"


def counted(count: int, noun: str, plural: str = "") -> str:
    """``1 candidate``, ``1,200 candidates``."""
    return f"{count:,} {noun if count == 1 else plural or f'{noun}s'}"


def moment(stamp: str) -> str:
    """An ISO stamp with its offset as ``2026-11-28 04:08 UTC+08:00``."""
    return f"{datetime.fromisoformat(stamp):%Y-%m-%d %H:%M %Z}"
