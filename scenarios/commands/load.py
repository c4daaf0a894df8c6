"""`rehearsal load`: holds a load rehearsal."""

import argparse
import secrets
import sys
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scenarios.errors import Misuse, TargetWrong

if TYPE_CHECKING:
    from scenarios.load.rehearsal import Wishes
    from scenarios.load.report.results import LoadResults

DESCRIPTION = """\
Lets a crowd of candidates enroll at once, by a plan, and says whether the portal holds and whether it loses anything. The
candidates do what those of the scenarios do. They arrive when the plan says, however slow the portal has become, and every
latency counts from the moment at which it was intended. What the portal acknowledges is kept in a ledger and compared with
the portal's records afterwards.
"""
EPILOG = """\
PLAN is a TOML file or the name of a plan that is shipped:
  smoke             a small steady crowd, in less than two minutes
  opening-rush      registration opens, and everybody has waited for it
  window            the fourteen days of registration, compressed
  deadline-surge    registration closes in mid-run; who comes too late has to be refused
  payment-opening   payment opens for those who passed both reviews

examples:
  rehearsal load smoke
  rehearsal load opening-rush --workers 2 --scale 0.001 --seed 42
  rehearsal load spring.toml --database postgresql+psycopg://load@localhost/portal
  rehearsal load spring.toml --target staging.toml --records export.csv
  rehearsal load smoke --find-capacity --level-seconds 30
  rehearsal load spring.toml --master --master-host 10.0.0.5 --workers 8     on one machine, and on others:
  rehearsal load --worker --master-host 10.0.0.5 --workers 4

exit status: 0 PASS, 1 FAIL (a limit was not kept, or records disagree with what was acknowledged), 2 misuse, 3 INVALID (the
generator was late or saturated, a worker was lost, a tail was left: such a run says nothing about the portal). With
--find-capacity: 0 a capacity was found, 1 even the smallest level fails, 2 misuse, 3 nothing could be trusted.
"""
SEARCH = """\
Plays the plan at one rate after another: from the plan's own, doubled until a limit is not kept or records disagree, then
halving what lies between; the last level that held and the first that broke are played twice. Candidates come at a constant
rate in each level, whatever the plan's curve: so what is found is a rate, and not a height of that curve. People are others in
each level, and a portal that is started for the run is started anew.
"""
MASTER_PORT = 5557
LAST_PORT = 65535
LEVEL_SECONDS = 60.0
SEEDS = 1_000_000_000


