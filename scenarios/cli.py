"""The command `rehearsal`: a dress rehearsal for an enrollment portal."""

import argparse
import io
import os
import signal
import sys
from collections.abc import Sequence
from typing import Any, NoReturn

from scenarios.errors import Misuse

DESCRIPTION = """\
A dress rehearsal for an enrollment portal: scenarios, written in the words of the process, are played in real browsers or
over HTTP, on the reference portal or on a portal of your own.
"""
EPILOG = """\
examples:
  rehearsal setup                            find or install a browser
  rehearsal run                              play everything in browsers on the reference portal
  rehearsal run --driver http                the same over HTTP, many times faster
  rehearsal run --path online --headed       one path, and watch it
  rehearsal run --target staging.toml        a portal of your own
  rehearsal prove                            put faults in, and see whether they are noticed
  rehearsal soak --rounds 50                 play everything fifty times, in another order each time
  rehearsal load smoke                       a crowd at once, and whether the portal loses anything
  rehearsal compare reports/one reports/two  what got slower, what newly fails
  rehearsal portal                           serve the reference portal and look around
  rehearsal candidates --count 5             made-up candidates for other tools

exit status: 0 all is well, 1 something did not pass, 2 the command was misused or something is not installed, 3 a load
rehearsal that cannot be trusted.
"""


PLAYING = ("rehearsal run", "rehearsal soak", "rehearsal prove")


class Parser(argparse.ArgumentParser):
    """Refuses in one line what it does not understand."""

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """Refuses what is left over in the words of the command that it was given to; argparse's own are the main one's."""
        found, unknown = super().parse_known_args(args, namespace)
        if unknown:
            from scenarios.shapes import hint

            known = [word for action in self._actions for word in action.option_strings]
            meant = next(filter(None, (hint(word.partition("=")[0], known) for word in unknown)), "")
            meant = meant or ("; options of pytest stand behind --" if self.prog in PLAYING else "")
            self.error(f"unrecognized arguments: {' '.join(unknown)}{meant}")
        return found, unknown

    def error(self, message: str) -> NoReturn:
        raise Misuse(f"expected what `{self.prog} --help` describes, found: {message}")


class Version(argparse.Action):
    """Says what is installed; argparse's own would have it looked up for every command."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from importlib.metadata import version

        print(f"rehearsal {version('enrollment-rehearsal')}")
        parser.exit()


class Unheard(io.FileIO):
    """Standard output that whoever reads it, `head` for one, may leave: the rest goes nowhere, the verdict counts all the same."""

    def write(self, words: Any, /) -> int:
        try:
            return super().write(words)
        except BrokenPipeError:
            return len(words)


def parser() -> argparse.ArgumentParser:
    """What the command understands."""
    from scenarios.commands import candidates, compare, load, prove, requirements, run, setup, soak

    parser = Parser(
        prog="rehearsal",
        description=DESCRIPTION,
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action=Version, nargs=0, help="say which version this is, and exit")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    setup.add_to(commands)
    # Only listed here: the portal has options of its own, which it describes itself.
    commands.add_parser("portal", help="serve the reference portal", add_help=False)
    run.add_to(commands)
    prove.add_to(commands)
    soak.add_to(commands)
    load.add_to(commands)
    compare.add_to(commands)
    candidates.add_to(commands)
    requirements.add_to(commands)
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Does one command and returns its exit status."""
    if argv is None:
        signal.signal(signal.SIGTERM, signal.default_int_handler)  # whoever ends a job of a CI wants what Ctrl-C does
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # not every terminal can show ✓ and what is Chinese
    words = list(sys.argv[1:] if argv is None else argv)
    if argv is None and words[:1] != ["candidates"]:
        outlive_whoever_reads()
    if words[:1] == ["portal"]:
        serve(words[1:])
    cut = words.index("--") if "--" in words else len(words)
    try:
        options = parser().parse_args(words[:cut])
        options.passed_on = words[cut + 1 :]
        status: int = options.command(options)
    except Misuse as problem:
        print(" ".join(str(problem).split()), file=sys.stderr)
        return Misuse.exit_code
    except KeyboardInterrupt:
        print("broken off", file=sys.stderr)
        return 128 + signal.SIGINT
    except BrokenPipeError:
        # Whoever read the candidates, `head` for one, has seen enough.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return status


def outlive_whoever_reads() -> None:
    """Lets a command come to its end, whoever reads what it says."""
    before = sys.stdout
    if isinstance(before, io.TextIOWrapper) and not before.isatty():
        buffer = io.BufferedWriter(Unheard(before.fileno(), "w", closefd=False))
        sys.stdout = io.TextIOWrapper(buffer, before.encoding, before.errors, write_through=before.write_through)


def serve(words: list[str]) -> NoReturn:
    """Becomes the reference portal, which nothing in the harness imports."""
    os.execv(sys.executable, [sys.executable, "-m", "mock_portal", *words])  # noqa: S606 - no shell is wanted


if __name__ == "__main__":
    sys.exit(main())
