"""What follows where answers are kept, changed, put aside; files and questions to the survey team as well."""

from __future__ import annotations

from dataclasses import dataclass

from flows.answer import Answer
from flows.attachments import Attachment
from flows.violations import Violation


@dataclass(frozen=True, slots=True)
class OffersKept:
    """What an earlier edition was answered in the section is kept."""

    section: str
    recorded: tuple[Recorded, ...]


@dataclass(frozen=True, slots=True)
class OfferCleared:
    """What an earlier edition was answered is offered no more; the question stays open."""

    question: str
    year: int


@dataclass(frozen=True, slots=True)
class Recorded:
    """An answer is kept (or the reason for skipping); `was` is the one it replaces, where that one differs."""

    question: str
    answer: Answer
    was: Answer | None = None


@dataclass(frozen=True, slots=True)
class Filled:
    """Answers of one `group` that came together, as with a signature or a list. `loose` are the lines of the message
    that were taken for no answer. `leaving`: what is asked next is not of that group."""

    group: str
    recorded: tuple[Recorded, ...]
    loose: tuple[str, ...] = ()
    leaving: bool = True

    @property
    def question(self) -> str | None:
        return self.recorded[0].question if self.recorded else None


@dataclass(frozen=True, slots=True)
class StayAsTheyWere:
    """The message an answer came with was changed, and says no longer anything of it that could be taken."""

    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LeftOpen:
    question: str


@dataclass(frozen=True, slots=True)
class RestLeftOpen:
    """What is missing on a card is left for later."""

    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Parked:
    """Answers that stopped being relevant: kept, and left out of the document."""

    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Returned:
    """Parked answers that count again."""

    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reopened:
    """A submitted response is being corrected; what was submitted stands until it is submitted again."""

    revision: int


@dataclass(frozen=True, slots=True)
class EnquirySent:
    """`words` are asked of the survey team; `tried` is what had been typed for the question without being taken."""

    question: str | None
    tried: str
    words: str


@dataclass(frozen=True, slots=True)
class EditNotTaken:
    """A message was changed that is no answer; `question` is the one it answered before another answer was given."""

    question: str | None = None


@dataclass(frozen=True, slots=True)
class EditRefused:
    """What a message was changed to is no answer to its question: the `answer` given before stays."""

    question: str
    violation: Violation
    answer: Answer


@dataclass(frozen=True, slots=True)
class Joined:
    """A further message continues the answer: this is the whole of it. `message` is the number of the one joined."""

    question: str
    answer: Answer
    message: int


@dataclass(frozen=True, slots=True)
class Separated:
    """A message counts no longer for the answer, which is now this one; `typed` are the words left out."""

    question: str
    answer: Answer
    typed: str


@dataclass(frozen=True, slots=True)
class NotTaken:
    """Words came that are meant for no question that could be told: they are quoted, not kept.

    `question`: the one they seemed to be meant for, which is not asked at the moment.
    """

    typed: str
    question: str | None = None


@dataclass(frozen=True, slots=True)
class Opened:
    """Questions that are to be answered as well by now; they are not put yet."""

    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StillOpen:
    """Something else was changed; the open question stays as it was."""

    question: str


@dataclass(frozen=True, slots=True)
class Cancelled:
    """What was half done (a confirmation, a skip, a correction) is dropped; no answer is."""


@dataclass(frozen=True, slots=True)
class NothingToCancel:
    pass


@dataclass(frozen=True, slots=True)
class Attached:
    """A file is kept with the question; `replaces` is the name of the one in whose place it is, `again`: it was kept
    before. `without_text`: no text could be taken out of it where one is asked for. `unkept`: the words sent with it,
    in the place of which the text of the file is asked about."""

    question: str
    attachment: Attachment
    replaces: str | None = None
    again: bool = False
    without_text: bool = False
    unkept: str = ""


@dataclass(frozen=True, slots=True)
class Detached:
    """A file is removed from the question. None: it had been removed before."""

    question: str
    attachment: Attachment | None


@dataclass(frozen=True, slots=True)
class FileRefused:
    """A file was not kept. Nothing else changed."""

    violation: Violation


@dataclass(frozen=True, slots=True)
class AttachingExplained:
    """How a file is sent, and to which question it goes now, if to any. `unknown`: what was written, and names none;
    `chosen`: the question was named, and is put behind this."""

    question: str | None
    unknown: str = ""
    chosen: bool = False
