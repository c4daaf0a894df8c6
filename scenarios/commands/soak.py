"""`rehearsal soak`: plays all scenarios again and again, and says what fails now and then."""

import argparse
import json
import secrets
import shutil
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
reports/<time>/round-<number>/, and the soak itself leaves soak.json.
"""
EPILOG = """\
exit status: 0 nothing failed in any round and something passed in each, 1 something failed, nothing could be verified, or it
was broken off, 2 misuse.
"""
OURS = ("target", "driver", "path", "network_delay", "base_url")


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
    add("--rounds", type=int, default=10, metavar="N", help="how many rounds (10)")
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
    if options.rounds < 1:
        raise Misuse(f"expected --rounds to be 1 or more, found {options.rounds}")
    with serving(options.target, options.base_url, options.reports) as service:
        service.kept = True
        try:
            with burden(cores()) if options.under_load else nullcontext():
                return keep_playing(options, service)
        finally:
            service.kept = False


def keep_playing(options: argparse.Namespace, service: "Service") -> int:
    """All rounds, unless one is broken off."""
    from scenarios.commands.collecting import SILENT, collect_for, resolved
    from scenarios.soak.round import Round, play
    from scenarios.soak.telling import Telling, verdict_of

    words, home = [*words_of(options), *options.passed_on], service.folder
    count = len(collect_for(service, options.scenarios, words))
    fitting = players_for(count, options.driver, options.network_delay)
    players = fitting if options.players is None else options.players
    first = secrets.randbelow(1_000_000_000) if options.seed is None else options.seed
    spread = ["-n", str(players), "--dist", "worksteal"] if players else []
    telling, rounds = Telling(count, options.rounds), list[Round]()
    telling.begins(manner_of(options, players, first))
    with suppress(KeyboardInterrupt):  # what was played until then is told
        while len(rounds) < options.rounds and not (rounds and rounds[-1].broken_off):
            rounds.append(Round(len(rounds) + 1, first + len(rounds)))
            service.folder = home / f"round-{rounds[-1].number:02}"
            seeded = [*spread, f"--seed={rounds[-1].seed}", *resolved(options.scenarios), *words]
            play(rounds[-1], [*SILENT, *seeded], service, telling.hears)
            telling.ended(rounds[-1])
            tidy(service.folder, rounds[-1])
            write(rounds, home)
    telling.ends(rounds)
    write(rounds, home)
    return 0 if verdict_of(rounds, options.rounds) == "STEADY" else 1


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
    return ", ".join([by, counted(max(players, 1), "player"), *load, *delay, f"--seed {seed}"])


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
