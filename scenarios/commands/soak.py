"""`rehearsal soak`: plays all scenarios again and again, and says what fails now and then."""

import argparse
import json
import math
import secrets
import shutil
import time
from contextlib import nullcontext, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scenarios.commands.run import cores, players_for, players_option
from scenarios.errors import Misuse

if TYPE_CHECKING:
    from scenarios.runner.service import Service
    from scenarios.soak.round import Round

DESCRIPTION = """\
Plays all scenarios round after round on one portal, each round with other persons and in another random order. Whatever
fails in one round is named with the command that plays it again. Rounds in which something failed leave their reports in
reports/<time>/round-01/ and so on, and the soak itself leaves soak.json. A soak for a night is one with --minutes: as many rounds
as begin in that time, each played to its end.
"""
EPILOG = """\
exit status: 0 nothing failed in any round and something passed in each, 1 something failed, nothing could be verified, or it
was broken off, 2 misuse.
"""
ROUNDS = 10
OURS = ("target", "driver", "path", "network_delay", "base_url", "reports")


def add_to(commands: Any) -> None:
    parser = commands.add_parser(
        "soak",
        help="play everything again and again, and see what fails now and then",
        description=DESCRIPTION,
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = parser.add_argument
    add("scenarios", nargs="*", metavar="SCENARIO", help="files, or ids as reports show them; all if none")
    add("--rounds", type=int, metavar="N", help="how many rounds (10; with --minutes as many as there is time for)")
    add("--minutes", type=float, metavar="M", help="begin no round after so many minutes")
    add("--driver", choices=("browser", "http", "both"), default="http", help="what plays the scenarios (http)")
    add("--under-load", action="store_true", help="keep all cores busy with something else meanwhile")
    add("--network-delay", type=int, metavar="MS", help="let every request take so much longer (0)")
    add("--path", metavar="NAME", help="only the scenarios of this path")
    players_option(parser)
    add(
        "--seed",
        type=int,
        metavar="S",
        help="seed of the first round; the others count on from it (chosen, and printed)",
    )
    add("--target", metavar="NAME|FILE", help="portal under test: a name, or a .toml file (reference)")
    add("--base-url", metavar="URL", help="where the portal is; nothing is started then")
    add("--reports", default="reports", metavar="DIR", help="where reports are kept (reports)")
    parser.set_defaults(command=soak)


def soak(options: argparse.Namespace) -> int:
    """Has the portal start, and plays round after round on it."""
    from scenarios.commands.collecting import refuse_looks
    from scenarios.commands.serving import serving
    from scenarios.soak.burden import burden

    refuse_looks(options.passed_on)
    if options.rounds is not None and options.rounds < 1:
        raise Misuse(f"expected --rounds to be 1 or more, found {options.rounds}")
    if options.minutes is not None and not 0 < options.minutes < math.inf:
        raise Misuse(f"expected --minutes to be more than 0, found {options.minutes:g}")
    with serving(options.target, options.base_url, options.reports) as service:
        service.kept = True
        try:
            with burden(cores()) if options.under_load else nullcontext():
                return keep_playing(options, service)
        finally:
            service.kept = False


def keep_playing(options: argparse.Namespace, service: "Service") -> int:
    """All rounds, as many as are wanted or as there is time for, unless one is broken off."""
    from scenarios.commands.collecting import SILENT, collect_for, resolved
    from scenarios.soak.round import Round, play
    from scenarios.soak.telling import Telling, verdict_of

    words, home = [*words_of(options), *options.passed_on], service.folder
    count = len(collect_for(service, options.scenarios, words))
    fitting = players_for(count, options.driver, options.network_delay)
    players = fitting if options.players is None else options.players
    first = secrets.randbelow(1_000_000_000) if options.seed is None else options.seed
    spread = ["-n", str(players), "--dist", "worksteal"] if players else []
    wanted = ROUNDS if options.rounds is None and options.minutes is None else options.rounds
    until = math.inf if options.minutes is None else time.monotonic() + 60 * options.minutes
    telling, rounds, whole = Telling(count, wanted), list[Round](), False
    telling.begins(manner_of(options, players, first))
    with suppress(KeyboardInterrupt):  # what was played until then is told
        while wants_another(rounds, wanted, until):
            rounds.append(Round(len(rounds) + 1, first + len(rounds)))
            service.folder = home / f"round-{rounds[-1].number:02}"
            seeded = [*spread, f"--seed={rounds[-1].seed}", *resolved(options.scenarios), *words]
            play(rounds[-1], [*SILENT, *seeded], service, telling.hears)
            telling.ended(rounds[-1])
            tidy(service.folder, rounds[-1])
            write(rounds, home)
        whole = True
    telling.ends(rounds, whole=whole)
    write(rounds, home)
    return 0 if verdict_of(rounds, whole=whole) == "STEADY" else 1


def wants_another(played: "list[Round]", wanted: int | None, until: float) -> bool:
    """Whether another round is to begin; the first one does in any case."""
    if not played:
        return True
    return len(played) != wanted and time.monotonic() < until and not played[-1].broken_off


def words_of(options: argparse.Namespace) -> list[str]:
    """The options as pytest understands them."""
    from scenarios.commands.collecting import BROWSERS

    given = vars(options)
    words = [f"--{name.replace('_', '-')}={given[name]}" for name in OURS if given[name] is not None]
    needless = options.driver == "http" and not options.base_url
    return ["--shuffle", *words, *(() if needless else BROWSERS)]


def manner_of(options: argparse.Namespace, players: int, seed: int) -> str:
    """How the rounds are played, in words."""
    from scenarios.saying import counted

    by = {"browser": "in browsers", "http": "over HTTP", "both": "in browsers and over HTTP"}[options.driver]
    load = ["under load"] if options.under_load else []
    delay = [f"network delay {options.network_delay} ms"] if options.network_delay else []
    time_ = [] if options.minutes is None else [f"none begun after {options.minutes:g} min"]
    return ", ".join([by, counted(max(players, 1), "player"), *load, *delay, *time_, f"--seed {seed}"])


def write(rounds: list["Round"], folder: Path) -> None:
    """Leaves what became of all rounds so far."""
    from scenarios.report.folder import point_to, put

    content = {"rounds": [one.as_json() for one in rounds]}
    folder.mkdir(parents=True, exist_ok=True)
    put(folder / "soak.json", json.dumps(content, ensure_ascii=False, indent=1) + "\n")
    point_to(folder)


def tidy(folder: Path, played: "Round") -> None:
    """A round in which all went well leaves nothing to look at."""
    if played.steady:
        shutil.rmtree(folder, ignore_errors=True)
    (folder.parent / "latest").unlink(missing_ok=True)
