"""Plans are read from TOML, and what is wrong with one is said with its line and its key."""

from pathlib import Path

import pytest

from scenarios.areas import AreaType
from scenarios.errors import Misuse
from scenarios.load.plan import (
    Curve,
    Disruption,
    Disturbance,
    GeneratorLimits,
    Journey,
    Limit,
    Moment,
    plan_of,
    read_plan,
)
from scenarios.load.plan.reading import SHIPPED

WHOLE = """\
name = "whole"
population = 1000
scale = 0.5
seed = 3
browsers = 2
expected = ["registration-closed"]

[arrivals]
points = [[0, 1], [10, 3]]
lasts_s = 20

[clock]
moment = "registration-closes"
share = 0.8

[journeys]
enrolls = 3
late = 1

[areas]
online-pay = 1

[[limits]]
name = "*"
p95 = 1

[[limits]]
name = "enrolls"
throughput = 2.5

[generator]
cpu = 0.7
"""


def test_a_plan_says_everything_that_its_file_says() -> None:
    plan = plan_of(WHOLE, "whole.toml")
    assert (plan.name, plan.candidates, plan.rate, plan.seed, plan.browsers) == ("whole", 500, 25.0, 3, 2)
    assert plan.arrivals.curve == Curve([(0, 1), (10, 3)])
    assert (plan.clock.moment, plan.clock.share) == (Moment.REGISTRATION_CLOSES, 0.8)
    assert plan.journeys == {Journey.ENROLLS: 3, Journey.LATE: 1}
    assert plan.areas == {AreaType.ONLINE_PAY: 1}
    assert plan.limits == (Limit("*", p95=1), Limit("enrolls", throughput=2.5))
    assert plan.generator == GeneratorLimits(cpu=0.7)


DISTURBED = """
[[disturbances]]
at_s = 5
act = "platform-down"
for_s = 3
"""


def test_a_plan_says_what_goes_wrong_on_purpose() -> None:
    plan = plan_of(f'faults = ["submission-lost-one-in-seven"]\n{WHOLE}{DISTURBED}', "wrong.toml")
    assert plan.disturbances == (Disturbance(5, Disruption.PLATFORM_DOWN, 3),)
    assert plan.faults == ("submission-lost-one-in-seven",)


@pytest.mark.parametrize(
    ("good", "bad", "complaint"),
    [
        ("at_s = 5", "at = 5", r"disturbances\[1\]\.at: expected a key that plans have, found at; did you mean"),
        ('"platform-down"', '"rain"', r"\.act: expected kill-portal, .*, platform-repeating, found rain$"),
        ("for_s = 3", "for_s = 0", r"disturbances\[1\]\.for_s: "),
        ("at_s = 5", "at_s = 20", r"line 35, disturbances\[1\]\.at_s: expected less than lasts_s, 20, found 20"),
    ],
)
def test_what_is_wrong_with_a_disturbance_is_said_with_its_key(good: str, bad: str, complaint: str) -> None:
    with pytest.raises(Misuse, match=complaint):
        plan_of(WHOLE + DISTURBED.replace(good, bad), "wrong.toml")


@pytest.mark.parametrize("name", sorted(path.stem for path in SHIPPED.glob("*.toml")))
def test_a_shipped_plan_can_be_read_by_its_name(name: str) -> None:
    assert read_plan(name).name == name


def test_the_smoke_plan_takes_less_than_two_minutes_with_its_tail() -> None:
    plan = read_plan("smoke")
    assert plan.arrivals.lasts_s + plan.generator.drain_s < 120


def test_a_plan_can_be_scaled_and_seeded_from_outside() -> None:
    plan = plan_of(WHOLE, "whole.toml").at(scale=0.1, seed=9)
    assert (plan.candidates, plan.seed, plan.target) == (100, 9, "reference")


@pytest.mark.parametrize(
    ("good", "bad", "complaint"),
    [
        ("lasts_s = 20", "lasts_s = -1", "line 10, arrivals.lasts_s: expected float > 0.0, found -1"),
        ("lasts_s = 20", "", "line 8, arrivals: object missing required field lasts_s"),
        ("lasts_s = 20", "last_s = 20", "line 10, arrivals.last_s: expected a key that plans have, found last_s"),
        ("late = 1", "late = -1", "line 18, journeys.late: expected a weight of 0 or more, found -1"),
        ("late = 1", "sleeps = 1", "line 18, journeys.sleeps: expected a key that plans have, found sleeps"),
        ("throughput = 2.5", "throughput = 'x'", "line 29, limits[2].throughput: expected float | null, found str"),
        ("points = [[0, 1], [10, 3]]", "curve = 'flat'", "line 9, arrivals.curve: expected one of opening-rush"),
        (
            "points = [[0, 1], [10, 3]]",
            "points = [[0, 1], [0, 3]]",
            "line 9, arrivals.points: expected moments that rise",
        ),
        (
            "points = [[0, 1], [10, 3]]",
            "",
            "line 8, arrivals: expected a curve's name or points of one's own, found neither",
        ),
        ("online-pay = 1", "online-pay = 0", "line 20, areas: expected at least one with a weight above 0, found none"),
        ("lasts_s = 20", "lasts_s = inf", "line 10, arrivals.lasts_s: expected a finite number, found inf"),
        ("[10, 3]]", "[10, nan]]", "line 9, arrivals.points[2][2]: expected a finite number, found nan"),
        ("p95 = 1", "p95 = inf", "line 25, limits[1].p95: expected a finite number, found inf"),
        ("population = 1000", f"population = {10**400}", "line 2, population: "),
        ("population = 1000", f"population = {10**12}", "line 2, population: expected int <= 1000000000, found "),
        ("[clock]", "[clock", "at line 12, column 7"),
    ],
)
def test_what_is_wrong_with_a_plan_is_said_with_line_and_key(good: str, bad: str, complaint: str) -> None:
    text = WHOLE.replace(good, bad, 1)
    with pytest.raises(Misuse) as refused:
        plan_of(text, "whole.toml")
    assert complaint in str(refused.value)
    assert "\n" not in str(refused.value)


def test_payers_need_an_area_that_takes_money() -> None:
    text = WHOLE.replace("late = 1", "pays = 1").replace("online-pay", "online-free")
    with pytest.raises(Misuse, match=r"line 20, areas: expected an area type in which the journey pays can"):
        plan_of(text, "whole.toml")


def test_a_plan_that_is_not_there_is_answered_with_those_that_are(tmp_path: Path) -> None:
    with pytest.raises(Misuse, match=r"shipped plans: deadline-surge, opening-rush"):
        read_plan(str(tmp_path / "missing.toml"))


def test_a_plan_that_is_not_in_utf_8_is_refused(tmp_path: Path) -> None:
    (plan := tmp_path / "latin.toml").write_bytes('name = "\u00e9"'.encode("latin-1"))
    with pytest.raises(Misuse, match=r"latin\.toml to be in UTF-8, found: .*0xe9"):
        read_plan(str(plan))
