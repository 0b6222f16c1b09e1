"""What comes in: buttons, commands, words and other messages, as frozen values. No decisions here."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from flows.attachments import Fetched
from flows.cards.contact import Contact
from flows.reading import Typed
from flows.violations import Violation

LATER = "later"
"""The reason that leaves a question open; the others are `flows.answer.SkipReason`."""
REST = "rest"
"""With `Action.SKIP`: all that is open on the question's card."""
OF_CARD = "card"
"""With `Action.KEEP_ALL`: what is offered on the question's card."""
FILL_IN, ONLY_THIS = "0", "1"
"""With `Action.CONFIRM`, of a list: it is distributed as shown, or it is the answer to the one question."""


class Action(StrEnum):
    """What a button does. The value is its code in a button's callback data: short, never reused for something else."""

    LANGUAGE = "l"  # choice: the language's code
    BEGIN = "b"
    OTHER_COUNTRY = "o"
    CHOOSE = "c"  # question, choice: answers at once ("yes", "no", or a choice's name)
    TODAY = "y"  # question
    TOGGLE = "t"  # question, choice
    DONE = "d"  # question; of a card: enough of it is filled
    NONE = "n"  # question
    CONFIRM = "a"  # question, choice: the reading's place among those offered, from 0; of a list FILL_IN or ONLY_THIS
    RETYPE = "r"  # question
    SKIP = "s"  # question, choice: "rest" for all that is open on its card
    REASON = "w"  # question, choice: a SkipReason or "later"
    BACK = "k"
    SHOW = "p"  # the open question again
    SECTIONS = "h"
    SECTION = "j"  # choice: the section's name
    REVIEW = "v"  # choice: a section's name, or empty for the first
    EDIT = "e"  # question
    OVERRIDE = "E"  # question, choice: an OverrideReason, for which the answer stands against the warning just given
    ADDRESS_STANDS = "A"  # question, choice: an OverrideReason and the mark of the addresses that were not reached
    KEEP = "i"  # question: the answer stays as it is, or the one of an earlier edition is kept
    KEEP_ALL = "K"  # question, choice: "card" for its card; else its section's, empty to see them, their number to keep
    CHANGE = "H"  # question: what an earlier edition was answered is to be changed
    CLEAR = "X"  # question: what an earlier edition was answered is offered no more
    ASK_TEAM = "q"  # question: the survey team is to be asked about it
    REMARK = "g"  # question: the words refused last are kept as a remark
    SUMMARY = "m"
    SUBMIT = "u"
    DEFINE = "f"  # question, choice: the definition's name
    COPY = "C"  # the response as it is now, as a file
    REMINDERS = "z"  # choice: "off" or "on"
    DETACH = "D"  # question, choice: the id of the file that is to be removed
    SEPARATE = "x"  # question, choice: the number of the message that is to count no longer for the answer
    TEAM = "@"  # choice: what the desk of the survey team is to do (flows.desk.taps)


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
    ASK = "ask"
    ATTACH = "attach"
    LANGUAGE = "language"
    CANCEL = "cancel"


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
    that was meant for it. None: the message replied to is about no question. `notice`: it told that addresses of the
    question could not be reached, which have this mark (`flows.overriding`)."""

    question: str | None
    typed: Typed
    origin: Origin | None = None
    notice: str | None = None


@dataclass(frozen=True, slots=True)
class Tapped:
    tap: Tap


@dataclass(frozen=True, slots=True)
class TappedUnknown:
    """A button this version does not know: of an older version, or invented."""


@dataclass(frozen=True, slots=True)
class Commanded:
    """`about` is what was written behind the command, for one that takes it."""

    command: Command
    about: str = ""


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
class SharedContact:
    """A contact was shared, or a vCard sent; `contact` is None where it holds no person, or several."""

    contact: Contact | None
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class Edited:
    """The person changed a message sent earlier: `typed` are its words now.

    `gave` is the question it once answered, where it does so no longer.
    """

    typed: Typed
    origin: Origin
    gave: str | None = None


@dataclass(frozen=True, slots=True)
class SentFile:
    """A document or a photo was sent, or put in the place of one: `fetched`, or not kept for the reason `refused`.
    `question`: the one that was replied to. `caption` are the words with it."""

    origin: Origin
    fetched: Fetched | None = None
    refused: Violation | None = None
    caption: Said | RepliedTo | Edited | None = None
    question: str | None = None


Input = (
    Started
    | Said
    | RepliedTo
    | Tapped
    | TappedUnknown
    | Commanded
    | CommandedUnknown
    | SentThing
    | SharedContact
    | SentFile
    | Edited
)
