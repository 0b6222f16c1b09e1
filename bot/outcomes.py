"""What an error of Telegram means for the message that was being sent. Decides; sends and keeps nothing.

Telegram gives no codes, only sentences: they stand here, lower case, as the Bot API server words them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from telegram.error import BadRequest, Forbidden, RetryAfter, TelegramError

from bot.rendering import EditText, Ready, SendFile, SendPhoto, SendText


@dataclass(frozen=True, slots=True)
class Sent:
    """It is in the chat, as that message, since that moment by Telegram's clock, where Telegram said so."""

    message_id: int
    sent_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Instead:
    """It cannot go out like this; this part in its place can."""

    part: SendText | SendFile


@dataclass(frozen=True, slots=True)
class Later:
    """It may work another time: after `seconds` where Telegram says so."""

    seconds: float | None = None


@dataclass(frozen=True, slots=True)
class Unreachable:
    """The person blocked the bot, or the chat is gone."""


@dataclass(frozen=True, slots=True)
class Never:
    """Telegram refuses it for good."""

    reason: str


Settled = Sent | Later | Unreachable | Never
Outcome = Settled | Instead

_CHAT_GONE: Final = ("chat not found", "user not found", "peer_id_invalid", "chat_id_invalid")
_AS_IT_IS_ALREADY: Final = ("message is not modified",)
_NOT_TO_BE_EDITED: Final = (
    "message to edit not found",
    "message can't be edited",
    "there is no text in the message to edit",
    "message_id_invalid",
    "message_edit_time_expired",
)


def outcome_of(error: TelegramError, part: Ready) -> Outcome:
    """Total: what is not known to be final is tried again."""
    said = error.message.lower()
    if isinstance(error, RetryAfter):
        return Later(retry_after(error))
    if isinstance(error, Forbidden) or (isinstance(error, BadRequest) and _says(said, _CHAT_GONE)):
        return Unreachable()
    if isinstance(error, BadRequest):
        return _refused(error, part)
    return Later()


def retry_after(error: RetryAfter) -> float:
    """Seconds Telegram asks to wait (the library gives a number or a timedelta)."""
    asked = error.retry_after
    return float(asked) if isinstance(asked, int) else asked.total_seconds()


def _refused(error: BadRequest, part: Ready) -> Outcome:
    match part:
        case EditText():
            return _refused_edit(error, part)
        case SendPhoto():  # too large or too long for a photo: it is sent as it is
            return Instead(part.as_file)
        case _:
            return Never(error.message)


def _refused_edit(error: BadRequest, part: EditText) -> Outcome:
    said = error.message.lower()
    if _says(said, _AS_IT_IS_ALREADY):
        return Sent(part.message_id)
    return Instead(part.anew) if _says(said, _NOT_TO_BE_EDITED) else Never(error.message)


def _says(said: str, sentences: tuple[str, ...]) -> bool:
    return any(sentence in said for sentence in sentences)
