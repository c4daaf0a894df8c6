"""Figures as people say them."""

import pytest

from scenarios.saying import counted, duration, moment, rate, share

SAID = {
    duration(0.24): "240 ms",
    duration(0.00454): "4.54 ms",
    duration(0.9996): "1 s",
    duration(3.42): "3.4 s",
    duration(42.4): "42 s",
    duration(59.7): "1 min 0 s",
    duration(125): "2 min 5 s",
    share(0.0012): "0.12 %",
    share(0.97): "97 %",
    share(1.25): "125 %",
    rate(12.53): "12.5 a second",
    counted(1, "candidate"): "1 candidate",
    moment("2026-11-28T04:08:16+08:00"): "2026-11-28 04:08 UTC+08:00",
    counted(1200, "entry", "entries"): "1,200 entries",
}


@pytest.mark.parametrize(("found", "expected"), SAID.items(), ids=SAID.values())
def test_figures_are_said(found: str, expected: str) -> None:
    assert found == expected
