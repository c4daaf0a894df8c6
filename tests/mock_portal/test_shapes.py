"""Reading into shapes, also where many threads meet a shape for the first time."""

import re
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from mock_portal.domain.area import Area
from mock_portal.shapes import read_json, read_words

PORTAL = Path(__file__).parents[2] / "mock_portal"
ASKS_FOR_A_SHAPE = re.compile(r"msgspec\.convert\(|json\.decode\(.*type=")
MANY_AT_ONCE = """
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import field, make_dataclass
from threading import Barrier

from mock_portal.shapes import read_json

sys.setswitchinterval(1e-6)
together = Barrier(6)


def read(shape):
    together.wait()
    return read_json('{"one": {"a": 1}, "more": [{"a": 2, "b": "y"}]}', shape).more[0].a


with ThreadPoolExecutor(6) as pool:
    for _ in range(300):
        inner = make_dataclass("Inner", [("a", int), ("b", str, "x"), ("c", tuple[int, ...], ())])
        outer = make_dataclass("Outer", [("one", inner), ("more", list[inner], field(default_factory=list))])
        assert [*pool.map(read, [outer] * 6)] == [2] * 6
"""


def test_many_threads_may_meet_a_shape_for_the_first_time() -> None:
    process = subprocess.run([sys.executable, "-c", MANY_AT_ONCE], capture_output=True, text=True, check=False)  # noqa: S603 - own code
    assert (process.returncode, process.stderr) == (0, "")


def test_nothing_else_in_the_portal_has_shapes_learnt_when_they_are_read() -> None:
    """A decoder that is made when a module is imported is made by one thread."""
    found = [path.name for path in PORTAL.rglob("*.py") if ASKS_FOR_A_SHAPE.search(path.read_text("utf-8"))]
    assert found == ["shapes.py"]


def test_another_shape_is_refused_with_its_place() -> None:
    with pytest.raises(msgspec.ValidationError, match="name"):
        read_json("{}", Area)


class Sum(msgspec.Struct):
    """What is paid."""

    fen: int


def test_words_are_read_as_what_they_stand_for() -> None:
    assert read_words({"fen": "12"}, Sum) == Sum(12)
