"""Who may do what in which state, as a table, and somebody who tries everything else by crafted requests."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from scenarios.actors.actor import Actor
from scenarios.actors.candidate import Candidate
from scenarios.actors.desks import Desk
from scenarios.actors.exchange import Answer
from scenarios.actors.intruder import Intruder
from scenarios.areas import AREAS
from scenarios.control import Stage

POINT, INSTITUTION, SITE, AREA, CENTER, SELF = "point", "institution", "site", "area", "center", "candidate"
SOME_REASON, SOME_ADDRESS = "材料不符合要求", "柳湖路88号"
Attempt = tuple[str, Answer]  # what was tried, and what was answered


@dataclass(frozen=True, slots=True)
class Act:
    """One request that changes an enrollment: where it goes, and the button's word for the target."""

    name: str
    path: str
    word: str = ""
    by_code: bool = False  # upon the printed form, not upon the enrollment's number
    unseen: str = ""  # the word for what else of the page travels with it


ACTS = (
    Act("confirm the form", "confirmation", "confirm", by_code=True),
    Act("refuse the form", "confirmation", "refuse-at-desk", by_code=True),
    Act("pass the materials", "materials_queue", "confirm"),
    Act("reject the materials", "materials_queue", "reject-online"),
    Act("pass at the site", "site_review", "pass-site-review"),
    Act("fail at the site", "site_review", "fail-site-review"),
    Act("send back", "site_review", "send-back"),
    Act("pass at the area", "area_review", "pass-area-review"),
    Act("fail at the area", "area_review", "fail-area-review"),
    Act("correct", "correction", unseen="address_field"),
)
OWN_ACTS = (
    Act("withdraw", "withdrawal"),
    Act("submit", "submission"),
    Act("confirm the photo", "photo_confirmation", unseen="photo_field"),
    Act("change the area", "area_change", unseen="area_field"),
    Act("pay", "payment_of_project"),
)
READINGS = ("confirmation", "materials_queue", "site_review", "area_review", "photo_at_desk", "correction")
DOORS = ("desk_accounts", "area_settings", "project_settings", "records")  # which lead to no enrollment in particular

AT_THE_DESK = {f"{who}: {act} the form" for who in (POINT, SITE) for act in ("confirm", "refuse")}
AT_THE_INSTITUTION = {f"{INSTITUTION}: {act} the materials" for act in ("pass", "reject")}
ALLOWED: Mapping[str, frozenset[str]] = {
    "draft": frozenset({"candidate: submit", "candidate: confirm the photo", "candidate: change the area"}),
    "submitted": frozenset({"candidate: withdraw"} | AT_THE_DESK | AT_THE_INSTITUTION),
    "confirm-rejected": frozenset({"candidate: submit", "candidate: confirm the photo"}),
    "confirmed": frozenset({"site: pass at the site", "site: fail at the site", "site: send back", "site: correct"}),
    "site-passed": frozenset({"area: pass at the area", "area: fail at the area", "site: correct"}),
    "review-rejected": frozenset({"site: send back"}),
    "approved": frozenset({"area: fail at the area", "site: correct"}),  # it is too early to pay
    "paid": frozenset({"area: fail at the area", "site: correct", "candidate: pay"}),  # once more is no offence
}
DOUBLE_CLICK = "candidate: submit"  # once more what has just been submitted is no offence (Q70)
READS = {
    POINT: {"confirmation", "photo_at_desk"},
    INSTITUTION: {"materials_queue", "photo_at_desk"},
    SITE: {"confirmation", "site_review", "correction", "photo_at_desk", "desk_accounts"},
    AREA: {"area_review", "photo_at_desk", "area_settings"},
    CENTER: {"photo_at_desk", "project_settings", "records"},
}


