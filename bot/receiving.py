"""Long polling that confirms an update only when its effect is committed. Knows nothing of what an update says.

python-telegram-bot's own `Updater` confirms what it has queued, and a crash would lose it; hence this loop. Its
`get_updates` reads a batch as a whole: one update it cannot read would come again for ever, and all others with it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from typing import Any, Final

import structlog
from telegram import Bot
from telegram.error import Conflict, RetryAfter, TelegramError, TimedOut

from bot.inputs import UPDATES_READ
from bot.intake import JSONDict, Take
from bot.logs import described
from bot.outcomes import retry_after
from bot.patience import WITH_TELEGRAM, Patience
from bot.watermark import Watermark

LONG_POLL: Final = 30
"""Seconds Telegram may hold a poll open. A connection that silently died is noticed after that."""

ANSWERING: Final = 10
"""Seconds the answer to a poll may take beyond that."""

SETTLING: Final = 0.02
"""Seconds a batch has to be done before the next poll looks past it for other chats' updates."""

log = structlog.get_logger()


class Receiving:
    """Fetches updates and gives each to `take`, which returns when the update's effect is committed."""

    def __init__(
        self,
        bot: Bot,
        take: Take,
        *,
        patience: Patience = WITH_TELEGRAM,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._bot = bot
        self._take = take
        self._patience = patience
        self._sleep = sleep
        self._watermark = Watermark()
        self._in_hand: set[asyncio.Task[None]] = set()
        self.works = False

    async def open(self) -> None:
        """Raises TelegramError. A webhook set earlier would keep every update from us."""
        await self._bot.delete_webhook()
        self.works = True

    async def run(self) -> None:
        """Goes on until it is cancelled."""
        while True:
            for data in await self._poll_until_it_works():
                self._begin(data)
            if self._in_hand:
                await asyncio.wait(self._in_hand, timeout=SETTLING)

    async def finish(self, seconds: float) -> None:
        """After `run` was cancelled: lets the updates in hand come to their end, and confirms those that did."""
        self.works = False
        if self._in_hand:
            await asyncio.wait(self._in_hand, timeout=seconds)
        for task in self._in_hand:
            task.cancel()
        await asyncio.gather(*self._in_hand, return_exceptions=True)
        if self._watermark.offset is not None:
            with suppress(TelegramError):  # what is not confirmed now comes again, and is known then
                await self._get_updates(offset=self._watermark.offset, limit=1)

    async def _poll_until_it_works(self) -> Sequence[JSONDict]:
        attempts = 0
        while True:
            try:
                updates = await self._poll()
            except TelegramError as error:
                attempts += 1
                self.works = False
                _report(error, attempts)
                await self._sleep(self._pause_after(error, attempts))
            else:
                self.works = True
                return updates

    async def _poll(self) -> Sequence[JSONDict]:
        offset = self._watermark.offset
        timeout = 0 if self._in_hand else LONG_POLL
        updates = await self._get_updates(offset=offset, timeout=timeout, allowed_updates=UPDATES_READ)
        self._watermark.confirmed(offset)
        return updates

    async def _get_updates(self, *, timeout: int = 0, **parameters: Any) -> Sequence[JSONDict]:
        # In lower case it is the same method to the server, and to the library one whose answer it leaves alone.
        answer: Sequence[JSONDict] = await self._bot.do_api_request(
            "getupdates", {"timeout": timeout, **parameters}, read_timeout=timeout + ANSWERING
        )
        return answer

    def _pause_after(self, error: TelegramError, attempts: int) -> float:
        return retry_after(error) if isinstance(error, RetryAfter) else self._patience.after(attempts)

    def _begin(self, data: JSONDict) -> None:
        update_id = data["update_id"]
        if self._watermark.begin(update_id):
            task = asyncio.create_task(self._work_off(update_id, data), name=f"update {update_id}")
            self._in_hand.add(task)
            task.add_done_callback(self._in_hand.discard)

    async def _work_off(self, update_id: int, data: JSONDict) -> None:
        await self._take(data)
        self._watermark.finish(update_id)


def _report(error: TelegramError, attempts: int) -> None:
    if isinstance(error, TimedOut) and attempts == 1:
        return  # a quiet line that was cut: nothing to tell unless it happens again
    if isinstance(error, Conflict):
        if attempts == 1:
            log.error("another_receiver", help=ANOTHER_RECEIVER)
        return
    log.warning("polling_failed", error=described(error), attempts=attempts)


ANOTHER_RECEIVER: Final = (
    "Another program receives this bot's messages (or a webhook is set for it): stop it; this one goes on trying."
)
