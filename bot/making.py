"""Files that are made when they are sent, each by the maker of its kind. Sends nothing; knows no format.

Making happens outside any transaction and, as the makers see to it, outside the event loop.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from html import escape
from pathlib import Path
from typing import Final

import structlog

from bot.logs import described
from bot.rendering import MakeFile, Ready, SendFile, SendPhoto, SendText
from flows.errors import StorageError
from flows.wording.commands import Outside, outside
from storage.outages import is_outage

Maker = Callable[[Mapping[str, str]], Awaitable[bytes | Path]]
"""Gives the file made of that, or where it lies: such a file is read, and left where it is."""

Makers = Mapping[str, Maker]
"""By the kind of what is made (`flows.message.Made`)."""

MAX_FILE: Final = 50_000_000
"""What a bot may send into a chat, in bytes (Bot API, "Sending files": 50 MB)."""

MAX_PHOTO: Final = 10_000_000
"""What may be sent as a photo; more goes as a file."""

log = structlog.get_logger()


async def make(part: MakeFile, makers: Makers) -> Ready:
    """The file, or a sentence in its place: what cannot be made holds up nothing that comes after it.

    Raises StorageError where the database is away: it may be made another time.
    """
    try:
        content = await _content(await makers[part.made.kind](part.made.of))
    except Exception as error:  # a bug, whatever it is, of one file
        if isinstance(error, StorageError) and is_outage(error):
            raise
        log.error("file_not_made", kind=part.made.kind, error=described(error))
        return _instead(part, Outside.NOT_MADE)
    if content is None:
        return _instead(part, Outside.TOO_LARGE)
    if part.file.media_type == "image/png" and len(content) <= MAX_PHOTO:
        return SendPhoto(part.file.name, content)
    return SendFile(part.file.name, content)


async def _content(made: bytes | Path) -> bytes | None:
    """None if it is too large."""
    if isinstance(made, bytes):
        return made if len(made) <= MAX_FILE else None
    return await asyncio.to_thread(_read, made)


def _read(path: Path) -> bytes | None:
    return path.read_bytes() if path.stat().st_size <= MAX_FILE else None


def _instead(part: MakeFile, occasion: Outside) -> SendText:
    sentence = outside(occasion, part.made.of.get("language"))
    return SendText(escape(f"{part.file.name} · {sentence}", quote=False))