@dataclass(slots=True)
class Powers:
    """Tries, as everybody concerned and as everybody not concerned, what the table does not allow."""

    stage: Stage
    intruder: Intruder
    candidate: Candidate
    concerned: Mapping[str, Desk]
    others: Mapping[str, Desk]  # of the same roles, elsewhere
    code: str = ""
    photo: str = ""  # as the page named it when it could still be confirmed
    tokens: dict[str, str] = field(default_factory=dict)

    def oversteps(self, state: str) -> tuple[str, ...]:
        """What was not refused, or was done, though it is nobody's to do in this state."""
        before = self._record()
        found = [f"the state is {before['state']} instead of {state}"] if before["state"] != state else []
        self.code = before["verification_code"] or self.code
        self.photo = self._photo_offered() or self.photo
        found += [
            f"{what}: {answer}" for what, answer in self._tries(state, before) if not answer.denied or answer.broke
        ]
        after = self._record()
        changed = [key for key in ("state", "version", "revision") if before[key] != after[key]]
        return tuple(found + [f"{key} is {after[key]} instead of {before[key]}" for key in changed])

    def _tries(self, state: str, record: Mapping[str, Any]) -> Iterator[Attempt]:
        allowed = ALLOWED[state] | ({DOUBLE_CLICK} if state == "submitted" else set())
        yield from self._of_those_concerned(allowed, record)
        yield from self._of_others(record)
        yield from self._of_the_candidate(allowed, record)

    def _of_those_concerned(self, allowed: Collection[str], record: Mapping[str, Any]) -> Iterator[Attempt]:
        for role, desk in self.concerned.items():
            for act in ACTS:
                if f"{role}: {act.name}" not in allowed:
                    yield f"{role}: {act.name}", self._act(act, desk, record)
            for path in (path for path in (*READINGS, *DOORS) if path not in READS[role]):
                yield f"{role}: read {path}", self._read(path, desk, record)

    def _of_others(self, record: Mapping[str, Any]) -> Iterator[Attempt]:
        """Everything that they might do at home, and reading."""
        for role, desk in self.others.items():
            for act in (act for act in ACTS if act.path in READS[role]):
                yield f"{role} elsewhere: {act.name}", self._act(act, desk, record)
            for path in READINGS:
                yield f"{role} elsewhere: read {path}", self._read(path, desk, record)

    def _of_the_candidate(self, allowed: Collection[str], record: Mapping[str, Any]) -> Iterator[Attempt]:
        for act in OWN_ACTS:
            if f"{SELF}: {act.name}" not in allowed:
                yield f"{SELF}: {act.name}", self._own_act(act, record)
        for act in ACTS:
            yield f"{SELF} as staff: {act.name}", self._act(act, self.candidate, record)

    def _act(self, act: Act, actor: Actor, record: Mapping[str, Any]) -> Answer:
        word = self.intruder.target.word
        fields = {
            word("reason_field"): SOME_REASON,
            word("version_field"): str(record["version"]),
            word("revision_field"): str(record["revision"]),
            **({word("act_field"): word(act.word)} if act.word else {}),
            **self._unseen(act),
        }
        if act.by_code:
            fields[word("code_field")] = self.code
            return self._post(self.intruder.target.paths[act.path], fields, actor)
        return self._post(self._place(act.path, record), fields, actor)

    def _own_act(self, act: Act, record: Mapping[str, Any]) -> Answer:
        revision = {self.intruder.target.word("revision_field"): str(record["revision"])}
        return self._post(act.path, {**revision, **self._unseen(act)}, self.candidate)

    def _unseen(self, act: Act) -> Mapping[str, str]:
        elsewhere = next(area.name for area in AREAS.values() if area.name != self.candidate.area.name)
        known = {"address_field": SOME_ADDRESS, "photo_field": self.photo, "area_field": elsewhere}
        return {self.intruder.target.word(act.unseen): known[act.unseen]} if act.unseen else {}

    def _photo_offered(self) -> str:
        page = self.intruder.gets("photo_confirmation", self.candidate).page
        return page.carries(self.intruder.target.word("photo_field"))

    def _read(self, path: str, actor: Actor, record: Mapping[str, Any]) -> Answer:
        return self.intruder.gets(self._place(path, record), actor)

    def _place(self, path: str, record: Mapping[str, Any]) -> str:
        known = self.intruder.target.paths[path]
        if path in DOORS:
            return known
        number = record["enrollment_id"]
        return known.format(enrollment=number) if "{" in known else f"{known}/{number}"

    def _post(self, address: str, fields: Mapping[str, str], actor: Actor) -> Answer:
        token = self.tokens.get(actor.name) or self.intruder.token_of(actor)
        self.tokens[actor.name] = token
        return self.intruder.posts(address, fields, actor, token=token)

    def _record(self) -> Mapping[str, Any]:
        mine = [one for one in self.stage.records() if one["id_number"] == self.candidate.profile.id_number]
        return mine[0]
