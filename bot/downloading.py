"""Fetches the content of a file from Telegram, trying again for some seconds. Knows nothing of what it is."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final

import structlog
from telegram import Document, PhotoSize
from telegram.error import BadRequest, TelegramError

from bot.logs import described
from bot.patience import WITH_TELEGRAM, Patience

TRIES: Final = 3

log = structlog.get_logger()


async def downloaded(
    file: Document | PhotoSize,
    patience: Patience = WITH_TELEGRAM,
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
) -> bytes | None:
    """All of it: python-telegram-bot hands it over whole. None where Telegram does not, of which the sender is told."""
    attempts = 0
    while True:
        try:
            return bytes(await (await file.get_file()).download_as_bytearray())
        except TelegramError as error:
            attempts += 1
            log.warning("file_not_fetched", error=described(error), attempts=attempts)
            if isinstance(error, BadRequest) or attempts == TRIES:
                return None
        await sleep(patience.after(attempts))
