"""Plays one candidate's journey, or arranges what came before it, and says what became of it."""

from collections.abc import Iterator
from contextlib import contextmanager

from fixtures.people import a_candidate
from scenarios.errors import NoAnswer
from scenarios.load.crowd.cast import Cast
from scenarios.load.crowd.hands import World, hands_for
from scenarios.load.crowd.journeys import SCRIPTS, Act
from scenarios.load.crowd.member import Member
from scenarios.load.crowd.parts import Part
from scenarios.load.crowd.refusing import is_expected, kind_of
from scenarios.load.crowd.staff import AT_ONCE, Staff
from scenarios.load.crowd.telling import Tally
from scenarios.load.ledger import Who
from scenarios.load.measures.pulse import Outcome
from scenarios.load.plan import Plan, Thinking


class Playing:
    """Everything that a candidate of this worker needs for a journey."""

    def __init__(self, cast: Cast, plan: Plan, world: World, staff: Staff, prefix: str = "") -> None:
        self._cast = cast
        self._plan = plan
        self._world = world
        self._staff = staff
        self._prefix = prefix

    def arranges(self, part: Part) -> None:
        """Plays what was before a journey, as fast as it goes; nobody counts it.

        Raises:
            TargetWrong: it did not come to pass.
        """
        past = SCRIPTS[part.journey].past
        assert past
        with self._member(part, Tally(None), AT_ONCE) as member:
            past(member, self._staff)

    def plays(self, part: Part, intended: float) -> None:
        """Plays a journey that should begin at this moment."""
        tally = Tally(self._world.recorder, self._prefix)
        with self._member(part, tally, self._plan.thinking, intended) as member:
            tally.forgives = lambda: self._is_right(member)
            outcome = self._outcome(SCRIPTS[part.journey].plays, member, tally)
        self._world.recorder.ended(self._prefix + part.journey, self._world.now() - intended, outcome)

    def _outcome(self, plays: Act, member: Member, tally: Tally) -> Outcome:
        try:
            plays(member, self._staff)
        except Exception as problem:  # noqa: BLE001  whatever it is, it is counted
            if self._is_right(member) and not isinstance(problem, NoAnswer):
                return "refused"
            kind = kind_of(problem, member.page, self._cast.target, tally.broken)
            self._world.recorder.failed(kind, f"candidate {member.number}: {problem}")
            return "failed"
        return "done"

    def _is_right(self, member: Member) -> bool:
        """Whether the page says no for a reason that the plan expects."""
        return is_expected(member.page, self._cast.target, self._plan.expected)

    @contextmanager
    def _member(self, part: Part, tally: Tally, thinking: Thinking, intended: float | None = None) -> Iterator[Member]:
        profile = a_candidate(self._cast.seed, part.number, employers=self._cast.target.employers)
        who = Who(part.number, "candidate", profile.id_number)
        hands = hands_for(
            self._world, who, tally, thinking, self._cast.seed, intended=intended, plain=thinking is AT_ONCE
        )
        member = Member(profile, self._cast.target, tally, hands)
        member.number, member.project = part.number, self._cast.project
        member.lives_in(part.area, part.city.name)
        try:
            yield member
        finally:
            hands.close()
