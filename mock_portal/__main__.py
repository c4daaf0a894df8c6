"""The command that serves the reference portal: ``python -m mock_portal``, or ``rehearsal portal``."""

import argparse
import errno
import io
import logging
import os
import secrets
import sys
import tempfile
from collections.abc import Callable
from typing import NoReturn

from mock_portal.server import Watch, listening_socket
from mock_portal.settings import TOKEN_VARIABLE, PasswordCost, Settings

HIGHEST_PORT = 65535
OURS_IS_THE_PORT = (errno.EADDRINUSE, errno.EACCES)


class Parser(argparse.ArgumentParser):
    """Says in one line what was expected and what was found."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{message}\n")


def whole(least: int, most: int = 1_000_000) -> Callable[[str], int]:
    """Reads a whole number between two others, both included."""

    def read(word: str) -> int:
        if word.isdecimal() and least <= int(word) <= most:
            return int(word)
        raise argparse.ArgumentTypeError(f"expected a whole number from {least} to {most}, found {word}")

    return read


def arguments() -> argparse.ArgumentParser:
    """What the command understands."""
    parser = Parser(
        prog="rehearsal portal",
        description="Serve the reference portal, its payment platform and its WeChat service, each on its own port.",
        formatter_class=argparse.ArgumentDefaultsHelpFormatter,
    )
    add = parser.add_argument
    add("--host", default="127.0.0.1", help="address to listen on")
    add("--port", type=whole(0, HIGHEST_PORT - 2), default=8000, help="first of three ports; 0 takes free ones")
    add("--database", metavar="URL", help="sqlite:///FILE or postgresql+psycopg://…; without it a new SQLite file")
    add("--processes", type=whole(1), default=2, help="worker processes of the portal")
    add("--threads", type=whole(1), default=8, help="threads in each process")
    add("--no-demo", action="store_true", help="do not make the demo project")
    add(
        "--no-control",
        action="store_true",
        help="do not mount the control surface: no way to move clocks, and no demo project, whose payment platforms are set by it",
    )
    add("--cheap-passwords", action="store_true", help="hash passwords at almost no cost: for rehearsals only")
    add("--idle-minutes", type=whole(1), default=30, help="minutes without a click after which a session ends")
    add("--failed-sign-ins", type=whole(1), default=5, help="wrong passwords in a row that lock an account")
    add("--lock-minutes", type=whole(1), default=10, help="minutes that a locked account stays locked")
    add("--announce", choices=("text", "json"), default="text", help="how to say that the portal is ready")
    add("--stop-with-parent", action="store_true", help="stop when the process that started this one is gone")
    return parser


def settings_from(options: argparse.Namespace, ports: list[int], folder: str) -> Settings:
    """The settings that these options ask for."""
    origins = [f"http://{options.host}:{port}" for port in ports]
    return Settings(
        database=options.database or f"sqlite:///{folder}/portal.sqlite",
        address=origins[0],
        payment_address=origins[1],
        wechat_address=origins[2],
        control_token=None if options.no_control else os.environ.get(TOKEN_VARIABLE) or secrets.token_urlsafe(24),
        password_cost=PasswordCost.cheap() if options.cheap_passwords else PasswordCost(),
        idle_seconds=options.idle_minutes * 60,
        failed_sign_ins=options.failed_sign_ins,
        lock_seconds=options.lock_minutes * 60,
    )


def main(argv: list[str] | None = None) -> int:
    """Serve until stopped."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # not every terminal can show Chinese
    options = arguments().parse_args(argv)
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    try:
        listeners = [listening_socket(options.host, options.port + n if options.port else 0) for n in range(3)]
    except OSError as error:
        if error.errno in OURS_IS_THE_PORT:
            wanted = f"expected ports {options.port} to {options.port + 2} to be free"
            print(f"{wanted}, found: {error}; choose others with --port", file=sys.stderr)
        else:
            print(f"expected --host to be an address of this machine, found {options.host}: {error}", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory(prefix="portal-") as folder:
        settings = settings_from(options, [each.getsockname()[1] for each in listeners], folder)
        # Imported before the services are forked, so that each of them need not do it again.
        from mock_portal.services import Reconciling, services_of
        from mock_portal.store.engine import Unusable, prepare

        try:
            prepare(settings.database)
        except Unusable as error:
            print(f"expected --database to be one that can be opened, found: {error}", file=sys.stderr)
            return 2
        services = services_of(settings, listeners, processes=options.processes, threads=options.threads)
        reconciling = Reconciling(settings)
        watch = Watch(
            services, with_parent=options.stop_with_parent, every_tick=reconciling, before_fork=reconciling.rest
        )
        return watch.run(lambda: begin(options, settings))


def begin(options: argparse.Namespace, settings: Settings) -> None:
    """Make the demo project and say that everything is ready."""
    from mock_portal.announcing import as_json, as_text
    from mock_portal.demo.project import open_demo
    from mock_portal.portal import Portal
    from mock_portal.services import wait_until_healthy
    from mock_portal.store.engine import Store

    wait_until_healthy(settings)
    without_demo = options.no_demo or options.no_control
    demo = None if without_demo else open_demo(Portal(settings, Store(settings.database)))
    try:
        print(as_json(settings) if options.announce == "json" else as_text(settings, demo), flush=True)
    except BrokenPipeError:  # nobody reads any more; it serves all the same
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    sys.exit(main())
