"""What follows from an input: the replies of a turn, as frozen values. No sentences here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flows.attachments import Attachment
from flows.reading import Accepted
from flows.response import Answer, Carried, Response
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

    `answered` is the answer it has already, where it is put again for a correction; `remark` is what the survey team
    asks about it. `told` are the questions whose answers stand above it in the same message. `carried`: the answer of
    an earlier edition that is to be confirmed or changed.
    """

    question: str
    position: int
    total: int
    chosen: tuple[str, ...] = ()
    answered: Answer | None = None
    remark: str | None = None
    told: tuple[str, ...] = ()
    carried: Carried | None = None


@dataclass(frozen=True, slots=True)
class OffersLoaded:
    """Answers of an earlier edition, of that `year`, are offered from now on to so many questions."""

    count: int
    year: int


@dataclass(frozen=True, slots=True)
class OffersShown:
    """What of an earlier edition would be kept in the section of `question` by one tap. Nothing is before it."""

    question: str
    questions: tuple[str, ...]


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
class ListPart:
    """What a list holds for one question: the answer it would give, or why it gives none; `was` is the present one."""

    question: str
    answer: Answer | None
    violation: Violation | None = None
    was: Answer | None = None


@dataclass(frozen=True, slots=True)
class ListShown:
    """How a list would be distributed. Nothing of it is kept before the person says so; `loose` lines never are."""

    question: str
    parts: tuple[ListPart, ...]
    loose: tuple[str, ...] = ()


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
class Refused:
    """Nothing of `typed` is kept. `times` counts refusals in a row: from the third on fuller help is given.

    `example`: an answer that could be taken, at the second refusal; of too long a text, the last words that still fit.
    `unseen`: the question was not put before; the words came with the answers to others.
    """

    question: str
    violation: Violation
    typed: str
    times: int
    unseen: bool = False
    example: str = ""


@dataclass(frozen=True, slots=True)
class Doubted:
    """The person is asked which reading is meant. `unseen`: the question was not put before."""

    question: str
    doubt: Violation
    readings: tuple[Accepted, ...]
    unseen: bool = False


@dataclass(frozen=True, slots=True)
class OtherAsked:
    question: str


@dataclass(frozen=True, slots=True)
class ReasonAsked:
    """`rest`: the reason is for all of these, what is open on the question's card."""

    question: str
    rest: tuple[str, ...] = ()


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
    """What is still open or was passed over, before Submit. With `missing` required ones it cannot be submitted.

    `remarked` are those with a remark of the survey team that is not dealt with."""

    open: tuple[str, ...]
    skipped: tuple[str, ...]
    missing: tuple[str, ...]
    remarked: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Receipt:
    revision: int
    completed_at: datetime


@dataclass(frozen=True, slots=True)
class CopyGiven:
    """A copy was asked for: of what is submitted, or else of what there is."""


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
class SentBack:
    """The survey team returns what was submitted as that revision: `questions` have remarks, `note` is about the whole.
    What was submitted stands until it is submitted again."""

    questions: tuple[str, ...]
    revision: int
    note: str | None = None


@dataclass(frozen=True, slots=True)
class EnquiryAsked:
    """The words for the survey team are asked for; about the open question, if there is one."""

    question: str | None


@dataclass(frozen=True, slots=True)
class EnquirySent:
    """`words` are asked of the survey team; `tried` is what had been typed for the question without being taken."""

    question: str | None
    tried: str
    words: str


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
class SectionEnded:
    """The course leaves a section: so many of its questions are answered, skipped, and left open."""

    section: str
    answered: int
    skipped: int
    open: int


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


@dataclass(frozen=True, slots=True)
class Closed:
    """The questionnaire is closed: no answer is taken any more; one that came is `refused`."""

    refused: bool = True


@dataclass(frozen=True, slots=True)
class Reminder:
    """Where the person stands: at `question`, if one is put, with so many open, and so many with a remark of the survey
    team. Not an answer to anything they did."""

    question: str | None
    open: int
    remarked: int = 0
    begun: bool = True


@dataclass(frozen=True, slots=True)
class RemindersStopped:
    pass


@dataclass(frozen=True, slots=True)
class RemindersResumed:
    pass


@dataclass(frozen=True, slots=True)
class Announced:
    """A word of the survey team to many, with `**bold**` as in the questionnaire."""

    text: str


@dataclass(frozen=True, slots=True)
class Attached:
    """A file is kept with the question; `replaces` is the name of the one in whose place it is, `again`: it was kept
    before."""

    question: str
    attachment: Attachment
    replaces: str | None = None
    again: bool = False


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


@dataclass(frozen=True, slots=True)
class Unreachable:
    """Addresses of an answer that could not be reached a moment ago. No answer to anything the person did."""

    question: str
    urls: tuple[str, ...]


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
    | RestLeftOpen
    | Filled
    | ListShown
    | StayAsTheyWere
    | OffersLoaded
    | OffersShown
    | OffersKept
    | OfferCleared
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
    | CopyGiven
    | AlreadySubmitted
    | NothingAsked
    | Reopened
    | SentBack
    | EnquiryAsked
    | EnquirySent
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
    | SectionEnded
    | Whereabouts
    | DefinitionShown
    | Cancelled
    | NothingToCancel
    | Closed
    | Reminder
    | RemindersStopped
    | RemindersResumed
    | Announced
    | Unreachable
    | Attached
    | Detached
    | FileRefused
    | AttachingExplained
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
