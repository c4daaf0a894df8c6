"""One worker's part of a load rehearsal: arrange the past, let candidates in, have staff serve them, see the last one out."""

from functools import partial

from scenarios.load.account import Kind
from scenarios.load.crowd.album import open_album
from scenarios.load.crowd.arranging import Arranging
from scenarios.load.crowd.arrivals import arrivals_of
from scenarios.load.crowd.cast import Cast, Stripe
from scenarios.load.crowd.gauge import Gauge
from scenarios.load.crowd.hands import World
from scenarios.load.crowd.injector import Injector
from scenarios.load.crowd.journeys import SCRIPTS
from scenarios.load.crowd.parts import Parts
from scenarios.load.crowd.playing import Playing
from scenarios.load.crowd.staff import staff_of
from scenarios.load.measures.pulse import IN_BROWSER

GLANCE_SECONDS = 0.05


class Performance:
    """What one worker plays."""

    def __init__(self, cast: Cast, stripe: Stripe, world: World) -> None:
        self.plan = cast.plan
        self.under_way = Gauge()
        self._world = world
        self._stripe = stripe
        self._parts = Parts(cast, stripe)
        self._staff = staff_of(cast, stripe, world)
        self._playing = Playing(cast, self.plan, world, self._staff, prefix=PREFIXES[stripe.kind])
        arrivals = arrivals_of(self.plan, cast.seed, stripe.first, stripe.last)
        self._injector = Injector(arrivals, partial(self.under_way.spawns, world.spawn), world.sleep, world.now)
        self._told = 0  # arrivals that the recorder has been told of

    @property
    def issued(self) -> int:
        """How many have been begun."""
        return self._injector.issued

    def arranging(self) -> Arranging:
        """What has to be arranged before anybody arrives."""
        open_album()
        numbers = range(self._stripe.first, self._stripe.last + 1)
        needing = (part for number in numbers if SCRIPTS[(part := self._parts[number]).journey].past)
        return Arranging(needing, self._playing.arranges)

    def plays(self, epoch: float) -> None:
        """Lets everybody in from the epoch on, by the world's clock, and returns when arrivals are over.

        Not before, though nobody else come to this worker: those of others need its staff, too. A browser plays one after the
        other: how many it takes is no part of the load.
        """
        end = epoch + self.plan.arrivals.lasts_s
        self._staff.goes_to_work()
        if self._stripe.kind is Kind.PROTOCOL:
            self._injector.run(epoch, self._comes)
        else:
            self._injector.run_in_turn(epoch, end, self._plays)
        self._injector.waits_until(end)

    def stops(self) -> None:
        """Nobody else is let in."""
        self._injector.stopped = True

    def _comes(self, number: int, intended: float) -> None:
        self._world.recorder.started(max(self._world.now() - intended, 0.0))
        self._plays(number, intended)

    def _plays(self, number: int, intended: float) -> None:
        self._playing.plays(self._parts[number], intended)

    def tells_what_was_due(self, epoch: float) -> None:
        """Tells the recorder of arrivals whose moment has come since it was told last."""
        if self._stripe.kind is Kind.PROTOCOL:
            due = self._injector.arrivals.due(self._world.now() - epoch)
            self._world.recorder.planned(due - self._told)
            self._told = due

    def drains(self) -> bool:
        """Waits, not longer than the plan allows, until nobody is under way and the staff has gone; whether that is so."""
        deadline = self._world.now() + self.plan.generator.drain_s
        self._waits_for(self.under_way, deadline)
        self._staff.goes_home()
        self._waits_for(self._staff.at_work, deadline)
        return not self.under_way.count

    def _waits_for(self, gauge: Gauge, deadline: float) -> None:
        while gauge.count and self._world.now() < deadline:
            self._world.sleep(GLANCE_SECONDS)


PREFIXES = {Kind.PROTOCOL: "", Kind.BROWSER: IN_BROWSER}
