"""Files that people send: fetched from Telegram, looked at, put into the file store. Decides no answer.

All of it happens before the turn, outside any transaction, and again if the update comes again: what the turn confirms
is in the store. A file lies there under the hash of its content, so that a second attempt changes nothing.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from hashlib import sha256
from typing import Final

import structlog
from telegram import Document, Message, PhotoSize, Update

from bot.checking import Check
from bot.downloading import downloaded
from bot.extracting import text_of
from bot.patience import WITH_TELEGRAM, Patience
from flows.attachments import Fetched, announced, is_what_it_says, kind_of, safe_name
from flows.interview import Incoming, Interview
from flows.turns import Edited, Origin, Said, SentFile, SentThing, Thing
from flows.violations import Code, Violation
from storage.files import Files

AT_ONCE: Final = 4
"""Files fetched at the same time, each of up to 20 MB in memory."""

MOST_IN_HAND: Final = 32
"""Files that are fetched or wait for it. Each takes the place of an update that is worked on (`processor`): of more at
once their people are asked to send them again, so that everybody else is answered, however slow the check is."""

log = structlog.get_logger()


class Fetching:
    """`check` looks a file over before it is kept (a virus scanner)."""

    def __init__(
        self,
        files: Files,
        interview: Interview,
        check: Check | None = None,
        *,
        patience: Patience = WITH_TELEGRAM,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._files = files
        self._interview = interview
        self._check = check
        self._patience = patience
        self._sleep = sleep
        self._at_once = asyncio.Semaphore(AT_ONCE)
        self._in_hand = 0

    async def with_file(self, update: Update, heard: Incoming) -> Incoming:
        """The same with its file, if it has one that may be kept, and comes from somebody who is let in. Raises
        StorageError where the file store fails: the update may be tried again."""
        message = update.message or update.edited_message
        file = message and sent_file(message)
        if not message or not file or not _may_be_kept(heard) or not await self._interview.admits(heard.chat):
            return heard
        changed_at = message.edit_date or message.date
        origin = Origin(message.chat.id, message.message_id, changed_at)
        caption = heard.input if isinstance(heard.input, Said | Edited) else None
        found = await self._kept(file, _name_of(file))
        fetched, refused = (found, None) if isinstance(found, Fetched) else (None, found)
        return replace(heard, input=SentFile(origin, fetched, refused, caption))

    async def _kept(self, file: Document | PhotoSize, name: str) -> Fetched | Violation:
        if refused := announced(name, file.file_size or 0):
            return refused
        if self._in_hand >= MOST_IN_HAND:
            log.warning("too_many_files")
            return Violation(Code.FILE_NOT_FETCHED, {"name": name})
        self._in_hand += 1
        try:
            async with self._at_once:
                return await self._fetched(file, name)
        finally:
            self._in_hand -= 1

    async def _fetched(self, file: Document | PhotoSize, name: str) -> Fetched | Violation:
        content = await downloaded(file, self._patience, self._sleep)
        if content is None:
            return Violation(Code.FILE_NOT_FETCHED, {"name": name})
        if refused := announced(name, len(content)):
            return refused
        media_type = kind_of(name) or ""
        if not is_what_it_says(media_type, content):
            return Violation(Code.FILE_DIFFERS, {"name": name})
        if self._check and (refused_by := await self._check.refuses(content)):
            return Violation(refused_by, {"name": name})
        text, digest = await asyncio.to_thread(lambda: (text_of(media_type, content), sha256(content).hexdigest()))
        await self._files.put(digest, content)
        return Fetched(name=name, media_type=media_type, size=len(content), sha256=digest, text=text)


def sent_file(message: Message) -> Document | PhotoSize | None:
    """The document, or the photo in its largest size; an animation is a video."""
    if message.animation:
        return None
    return message.document or (max(message.photo, key=lambda each: each.width * each.height, default=None))


def _may_be_kept(heard: Incoming) -> bool:
    given = heard.input
    if heard.listed is not None:
        return False
    return isinstance(given, Said | Edited) or given in (SentThing(Thing.DOCUMENT), SentThing(Thing.PHOTO))


def _name_of(file: Document | PhotoSize) -> str:
    if isinstance(file, PhotoSize):
        return "photo.jpg"
    return safe_name(file.file_name or "file")
