"""The things of a chat: accounts, messages, buttons, files, updates. Knows no HTTP and no JSON shapes."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import PurePath
from typing import Any, ClassVar

from pydantic import ConfigDict

from simulator.entities import Entities


@dataclass(frozen=True)
class Account:
    """A person's Telegram account."""

    id: int
    name: str
    language: str = "en"
    username: str | None = None


@dataclass(frozen=True)
class BotAccount:
    id: int
    name: str
    username: str


@dataclass(frozen=True)
class Button:
    """An inline button: it sends `data` to the bot, or opens `url`."""

    caption: str
    data: str | None = None
    url: str | None = None


Keyboard = tuple[tuple[Button, ...], ...]


class Kind(StrEnum):
    """What a message carries beside its text."""

    DOCUMENT = "document"
    PHOTO = "photo"
    STICKER = "sticker"
    VOICE = "voice"
    LOCATION = "location"
    CONTACT = "contact"


@dataclass(frozen=True)
class File:
    # Bytes go into the saved world as base64.
    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(ser_json_bytes="base64", val_json_bytes="base64")

    id: str
    name: str
    mime_type: str
    content: bytes

    @property
    def size(self) -> int:
        return len(self.content)

    @property
    def path(self) -> str:
        """Where getFile says the file lies."""
        return f"files/{self.id}{PurePath(self.name).suffix}"


@dataclass(frozen=True)
class Attachment:
    """A file by its id, or a place or a contact by its properties."""

    kind: Kind
    file_id: str | None = None
    properties: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Message:
    """One bubble. `text` is the caption where there is an attachment; `date` and `edited_at` are UTC seconds.

    `fields` are what else the bot is told of it, as the Bot API writes it: a poll, a forward's origin, an album's id.
    """

    id: int
    chat_id: int
    sender_id: int
    date: int
    text: str = ""
    entities: Entities = ()
    keyboard: Keyboard = ()
    attachment: Attachment | None = None
    reply_to: int | None = None
    edited_at: int | None = None
    fields: dict[str, Any] = field(default_factory=dict)

    @property
    def captions(self) -> list[str]:
        return [button.caption for row in self.keyboard for button in row]


class Event(StrEnum):
    """What can happen in a chat, as a transcript tells it."""

    SAID = "said"
    CORRECTED = "corrected"
    TAPPED = "tapped"
    BOT_SAID = "bot-said"
    BOT_CHANGED = "bot-changed"


@dataclass(frozen=True)
class Entry:
    """One line of a chat's history: the message as it was then; `caption` is the button tapped."""

    event: Event
    message: Message
    caption: str | None = None

    @property
    def of_the_bot(self) -> bool:
        return self.event in (Event.BOT_SAID, Event.BOT_CHANGED)


@dataclass
class Chat:
    """A private chat (its id is the person's) or a group (a negative id). `messages` are those visible now, by id;
    `bot_spoke_at` (UTC seconds) is when the bot said or changed something last."""

    id: int
    members: list[int]
    title: str | None = None
    started: bool = False
    blocked: bool = False
    bot_spoke_at: int = 0
    messages: dict[int, Message] = field(default_factory=dict)
    history: list[Entry] = field(default_factory=list)

    @property
    def is_private(self) -> bool:
        return self.id > 0

    @property
    def shown(self) -> list[Message]:
        return sorted(self.messages.values(), key=lambda message: message.id)


@dataclass(frozen=True)
class Update:
    """What the bot is told. `lane` is the chat, whose updates a webhook gets in order."""

    id: int
    kind: str
    payload: dict[str, Any]
    lane: int


@dataclass(frozen=True)
class CallbackAnswer:
    """What the person sees after a tap: nothing, a toast, or an alert to close."""

    text: str = ""
    alert: bool = False
    url: str | None = None


@dataclass(frozen=True)
class Tap:
    """A callback query: one tap on one button. `date` is UTC seconds."""

    id: str
    person_id: int
    message: Message
    button: Button
    date: float
    answer: CallbackAnswer | None = None


@dataclass(frozen=True)
class Command:
    command: str
    description: str


@dataclass(frozen=True)
class CommandList:
    """The commands set for one scope (`default`, `all_private_chats`, `chat` …) and one language ("": every one)."""

    scope: str
    chat_id: int | None
    language: str
    commands: tuple[Command, ...]


@dataclass(frozen=True)
class Webhook:
    url: str = ""
    secret_token: str = ""
    max_connections: int = 40
    last_error_date: int | None = None
    last_error_message: str | None = None


@dataclass(frozen=True)
class Change:
    """Something that the page, a waiting test or a long poll wants to know: a message, an answer, an update …"""

    kind: str
    chat_id: int = 0
    value: Any = None
