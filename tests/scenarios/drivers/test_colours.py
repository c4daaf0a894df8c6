"""Computed colours get the names that people call them by."""

import pytest

from scenarios.drivers.browser.colours import name_of


@pytest.mark.parametrize(
    ("computed", "name"),
    [
        ("rgb(17, 17, 17)", "black"),
        ("rgb(0, 0, 0)", "black"),
        ("rgb(100, 110, 121)", "grey"),
        ("rgb(153, 153, 153)", "grey"),
        ("rgb(255, 255, 255)", "white"),
        ("rgb(23, 116, 58)", "green"),
        ("rgb(0, 128, 0)", "green"),
        ("rgb(179, 38, 30)", "red"),
        ("rgb(200, 0, 60)", "red"),
        ("rgb(10, 77, 140)", "other"),
        ("rgba(0, 0, 0, 0)", "none"),
    ],
)
def test_a_colour_is_named(computed: str, name: str) -> None:
    assert name_of(computed) == name
