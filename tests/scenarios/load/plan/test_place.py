"""Where in a TOML file a key stands."""

import pytest

from scenarios.load.plan.place import Keys, keys_of, line_of, path_of

TEXT = """\
name = "spring"
"scale" = 0.5

[arrivals]  # as they come
curve = "steady"

[[limits]]
name = "*"

[[limits]]
name = "pays"
p95 = 2

[clock.more]
share = 1
"""


@pytest.mark.parametrize(
    ("keys", "line"),
    [
        (("name",), 1),
        (("scale",), 2),
        (("arrivals",), 4),
        (("arrivals", "curve"), 5),
        (("arrivals", "lasts_s"), 4),
        (("limits", 0), 7),
        (("limits", 0, "name"), 8),
        (("limits", 1), 10),
        (("limits", 1, "name"), 11),
        (("limits", 1, "p95"), 12),
        (("limits", 1, "p99"), 10),
        (("clock", "more", "share"), 15),
        (("nowhere",), 1),
        ((), 1),
    ],
)
def test_a_key_has_a_line_and_a_missing_one_that_of_its_table(keys: Keys, line: int) -> None:
    assert line_of(TEXT, keys) == line


@pytest.mark.parametrize(
    ("path", "keys", "told"),
    [
        ("scale", ("scale",), "scale"),
        (".arrivals.lasts_s", ("arrivals", "lasts_s"), "arrivals.lasts_s"),
        ("limits[1].p95", ("limits", 1, "p95"), "limits[2].p95"),
        ("journeys.late", ("journeys", "late"), "journeys.late"),
        ("", (), ""),
    ],
)
def test_a_path_becomes_keys_and_is_told_as_people_count(path: str, keys: Keys, told: str) -> None:
    assert keys_of(path) == keys
    assert path_of(keys) == told
