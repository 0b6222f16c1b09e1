"""The in-memory Telegram: people, their chats with one bot, the queue of updates. Pure and synchronous; knows no HTTP.

What people do produces updates; what the bot does produces messages; both tell whoever listens.
The rules that the Bot API server applies to a bot's calls are in `methods`.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from simulator.api_objects import callback_query_object, chat_member_object, message_object
from simulator.detection import with_found_entities
from simulator.entities import Entities, MarkedText, tidy
from simulator.splitting import fitting_parts
from simulator.state import WorldState
from simulator.values import (
    Account,
    Attachment,
    BotAccount,
    Button,
    CallbackAnswer,
    Change,
    Chat,
    CommandList,
    Entry,
    Event,
    File,
    Message,
    Tap,
    Update,
    Webhook,
)

TOKEN = "4242:for-the-simulator-only"  # noqa: S105 - it opens nothing outside this process
FIRST_PERSON = 1001
# An account asks for the answer to its tap for some seconds only; the server does not publish how many.
TAP_ANSWERED_WITHIN = 60

# Seconds from a message of the bot's to the soonest answer. Dates have whole seconds: in its own, nobody has read it.
READING_TIME = 1

NO_FIELDS: Mapping[str, Any] = MappingProxyType({})

Clock = Callable[[], float]
Fields = Mapping[str, Any]
Listener = Callable[[Change], None]


class World:
    """One bot, its token, and the people who talk to it."""

    def __init__(
        self, token: str = TOKEN, *, name: str = "Bot", username: str = "simulated_bot", clock: Clock = time.time
    ) -> None:
        self.token = token
        self.clock = clock
        bot = BotAccount(int(token.partition(":")[0]), name, username)
        # Telegram never gives an update id twice. Counting from the time, a bot that meets a new world sees none again.
        self.state = WorldState(bot, next_update_id=int(clock()))
        self._listeners: list[Listener] = []
        self._confirmed: deque[Update] = deque(maxlen=100)

    # What one may ask

    @property
    def bot(self) -> BotAccount:
        return self.state.bot

    @property
    def now(self) -> int:
        return int(self.clock())

    @property
    def people(self) -> list[Account]:
        return list(self.state.people.values())

    def chat(self, chat_id: int) -> Chat:
        return self.state.chats[chat_id]

    def once_read(self, chat_id: int) -> float:
        """When somebody who has read what the bot said last may write at the earliest: now, or a moment after it.

        People of the test tool date their messages so, and need not wait. Who types on the chat page takes real time.
        """
        return max(self.clock(), self.chat(chat_id).bot_spoke_at + READING_TIME)

    @contextmanager
    def listening(self, listener: Listener) -> Iterator[None]:
        self._listeners.append(listener)
        try:
            yield
        finally:
            self._listeners.remove(listener)

    # What people do

    def add_person(self, name: str, language: str = "en", username: str | None = None) -> Account:
        account = Account(FIRST_PERSON + len(self.state.people), name, language, username)
        self.state.people[account.id] = account
        self.state.chats[account.id] = Chat(account.id, [account.id])
        self._tell(Change("person", account.id, account))
        return account

    def add_group(self, title: str, members: list[Account]) -> Chat:
        chat = Chat(self.state.next_group, [member.id for member in members], title, started=True)
        self.state.next_group -= 1
        self.state.chats[chat.id] = chat
        self._member_changed(chat, members[0], "left", "member")
        return chat

    def say(
        self,
        person: Account,
        text: str,
        *,
        entities: Entities = (),
        chat_id: int | None = None,
        reply_to: int | None = None,
        sent_at: float | None = None,
        fields: Fields = NO_FIELDS,
    ) -> Message:
        """The person sends a text; one that is too long goes out in several messages, as apps do. Returns the last."""
        marked = tidy(MarkedText(text.replace("\r\n", "\n") if not entities else text, entities))
        if not marked.text:
            raise ValueError("an app sends no empty message")
        *earlier, last = fitting_parts(marked)
        for part in earlier:
            self._person_sends(person, part, chat_id, reply_to, sent_at, fields=fields)
        return self._person_sends(person, last, chat_id, reply_to, sent_at, fields=fields)

    def send(
        self,
        person: Account,
        attachment: Attachment | None,
        *,
        caption: str = "",
        chat_id: int | None = None,
        reply_to: int | None = None,
        sent_at: float | None = None,
        fields: Fields = NO_FIELDS,
    ) -> Message:
        """Without an attachment, `fields` tell what is sent: a poll, a dice, a story."""
        return self._person_sends(person, MarkedText(caption.strip()), chat_id, reply_to, sent_at, attachment, fields)

    def edit(self, person: Account, message: Message, text: str) -> Message:
        """The person corrects an own message; the same words again are no correction."""
        current = self._own(person, message)
        marked = with_found_entities(tidy(MarkedText(text)))
        if not marked.text or marked.text == current.text:
            return current
        return self._corrects(replace(current, text=marked.text, entities=marked.entities))

    def put_in_place(self, person: Account, message: Message, attachment: Attachment) -> Message:
        """The person puts another file into an own message that has one; its words stay."""
        current = self._own(person, message)
        if current.attachment is None or current.attachment.file_id is None:
            raise ValueError("one puts a file in the place of a file only")
        return self._corrects(replace(current, attachment=attachment))

    def tap(self, person: Account, message: Message, row: int, column: int) -> Tap:
        """Taps a button of the message as handed in: that of a slow phone may show what the bot has changed since."""
        return self._tap(person, message, message.keyboard[row][column])

    def tap_data(self, person: Account, message: Message, data: str) -> Tap:
        """A client of the person's own sends any data, whether or not a button has it."""
        return self._tap(person, message, Button(data, data))

    def happen(self, kind: str, payload: dict[str, Any], chat_id: int) -> None:
        """Any update, as the Bot API writes it. The bot hears of it if it asked for that kind."""
        self._update(kind, payload, chat_id)

    def block(self, person: Account) -> None:
        self._set_blocked(person, True)

    def unblock(self, person: Account) -> None:
        self._set_blocked(person, False)

    # What the bot does

    def bot_sends(self, chat_id: int, draft: Message) -> Message:
        message = replace(draft, id=self._next_message_id(), chat_id=chat_id, sender_id=self.bot.id, date=self.now)
        self._bot_puts(message, Event.BOT_SAID)
        return message

    def bot_changes(self, message: Message, *, text_changed: bool) -> Message:
        """A new text counts as an edit that people see; new buttons alone do not."""
        changed = replace(message, edited_at=self.now if text_changed else message.edited_at)
        self._bot_puts(changed, Event.BOT_CHANGED)
        return changed

    def delete(self, message: Message) -> None:
        del self.chat(message.chat_id).messages[message.id]
        self._tell(Change("deleted", message.chat_id, message))

    def answer(self, tap_id: str, answer: CallbackAnswer) -> bool:
        """False where nobody waits for this answer any more."""
        tap = self.state.taps.get(tap_id)
        if tap is None or self.clock() - tap.date > TAP_ANSWERED_WITHIN:
            return False
        self.state.taps[tap_id] = replace(tap, answer=tap.answer or answer)
        self._tell(Change("answer", tap.message.chat_id, self.state.taps[tap_id]))
        return True

    def keep_file(self, name: str, mime_type: str, content: bytes) -> File:
        file = File(f"file_{self.state.next_file}", name, mime_type, content)
        self.state.next_file += 1
        self.state.files[file.id] = file
        return file

    def shows_typing(self, chat_id: int) -> None:
        self._tell(Change("typing", chat_id))

    def set_commands(self, commands: CommandList) -> None:
        kept = [known for known in self.state.commands if _slot(known) != _slot(commands)]
        self.state.commands = [*kept, commands] if commands.commands else kept
        self._tell(Change("commands"))

    # The queue of updates

    def confirm(self, before: int) -> None:
        """Forgets every update with a smaller id."""
        self._keep_updates([update for update in self.state.updates if update.id >= before])

    def confirm_one(self, update_id: int) -> None:
        self._keep_updates([update for update in self.state.updates if update.id != update_id])

    def deliver_again(self, number: int) -> None:
        """The last updates that were confirmed, once more: newest first, and behind all others. At least once is not
        exactly once, and nobody promises an order."""
        for update in reversed([*self._confirmed][-number:]):
            self.state.updates.append(update)
            self._tell(Change("update", update.lane, update))

    def forget_updates(self) -> None:
        self._keep_updates([])

    def set_webhook(self, webhook: Webhook) -> None:
        self.state.webhook = webhook
        self._tell(Change("webhook"))

    # Inside

    def _person_sends(
        self,
        person: Account,
        marked: MarkedText,
        chat_id: int | None,
        reply_to: int | None,
        sent_at: float | None,
        attachment: Attachment | None = None,
        fields: Fields = NO_FIELDS,
    ) -> Message:
        chat = self.chat(person.id if chat_id is None else chat_id)
        if chat.blocked:
            raise ValueError(f"{person.name} has blocked the bot: an app would ask to unblock it first")
        marked = with_found_entities(marked)
        message = Message(
            id=self._next_message_id(),
            chat_id=chat.id,
            sender_id=person.id,
            date=int(self.clock() if sent_at is None else sent_at),
            text=marked.text,
            entities=marked.entities,
            attachment=attachment,
            reply_to=reply_to,
            fields={**fields},
        )
        chat.started = True
        self._put(message, Event.SAID)
        if chat.is_private or self._concerns_bot(chat, message):
            self._update("message", message_object(self, message), chat.id)
        return message

    def _own(self, person: Account, message: Message) -> Message:
        current = self.chat(message.chat_id).messages[message.id]
        if current.sender_id != person.id:
            raise ValueError("one edits one's own messages only")
        return current

    def _corrects(self, message: Message) -> Message:
        # Nobody changes a message before it was sent; its date may be a moment ahead (`once_read`).
        corrected = replace(message, edited_at=max(self.now, message.date, message.edited_at or 0))
        self._put(corrected, Event.CORRECTED)
        self._update("edited_message", message_object(self, corrected), corrected.chat_id)
        return corrected

    def _tap(self, person: Account, message: Message, button: Button) -> Tap:
        tap = Tap(str(self.bot.id * 1_000_000 + self.state.next_tap), person.id, message, button, self.clock())
        self.state.next_tap += 1
        if button.data is None:
            return replace(tap, answer=CallbackAnswer(url=button.url))
        self.state.taps[tap.id] = tap
        self.chat(message.chat_id).history.append(Entry(Event.TAPPED, message, button.caption))
        self._tell(Change("tap", message.chat_id, tap))
        self._update("callback_query", callback_query_object(self, tap), message.chat_id)
        return tap

    def _concerns_bot(self, chat: Chat, message: Message) -> bool:
        """Privacy mode: in a group a bot hears commands, its own name, and replies to itself."""
        answered = chat.messages.get(message.reply_to or 0)
        to_bot = answered is not None and answered.sender_id == self.bot.id
        return to_bot or message.text.startswith("/") or f"@{self.bot.username}" in message.text

    def _set_blocked(self, person: Account, blocked: bool) -> None:
        chat = self.chat(person.id)
        if chat.blocked == blocked:
            return
        chat.blocked = blocked
        before, after = ("member", "kicked") if blocked else ("kicked", "member")
        self._member_changed(chat, person, before, after)
        self._tell(Change("person", person.id, person))

    def _member_changed(self, chat: Chat, person: Account, before: str, after: str) -> None:
        self._update("my_chat_member", chat_member_object(self, chat, person, before, after), chat.id)

    def _bot_puts(self, message: Message, event: Event) -> None:
        self.chat(message.chat_id).bot_spoke_at = self.now
        self._put(message, event)

    def _put(self, message: Message, event: Event) -> None:
        chat = self.chat(message.chat_id)
        chat.messages[message.id] = message
        chat.history.append(Entry(event, message))
        self._tell(Change("message", chat.id, chat.history[-1]))

    def _next_message_id(self) -> int:
        message_id = self.state.next_message_id
        self.state.next_message_id += 1
        return message_id

    def _update(self, kind: str, payload: dict[str, Any], lane: int) -> None:
        if self.state.allowed_updates and kind not in self.state.allowed_updates:
            return
        update = Update(self.state.next_update_id, kind, payload, lane)
        self.state.next_update_id += 1
        self.state.updates.append(update)
        self._tell(Change("update", lane, update))

    def _keep_updates(self, updates: list[Update]) -> None:
        if len(updates) < len(self.state.updates):
            kept = {update.id for update in updates}
            self._confirmed.extend(update for update in self.state.updates if update.id not in kept)
            self.state.updates = updates
            self._tell(Change("confirmed"))

    def _tell(self, change: Change) -> None:
        for listener in tuple(self._listeners):
            listener(change)


def _slot(commands: CommandList) -> tuple[str, int | None, str]:
    return commands.scope, commands.chat_id, commands.language
