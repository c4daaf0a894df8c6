"""A scenario told in words: who did what, how long it took, and what stood on the screen at the end."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from threading import current_thread, main_thread
from time import perf_counter
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from scenarios.page import Page

Camera = Callable[[], bytes | None]


@dataclass(slots=True)
class Act:
    """One thing that hands did, such as pressing a button."""

    words: str
    seconds: float
    address: str = ""
    picture: bytes | None = None

    def as_json(self) -> dict[str, Any]:
        """Without the picture itself, which is kept beside the story."""
        return {
            "words": self.words,
            "seconds": round(self.seconds, 3),
            "address": self.address,
            "pictured": self.picture is not None,
        }


@dataclass(slots=True)
class Step:
    """One thing that somebody did in the language of the process, with the acts it took."""

    actor: str
    words: str
    seconds: float = 0.0
    acts: list[Act] = field(default_factory=list)
    steps: list["Step"] = field(default_factory=list)
    failed: bool = False

    def as_json(self) -> dict[str, Any]:
        """With everything that was done below it."""
        return {
            "actor": self.actor,
            "words": self.words,
            "seconds": round(self.seconds, 3),
            "failed": self.failed,
            "acts": [act.as_json() for act in self.acts],
            "steps": [step.as_json() for step in self.steps],
        }


@dataclass(slots=True)
class Listener:
    """Hears what one person's hands do, and tells it in the story."""

    story: "Story"
    actor: str
    camera: Camera | None = None

    def acted(self, words: str, page: "Page", seconds: float) -> None:
        """Takes note of one act and of the page that stood there after it."""
        self.story.note(self, Act(words, seconds, page.address), page)


class Teller(Protocol):
    """Whoever is told what people do; a story keeps it all, a load rehearsal only counts."""

    def step(self, actor: str, words: str, kind: str = "") -> AbstractContextManager[object]:
        """Somebody makes a step, told in these words; ``kind`` are the words without the names that are in them."""


class Watcher(Protocol):
    """Looks on after every step, and raises what it does not like; `stirred` tells that a button was pressed."""

    stirred: bool

    def looks(self, actor: str, words: str) -> None:
        """Somebody has made a step, which is told in these words."""

    def loses_sight(self) -> None:
        """Several people act at once, so that nobody can say who did what."""


@dataclass(slots=True)
class Story:
    """What happened in one scenario so far. The cast says in which `area_type` it plays."""

    area_type: str = ""
    refusal: str = ""
    pictures_of_steps: bool = False
    steps: list[Step] = field(default_factory=list)
    moves: list[str] = field(default_factory=list)  # of the table of the process, where a journey follows it
    last_page: "Page | None" = None
    last_camera: Camera | None = None
    watchers: list["Watcher"] = field(default_factory=list)
    _open: list[Step] = field(default_factory=list)

    @contextmanager
    def step(self, actor: str, words: str, kind: str = "") -> Iterator[Step]:  # noqa: ARG002  only counted elsewhere
        """Tells one step; whatever hands do meanwhile is told below it."""
        step = Step(actor, words)
        (self._open[-1].steps if self._open else self.steps).append(step)
        self._open.append(step)
        began = perf_counter()
        try:
            yield step
            self._watch(actor, words)
        except BaseException:
            step.failed = True
            raise
        finally:
            step.seconds = perf_counter() - began
            self._open.pop()

    def _watch(self, actor: str, words: str) -> None:
        """Lets the watchers look, once a step is over that is part of no other one."""
        for watcher in self.watchers:
            if current_thread() is not main_thread():
                watcher.loses_sight()
            elif len(self._open) == 1:
                watcher.looks(actor, words)

    def _stir(self) -> None:
        """Lets the watchers know that somebody has pressed a button; outside any step nobody can say what for."""
        for watcher in self.watchers:
            watcher.stirred = True
            if not self._open:
                watcher.loses_sight()

    def listener(self, actor: str, camera: Camera | None = None) -> Listener:
        """An ear for one person's hands; the camera shows what they have before their eyes."""
        return Listener(self, actor, camera)

    def note(self, listener: Listener, act: Act, page: "Page") -> None:
        """Tells one act, below the step that is going on."""
        if act.words.startswith("presses"):
            self._stir()
        self.last_page, self.last_camera = page, listener.camera
        if self.pictures_of_steps and listener.camera:
            act.picture = listener.camera()
        if self._open:
            self._open[-1].acts.append(act)
        else:
            self._between_steps(listener.actor, act)

    def _between_steps(self, actor: str, act: Act) -> None:
        """Acts outside any step make one of their own, together as long as the same person goes on."""
        if not self.steps or self.steps[-1].actor != actor or self.steps[-1].words:
            self.steps.append(Step(actor, ""))
        self.steps[-1].acts.append(act)
        self.steps[-1].seconds += act.seconds

    @property
    def pictures(self) -> tuple[bytes, ...]:
        """Pictures of steps, in the order in which the story tells their acts."""
        return tuple(act.picture for act in acts_of(self.steps) if act.picture)

    def words(self) -> str:
        """The story as indented lines."""
        return "\n".join(lines_of(self.steps))


def acts_of(steps: list[Step]) -> Iterator[Act]:
    """All acts below these steps."""
    for step in steps:
        yield from step.acts
        yield from acts_of(step.steps)


def lines_of(steps: list[Step], indent: str = "") -> Iterator[str]:
    """One line for each step and act; the failed step is marked."""
    for step in steps:
        mark = "✗" if step.failed else "·"
        yield f"{indent}{mark} {step.actor} {step.words}".rstrip() + f"  {step.seconds:.2f} s"
        yield from (f"{indent}    {act.words}" for act in step.acts)
        yield from lines_of(step.steps, indent + "    ")
