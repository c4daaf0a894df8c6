"""Colours as people call them: a computed colour is grey, black, green, red or something else."""

from __future__ import annotations

import colorsys
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

NUMBERS = re.compile(r"[\d.]+")
DARK = 0.2  # of full lightness
PALE = 0.25  # of full saturation
HUES = {"red": (330, 20), "green": (80, 170)}  # from, to, in degrees; red lies around zero
HOLLOW = frozenset({"none", "white"})  # the ground of a dot that is a ring


def name_of(computed: str) -> str:
    """What a person would call a colour that a browser computed, such as ``rgb(23, 116, 58)``."""
    red, green, blue, *alpha = (float(number) for number in NUMBERS.findall(computed))
    if alpha and alpha[0] == 0:
        return "none"
    hue, lightness, saturation = colorsys.rgb_to_hls(red / 255, green / 255, blue / 255)
    if saturation < PALE or lightness < DARK / 2:
        return "black" if lightness < DARK else "white" if lightness > 1 - DARK / 4 else "grey"
    return next((name for name, (low, high) in HUES.items() if _between(hue * 360, low, high)), "other")


def painted_as(words: str, dot: Mapping[str, str] | None = None) -> str:
    """The colour of words with a numbered dot before them, which is named beside it if it is painted in another one.

    `dot` gives the computed colours of its number (``color``), of what that stands on (``ground``) and of its ``edge``.
    """
    name = name_of(words)
    if not dot:
        return name
    colour, ground, edge = (name_of(dot[part]) for part in ("color", "ground", "edge"))
    seen = (colour, edge) if ground in HOLLOW else (ground, colour)
    return name if name in seen else f"{name}, its dot {seen[0]}"


def _between(degrees: float, low: int, high: int) -> bool:
    return low <= degrees <= high if low <= high else degrees >= low or degrees <= high
