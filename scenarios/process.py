"""The process as the published rules describe it, in tables: nodes, colours, words, what is offered, what leads where."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from scenarios.areas import AreaType

FILL, PHOTO, MATERIALS, SUBMIT = "填写/修改报考信息", "确认照片", "上传材料", "提交信息"
CONFIRMATION, REVIEW, PAYMENT = "报名确认", "资格审核", "缴费"
NODES = (FILL, PHOTO, MATERIALS, SUBMIT, CONFIRMATION, REVIEW, PAYMENT)

KNOWN_COLOURS = ("grey", "black", "green", "red")

# Colours in the order of NODES; "·" where the guide leaves the colour open (Q20), "|" between those it allows (Q24).
COLOURS: Mapping[str, str] = {
    "draft": "· · · · grey grey grey",
    "withdrawn": "· · · · grey grey grey",
    "submitted": "green green green green black grey grey",
    "confirm-rejected": "· · · · red|black grey grey",
    "confirmed": "green green green green green black grey",
    "site-passed": "green green green green green black grey",
    "corrected": "green green green green green black grey",
    "corrected-passed": "green green green green green black grey",
    "review-rejected": "green green green green green red|black grey",
    "approved": "green green green green green green black",
    "paid": "green green green green green green green",
}

STATE_TEXTS: Mapping[str, tuple[str, ...]] = {
    "draft": ("未提交报名信息",),
    "withdrawn": ("未提交报名信息",),
    "submitted": ("已提交",),
    "confirm-rejected": ("确认不通过",),
    "confirmed": ("初审",),
    "site-passed": ("终审",),
    "corrected": ("初审",),
    "corrected-passed": ("终审",),
    "review-rejected": ("不通过",),
    "approved": ("缴费",),
    "paid": ("报名成功",),
    "abandoned": ("自动放弃",),
}
SUCCESS = "报名成功"

# Ways on from the page of the flow bar: offered in these states, not offered in those; nothing is said of all others.
OFFERS: Mapping[str, tuple[str, str]] = {
    "填写/修改报考信息": (  # after a change of area the new notice may come first
        "confirm-rejected",
        "submitted confirmed site-passed corrected corrected-passed review-rejected approved paid abandoned",
    ),
    "修改考区": (
        "draft withdrawn",
        "submitted confirm-rejected confirmed site-passed corrected corrected-passed review-rejected approved paid abandoned",
    ),
    "撤回信息提交": (
        "submitted",
        "draft withdrawn confirm-rejected confirmed site-passed corrected corrected-passed review-rejected approved paid abandoned",
    ),
    "打印报名表": ("", "draft withdrawn confirm-rejected abandoned"),  # Q8, Q13
    "缴费": (
        "",
        "draft withdrawn submitted confirm-rejected confirmed site-passed corrected corrected-passed review-rejected",
    ),
}

# Every move there is. `who`: candidate, point (on site, where the exam site may confirm as well), institution (online),
# site, area, clock, platform. `while`: the window in which it can happen; a clock acts as soon as its window is over.
# `where`: area types. Withdrawn is a draft that had been submitted, which looks the same and has more time (Q3). So do corrected
# and corrected-passed look like confirmed and site-passed: who was corrected is reviewed again, even after payment (Q37).
MOVES = """
from              event           who          while         where    to
draft             submit          candidate    registration  all      submitted
draft             change-area     candidate    registration  all      draft
draft             lapse           clock        registration  all      abandoned
submitted         withdraw        candidate    withdrawal    all      withdrawn
submitted         confirm         point        confirmation  on-site  confirmed
submitted         refuse          point        confirmation  on-site  submitted
submitted         pass-materials  institution  confirmation  online   confirmed
submitted         reject          institution  confirmation  online   confirm-rejected
submitted         lapse           clock        confirmation  all      abandoned
withdrawn         submit          candidate    withdrawal    all      submitted
withdrawn         change-area     candidate    withdrawal    all      withdrawn
withdrawn         lapse           clock        confirmation  all      abandoned
confirm-rejected  submit          candidate    resubmission  online   submitted
confirm-rejected  lapse           clock        resubmission  online   abandoned
confirmed         pass-site       site         site_review   all      site-passed
confirmed         fail-site       site         site_review   all      review-rejected
confirmed         send-back       site         confirmation  all      withdrawn
confirmed         correct         site         correction    all      corrected
site-passed       pass-area       area         area_review   all      approved
site-passed       fail-area       area         area_review   all      review-rejected
site-passed       correct         site         correction    all      corrected
corrected         pass-site       site         correction    all      corrected-passed
corrected         fail-site       site         correction    all      review-rejected
corrected         send-back       site         confirmation  all      withdrawn
corrected         correct         site         correction    all      corrected
corrected-passed  pass-area       area         correction    all      approved
corrected-passed  fail-area       area         correction    all      review-rejected
corrected-passed  correct         site         correction    all      corrected
review-rejected   send-back       site         confirmation  all      withdrawn
approved          fail-area       area         area_review   all      review-rejected
approved          correct         site         correction    all      corrected
approved          pay             candidate    payment       pay      paid
approved          lapse           clock        payment       pay      abandoned
paid              fail-area       area         area_review   pay      review-rejected
paid              correct         site         correction    pay      corrected
"""

# What a line of the history tells of, by the first of these words that it has: events, after "|" those that are a no (D13, D14).
# Lines of other words, or of the other answer, tell of something else.
TOLD = """
撤回  withdraw  |
退回            |  send-back
终审  pass-area |  fail-area
初审  pass-site |  fail-site
确认  confirm pass-materials | refuse reject
提交  submit    |
"""


@dataclass(frozen=True, slots=True)
class Move:
    """One line of the table of moves."""

    state: str
    event: str
    who: str
    window: str
    where: str
    to: str

    def is_in(self, area_type: AreaType) -> bool:
        """Whether areas of this type have it."""
        fits = {"all": True, "online": area_type.online, "on-site": not area_type.online, "pay": area_type.pays}
        return fits[self.where]

    def __str__(self) -> str:
        return f"{self.state} > {self.event}"


@cache
def moves(area_type: AreaType) -> tuple[Move, ...]:
    """All moves of an area type, in the order of the table."""
    _, *lines = MOVES.strip().splitlines()
    return tuple(move for move in (Move(*line.split()) for line in lines) if move.is_in(area_type))


def nodes_of(area_type: AreaType) -> tuple[str, ...]:
    """The nodes of an area type, in order (table "Flow bar per area type")."""
    left_out = set() if area_type.online else {MATERIALS}
    if not area_type.pays:
        left_out.add(PAYMENT)
    return tuple(node for node in NODES if node not in left_out)


def colours_at(state: str, area_type: AreaType) -> Mapping[str, str]:
    """Node by node the colour that the rules fix in a state."""
    colours = dict(zip(NODES, COLOURS[state].split(), strict=True))
    return {node: colours[node] for node in nodes_of(area_type) if colours[node] != "·"}


def state_texts(state: str, area_type: AreaType) -> tuple[str, ...]:
    """Words of which one must stand in the state text; in areas without payment approval is success (R6.3)."""
    return (SUCCESS,) if state == "approved" and not area_type.pays else STATE_TEXTS[state]


@dataclass(frozen=True, slots=True)
class Flow:
    """What a candidate sees of an enrollment: nodes with their colours in order, and the state in words."""

    nodes: Mapping[str, str]
    state: str
    area_type: AreaType

    def shows(self, state: str) -> bool:
        """Whether nodes, colours and words are those of ``state``."""
        return not self.differences(state)

    def differences(self, state: str) -> tuple[str, ...]:
        """What is not as the rules have it in ``state``."""
        found = []
        if tuple(self.nodes) != nodes_of(self.area_type):
            found.append(f"expected nodes {nodes_of(self.area_type)}, found {tuple(self.nodes)}")
        if state != "abandoned":  # the colours of an abandoned enrollment are left open
            found.extend(self._miscoloured(colours_at(state, self.area_type)))
        words = state_texts(state, self.area_type)
        if not any(text in self.state for text in words):
            found.append(f"expected the state to say {' or '.join(words)}, found {self.state}")
        return tuple(found)

    def _miscoloured(self, fixed: Mapping[str, str]) -> Iterator[str]:
        """Nodes of another colour, one by one; those whose classes tell no colour together, for all have one cause."""
        unread: dict[str, list[str]] = {}
        for node, colour in fixed.items():
            shown = self.nodes.get(node)
            if shown is not None and shown not in KNOWN_COLOURS:
                unread.setdefault(f"node-{shown}" if shown else "none", []).append(node)
            elif shown not in colour.split("|"):
                yield f"expected {node} {colour.replace('|', ' or ')}, found {shown}"
        if unread:
            *others, last = (f"node-{colour}" for colour in KNOWN_COLOURS)
            told = ", ".join(f"{shown} at {', '.join(nodes)}" for shown, nodes in unread.items())
            yield f"expected nodes with a class {', '.join(others)} or {last}, found {told}; or name others in [colours], see docs/pages.md"

    def __repr__(self) -> str:
        nodes = ", ".join(f"{node} {colour}" for node, colour in self.nodes.items())
        return f"<{self.state}: {nodes}>"


@cache
def telling_lines() -> Mapping[str, tuple[str, bool]]:
    """The words of the history, and whether they say no, by the event that they tell of."""
    found = {}
    for line in TOLD.strip().splitlines():
        words, events = line.split(maxsplit=1)
        for answer, names in zip((False, True), events.split("|"), strict=True):
            found.update(dict.fromkeys(names.split(), (words, answer)))
    return found


def is_a_no(words: str) -> bool:
    """Whether a line of the history tells that somebody said no, in whatever words."""
    return any(no in words for no in "不未退拒驳")


def untold(events: Iterable[str], history: Iterable[str]) -> tuple[str, ...]:
    """What the history, oldest line first, tells otherwise than it was; after a change of area it may begin anew."""
    telling = telling_lines()
    words = dict.fromkeys(words for words, _ in telling.values())
    lines = [(next((word for word in words if word in line), ""), is_a_no(line)) for line in history]
    found = [line for line in lines if line in telling.values()]
    happened = list(events)
    since = len(happened) - happened[::-1].index("change-area") if "change-area" in happened else 0
    for events_told in (happened, happened[since:]):
        if found == [telling[event] for event in events_told if event in telling]:
            return ()
    return (
        f"expected the history to tell of {_told(telling[event] for event in happened if event in telling)}, found {_told(found)}",
    )


def _told(lines: Iterable[tuple[str, bool]]) -> str:
    return ", ".join(f"{words} no" if no else words for words, no in lines) or "nothing"
