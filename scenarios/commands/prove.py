"""`rehearsal prove`: plays the scenarios against every fault of the target and says which of them nobody notices."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scenarios.commands.run import busy_players, count_of_players
from scenarios.errors import Misuse

if TYPE_CHECKING:
    from scenarios.runner.service import Service

DESCRIPTION = """\
Plays all scenarios with nothing broken, when none may complain; then puts every fault of the target into projects of their
own and plays, for each, the scenarios that claim what it breaks, until one notices. A claim that no fault has put to the
test counts for nothing. With --fault or --family only the scenarios are played that claim something broken by these.
"""
EPILOG = """\
exit status: 0 every fault is caught by a scenario that claims what it breaks, and nobody complains when nothing is broken;
1 otherwise; 2 misuse.
"""


def add_to(commands: Any) -> None:
    parser = commands.add_parser(
        "prove",
        help="see whether the scenarios notice faults",
        description=DESCRIPTION,
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = parser.add_argument
    add("scenarios", nargs="*", metavar="SCENARIO", help="files, or ids as reports show them; all if none")
    add("--fault", action="append", default=[], metavar="NAME", help="only this fault; may be given several times")
    add("--family", action="append", default=[], metavar="NAME", help="only the faults of this family")
    add("--full", action="store_true", help="play every fault against every scenario")
    add(
        "--driver",
        choices=("http", "browser", "both"),
        default="both",
        help="http; browser; or (both) over HTTP first, and in browsers what says or notices nothing there",
    )
    words = "players at the same time, 1 or more (twice the cores; with browser as many as cores)"
    add("-n", dest="players", type=count_of_players, metavar="N", help=words)
    add("--seed", type=int, metavar="S", help="makes every random choice (chosen, and printed)")
    add("--target", default="reference", metavar="NAME|FILE", help="portal under test: a name, or a .toml file")
    add("--base-url", metavar="URL", help="where the portal is; nothing is started then")
    add("--reports", default="reports", metavar="DIR", help="where reports are kept (reports)")
    parser.set_defaults(command=prove)


def prove(options: argparse.Namespace) -> int:
    """Has the portal start, then proves."""
    from scenarios.commands.collecting import refuse_looks
    from scenarios.commands.serving import serving

    refuse_looks(options.passed_on)
    if options.players == 0:
        raise Misuse("expected -n to be 1 or more, as whoever plays with a fault may come to an end by it, found 0")
    with serving(options.target, options.base_url, options.reports) as service:
        return direct(options, service)


def direct(options: argparse.Namespace, service: "Service") -> int:
    """Sees what there is to play, then has pytest collect it and the proof take over from there."""
    import pytest

    from scenarios.commands.collecting import SILENT, collect_for, resolved
    from scenarios.prove.proof import Proof, Wanted
    from scenarios.prove.telling import Telling

    words = [*words_of(options), *options.passed_on]
    collect_for(service, options.scenarios, words)
    telling = Telling(moving=sys.stdout.isatty())
    # With both drivers nearly all of it is played over HTTP.
    players = options.players or busy_players("browser" if options.driver == "browser" else "http")
    proof = Proof(
        Wanted(players, tuple(options.fault), tuple(options.family), options.full, bool(options.scenarios)),
        telling,
        service,
    )
    status = pytest.main(
        [*SILENT, "--capture=no", "--replay=off", *resolved(options.scenarios), *words], plugins=[proof]
    )
    telling.ends()
    if proof.problem:
        raise proof.problem
    if proof.results is None and status == pytest.ExitCode.INTERRUPTED:
        raise KeyboardInterrupt
    if proof.results is None:
        raise Misuse("expected scenarios to prove, found none; see `rehearsal run`")
    tell(proof.results, service.folder)
    if status == pytest.ExitCode.USAGE_ERROR:
        return Misuse.exit_code
    return 0 if proof.results.verdict == "passed" else 1


def words_of(options: argparse.Namespace) -> list[str]:
    """The options as pytest understands them."""
    from scenarios.commands.collecting import BROWSERS

    words = [f"--target={options.target}", f"--driver={options.driver}", f"--reports={options.reports}"]
    words += [f"--seed={options.seed}"] if options.seed is not None else []
    words += [f"--base-url={options.base_url}"] if options.base_url else []
    return words if options.driver == "http" and not options.base_url else [*BROWSERS, *words]


def tell(results: Any, folder: Path) -> None:
    from scenarios.prove.telling import lines_of, summary_of
    from scenarios.report.progress import MovingVoice, PlainVoice, Voice
    from scenarios.runner.telling import shortest

    voice: Voice = MovingVoice(1) if sys.stdout.isatty() else PlainVoice()
    for line, colour in lines_of(results):
        voice.say(line, colour)
    voice.say(summary_of(results), "green" if results.verdict == "passed" else "red")
    if (report := folder / "report.html").is_file():
        voice.say(f"report: {shortest(report)}")
    voice.ends()
