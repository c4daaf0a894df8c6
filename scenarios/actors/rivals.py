"""People who act at the same moment, round after round, and what each round ended with."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from fixtures.documents import Document, a_photo
from fixtures.people import Education
from scenarios.actors import answers
from scenarios.actors.actor import Actor
from scenarios.actors.candidate import Candidate
from scenarios.actors.desks import ExamArea, Institution, RegistrationPoint, Site
from scenarios.actors.exchange import Answer
from scenarios.actors.intruder import Intruder
from scenarios.actors.phone import Phone
from scenarios.actors.registrant import attached
from scenarios.actors.together import together
from scenarios.control import Stage
from scenarios.page import Page

REASON = "再来一次"


@dataclass(frozen=True, slots=True)
class Ending:
    """Whose act was carried out in a round, the state on record after it, and whether the candidate sees that state."""

    carried_out: frozenset[str]
    state: str
    seen: bool = True


def won_by(act: str, state: str) -> Ending:
    """A round in which this act was carried out and no other one."""
    return Ending(frozenset({act}), state)


@dataclass(frozen=True, slots=True)
class PhotoRace:
    """What confirming and replacing a photo were answered, and whether what was confirmed, if anything was, had been shown."""

    answers: tuple[Answer, ...]
    as_shown: bool


@dataclass(frozen=True, slots=True)
class Rivals:
    """A candidate and desks whose pages all lie open when the buttons are pressed; an intruder has the quickest fingers."""

    candidate: Candidate
    site: Site
    intruder: Intruder
    stage: Stage

    def withdraw_and_confirm(self, point: RegistrationPoint, rounds: int) -> Iterator[Ending]:
        """The candidate withdraws while the desk confirms the printed form."""
        for _ in range(rounds):
            form = self.candidate.beforehand.submits_and_prints()
            asked = self.candidate.beforehand.asks_to_withdraw()
            point.beforehand.looks_up(form.verification_code or "")
            opened = point.beforehand.page
            yield self._ending(
                withdrawn=partial(self._press, "确认撤回", asked, self.candidate),
                confirmed=partial(self._press, "确认", opened, point),
            )

    def pass_and_reject(self, one: Institution, other: Institution, rounds: int) -> Iterator[Ending]:
        """One screen of an institution passes the materials while another one rejects them."""
        self.candidate.beforehand.submits()
        for _ in range(rounds):
            one.beforehand.opens(self.candidate.profile.name)
            other.beforehand.opens(self.candidate.profile.name)
            pages = one.beforehand.page, other.beforehand.page
            yield self._ending(
                passed=partial(self._press, "通过", pages[0], one),
                rejected=partial(self._press, "确认不通过", pages[1], other, 原因="材料不清晰"),
            )
            self.candidate.beforehand.submits_again()

    def click_together(self, clicks: int, rounds: int) -> Iterator[tuple[str, int]]:
        """So many clicks on the button that submits, at once: state and version on record."""
        self.candidate.beforehand.fills_in_everything()
        for _ in range(rounds):
            page = self.candidate.beforehand.opens_submission()
            together(*[partial(self._press, "提交报名信息", page, self.candidate)] * clicks)
            yield self._record("state"), self._record("version")
            self.candidate.beforehand.withdraws()

    def pay_together(self, clicks: int) -> list[str]:
        """So many clicks on “支付”, at once: the states of all orders that came of it."""
        page = self.candidate.beforehand.opens_payment()
        together(*[partial(self._press, "支付", page, self.candidate)] * clicks)
        return self.candidate.sees_order_states()

    def edit_and_submit(self, rounds: int) -> Iterator[tuple[str, str]]:
        """One tab submits what it shows while another one saves an address: the address shown, and the one submitted.

        The one that saves looks at its page up to three times more before, lest it should always be first.
        """
        self.candidate.beforehand.fills_in_everything()
        for number in range(rounds):
            editing = self.candidate.beforehand.opens_contact_page()
            checking = self.candidate.beforehand.opens_submission()
            submitted, _ = together(
                partial(self._press, "提交报名信息", checking, self.candidate),
                partial(self._edit, editing, f"柳湖路{number}号", looks=number % 4),
            )
            assert self._record("state") == ("submitted" if submitted else "draft")
            if submitted:
                yield checking.facts.get("地址", ""), self.candidate.beforehand.sees_submitted_facts().get("地址", "")
                self.candidate.beforehand.withdraws()

    def confirm_and_replace_photo(self, candidates: Iterable[Candidate], replacements: int) -> Iterator[PhotoRace]:
        """Each of them confirms the photo that the page shows while it is replaced in so many other tabs."""
        for candidate in candidates:
            before, shown = candidate.beforehand.sees_photo(), candidate.beforehand.reaches_photo()
            replacing, other = candidate.beforehand.goes_to("photo"), a_photo(candidate.profile, width=600, height=800)
            replace = partial(candidate.tries_to_replace_photo, replacing, other, self.intruder)
            confirm = partial(self.intruder.presses, "确认使用照片", shown, candidate.beforehand)
            answers = together(confirm, *[replace] * replacements)
            kept = candidate.beforehand.sees_photo_of_submission() if answers[0].accepted else before
            yield PhotoRace(tuple(answers), kept == before)

    def enter_together(self, candidate: Candidate, entries: Iterable[Education]) -> list[Answer]:
        """A candidate adds these entries of 学历信息 from tabs that all lay open before, at once."""
        page = candidate.beforehand.opens_new_education()
        press = partial(self.intruder.presses, "提交", page, candidate.beforehand)
        return together(*(partial(press, **answers.credential(entry)) for entry in entries))

    def upload_together(self, candidate: Candidate, kind: str, scans: Iterable[Document]) -> list[Answer]:
        """A candidate uploads these scans of one kind of material at once."""
        page = candidate.beforehand.reaches_materials()
        press = partial(self.intruder.presses, "上传", page, candidate.beforehand, within=kind)
        chooser = page.field("选择文件", kind).name
        return together(*(partial(press, **{chooser: attached(scan)}) for scan in scans))

    def bind_together(self, candidates: Sequence[Candidate], phones: Sequence[Phone]) -> list[bool]:
        """These candidates bind one WeChat, which says yes to both codes at once: whose account it was bound to."""
        for candidate, phone in zip(candidates, phones, strict=True):
            phone.opens(phone.reads(candidate.beforehand.shows_binding_code()))
        together(*(phone.says_yes for phone in phones))
        for candidate in candidates:
            candidate.beforehand.goes_on_after_scan()
        return [candidate.beforehand.is_bound() for candidate in candidates]

    def set_together(self, changes: Mapping[ExamArea, Mapping[str, str]]) -> dict[ExamArea, bool]:
        """Each of these desks saves its own change of the settings, at once: whether it was taken."""
        for desk in changes:
            desk.beforehand.comes_to(desk.settings)
        acts = [partial(self._press, "保存", desk.beforehand.page, desk, **change) for desk, change in changes.items()]
        return dict(zip(changes, together(*acts), strict=True))

    def _edit(self, page: Page, address: str, looks: int) -> bool:
        for _ in range(looks):
            self.intruder.gets(page.address, self.candidate.beforehand)
        return self._press("提交", page, self.candidate, 地址=address)

    def _press(self, button: str, page: Page, actor: Actor, **fields: str) -> bool:
        return self.intruder.presses(button, page, actor.beforehand, **fields).accepted

    def _ending(self, **acts: Callable[[], bool]) -> Ending:
        """Both acts at once; whoever was confirmed is sent back, so that there can be another round."""
        carried_out = dict(zip(acts, together(*acts.values()), strict=True))
        state = self._record("state")
        seen = self.candidate.sees_flow().shows(state)
        if state == "confirmed":
            self.site.beforehand.sends_back(self.candidate.profile.name, REASON)
        return Ending(frozenset(name for name, accepted in carried_out.items() if accepted), state, seen)

    def _record(self, name: str) -> Any:
        """The one enrollment of the scenario, as it is on record."""
        return self.stage.records()[0][name]
