"""Receiving by webhook: where Telegram is told to post, and what becomes of a posted update. Knows no HTTP.

Any number of identical processes stand behind one address: each tells Telegram so when it starts, none takes it back
when it stops. Who receives by polling from then on does.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final

import structlog
from pydantic import SecretStr
from telegram import Bot
from telegram.error import TelegramError

from bot.inputs import UPDATES_READ
from bot.intake import JSONDict, Take
from bot.logs import described
from web.terms import NotKeptError

CONNECTIONS: Final = 100
"""How many updates Telegram may post at once, its most. Each process limits itself (`ChatOrder`)."""

LOOKING_AFTER: Final = 60.0
"""Seconds between two looks whether Telegram still posts to this address."""

log = structlog.get_logger()


class Webhook:
    """Gives each update to `take`, which returns when the update's effect is committed."""

    def __init__(
        self,
        bot: Bot,
        take: Take,
        url: str,
        secret: SecretStr,
        *,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._bot = bot
        self._take = take
        self._url = url
        self._secret = secret
        self._sleep = sleep
        self._open = False
        self.works = False

    async def open(self) -> None:
        """Raises TelegramError. Before it, updates that another process is waiting for may come already."""
        await self._bot.set_webhook(
            self._url,
            secret_token=self._secret.get_secret_value(),
            allowed_updates=UPDATES_READ,
            max_connections=CONNECTIONS,
        )
        self._open = self.works = True

    async def receive(self, data: JSONDict) -> None:
        """Returns when the update's effect is committed, or when it was set aside."""
        if not self._open:
            raise NotKeptError
        await self._take(data)

    async def run(self) -> None:
        """Looks after the address until it is cancelled: one who polls for a moment takes it away from everybody."""
        while True:
            await self._sleep(LOOKING_AFTER)
            try:
                await self._look_after()
            except TelegramError as error:
                log.warning("webhook_not_looked_after", error=described(error))

    async def finish(self, _: float) -> None:
        """Nothing new is taken. Updates in hand are requests: the server waits for them."""
        self._open = self.works = False

    async def _look_after(self) -> None:
        info = await self._bot.get_webhook_info()
        if info.url != self._url:
            self.works = False
            log.error("webhook_lost", help=WEBHOOK_LOST)
            await self.open()


WEBHOOK_LOST: Final = (
    "Telegram was told to post elsewhere, or nowhere: another program with this token. It is told again."
)
