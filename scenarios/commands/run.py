"""`rehearsal run`: plays scenarios and writes the report."""

import argparse
import os
import sys
from typing import TYPE_CHECKING, Any

from scenarios.errors import Misuse

if TYPE_CHECKING:
    from scenarios.runner.service import Service

DESCRIPTION = """\
Plays scenarios against a portal and writes reports/<time>/ with results.json, junit.xml and report.html; reports/latest is
the newest one. The reference portal is started for the run and stopped after it; a portal of your own is described by a
target file and is not started. A failed scenario is played once more from the same seed with trace, video and a picture of
every step; if it passes then, it is reported as flaky, which is not passed.
"""
EPILOG = """\
Whatever follows -- is handed to pytest as it is, for example: rehearsal run -- -x --durations 5
Plugins of pytest are not loaded by themselves: rehearsal run -- -p timeout
Only what failed last: rehearsal run -- --lf (likewise --ff, --nf, --sw). What failed is remembered where the folder has a
pyproject.toml or a pytest.ini; elsewhere only with rehearsal run -- -p cacheprovider, and for --sw -p stepwise as well

exit status: 0 all passed (but for what could not be verified on this target, which the report says), 1 something failed,
nothing could be verified at all, or the run did not come to its end, 2 misuse.
"""
# From so many scenarios on it pays to start players of their own; a browser is slow enough for that much earlier.
WORTH_PLAYERS = {"browser": 4, "both": 4, "http": 30}
# A browser keeps a core busy by itself; over HTTP a player waits for the portal half of its time.
PLAYERS_PER_CORE = {"browser": 1, "both": 1, "http": 2}
OURS = (
    "target",
    "driver",
    "arrange",
    "seed",
    "path",
    "shard",
    "screenshots",
    "repeat",
    "replay",
    "exploration",
    "network_delay",
    "reports",
)
PLAYWRIGHTS = ("browser_channel", "device", "slowmo", "tracing", "video", "screenshot", "output", "base_url")
OF_BROWSERS = ("headed", "browser")


def add_to(commands: Any) -> None:
    parser = commands.add_parser(
        "run",
        help="play scenarios and write the report",
        description=DESCRIPTION,
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "scenarios", nargs="*", metavar="SCENARIO", help="files, or ids as reports show them; all if none"
    )
    what_to_play(parser.add_argument_group("what is played"))
    how_to_play(parser.add_argument_group("how it is played"))
    browser_options(parser.add_argument_group("browsers, as in pytest-playwright"))
    parser.set_defaults(command=run)


def what_to_play(group: Any) -> None:
    add = group.add_argument
    add("--target", metavar="NAME|FILE", help="portal under test: a name, or a .toml file (reference)")
    add("--base-url", metavar="URL", help="where the portal is; nothing is started then")
    add("--path", metavar="NAME", help="only the scenarios of this path")
    add("--shard", metavar="I/N", help="only the I-th of N parts, for several machines")
    add("-k", dest="keyword", metavar="WORDS", help="only scenarios whose names match, as in pytest")


def how_to_play(group: Any) -> None:
    add = group.add_argument
    add("--driver", choices=("browser", "http", "both"), help="what plays the scenarios (browser)")
    add("--arrange", choices=("http", "browser"), help="what plays that which came before (http)")
    players_option(group)
    add("--seed", type=int, metavar="S", help="makes every random choice (chosen, and printed)")
    add("--repeat", type=int, metavar="N", help="each scenario N times, with other persons each time (1)")
    add("--replay", choices=("on", "off"), help="play a failed scenario once more, for evidence (on)")
    add("--screenshots", choices=("last", "steps"), help="pictures of the last page or of every step (last)")
    add("--exploration", type=int, metavar="N", help="so many random walks through the process (5)")
    add("--shuffle", action="store_true", help="in a random order, made by the seed")
    add("--network-delay", type=int, metavar="MS", help="let every request take so much longer (0)")
    add("--no-watch", action="store_true", help="do not compare each step with the tables of the process")
    add("--fault", action="append", default=[], metavar="NAME", help="a defect to play with, as often as wanted")
    add("--reports", metavar="DIR", help="where reports are kept (reports)")


def players_option(group: Any) -> None:
    """How many play at the same time, wherever scenarios are played."""
    words = (
        "players at the same time; 0 plays in this process (cores; over HTTP twice as many; twice of that where "
        "--network-delay lets them wait)"
    )
    group.add_argument("-n", dest="players", type=count_of_players, metavar="N", help=words)


