"""The pieces of a message by the question each is meant for. Knows no way to tell them apart, and reads no answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from flows.reading import Hyperlink, Typed


@dataclass(frozen=True, slots=True)
class Pieces:
    """`found` is what is meant for each question: one piece, or several of which it is not clear which is meant.

    `loose` are the lines that could be told to belong to none. `labelled`: at least one piece said what it is.
    """

    found: Mapping[str, tuple[Typed, ...]] = field(default_factory=dict)
    loose: tuple[str, ...] = ()
    labelled: bool = False

    @property
    def count(self) -> int:
        return sum(map(len, self.found.values())) + len(self.loose)

    def text_for(self, question: str) -> str:
        """What the message says on the question, a line a piece; empty where it says nothing."""
        return "\n".join(piece.text for piece in self.found.get(question, ()))


def piece_of(typed: Typed, text: str) -> Typed:
    """A piece of a message, with the addresses hidden behind its words."""
    return Typed(text, tuple(link for link in typed.hyperlinks if _stands_in(link, text)))


def _stands_in(link: Hyperlink, text: str) -> bool:
    return bool(link.words.strip()) and link.words.strip() in text
