"""What a portal calls otherwise than the guide: pages are read in the guide's words, messages quote the portal's own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from scenarios.errors import Misuse
from scenarios.page.words import bare_label, fold

ROOM_FOR_MARKS = 20  # a star, 必填, a colon


@dataclass(frozen=True)
class Wording:
    """The guide's words by the portal's own; whole texts of nodes and elements, never parts of them."""

    guide: Mapping[str, str] = field(default_factory=dict)
    classes: Mapping[str, str] = field(
        default_factory=dict
    )  # those that tell colours, the reference's by the portal's own

    @classmethod
    def of(cls, says: Any) -> Wording:
        """The table `[says]` of a target file: the guide's word = the portal's.

        Raises:
            Misuse: it is no such table, or what stands on a page could mean two things.
        """
        if not isinstance(says, Mapping) or not all(isinstance(own, str) and own.strip() for own in says.values()):
            raise Misuse(f'expected under [says] lines such as "下一步" = "继续", a text for a text, found {says!r}')
        told = {fold(word): fold(own) for word, own in says.items() if fold(word) != fold(own)}
        guide: dict[str, str] = {}
        for word, own in told.items():
            if own in guide:
                raise Misuse(f"expected under [says] one word of the guide for {own}, found {guide[own]} and {word}")
            if own in told:
                raise Misuse(
                    f"expected under [says] words of the portal alone behind =, found {own} for {word}, "
                    f"which the guide says itself, for what the portal calls {told[own]}"
                )
            guide[own] = word
        return cls(guide)

    def __bool__(self) -> bool:
        return bool(self.guide)

    def __len__(self) -> int:
        return len(self.guide)

    @property
    def says(self) -> dict[str, str]:
        """The portal's words by the guide's, as the target file has them."""
        return {word: own for own, word in self.guide.items()}

    def heard(self, text: str) -> str:
        """A whole text in the guide's words, if it is one of the portal's; the marks of a label stay around it."""
        if not self.guide:
            return text
        folded = fold(text)
        if not folded or len(folded) > self._longest:
            return text
        own = folded if folded in self.guide else bare_label(folded)
        if own not in self.guide:
            return text
        before, _, behind = text.partition(text.strip())
        return before + folded.replace(own, self.guide[own], 1) + behind

    def heard_by_line(self, text: str) -> str:
        """What a browser shows of something, each line of it in the guide's words."""
        return "\n".join(map(self.heard, text.splitlines()))

    def class_of(self, name: str) -> str:
        """A class name of the portal as the reference has it."""
        return self.classes.get(name, name)

    def own(self, word: str) -> str:
        """What the portal says for a word of the guide."""
        return next((own for own, guide in self.guide.items() if guide == word), word)

    def both(self, word: str) -> str:
        """A word for messages, so that it can be found on the screen: `下一步 (here: 继续)`."""
        own = self.own(word)
        return word if own == word else f"{word} (here: {own})"

    @cached_property
    def _longest(self) -> int:
        return max(map(len, self.guide)) + ROOM_FOR_MARKS


AS_THE_GUIDE = Wording()
