"""What a Telegram update means for the questionnaire: `Update` -> `Incoming`. Decides nothing, sends nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from telegram import CallbackQuery, ChatMember, ChatMemberUpdated, Message, MessageEntity, Update
from telegram.constants import ChatType

from bot.buttons import decode
from bot.contacts import contact_of
from flows.interview import Incoming
from flows.reading import Hyperlink, Typed
from flows.turns import (
    Command,
    Commanded,
    CommandedUnknown,
    Edited,
    Input,
    Origin,
    Said,
    SentThing,
    SharedContact,
    Started,
    Tapped,
    TappedUnknown,
    Thing,
)

UPDATES_READ: Final = ("message", "edited_message", "callback_query", "my_chat_member")
"""What Telegram is asked for; everything else it keeps to itself."""


SURELY_CUT: Final = 4000
"""UTF-16 units. An app cuts a text too long for one message (4096) at the last space before that limit, and sends the
rest as another."""


@dataclass(frozen=True, slots=True)
class Blocked:
    """The person blocked the bot, at that moment."""

    chat: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Unblocked:
    """The person let the bot in again."""

    chat: int


@dataclass(frozen=True, slots=True)
class InGroup:
    """A message in a group that speaks to the bot: it is answered with the way to the private chat."""

    chat: int
    message_id: int


Heard = Incoming | Blocked | Unblocked | InGroup


def read_update(update: Update, now: datetime, bot_name: str) -> Heard | None:
    """None for what is passed over in silence: channels, talk in groups, service messages, moving locations.

    `bot_name` is the bot's user name without "@".
    """
    if update.callback_query is not None:
        return _read_tap(update.update_id, update.callback_query, now)
    if update.my_chat_member is not None:
        return _read_membership(update.my_chat_member)
    if update.message is not None:
        return _read_message(update.update_id, update.message, bot_name)
    if update.edited_message is not None:
        return _read_edit(update.update_id, update.edited_message, now)
    return None


# Telegram does not say when a button was tapped: the moment it is read stands for it.
def _read_tap(update_id: int, query: CallbackQuery, now: datetime) -> Incoming | None:
    if query.message is None or query.message.chat.type != ChatType.PRIVATE:
        return None
    if query.from_user.id != query.message.chat.id:  # Telegram lets nobody tap in the chat of another
        return None
    tap = decode(query.data or "")
    return Incoming(
        update_id=update_id,
        chat=query.message.chat.id,
        input=TappedUnknown() if tap is None else Tapped(tap),
        message_id=query.message.message_id,
        sent_at=now,
        language_hint=query.from_user.language_code,
    )


def _read_membership(change: ChatMemberUpdated) -> Blocked | Unblocked | None:
    if change.chat.type != ChatType.PRIVATE:
        return None
    gone = change.new_chat_member.status in {ChatMember.BANNED, ChatMember.LEFT}
    return Blocked(change.chat.id, change.date) if gone else Unblocked(change.chat.id)


def _read_message(update_id: int, message: Message, bot_name: str) -> Incoming | InGroup | None:
    if message.chat.type != ChatType.PRIVATE:
        spoken_to = message.chat.type != ChatType.CHANNEL and _speaks_to(message, bot_name)
        return InGroup(message.chat.id, message.message_id) if spoken_to else None
    given = _input_of(message, bot_name)
    return None if given is None else _incoming(update_id, message, given, message.date)


def _read_edit(update_id: int, message: Message, now: datetime) -> Incoming | None:
    if message.chat.type != ChatType.PRIVATE:
        return None
    changed_at = message.edit_date or now
    if message.text or message.caption:
        return _incoming(update_id, message, Edited(_typed(message), _origin(message, changed_at)), changed_at)
    # Another file in the place of the one before; a location that moves is no news.
    changed = Thing.DOCUMENT if message.document else Thing.PHOTO if message.photo else None
    return _incoming(update_id, message, SentThing(changed), changed_at) if changed else None


def _incoming(update_id: int, message: Message, given: Input, sent_at: datetime) -> Incoming:
    return Incoming(
        update_id=update_id,
        chat=message.chat.id,
        input=given,
        message_id=message.message_id,
        sent_at=sent_at,
        language_hint=message.from_user.language_code if message.from_user else None,
        reply_to=message.reply_to_message.message_id if message.reply_to_message else None,
    )


def _input_of(message: Message, bot_name: str) -> Input | None:
    if message.text:
        return _slash_word(message.text, bot_name) or _said(message)
    if message.caption:
        return _said(message)
    if message.contact:
        return SharedContact(contact_of(message.contact), _origin(message, message.date))
    thing = next((thing for attribute, thing in _THINGS.items() if getattr(message, attribute)), None)
    return None if thing is None else SentThing(thing)


# In this order: a venue is a location as well, an animation a document.
_THINGS: Mapping[str, Thing] = {
    "animation": Thing.VIDEO,
    "photo": Thing.PHOTO,
    "live_photo": Thing.PHOTO,
    "document": Thing.DOCUMENT,
    "voice": Thing.VOICE,
    "audio": Thing.VOICE,
    "video": Thing.VIDEO,
    "video_note": Thing.VIDEO,
    "sticker": Thing.STICKER,
    "location": Thing.LOCATION,
    "poll": Thing.POLL,
    "checklist": Thing.OTHER,
    "dice": Thing.OTHER,
    "game": Thing.OTHER,
    "giveaway": Thing.OTHER,
    "invoice": Thing.OTHER,
    "paid_media": Thing.OTHER,
    "story": Thing.OTHER,
}


# "/review", "/review@name_bot", "/review and more words"; not "/home/index.html", which is the beginning of an answer.
_SLASH_WORD = re.compile(r"/(?P<word>\w+)(?:@(?P<bot>\w+))?(?=\s|$)")
_COMMANDS = {command.value: command for command in Command}


def _slash_word(text: str, bot_name: str) -> Started | Commanded | CommandedUnknown | None:
    found = _SLASH_WORD.match(text)
    if found is None:
        return None
    word = found["word"].lower()
    if (found["bot"] or bot_name).lower() != bot_name.lower():
        return CommandedUnknown(_sound(text))
    if word == "start":
        return Started(_token(text[found.end() :]))
    if word not in _COMMANDS:
        return CommandedUnknown(_sound(text))
    command = _COMMANDS[word]
    return Commanded(command, _sound(text[found.end() :]).strip() if command is Command.ATTACH else "")


def _token(rest: str) -> str:
    """What a personal link (t.me/bot?start=…) puts behind /start; other words there mean nothing."""
    return rest.strip() if re.fullmatch(r"[A-Za-z0-9_-]{1,64}", rest.strip()) else ""


def _said(message: Message) -> Said:
    return Said(_typed(message), _origin(message, message.date))


def _origin(message: Message, sent_at: datetime) -> Origin:
    units = len((message.text or "").encode("utf-16-le", "surrogatepass")) // 2
    return Origin(message.chat.id, message.message_id, sent_at, cut=units >= SURELY_CUT)


def _typed(message: Message) -> Typed:
    text = message.text or message.caption or ""
    entities = message.entities if message.text else message.caption_entities
    links = (entity for entity in entities if entity.type == MessageEntity.TEXT_LINK and entity.url)
    return Typed(_sound(text), tuple(Hyperlink(_words_under(entity, text), entity.url or "") for entity in links))


def _words_under(entity: MessageEntity, text: str) -> str:
    """Telegram counts an entity's offset and length in UTF-16 code units, of two bytes each."""
    units = text.encode("utf-16-le", "surrogatepass")
    return units[2 * entity.offset : 2 * (entity.offset + entity.length)].decode("utf-16-le", "replace")


def _sound(text: str) -> str:
    """Without half characters and NUL, which no database keeps: each becomes �, as it would be shown."""
    return re.sub("[\x00\ud800-\udfff]", "\ufffd", text)


def _speaks_to(message: Message, bot_name: str) -> bool:
    replied = message.reply_to_message and message.reply_to_message.from_user
    if replied and (replied.username or "").lower() == bot_name.lower():
        return True
    words = message.text or message.caption or ""
    return re.search(rf"@{re.escape(bot_name)}\b", words, re.IGNORECASE) is not None
