"""Section memory: what the portal holds after 1,000 journeys, against what it held after 100."""

from collections.abc import Callable

from scenarios.drivers.http import HttpDriver
from scenarios.drivers.kept import KeptConnections
from tests.benchmarks.figures import Figure
from tests.benchmarks.journey import a_newcomer, a_portal_of_its_own, plays
from tests.benchmarks.servers import Worker, family

FEW, MANY = 100, 1000
TOLD_EVERY = 100
NOISE = 1.05
MEBIBYTE = 2**20


def resident_bytes(pid: int) -> int:
    """Memory of a process and of all below it."""
    return sum(Worker(each, port=0).resident_bytes() for each in family(pid))


def figures(told: Callable[[str], None], *, journeys: int = MANY) -> list[Figure]:
    """Journeys over HTTP, one after another, each of a person of its own in a project of its own."""
    held: dict[int, int] = {}
    wire = KeptConnections()
    with a_portal_of_its_own(processes=1) as (target, pid):
        for number in range(1, journeys + 1):
            plays(a_newcomer(target, "http", lambda: HttpDriver(wire)))
            if number % TOLD_EVERY == 0:
                held[number] = resident_bytes(pid)
                told(f"memory after {number} journeys: {held[number] / MEBIBYTE:.1f} MiB")
    wire.close()
    return [
        Figure(
            "memory",
            f"memory of portal and simulators after {journeys} journeys, against after {FEW}",
            (held[journeys] / held[FEW],),
            NOISE,
            note=f"{held[journeys] / MEBIBYTE:.0f} MiB against {held[FEW] / MEBIBYTE:.0f} MiB",
        )
    ]
