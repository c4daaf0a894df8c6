"""The command that serves the reference portal: ``python -m mock_portal``, or ``rehearsal portal``."""

import argparse
import json
import logging
import secrets
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import urllib3

from mock_portal.settings import PasswordCost, Settings

READY_SECONDS = 30
RECONCILE_SECONDS = 15


def arguments() -> argparse.ArgumentParser:
    """What the command understands."""
    parser = argparse.ArgumentParser(
        prog="rehearsal portal",
        description="Serve the reference portal, its payment platform and its WeChat service, each on its own port.",
        formatter_class=argparse.ArgumentDefaultsHelpFormatter,
    )
    add = parser.add_argument
    add("--host", default="127.0.0.1", help="address to listen on")
    add("--port", type=int, default=8000, help="first of three ports; 0 takes free ones")
    add(
        "--database",
        default="",
        metavar="URL",
        help="sqlite:///FILE or postgresql+psycopg://…; a new SQLite file if empty",
    )
    add("--processes", type=int, default=2, help="worker processes of the portal")
    add("--threads", type=int, default=8, help="threads in each process")
    add("--no-demo", action="store_true", help="do not make the demo project")
    add(
        "--no-control",
        action="store_true",
        help="do not mount the control surface (a demo project needs it to travel in time)",
    )
    add("--cheap-passwords", action="store_true", help="hash passwords at almost no cost: for rehearsals only")
    add("--idle-minutes", type=int, default=30, help="minutes without a click after which a session ends")
    add("--failed-sign-ins", type=int, default=5, help="wrong passwords in a row that lock an account")
    add("--lock-minutes", type=int, default=10, help="minutes that a locked account stays locked")
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
        control_token=None if options.no_control else secrets.token_urlsafe(24),
        password_cost=PasswordCost.cheap() if options.cheap_passwords else PasswordCost(),
        idle_seconds=options.idle_minutes * 60,
        failed_sign_ins=options.failed_sign_ins,
        lock_seconds=options.lock_minutes * 60,
    )


def make_apps(settings: Settings) -> tuple[Callable[[], Any], Callable[[], Any], Callable[[], Any]]:
    """How each worker process makes its application."""

    def portal() -> Any:
        from mock_portal.app import create_app

        return create_app(settings)

    def platform() -> Any:
        from mock_portal.payment_platform import create_platform

        return create_platform(settings)

    def wechat() -> Any:
        from mock_portal.wechat import create_wechat

        return create_wechat(settings)

    return portal, platform, wechat


def wait_until_healthy(settings: Settings) -> None:
    """Wait until all three answer.

    Raises:
        SystemExit: one of them did not within half a minute.
    """
    pool = urllib3.PoolManager(retries=False, timeout=2)
    deadline = time.monotonic() + READY_SECONDS
    for origin in (settings.address, settings.payment_address, settings.wechat_address):
        while True:
            try:
                if pool.request("GET", f"{origin}/health").status == 200:  # noqa: PLR2004
                    break
            except urllib3.exceptions.HTTPError:
                pass
            if time.monotonic() > deadline:
                sys.exit(f"expected {origin} to answer within {READY_SECONDS} s, found silence; see the log above")
            time.sleep(0.02)


def announce(options: argparse.Namespace, settings: Settings, demo: Any) -> None:
    """Say where everything is."""
    addresses = {
        "portal": settings.address,
        "payment_platform": settings.payment_address,
        "wechat": settings.wechat_address,
    }
    if options.announce == "json":
        print(json.dumps({**addresses, "control_token": settings.control_token}), flush=True)
        return
    print(f"报名系统      {settings.address}/")
    print(f"缴费平台      {settings.payment_address}/")
    print(f"微信          {settings.wechat_address}/")
    if settings.control_token:
        print(f"演练控制台    {settings.address}/control/?token={settings.control_token}")
    if demo is not None:
        print_staff(demo, settings)
    print("Stop with Ctrl-C.", flush=True)


def print_staff(demo: Any, settings: Settings) -> None:
    """The sign-ins of the demo project, one of each desk; the others follow the same pattern."""
    from mock_portal.demo.country import CONFIRM_ONLINE

    print(f"\n工作人员登录  {settings.address}/desk/sign-in    password of all: {demo.staff[0].password}")
    shown = {"", "北京市", *sorted(CONFIRM_ONLINE)[:1]}
    for member in demo.staff:
        if member.area in shown:
            print(f"  {member.username:<28} {member.area} {member.city} {member.unit}".rstrip())
    print(
        f"  … and {sum(m.area not in shown for m in demo.staff)} more of the other areas: /control/ lists the projects\n"
    )


def reconciling(settings: Settings) -> Callable[[], None]:
    """A tick that now and then settles payments whose outcome is unknown, in a thread of its own."""
    from mock_portal.portal import Portal
    from mock_portal.store.engine import Store
    from mock_portal.use_cases.payment import reconcile

    portal = Portal(settings, Store(settings.database))
    due = [time.monotonic() + RECONCILE_SECONDS]
    running: list[threading.Thread] = []

    def tick() -> None:
        if time.monotonic() < due[0] or (running and running[0].is_alive()):
            return
        due[0] = time.monotonic() + RECONCILE_SECONDS
        running[:] = [threading.Thread(target=reconcile, args=(portal,), daemon=True)]
        running[0].start()

    return tick


def main(argv: list[str] | None = None) -> int:
    """Serve until stopped."""
    options = arguments().parse_args(argv)
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    from mock_portal.server import Service, Watch, listening_socket
    from mock_portal.store.engine import Store

    try:
        listeners = [listening_socket(options.host, options.port + n if options.port else 0) for n in range(3)]
    except OSError as error:
        print(
            f"expected ports {options.port} to {options.port + 2} to be free, found: {error}; choose others with --port",
            file=sys.stderr,
        )
        return 2
    with tempfile.TemporaryDirectory(prefix="portal-") as folder:
        settings = settings_from(options, [s.getsockname()[1] for s in listeners], folder)
        store = Store(settings.database)
        store.create_tables()
        store.close()
        portal, platform, wechat = make_apps(settings)
        services = [
            Service("portal", listeners[0], portal, options.processes, options.threads),
            Service("payment platform", listeners[1], platform),
            Service("wechat", listeners[2], wechat, threads=4),
        ]

        def when_started() -> None:
            wait_until_healthy(settings)
            announce(options, settings, None if options.no_demo else demo_of(settings))

        ticks: list[Callable[[], None]] = []

        def every_tick() -> None:
            if not ticks:
                ticks.append(reconciling(settings))
            ticks[0]()

        return Watch(services, with_parent=options.stop_with_parent, every_tick=every_tick).run(when_started)


def demo_of(settings: Settings) -> Any:
    """Make the demo project."""
    from mock_portal.demo.project import open_demo
    from mock_portal.portal import Portal
    from mock_portal.store.engine import Store

    return open_demo(Portal(replace(settings), Store(settings.database)))


if __name__ == "__main__":
    sys.exit(main())
