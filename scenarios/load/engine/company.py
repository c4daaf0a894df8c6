"""The workers of a run as the conductor knows them: what they said last, and whether they are still there."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from scenarios.load.account import Fate, Kind, WorkerAccount
from scenarios.load.crowd.cast import Stripe
from scenarios.load.engine.messages import Beat, Goodbye, Hello

PATIENCE_SECONDS = 5.0  # beyond the three after which Locust misses a heartbeat: one that only stalled comes back


@dataclass(slots=True)
class Player:
    """One worker."""

    node: str  # by which Locust calls it
    hello: Hello
    name: str = ""
    stripe: Stripe | None = None
    arranged: int = 0
    ready: bool = False
    issued: int = 0
    under_way: int = 0
    cpu_max: float = 0.0
    descriptors_max: int = 0
    goodbye: Goodbye | None = None
    missed_since: float | None = None
    lost: bool = False

    @property
    def done(self) -> bool:
        """Whether nothing more is to be expected of it."""
        return self.lost or self.goodbye is not None

    def beats(self, beat: Beat) -> None:
        """Takes note of what it counted."""
        self.issued, self.under_way = beat.issued, beat.under_way
        self.cpu_max = max(self.cpu_max, beat.pulse["cpu"])
        self.descriptors_max = max(self.descriptors_max, beat.pulse["descriptors"])

    def is_there(self, *, there: bool, now: float) -> None:
        """Counts it as lost once it has been away for too long."""
        if there:
            self.missed_since = None
        else:
            self.missed_since = self.missed_since or now
            self.lost = self.lost or (not self.goodbye and now - self.missed_since > PATIENCE_SECONDS)

    def account(self) -> WorkerAccount:
        """What there is to say about it afterwards."""
        assert self.stripe
        return WorkerAccount(
            name=self.name,
            host=self.hello.host,
            kind=self.hello.kind,
            stripe=self.stripe.number,
            first=self.stripe.first,
            last=self.stripe.last,
            issued=self.goodbye.issued if self.goodbye else self.issued,
            fate=Fate.FINISHED if self.goodbye else Fate.LOST,
            cpu_max=round(self.cpu_max, 3),
            descriptors_max=self.descriptors_max,
        )


class Company:
    """All workers, in the order in which they came."""

    def __init__(self, wanted: Mapping[Kind, int], clock: Callable[[], float] = time.monotonic) -> None:
        self._wanted = wanted
        self._clock = clock
        self.players: dict[str, Player] = {}

    def joins(self, node: str, hello: Hello) -> bool:
        """Takes a worker in, unless there are enough of its kind."""
        if sum(player.hello.kind is hello.kind for player in self.players.values()) >= self._wanted[hello.kind]:
            return False
        self.players[node] = Player(node, hello)
        return True

    @property
    def complete(self) -> bool:
        return len(self.players) == sum(self._wanted.values())

    @property
    def ready(self) -> bool:
        return all(player.ready for player in self.players.values())

    @property
    def done(self) -> bool:
        return all(player.done for player in self.players.values())

    @property
    def arranged(self) -> int:
        return sum(player.arranged for player in self.players.values())

    @property
    def lost(self) -> list[Player]:
        return [player for player in self.players.values() if player.lost]

    def gives_parts(self, stripes: Mapping[Kind, list[Stripe]]) -> None:
        """Gives each worker a stripe of its kind, and a name by it."""
        left = {kind: iter(of_kind) for kind, of_kind in stripes.items()}
        for player in self.players.values():
            player.stripe = next(left[player.hello.kind])
            player.name = f"{player.hello.kind}-{player.stripe.number}"

    def looks_around(self, present: Callable[[str], bool]) -> list[str]:
        """Notices who is missing; gives those that were lost before they had a part, whose places are free again."""
        for node, player in self.players.items():
            player.is_there(there=present(node), now=self._clock())
        gone = [player.node for player in self.lost if not player.stripe]
        for node in gone:
            del self.players[node]
        return gone
