"""What follows from an input: the replies of a turn, as frozen values. No sentences here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flows.reading import Accepted
from flows.response import Answer, Response
from flows.turns.inputs import Thing
from flows.violations import Violation


@dataclass(frozen=True, slots=True)
class LanguageAsked:
    pass


@dataclass(frozen=True, slots=True)
class LanguageSet:
    language: str


@dataclass(frozen=True, slots=True)
class Welcome:
    """What this is; `country` where it is known already (from an invitation)."""

    country: str | None


@dataclass(frozen=True, slots=True)
class TakenOver:
    """The person is the successor of somebody: the answers given so far are kept."""


@dataclass(frozen=True, slots=True)
class CountryFixed:
    """The country of an invitation was to be changed, which only the survey team can."""


@dataclass(frozen=True, slots=True)
class WelcomeBack:
    """Where the person stopped: `question` is open (None: only the submission is), `done` of `total` have an answer."""

    question: str | None
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Prompt:
    """The open question is put. `position` of `total` counts the relevant questions of the sections, 0 in the opening.

    `answered` is the answer it has already, where it is put again for a correction.
    """

    question: str
    position: int
    total: int
    chosen: tuple[str, ...] = ()
    answered: Answer | None = None


@dataclass(frozen=True, slots=True)
class Recorded:
    """An answer is kept (or the reason for skipping); `was` is the one it replaces, where that one differs."""

    question: str
    answer: Answer
    was: Answer | None = None


@dataclass(frozen=True, slots=True)
class LeftOpen:
    question: str


@dataclass(frozen=True, slots=True)
class Parked:
    """Answers that stopped being relevant: kept, and left out of the document."""

    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Returned:
    """Parked answers that count again."""

    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Refused:
    """Nothing of `typed` is kept. `times` counts refusals in a row: from the third on fuller help is given."""

    question: str
    violation: Violation
    typed: str
    times: int


@dataclass(frozen=True, slots=True)
class Doubted:
    """The person is asked which reading is meant."""

    question: str
    doubt: Violation
    readings: tuple[Accepted, ...]


@dataclass(frozen=True, slots=True)
class OtherAsked:
    question: str


@dataclass(frozen=True, slots=True)
class ReasonAsked:
    question: str


@dataclass(frozen=True, slots=True)
class CannotBeSkipped:
    question: str


@dataclass(frozen=True, slots=True)
class NoWayBack:
    pass


@dataclass(frozen=True, slots=True)
class SectionsShown:
    """The hub."""


@dataclass(frozen=True, slots=True)
class ReviewShown:
    section: str


@dataclass(frozen=True, slots=True)
class Summary:
    """What is still open or was passed over, before Submit. With `missing` required ones it cannot be submitted."""

    open: tuple[str, ...]
    skipped: tuple[str, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Receipt:
    revision: int
    completed_at: datetime


@dataclass(frozen=True, slots=True)
class AlreadySubmitted:
    revision: int
    completed_at: datetime


@dataclass(frozen=True, slots=True)
class NothingAsked:
    """Words came although no question is open: they are quoted, not kept."""

    typed: str


@dataclass(frozen=True, slots=True)
class Reopened:
    """A submitted response is being corrected; what was submitted stands until it is submitted again."""

    revision: int


@dataclass(frozen=True, slots=True)
class StaleTap:
    """A button of an earlier prompt."""


@dataclass(frozen=True, slots=True)
class ThingNotRead:
    thing: Thing


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
class UnknownCommandTold:
    word: str


@dataclass(frozen=True, slots=True)
class HelpShown:
    question: str | None


@dataclass(frozen=True, slots=True)
class Whereabouts:
    question: str | None
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class DefinitionShown:
    question: str
    definition: str


@dataclass(frozen=True, slots=True)
class Cancelled:
    """What was half done (a confirmation, a skip, a correction) is dropped; no answer is."""


@dataclass(frozen=True, slots=True)
class NothingToCancel:
    pass


Reply = (
    LanguageAsked
    | LanguageSet
    | Welcome
    | TakenOver
    | CountryFixed
    | WelcomeBack
    | Prompt
    | Recorded
    | LeftOpen
    | Parked
    | Returned
    | Refused
    | Doubted
    | OtherAsked
    | ReasonAsked
    | CannotBeSkipped
    | NoWayBack
    | SectionsShown
    | ReviewShown
    | Summary
    | Receipt
    | AlreadySubmitted
    | NothingAsked
    | Reopened
    | StaleTap
    | ThingNotRead
    | EditNotTaken
    | EditRefused
    | Joined
    | Separated
    | NotTaken
    | Opened
    | StillOpen
    | UnknownCommandTold
    | HelpShown
    | Whereabouts
    | DefinitionShown
    | Cancelled
    | NothingToCancel
)


@dataclass(frozen=True, slots=True)
class Turn:
    """What follows from one input: the response as it is now, and the replies that make one message.

    No replies: nothing is said (a double tap). `in_place`: the message whose button was tapped is changed instead of a
    new one being sent.
    """

    response: Response
    replies: tuple[Reply, ...] = ()
    in_place: bool = False