def count_of_players(text: str) -> int:
    """A number of players, as the commands take it."""
    if not text.isascii() or not text.isdigit():
        raise argparse.ArgumentTypeError(f"expected a number of players, 0 or more, found {text}")
    return int(text)


def browser_options(group: Any) -> None:
    add = group.add_argument
    add("--headed", action="store_true", help="show the browser")
    add("--browser", action="append", choices=("chromium", "firefox", "webkit"), help="may be given several times")
    add("--browser-channel", metavar="NAME", help="chrome, msedge ...")
    add("--device", metavar="NAME", help="device to be emulated, such as 'iPhone 15'")
    add("--slowmo", type=int, metavar="MS", help="wait so long after each act")
    add("--tracing", choices=("on", "off", "retain-on-failure"), help="record a trace of each scenario")
    add("--video", choices=("on", "off", "retain-on-failure"), help="record a video of each scenario")
    add("--screenshot", choices=("on", "off", "only-on-failure"), help="take a screenshot after each scenario")
    add("--output", metavar="DIR", help="where those three are put (test-results)")


def run(options: argparse.Namespace) -> int:
    """Has the portal start, finds what there is to play, decides how many players it takes, and plays."""
    from scenarios.commands.collecting import look
    from scenarios.commands.serving import serving

    if look(options.passed_on):
        return tell(options)
    with serving(options.target, options.base_url, options.reports) as service:
        return play(options, service)


def play(options: argparse.Namespace, service: "Service") -> int:
    """Plays with pytest, which is imported only now that the portal is starting."""
    import pytest

    from scenarios.commands.collecting import SILENT, collect_for, memory, resolved
    from scenarios.report.progress import Progress

    if idle := idle_options(options):
        print(f"{' and '.join(idle)} change nothing here, as --driver http plays without a browser", file=sys.stderr)
    words = [*memory(), *words_of(options), *options.passed_on]
    count = len(collect_for(service, options.scenarios, words))
    fitting = players_for(count, options.driver or "browser", options.network_delay)
    players = fitting if options.players is None else options.players
    spread = ["-n", str(players), "--dist", "worksteal"] if players else []
    progress = Progress(count, service)
    status = pytest.main([*SILENT, *spread, *resolved(options.scenarios), *words], plugins=[progress])
    return progress.status(int(status))


def tell(options: argparse.Namespace) -> int:
    """Has pytest tell what it is asked about the scenarios, in its own voice; it plays by itself, if it plays."""
    import pytest

    from scenarios.commands.collecting import PLUGINS, memory, resolved

    words = [*memory(), *words_of(options), *options.passed_on]
    status = pytest.main([*PLUGINS, *resolved(options.scenarios), *words])
    return int(status) if status in {pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED} else Misuse.exit_code


def idle_options(options: argparse.Namespace) -> list[str]:
    """Options about browsers that were given although none plays."""
    given = {**vars(options), "base_url": None} if options.driver == "http" else {}
    return [f"--{name.replace('_', '-')}" for name in (*PLAYWRIGHTS, *OF_BROWSERS) if given.get(name)]


def words_of(options: argparse.Namespace) -> list[str]:
    """The options as pytest understands them, those only that were given."""
    from scenarios.commands.collecting import BROWSERS

    given = vars(options)
    words = [f"--{name.replace('_', '-')}={given[name]}" for name in (*OURS, *PLAYWRIGHTS) if given[name] is not None]
    words += [f"--browser={name}" for name in options.browser or ()]
    words += [f"--fault={name}" for name in options.fault]
    words += ["--no-watch"] if options.no_watch else []
    words += ["--shuffle"] if options.shuffle else []
    words += ["--headed"] if options.headed else []
    words += ["-k", options.keyword] if options.keyword else []
    needless = options.driver == "http" and not any(given[name] for name in (*PLAYWRIGHTS, *OF_BROWSERS))
    return words if needless else [*BROWSERS, *words]


def players_for(count: int, driver: str, network_delay: int | None = None) -> int:
    """As many players as keep the cores busy, unless there is too little to play."""
    worth = count >= WORTH_PLAYERS[driver] and cores() > 1
    return min(busy_players(driver, network_delay), count) if worth else 0


def busy_players(driver: str, network_delay: int | None = None) -> int:
    """As many players as keep the cores busy; on a slow network each waits half of its time, or more."""
    return cores() * PLAYERS_PER_CORE[driver] * (2 if network_delay else 1)


def cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