def add_to(commands: Any) -> None:
    parser = commands.add_parser(
        "load",
        help="hold a load rehearsal",
        description=DESCRIPTION,
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("plan", nargs="?", metavar="PLAN", help="a plan's name, or a .toml file")
    what_to_play(parser.add_argument_group("what is played"))
    who_plays(parser.add_argument_group("who plays it"))
    search(parser.add_argument_group("capacity search", SEARCH))
    parser.add_argument("--reports", default="reports", metavar="DIR", help="where reports are kept (reports)")
    parser.set_defaults(command=load)


def what_to_play(group: Any) -> None:
    add = group.add_argument
    add("--target", metavar="NAME|FILE", help="portal under test, instead of the plan's: a name, or a .toml file")
    add("--scale", type=float, metavar="X", help="share of the plan's population that arrives, instead of the plan's")
    add("--seed", type=int, metavar="S", help="makes every random choice (chosen, and printed)")
    add("--database", metavar="URL", help="where a portal that is started for the run keeps its data")
    add("--records", metavar="FILE", help="the portal's records as a CSV file that somebody exports after the run")


def who_plays(group: Any) -> None:
    add = group.add_argument
    add("--workers", type=int, default=1, metavar="N", help="processes that play (1)")
    add("--master", action="store_true", help="wait for workers on other machines instead of starting them here")
    add("--worker", action="store_true", help="play for a master on another machine; no PLAN is given then")
    add("--master-host", default="127.0.0.1", metavar="HOST", help="where the master is, or listens (127.0.0.1)")
    add("--master-port", type=int, default=MASTER_PORT, metavar="PORT", help=f"and on which port ({MASTER_PORT})")
    add("--web", type=int, nargs="?", const=8089, metavar="PORT", help="serve Locust's own page, too (on port 8089)")


def search(group: Any) -> None:
    add = group.add_argument
    add("--find-capacity", action="store_true", help="find how many arrivals a second the portal holds")
    add(
        "--level-seconds", type=float, metavar="S", help=f"how long candidates arrive in each level ({LEVEL_SECONDS:g})"
    )
    add("--resolution", type=float, metavar="X", help="narrow enough, as a share of the rate that holds (0.1)")


def load(options: argparse.Namespace) -> int:
    """One rehearsal, or a worker's part in somebody else's."""
    refuse_nonsense(options)
    if options.worker:
        from scenarios.load.processes import play_for

        print(f"waiting for the master at {options.master_host}:{options.master_port}", flush=True)
        return play_for(options.master_host, options.master_port, options.workers)
    try:
        return find_capacity(options) if options.find_capacity else rehearse(options)
    except TargetWrong as problem:
        print(f"FAIL: {' '.join(str(problem).split())}", file=sys.stderr)
        return 1


def refuse_nonsense(options: argparse.Namespace) -> None:
    """Some options do not go together.

    Raises:
        Misuse: which ones, or what is missing.
    """
    if options.workers < 1:
        raise Misuse(f"expected --workers to be 1 or more, found {options.workers}")
    refuse_endless("--scale", options.scale)
    for name, port, least in (("--web", options.web, 1), ("--master-port", options.master_port, 0)):
        if port is not None and not least <= port <= LAST_PORT:
            raise Misuse(f"expected {name} to be a port from {least} to {LAST_PORT}, found {port}")
    if options.worker and (given := named({"PLAN": options.plan, "--master": options.master})):
        raise Misuse(f"expected --worker without PLAN and --master, as the master has the plan, found {given}")
    if options.worker and not options.master_port:
        raise Misuse("expected --master-port to be the master's, found 0")
    if not options.worker and not options.plan:
        raise Misuse("expected a PLAN, found none; shipped plans are in `rehearsal load --help`")
    refuse_nonsense_in_search(options)


def refuse_endless(name: str, value: float | None) -> None:
    """Some numbers are none that anybody can play.

    Raises:
        Misuse: this one is not.
    """
    if value is not None and not 0 < value < float("inf"):
        raise Misuse(f"expected {name} to be finite and above 0, found {value:g}")


def refuse_nonsense_in_search(options: argparse.Namespace) -> None:
    """Some options say something only when a capacity is searched, and others nothing.

    Raises:
        Misuse: which ones.
    """
    for name, value in (("--level-seconds", options.level_seconds), ("--resolution", options.resolution)):
        if value is not None and not options.find_capacity:
            raise Misuse(f"expected {name} together with --find-capacity, found it alone")
        refuse_endless(name, value)
    if options.find_capacity and (given := named({"--master": options.master, "--records": options.records})):
        raise Misuse(f"expected --find-capacity without --master and --records, as it plays many runs, found {given}")


def named(options: Mapping[str, object]) -> str:
    """Those of some options that were given."""
    return " and ".join(name for name, value in options.items() if value)


def rehearse(options: argparse.Namespace) -> int:
    """From the plan to the verdict."""
    from scenarios.report.folder import own_folder

    with own_folder(Path(options.reports)) as folder:
        return rehearsed(options, wishes_of(options, folder)).verdict.exit_code


def rehearsed(options: argparse.Namespace, wishes: "Wishes", *, latest: bool = True) -> "LoadResults":
    """One rehearsal, which leaves its report in its folder.

    Raises:
        Misuse: somebody's records cannot be read; the report is there.
        KeyboardInterrupt: whoever waited for the records has enough; the report is there, too.
    """
    from scenarios.load.judging import compared, judged
    from scenarios.load.rehearsal import a_director
    from scenarios.load.report.folder import write_report
    from scenarios.load.report.view import LoadView

    folder = wishes.folder
    with LoadView(wishes.plan, folder) as view, a_director(wishes, view) as director:
        keep_plan(wishes)
        view.says(announced(wishes))
        played = director.rehearses()
        comparison = compared(wishes, played, exported(options, folder))
        results = judged(wishes, played, comparison)
    view.ends(results.verdict)
    write_report(folder, results, latest=latest)
    view.says(f"report: {folder / 'report.html'}")
    if isinstance(comparison, Misuse | KeyboardInterrupt):
        raise comparison
    return results


def find_capacity(options: argparse.Namespace) -> int:
    """One rehearsal after another, from the plan to what the portal holds."""
    from scenarios.report.folder import own_folder

    with own_folder(Path(options.reports)) as folder:
        return found(options, wishes_of(options, folder)).verdict.exit_code


def found(options: argparse.Namespace, wishes: "Wishes") -> "LoadResults":
    """A capacity search, which leaves its report in its folder."""
    from scenarios.load.capacity import RESOLUTION
    from scenarios.load.finding import Finder
    from scenarios.load.report.folder import write_report
    from scenarios.load.report.view import LoadView

    folder = wishes.folder
    view = LoadView(wishes.plan, folder)
    results = Finder(
        wishes,
        options.level_seconds or LEVEL_SECONDS,
        options.resolution or RESOLUTION,
        lambda level: rehearsed(options, level, latest=False),
        view.says,
    ).finds()
    keep_plan(wishes)
    view.ends(results.verdict)
    write_report(folder, results)
    view.says(f"report: {folder / 'report.html'}")
    return results


def keep_plan(wishes: "Wishes") -> None:
    """The plan as it was given, in the folder of the run."""
    wishes.folder.mkdir(exist_ok=True)
    (wishes.folder / "plan.toml").write_text(wishes.plan.source, "utf-8")


def announced(wishes: "Wishes") -> str:
    """What is about to be played."""
    from scenarios.saying import counted, duration

    plan = wishes.plan
    crowd = counted(plan.candidates, "candidate")
    return f"{plan.name}: {crowd} in {duration(plan.arrivals.lasts_s)}, {counted(wishes.workers, 'worker')}, seed {wishes.seed}"


def wishes_of(options: argparse.Namespace, folder: Path) -> "Wishes":
    """What the options say."""
    from scenarios.load.plan import read_plan
    from scenarios.load.rehearsal import Wishes

    plan = read_plan(options.plan)
    seed = next(each for each in (options.seed, plan.seed, secrets.randbelow(SEEDS)) if each is not None)
    return Wishes(
        plan.at(scale=options.scale, seed=seed, target=options.target),
        seed,
        folder,
        workers=options.workers,
        database=options.database,
        remote=options.master,
        host=options.master_host if options.master else "127.0.0.1",
        port=options.master_port if options.master else 0,
        web_port=options.web,
    )


def exported(options: argparse.Namespace, folder: Path) -> Callable[[], Path] | None:
    """How to come by the records that somebody exports, if somebody does."""
    from scenarios.load.account import NAME

    return partial(wait_for, Path(options.records), folder / NAME) if options.records else None


def wait_for(records: Path, account: Path) -> Path:
    """Somebody exports the portal's records now: what is older than the account of the run, written at its end, is too old."""
    while not records.is_file() or records.stat().st_mtime < account.stat().st_mtime:
        print(
            f"waiting for {records} to be exported, as the run is over; press Enter when it is there", file=sys.stderr
        )
        if not sys.stdin.readline():
            raise Misuse(f"expected {records} to be exported after the run, found none that is new")
    return records
