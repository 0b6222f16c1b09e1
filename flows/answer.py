"""One answer: what was given to one question, the messages it came in, and what an earlier edition was given.

How an answer is read is told in `flows/answers/`. Knows no response.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field

from flows.reading import Accepted, Hyperlink, Typed, Value


class SkipReason(StrEnum):
    """Why a question was passed over. (`later` is not among them: it leaves the question open.)"""

    NO_SUCH_THING = "no-such-thing"
    NOT_AVAILABLE = "not-available"


class Warned(StrEnum):
    """What an answer was warned of when it was given, though it may well be right. The names are frozen: they stand in
    the document."""

    PERCENT_UNUSUAL = "percent-unusual"
    PERCENT_ZERO = "percent-zero"
    TEXT_SHORT = "text-short"
    ADDRESS_UNREACHABLE = "address-unreachable"


class OverrideReason(StrEnum):
    """Why an answer stands against a warning. The names are frozen, too."""

    CHECKED = "checked"
    ESTIMATE = "estimate"
    NOTHING_TO_ADD = "nothing-to-add"
    ELSEWHERE = "elsewhere"  # the rest is in a file, or behind an address
    OWN_NETWORK = "own-network"
    DOWN_FOR_NOW = "down-for-now"
    OWN_WORDS = "own-words"


class Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


def unused(value: object) -> bool:
    """Not written down, for a process of the version before, which knows no such field, reads it too."""
    return value is None or value is False


class Source(Frozen):
    """One message an answer was read from. Its number, `message`, counts up within its `chat`; `sent_at` is when it was
    sent or, of a text that was edited, changed last.

    `cut`: it is as long as a message can be, so that the rest of the text follows in another. `for_other`: it gave the
    words for "Other", not the choice. `piece`: what of the text is meant, where it answers several questions.
    `from_file`: it is the text of a file, not what was written under it.
    """

    chat: int
    message: int
    sent_at: datetime
    text: str
    hyperlinks: tuple[Hyperlink, ...] = ()
    cut: bool = False
    for_other: bool = False
    piece: str | None = Field(default=None, exclude_if=unused)
    from_file: bool = Field(default=False, exclude_if=unused)

    @property
    def typed(self) -> Typed:
        """The words that are meant for the question."""
        return Typed(self.text if self.piece is None else self.piece, self.hyperlinks)


Sources = tuple[Source, ...]


class Override(Frozen):
    """A warning that was passed over, and why; `words` are the respondent's own, where they gave the reason in them."""

    warned: Warned
    reason: OverrideReason
    words: str = Field(default="", exclude_if=lambda words: not words)


class Answer(Frozen):
    """What was given to one question: a value, a remark, both, or a reason for passing over it.

    `typed` is what was written exactly as it came, empty for a tap; `sources` are the messages it came in, in the order
    of their numbers. `version` is the version of the text agreed to, for an `acknowledge`. `confirmed`: there was a
    doubt about it, and the respondent said that this is what is meant. `override`: it stands against a warning.
    """

    value: Value | None = None
    note: str | None = None
    other: str | None = None
    version: str | None = None
    skipped: SkipReason | None = None
    typed: str = ""
    sources: Sources = ()
    confirmed: bool = Field(default=False, exclude_if=unused)
    override: Override | None = Field(default=None, exclude_if=unused)
    given_at: datetime

    @property
    def accepted(self) -> Accepted:
        return Accepted(self.value, self.note, self.other)


class Offer(StrEnum):
    """What became of an answer carried over from an earlier edition, as long as its question has no other."""

    STANDING = "standing"
    CHANGING = "changing"  # its question is put like any other, to be answered from it
    CLEARED = "cleared"  # offered no more


class Carried(Frozen):
    """The answer an earlier edition was given, in that `year`. It counts for nothing before it is kept."""

    answer: Answer
    year: int
    offer: Offer = Offer.STANDING
