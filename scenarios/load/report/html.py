"""A load rehearsal as one self-contained HTML file, of one family with the report of the scenarios."""

from collections.abc import Iterable
from importlib import resources

from jinja2 import DictLoader, Environment, StrictUndefined

from scenarios.load.account import Fate
from scenarios.load.measures.limits import FIGURES, Check
from scenarios.load.report.axes import clock
from scenarios.load.report.curves import Curves, all_of
from scenarios.load.report.results import LoadResults, plan_as_json
from scenarios.load.verdict import VerdictKind
from scenarios.report.html import part as part_of_scenarios
from scenarios.saying import counted, duration, moment, rate, share

# The looks of the three verdicts are those of outcomes of scenarios.
LOOKS = {VerdictKind.PASS: "passed", VerdictKind.FAIL: "failed", VerdictKind.INVALID: "flaky"}
MARKS = {VerdictKind.PASS: "✓", VerdictKind.FAIL: "✗", VerdictKind.INVALID: "?"}
# A second of one step holds few values; several together make quieter curves.
MOST_POINTS_OF_STEPS = 40
# What Google's Web Vitals call good, at the 75th percentile.
GOOD = {"LCP": 2500.0, "INP": 200.0, "CLS": 0.1, "TTFB": 800.0}


def html_of(results: LoadResults) -> str:
    """The report; nothing in it is fetched from anywhere."""
    templates = DictLoader({"report.html": part("report.html"), "says.html": part_of_scenarios("says.html")})
    environment = Environment(
        loader=templates, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters.update(
        seconds=duration, share=share, rate=rate, clock=clock, counted=counted, moment=moment, vital=vital
    )
    curves = Curves(results)
    return environment.get_template("report.html").render(
        results=results,
        counts=results.timeline.counts,
        content=results.as_json(),
        plan=plan_as_json(results.plan),
        looks=LOOKS,
        look=LOOKS[results.verdict.kind],
        mark=MARKS[results.verdict.kind],
        tiles=tiles(results),
        limited=by_subject(results.verdict.checks),
        limit_figures=[one for one in FIGURES if any(check.figure == one for check in results.verdict.checks)],
        overview=[chart for chart in curves.overview() if chart.lines],
        steps=Curves(results, MOST_POINTS_OF_STEPS).steps(),
        generator=curves.generator(),
        vitals=vitals(results),
        lost=Fate.LOST,
        style=part_of_scenarios("report.css") + part("report.css"),
        script=part("report.js"),
    )


def part(name: str) -> str:
    """A file that the report is made of."""
    return resources.files(__package__).joinpath(name).read_text("utf-8")


def tiles(results: LoadResults) -> list[tuple[str, str, str]]:
    """The figures that everybody asks for first: name, figure, and what it means."""
    counts, account = results.timeline.counts, results.account
    steps = all_of(counts.steps.values())
    busiest = max(
        (column.counts.started / results.timeline.width for _, column in results.timeline.columns()), default=0.0
    )
    late = counts.late.quantile(0.99)
    return [
        ("Candidates", f"{counts.started:,}", f"of {counts.planned:,} whose time came"),
        ("Arrivals", f"{counts.started / account.arrivals_s:.3g}/s", f"{busiest:.3g}/s in the busiest second"),
        ("Steps", f"{steps.count:,}", rate(steps.count / account.arrivals_s)),
        ("p95 of all steps", duration(steps.seconds.quantile(0.95)), f"p99 {duration(steps.seconds.quantile(0.99))}"),
        ("Failed steps", share(steps.error_share), counted(steps.failed, "step")),
        ("Discrepancies", *discrepancies(results)),
        ("Generator late", duration(late), f"p99, {duration(results.plan.generator.late_p99)} allowed"),
    ]


def discrepancies(results: LoadResults) -> tuple[str, str]:
    if results.reconciliation is None:
        return "–", "records were not compared"
    return f"{len(results.reconciliation.discrepancies):,}", "between answers and records"


def vitals(results: LoadResults) -> dict[str, dict[str, tuple[float, bool]]]:
    """What browsers measured by page: the 75th percentile, and whether it is good."""
    pages: dict[str, dict[str, tuple[float, bool]]] = {}
    for (page, name), values in sorted(results.timeline.counts.vitals.items()):
        middle = values.quantile(0.75)
        pages.setdefault(page, {})[name] = (middle, middle <= GOOD.get(name, float("inf")))
    return pages


def vital(value: float, name: str) -> str:
    return f"{value:.2f}" if name == "CLS" else duration(value / 1000)


def by_subject(checks: Iterable[Check]) -> dict[str, list[tuple[str, str, dict[str, Check]]]]:
    """The checks of each step and journey by figure; those where one was not kept, and those where all were."""
    subjects: dict[tuple[str, str], dict[str, Check]] = {}
    for check in checks:
        subjects.setdefault((check.what, check.name), {})[check.figure] = check
    found: dict[str, list[tuple[str, str, dict[str, Check]]]] = {"broken": [], "kept": []}
    for (what, name), by_figure in subjects.items():
        kept = all(check.kept for check in by_figure.values())
        found["kept" if kept else "broken"].append((what, name, by_figure))
    return found
