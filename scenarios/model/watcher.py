"""Watches every scenario: after each step the page of the enrollment must be as the tables of the process have it."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime

from scenarios.actors import Candidate
from scenarios.actors.enrollee import colour_of, node_of
from scenarios.areas import AreaType
from scenarios.control import Stage
from scenarios.drivers.driver import Passport
from scenarios.drivers.http import HttpDriver
from scenarios.drivers.transport import Transport
from scenarios.errors import TargetWrong
from scenarios.model.journeys import window_of
from scenarios.page import Page
from scenarios.process import COLOURS, OFFERS, Flow, Move, moves
from scenarios.target import Target

STATES = (*COLOURS, "abandoned")
# Who acts, by the first word of their names. Of anybody else nothing is known, so they may do whatever is in the table.
ROLES = {
    "考生": {"candidate"},
    "报名点": {"point"},
    "网上确认机构": {"institution"},
    "考点": {"point", "site"},
    "考区": {"area"},
    "中心": set[str](),
    "微信": set[str](),
}
SERVER_ERROR = 500


@dataclass(slots=True)
class Watched:
    """One candidate, whether a page of the enrollment was ever open at the end of a step, and the states that it can be in.

    There are no states while nothing was seen of it.
    """

    candidate: Candidate
    states: frozenset[str] = frozenset()
    has_begun: bool = False


@dataclass(slots=True)
class ProcessWatcher:
    """Looks at every candidate's own page with a browser of its own, in the candidate's session."""

    target: Target
    stage: Stage
    wire: Transport
    watched: list[Watched] = field(default_factory=list)
    timeless: bool = False
    stirred: bool = True
    looked_at: datetime | None = None

    def watches(self, candidate: Candidate) -> None:
        """Look after this candidate from now on."""
        self.watched.append(Watched(candidate))

    def loses_sight(self) -> None:
        """Take whatever is seen next as it is."""
        for one in self.watched:
            one.states = frozenset()

    def looks(self, actor: str, words: str) -> None:
        """See what a step has led to; whoever sets windows leaves the calendar behind.

        Raises:
            TargetWrong: it is not as the tables have it.
        """
        self.timeless = self.timeless or words.startswith("sets")
        if not self.stirred and self.looked_at == self.stage.moment:
            return  # nobody pressed anything and time did not jump, so that nothing can be otherwise
        self.stirred, self.looked_at = False, self.stage.moment
        for one in self.watched:
            page = self._page_of(one)
            if page is not None:
                one.states = self._judged(page, one, actor)

    def _page_of(self, one: Watched) -> Page | None:
        """The page of the enrollment, if there is one that this person can see now."""
        session = one.candidate.session
        if not session.last or session.last not in session.drivers:
            return None
        driver = session.drivers[session.last]
        address = self.target.address("enrollment", self.stage.project)
        one.has_begun = one.has_begun or driver.seen.address.startswith(address)
        if not one.has_begun:
            return None
        onlooker = HttpDriver(self.wire, wording=self.target.says)
        page = onlooker.travel_with(Passport(driver.passport().cookies, address))
        if page.status >= SERVER_ERROR:
            raise TargetWrong("expected the page of the enrollment, found an accident", page)
        shown = page.address.startswith(address) and "报名状态" in page.facts
        return page if shown else None

    def _judged(self, page: Page, one: Watched, actor: str) -> frozenset[str]:
        """The states that page and past allow."""
        area = next((area for area in self.stage.areas if area.name == page.facts.get("所在省份")), one.candidate.area)
        area_type = area.type_at(page.facts.get("报名地市", ""))
        flow = flow_of(page, area_type)
        looks_like = frozenset(state for state in STATES if flow.shows(state) and not offer_errors(page, state))
        if not looks_like:
            raise TargetWrong(f"expected the page of one state, found {'; '.join(complaints(flow, page, one))}", page)
        if not one.states or area.also:
            return looks_like
        possible = self._reached(one.states, ROLES.get(actor.partition(" ")[0]), area_type)
        if not looks_like & possible:
            raise TargetWrong(
                f"expected {listed(possible)} after {listed(one.states)} and a step of {actor}, found {listed(looks_like)}",
                page,
            )
        return looks_like & possible

    def _reached(self, states: Collection[str], roles: set[str] | None, area_type: AreaType) -> frozenset[str]:
        """Where one can be after a step of somebody in these roles; time passes and payments arrive all the while."""
        earliest, latest = self.stage.between()
        found, ahead = set(states), list(states)
        if area_type.pays and "abandoned" in states:
            found.add("paid")  # a payment made in time counts, however late the message of it comes (Q31)
        while ahead:
            state = ahead.pop()
            for move in moves(area_type):
                may = roles is None or move.who in {*roles, "clock"} or move.event == "pay"
                if move.state == state and may and self._is_time_for(move, earliest, latest) and move.to not in found:
                    found.add(move.to)
                    ahead.append(move.to)
        return frozenset(state for state in found if not self._is_over(state, earliest, area_type))

    def _is_time_for(self, move: Move, earliest: datetime, latest: datetime) -> bool:
        window = window_of(move, self.stage.calendar)
        if self.timeless:
            return True
        if move.who == "clock":
            return latest >= window.closes
        return move.event == "pay" or (latest >= window.opens and earliest < window.closes)

    def _is_over(self, state: str, earliest: datetime, area_type: AreaType) -> bool:
        """Whether nobody can be in this state any more."""
        return not self.timeless and any(
            move.state == state and move.who == "clock" and earliest >= window_of(move, self.stage.calendar).closes
            for move in moves(area_type)
        )


def flow_of(page: Page, area_type: AreaType) -> Flow:
    """The flow bar and the state in words."""
    nodes = {node_of(item.text): colour_of(item.classes) for item in page.items("报考流程")}
    return Flow(nodes, page.fact("报名状态"), area_type)


def offer_errors(page: Page, state: str) -> list[str]:
    """What is offered although it may not be, and what is not although it should."""
    offered = {words for words in OFFERS if page.has_link(words) or page.has_button(words)}
    wanted = {words for words, (there, _) in OFFERS.items() if state in there.split()}
    unwanted = {words for words, (_, absent) in OFFERS.items() if state in absent.split()}
    return [f"expected {words} to be offered" for words in sorted(wanted - offered)] + [
        f"expected no {words}, found it" for words in sorted(unwanted & offered)
    ]


def complaints(flow: Flow, page: Page, one: Watched) -> list[str]:
    """What is wrong with a page that fits no state, as seen from the state that it comes closest to."""
    readings = [[*flow.differences(state), *offer_errors(page, state)] for state in one.states or STATES]
    return min(readings, key=len)


def listed(states: Collection[str]) -> str:
    return " or ".join(sorted(states)) or "nothing"
