"""Serving: the portal and the simulated outside world under gunicorn, watched over and stopped together."""

import ctypes
import gc
import os
import select
import signal
import socket
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from types import FrameType
from typing import Any

from gunicorn.app.base import BaseApplication

KEEP_ALIVE_SECONDS = 75
GRACE_SECONDS = 10
TICK_SECONDS = 0.25
PR_SET_PDEATHSIG = 1  # of Linux: the signal for when the parent is gone


def listening_socket(host: str, port: int) -> socket.socket:
    """A socket that listens already, so that its port is known before anything is started.

    Raises:
        OSError: the port is taken, or the host is none of this machine.
    """
    listener = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind((host, port))
    listener.listen(1024)
    return listener


class Gunicorn(BaseApplication):  # type: ignore[misc]  # gunicorn has no types
    """One gunicorn with its settings given in code; the application is made in each worker process."""

    def __init__(self, make_app: Callable[[], Any], **settings: Any) -> None:
        self._make_app = make_app
        self._settings = settings
        super().__init__()

    def load_config(self) -> None:
        """Called by gunicorn."""
        for name, value in self._settings.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        """Called by gunicorn in each worker; what is there by now stays, and is not looked through for garbage."""
        made = self._make_app()
        gc.collect()
        gc.freeze()
        return made


@dataclass(frozen=True, slots=True)
class Service:
    """One application with the sockets it answers on, and how many processes and threads it gets."""

    name: str
    listeners: tuple[socket.socket, ...]
    make_app: Callable[[], Any]
    processes: int = 1
    threads: int = 8

    def start(self) -> int:
        """Fork a gunicorn for it and give its process id."""
        parent, pid = os.getpid(), os.fork()
        # With its workers a group of its own, so that they can be ended together; made on both sides, whoever comes first.
        os.setpgid(pid, 0)
        if pid:
            return pid
        ends_with(parent)
        os._exit(self._serve())  # at once: whatever the parent cleans up on its way out is not the child's to clean up

    def _serve(self) -> int:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # a Ctrl-C reaches the whole group; the parent stops us in order
        for listener in self.listeners:
            listener.set_inheritable(True)
        server = Gunicorn(
            self.make_app,
            bind=[f"fd://{listener.fileno()}" for listener in self.listeners],
            workers=self.processes,
            threads=self.threads,
            worker_class="gthread",
            keepalive=KEEP_ALIVE_SECONDS,
            graceful_timeout=GRACE_SECONDS,
            timeout=0,
            loglevel="warning",
            proc_name=self.name,
            control_socket_disable=True,
            worker_tmp_dir="/dev/shm" if os.path.isdir("/dev/shm") else None,  # noqa: S108, PTH112  a heartbeat file
        )
        try:
            server.run()
        except SystemExit as end:  # the way in which gunicorn ends, the arbiter and each worker
            return end.code if isinstance(end.code, int) else 0
        return 0


def ends_with(parent: int) -> None:
    """This process is told to end when its parent is gone, by whatever means; where the system knows how, which is Linux."""
    system = ctypes.CDLL(None)
    if hasattr(system, "prctl"):
        system.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() != parent:
        os._exit(1)


class Watch:
    """Runs services until it is told to stop, one of them gives up, or (when asked) the parent process is gone.

    One that was killed is started again on the same sockets. SIGUSR1 has the first one killed with all its workers, in
    mid-request, as a machine would that loses its power.
    """

    def __init__(
        self,
        services: list[Service],
        *,
        with_parent: bool = False,
        every_tick: Callable[[], None],
        before_fork: Callable[[], None] = lambda: None,
    ) -> None:
        self._services = services
        self._parent = os.getppid() if with_parent else None
        self._every_tick = every_tick
        self._before_fork = before_fork
        # An event would be set by the very thread that waits for it, perhaps just while that holds the event's lock.
        self._bell, self._rope = os.pipe()
        self._running: dict[int, Service] = {}

    def run(self, when_started: Callable[[], None]) -> int:
        """Start all, call ``when_started``, wait, stop all. Gives the exit status."""
        self._running = {service.start(): service for service in self._services}
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._stopped_by)
        signal.signal(signal.SIGUSR1, self._struck_by)
        when_started()
        status = self._wait(self._running)
        self._end(self._running)
        return status

    def _stopped_by(self, _number: int, _frame: FrameType | None) -> None:
        os.write(self._rope, b"!")

    def _struck_by(self, _number: int, _frame: FrameType | None) -> None:
        for pid, service in self._running.items():
            if service is self._services[0]:
                os.killpg(pid, signal.SIGKILL)

    def _wait(self, running: dict[int, Service]) -> int:
        while not select.select([self._bell], [], [], TICK_SECONDS)[0]:
            pid, how = os.waitpid(-1, os.WNOHANG)
            if pid in running:
                ended = running.pop(pid)
                if not os.WIFSIGNALED(how):
                    return 1
                self._revive(ended, pid)
            if self._parent is not None and os.getppid() != self._parent:
                return 0
            self._every_tick()
        return 0

    def _revive(self, service: Service, pid: int) -> None:
        """Start a service again that was killed, once what is left of it has been."""
        with suppress(ProcessLookupError):
            os.killpg(pid, signal.SIGKILL)
        self._before_fork()
        self._running[service.start()] = service

    def _end(self, running: dict[int, Service]) -> None:
        for pid in running:
            os.kill(pid, signal.SIGTERM)
        deadline = time.monotonic() + GRACE_SECONDS + 2
        while running and time.monotonic() < deadline:
            pid, _ = os.waitpid(-1, os.WNOHANG)
            running.pop(pid, None)
            if not pid:
                time.sleep(0.02)
        for pid in running:
            os.kill(pid, signal.SIGKILL)
