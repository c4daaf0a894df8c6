"""A person's eyes and a keyboard: what is painted in which colour, how wide it is, where the focus stands."""

from collections.abc import Mapping

from scenarios.actors.actor import Actor
from scenarios.actors.enrollee import node_of
from scenarios.drivers.browser.sight import Focus, Sight
from scenarios.errors import Misuse, NotOnPage

MOST_KEYS = 120


class Eyes:
    """Eyes and keyboard of one person who plays in a browser."""

    def __init__(self, actor: Actor) -> None:
        self.actor = actor
        self.passed: list[Focus] = []

    @property
    def sight(self) -> Sight:
        """The screen that this person sits before.

        Raises:
            Misuse: there is none; the scenario should say that it plays in browsers.
        """
        sight = self.actor.hands.sight
        if sight is None:
            raise Misuse("expected a screen to look at, found a session over HTTP; mark the scenario with in_browsers")
        return sight

    def sees_painted_nodes(self) -> Mapping[str, str]:
        """The nodes of 【报考流程】, which lies open, with the colour that they are painted in."""
        return {node_of(words): colour for words, colour in self.sight.colours("报考流程").items()}

    def sees_all_of_the_width(self, pixels: int) -> bool:
        """Whether nothing sticks out of a window of this width."""
        return self.sight.overhang(pixels) == 0

    def tabs_to(self, words: str) -> Focus:
        """Press Tab until the control of these words has the focus.

        Raises:
            NotOnPage: the keyboard does not get there, or is not seen there.
        """
        for _ in range(MOST_KEYS):
            focus = self.sight.presses("Tab")
            self.passed.append(focus)
            if words in focus.words.splitlines()[:1]:
                return self._seen(focus)
        raise NotOnPage(f"expected the keyboard to reach {words}, found only {self._way()}", self.actor.page)

    def picks(self, finding: str) -> None:
        """What a search has found, by keyboard: the first suggestion of a combobox, else the box or button of these words."""
        if self.sight.focus().role == "combobox":
            self.presses("ArrowDown")
            self.presses("Enter")
        else:
            self.tabs_to(finding)
            self.presses("Space")

    def _seen(self, focus: Focus) -> Focus:
        if not focus.visible:
            raise NotOnPage(f"expected one to see the focus on {focus.words}, found nothing around it", self.actor.page)
        return focus

    def _way(self) -> str:
        return ", ".join(dict.fromkeys(focus.words or focus.tag for focus in self.passed))

    def presses(self, key: str) -> Focus:
        """One key."""
        return self.sight.presses(key)

    def enters(self) -> None:
        """Enter on a link or button that leads on."""
        self.sight.enters()
