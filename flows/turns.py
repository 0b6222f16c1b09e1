"""What comes in and what follows from it: the inputs and the replies of a turn, as frozen values. No decisions here."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from flows.reading import Accepted, Typed
from flows.response import Answer, Response
from flows.violations import Violation

LATER = "later"
"""The reason that leaves a question open; the others are `flows.response.SkipReason`."""


class Action(StrEnum):
    """What a button does. The value is its code in a button's callback data: short, never reused for something else."""

    LANGUAGE = "l"  # choice: the language's code
    BEGIN = "b"
    OTHER_COUNTRY = "o"
    CHOOSE = "c"  # question, choice: answers at once ("yes", "no", or a choice's name)
    TODAY = "y"  # question
    TOGGLE = "t"  # question, choice
    DONE = "d"  # question
    NONE = "n"  # question
    CONFIRM = "a"  # question, choice: the reading's place among those offered, from 0
    RETYPE = "r"  # question
    SKIP = "s"  # question
    REASON = "w"  # question, choice: a SkipReason or "later"
    BACK = "k"
    SHOW = "p"  # the open question again
    SECTIONS = "h"
    SECTION = "j"  # choice: the section's name
    REVIEW = "v"  # choice: a section's name, or empty for the first
    EDIT = "e"  # question
    KEEP = "i"  # question: the answer stays as it is
    REMARK = "g"  # question: the words refused last are kept as a remark
    SUMMARY = "m"
    SUBMIT = "u"
    DEFINE = "f"  # question, choice: the definition's name
    SEPARATE = "x"  # question, choice: the number of the message that is to count no longer for the answer


class Tap(BaseModel):
    """A button: what it does, to which question, with which choice, and the `prompt` it was shown with."""

    model_config = ConfigDict(frozen=True)

    action: Action
    question: str = ""
    choice: str = ""
    prompt: int = 0


class Command(StrEnum):
    """The slash commands. `/start` is an input of its own (`Started`)."""

    HELP = "help"
    WHERE = "where"
    BACK = "back"
    SKIP = "skip"
    SECTIONS = "sections"
    REVIEW = "review"
    SUBMIT = "submit"
    LANGUAGE = "language"
    CANCEL = "cancel"


# Inputs


@dataclass(frozen=True, slots=True)
class Origin:
    """Which message of the respondent's it is: its `chat`, its number in it, and when it was sent or changed last.

    `cut`: it is as long as a message can be, so that the rest of the text follows in another.
    """

    chat: int
    message: int
    sent_at: datetime
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Seen:
    """What the respondent had seen of the bot when a message was sent: the question put last, and when the last of it
    was said (by the bot's clock: when the turn took place).

    `for_certain` is False where they may have seen more: something that was said well before their message, but of
    which it is not known that it came before it, as after a crash between sending and noting.
    """

    question: str | None
    said_at: datetime
    for_certain: bool = True


@dataclass(frozen=True, slots=True)
class Started:
    """`/start`, or the first sight of a person. `token` is the secret of a personal link, if one was opened."""

    token: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Said:
    """Words. Where their `origin` is known, `seen` is what the respondent had seen before (None: nothing)."""

    typed: Typed
    origin: Origin | None = None
    seen: Seen | None = None


@dataclass(frozen=True, slots=True)
class RepliedTo:
    """Words sent as the reply to an earlier message: one of the bot's that puts `question`, or one of the respondent's
    that was meant for it. None: the message replied to is about no question."""

    question: str | None
    typed: Typed
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class Tapped:
    tap: Tap


@dataclass(frozen=True, slots=True)
class TappedUnknown:
    """A button this version does not know: of an older version, or invented."""


@dataclass(frozen=True, slots=True)
class Commanded:
    command: Command


@dataclass(frozen=True, slots=True)
class CommandedUnknown:
    """A slash word that is no command; `text` is the whole message."""

    text: str


class Thing(StrEnum):
    """What a person may send instead of words."""

    PHOTO = "photo"
    DOCUMENT = "document"
    VOICE = "voice"
    VIDEO = "video"
    STICKER = "sticker"
    LOCATION = "location"
    CONTACT = "contact"
    POLL = "poll"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class SentThing:
    """Something other than words, without a caption."""

    thing: Thing


@dataclass(frozen=True, slots=True)
class Edited:
    """The person changed a message sent earlier: `typed` are its words now.

    `gave` is the question it once answered, where it does so no longer.
    """

    typed: Typed
    origin: Origin
    gave: str | None = None


Input = Started | Said | RepliedTo | Tapped | TappedUnknown | Commanded | CommandedUnknown | SentThing | Edited


# Replies


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
