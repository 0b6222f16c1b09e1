"""The test tool: people who say, tap, edit and wait for an answer. In-process; waits for events, never by the clock."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from typing import Any, Self, TypeVar

from simulator.entities import Entities
from simulator.transcript import write_transcript
from simulator.values import (
    Account,
    Attachment,
    CallbackAnswer,
    Change,
    Entry,
    Event,
    File,
    Kind,
    Message,
    Tap,
)
from simulator.world import World

PATIENCE = 5.0

Result = TypeVar("Result")


class NothingHeardError(AssertionError):
    """The bot did not do in time what was waited for. The text shows the end of the chat."""


class Person:
    """A person with a chat window. What the bot writes is heard in order, each message once."""

    def __init__(self, world: World, account: Account, *, patience: float = PATIENCE) -> None:
        self.account = account
        self._world = world
        self._patience = patience
        self._unheard: deque[Entry] = deque()
        self._ears = ExitStack()
        self._ears.enter_context(world.listening(self._hear))

    @classmethod
    def joining(cls, world: World, name: str = "Amina", language: str = "en", *, patience: float = PATIENCE) -> Self:
        """Somebody new, who has not written to the bot yet."""
        return cls(world, world.add_person(name, language), patience=patience)

    # What one does

    def say(
        self, text: str, *, entities: Entities = (), sent_at: float | None = None, chat_id: int | None = None
    ) -> Message:
        """Dated as by one who has read the chat, or at `sent_at` (UTC seconds); `chat_id` names a group."""
        at = self._once_read(chat_id) if sent_at is None else sent_at
        return self._world.say(self.account, text, entities=entities, sent_at=at, chat_id=chat_id)

    def follow(self, link: str) -> Message:
        """Opens t.me/bot?start=… and presses Start, which sends what the link carries."""
        return self.say(f"/start {link.partition('?start=')[2]}")

    def reply_to(self, message: Message, text: str) -> Message:
        return self._world.say(self.account, text, reply_to=message.id, sent_at=self._once_read())

    def edit(self, message: Message, text: str) -> Message:
        return self._world.edit(self.account, message, text)

    def put_in_place(
        self, message: Message, name: str, content: bytes, *, mime_type: str = "application/pdf"
    ) -> Message:
        """Another document in the place of the file on an own message."""
        file = self._world.keep_file(name, mime_type, content)
        return self._world.put_in_place(self.account, message, Attachment(Kind.DOCUMENT, file.id))

    def tap(self, caption: str, *, on: Message | None = None) -> Tap:
        """Taps the button with that caption on the newest message that has it, or on the one handed in.

        If the bot has taken the button away since, it is tapped as it stood on that message: slow phones do so.
        """
        for message in [self._as_now(on), on] if on else reversed(self.chat):
            for row, buttons in enumerate(message.keyboard):
                for column, button in enumerate(buttons):
                    if button.caption == caption:
                        return self._world.tap(self.account, message, row, column)
        raise AssertionError(f"There is no button [{caption}] in the chat:\n\n{self.transcript}")

    def send_document(
        self, name: str, content: bytes, *, caption: str = "", mime_type: str = "application/pdf"
    ) -> Message:
        return self._send_file(Kind.DOCUMENT, name, mime_type, content, caption)

    def send_photo(self, content: bytes = b"\xff\xd8\xff", *, caption: str = "") -> Message:
        return self._send_file(Kind.PHOTO, "photo.jpg", "image/jpeg", content, caption)

    def send_sticker(self, emoji: str = "👍") -> Message:
        return self._send_file(Kind.STICKER, "sticker.webp", "image/webp", b"RIFF", "", emoji=emoji)

    def send_voice(self, content: bytes = b"OggS", *, seconds: int = 1) -> Message:
        return self._send_file(Kind.VOICE, "voice.ogg", "audio/ogg", content, "", duration=seconds)

    def send_location(self, latitude: float, longitude: float) -> Message:
        place = {"latitude": latitude, "longitude": longitude}
        return self._send(Attachment(Kind.LOCATION, properties=place))

    def send_contact(self, phone_number: str, name: str, *, vcard: str = "") -> Message:
        contact = {"phone_number": phone_number, "first_name": name} | ({"vcard": vcard} if vcard else {})
        return self._send(Attachment(Kind.CONTACT, properties=contact))

    def send_other(self, text: str = "", *, chat_id: int | None = None, **fields: Any) -> Message:
        """A message with any fields of the Bot API: `dice={"emoji": "🎲", "value": 3}`, `via_bot=…`."""
        if text:
            at = self._once_read(chat_id)
            return self._world.say(self.account, text, sent_at=at, chat_id=chat_id, fields=fields)
        return self._send(None, chat_id=chat_id, fields=fields)

    def send_album(self, captions: Sequence[str] = ("", "", ""), *, album: str = "1") -> list[Message]:
        """Photos as one bubble: a message each, with the id of the album."""
        name, mime_type, content = "photo.jpg", "image/jpeg", b"\xff\xd8\xff"
        return [self._send_file(Kind.PHOTO, name, mime_type, content, caption, in_album=album) for caption in captions]

    def tap_data(self, data: str, *, on: Message | None = None) -> Tap:
        """Taps what no button has: with a client of one's own anything can be sent."""
        return self._world.tap_data(self.account, on or self.last, data)

    def block(self) -> None:
        self._world.block(self.account)

    def unblock(self) -> None:
        self._world.unblock(self.account)

    def leave(self) -> None:
        """Stops listening; the chat stays."""
        self._ears.close()

    # What one sees

    @property
    def chat(self) -> list[Message]:
        """The messages visible now, oldest first."""
        return self._world.chat(self.account.id).shown

    @property
    def last(self) -> Message:
        """The newest message of the bot, as it looks now."""
        return next(message for message in reversed(self.chat) if message.sender_id == self._world.bot.id)

    @property
    def transcript(self) -> str:
        return write_transcript(self._world.chat(self.account.id), self._world.state.files)

    def file(self, message: Message) -> File:
        """The file that hangs on the message: its name and its content."""
        if message.attachment is None or message.attachment.file_id is None:
            raise AssertionError(f"There is no file on the message {message.text!r}")
        return self._world.state.files[message.attachment.file_id]

    # What one waits for

    async def next_message(self, timeout: float | None = None) -> Message:
        """The next new message of the bot; changes of earlier ones are passed over."""
        return await self._wait(lambda: self._take(lambda entry: entry.event is Event.BOT_SAID), "a message", timeout)

    async def next_change(self, timeout: float | None = None) -> Message:
        """The next message that the bot changed in place, as it looks then."""
        return await self._wait(lambda: self._take(lambda entry: entry.event is Event.BOT_CHANGED), "a change", timeout)

    async def hears(self, text: str, timeout: float | None = None) -> Message:
        """The next message, new or changed in place, that contains the text; those before it are passed over."""
        return await self._wait(lambda: self._take(lambda entry: text in entry.message.text), f"“{text}”", timeout)

    async def answer_to(self, tap: Tap, timeout: float | None = None) -> CallbackAnswer:
        """What the bot answers to a tap: the spinner on the button ends."""
        return await self._wait(
            lambda: self._world.state.taps[tap.id].answer, f"an answer to [{tap.button.caption}]", timeout
        )

    async def all_received(self, timeout: float | None = None) -> None:
        """Until the bot has confirmed every update that happened so far, from anybody."""
        await self._wait(lambda: not self._world.state.updates or None, "the bot to confirm its updates", timeout)

    def _as_now(self, message: Message) -> Message:
        return self._world.chat(message.chat_id).messages.get(message.id, message)

    def _take(self, wanted: Callable[[Entry], bool]) -> Message | None:
        while self._unheard:
            entry = self._unheard.popleft()
            if wanted(entry):
                return entry.message
        return None

    async def _wait(self, look: Callable[[], Result | None], what: str, timeout: float | None) -> Result:
        seconds = self._patience if timeout is None else timeout
        try:
            async with asyncio.timeout(seconds):
                return await until(self._world, look)
        except TimeoutError:
            chat = self.transcript[-2000:]
            raise NothingHeardError(f"{self.account.name} waited {seconds} s for {what}. The chat:\n\n{chat}") from None

    def _hear(self, change: Change) -> None:
        if change.kind == "message" and change.value.of_the_bot and change.chat_id == self.account.id:
            self._unheard.append(change.value)

    def _send_file(
        self,
        kind: Kind,
        name: str,
        mime_type: str,
        content: bytes,
        caption: str,
        *,
        in_album: str = "",
        **properties: Any,
    ) -> Message:
        file = self._world.keep_file(name, mime_type, content)
        fields = {"media_group_id": in_album} if in_album else {}
        return self._send(Attachment(kind, file.id, properties), caption=caption, fields=fields)

    def _send(self, attachment: Attachment | None, *, chat_id: int | None = None, **more: Any) -> Message:
        at = self._once_read(chat_id)
        return self._world.send(self.account, attachment, sent_at=at, chat_id=chat_id, **more)

    def _once_read(self, chat_id: int | None = None) -> float:
        return self._world.once_read(self.account.id if chat_id is None else chat_id)


async def until(world: World, look: Callable[[], Result | None]) -> Result:
    """Waits until `look` finds something, and looks again after every change of the world."""
    changed = asyncio.Event()
    with world.listening(lambda _: changed.set()):
        while (found := look()) is None:
            changed.clear()
            await changed.wait()
    return found
