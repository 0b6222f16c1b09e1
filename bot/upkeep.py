"""What a running bot does beside the conversation: replays that were asked for, forgetting what nobody needs, and
mending what a clock that was wrong has put off.

Every process does it; that two do it at once changes nothing.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

import structlog
from telegram import Bot, Update

from bot.logs import described
from flows.ports import Clock, DeadLetter, Storage

LOOKING: Final = 5.0
"""Seconds between two looks for replays asked for."""

REMEMBERED: Final = timedelta(hours=48)
"""So long it is known which updates were done. Telegram gives an update for 24 hours."""

FORGETTING: Final = timedelta(hours=1)
"""The time between two rounds of forgetting."""

BATCH: Final = 500
"""Updates forgotten in one transaction, so that no turn waits long for it."""

log = structlog.get_logger()


class Upkeep:
    """`process` puts an update through the path of all updates, and returns when it is done or set aside again."""

    def __init__(
        self,
        bot: Bot,
        storage: Storage,
        clock: Clock,
        process: Callable[[Update], Awaitable[None]],
        *,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._bot = bot
        self._storage = storage
        self._clock = clock
        self._process = process
        self._sleep = sleep
        self._forgot_at: datetime | None = None
        self._looked_at: datetime | None = None

    async def run(self) -> None:
        """Goes on until it is cancelled."""
        while True:
            try:
                await self.replay()
                await self.mend_times()
                await self.forget_old_updates()
            except Exception as error:  # a database that is away, or a bug: it goes on
                log.warning("upkeep_failed", error=described(error))
            await self._sleep(LOOKING)

    async def mend_times(self) -> None:
        """At the start, and whenever the clock has been set back: nobody waits until it is as late as it was before."""
        now, before = self._clock.now(), self._looked_at
        if before is None or now < before:
            await self._mend(now)
        self._looked_at = now

    async def replay(self) -> None:
        """Puts every update whose replay was asked for through its usual path once more."""
        async with self._storage.reading() as work:
            letters = await work.dead_letters.asked_for()
        for letter in letters:
            await self._replay(letter)

    async def forget_old_updates(self) -> None:
        """Drops the records of updates that cannot come again, now and then."""
        now = self._clock.now()
        if self._forgot_at is not None and now - self._forgot_at < FORGETTING:
            return
        forgotten = batch = await self._forget_some(now)
        while batch == BATCH:
            forgotten += (batch := await self._forget_some(now))
        self._forgot_at = now
        if forgotten:
            log.info("updates_forgotten", number=forgotten)

    async def _mend(self, now: datetime) -> None:
        async with self._storage.work() as work:
            leases = await work.leases.end_impossible(now)
            messages = await work.outbox.bring_forward(now)
            await work.commit()
        if leases or messages:
            log.warning("times_mended", leases=leases, messages=messages)

    async def _replay(self, letter: DeadLetter) -> None:
        try:
            update = Update.de_json(dict(letter.content), self._bot)
        except Exception as error:  # of a kind this version of the library does not know
            await self._failed_again(letter, error)
            return
        await self._process(update)
        async with self._storage.work() as work:
            worked = await work.dead_letters.replayed(letter.update_id, self._clock.now())
            await work.commit()
        if worked:
            log.info("update_replayed", update=letter.update_id)

    async def _failed_again(self, letter: DeadLetter, error: Exception) -> None:
        log.error("update_unreadable", update=letter.update_id, error=described(error))
        failed = replace(letter, failure=described(error), tries=1, last_failed_at=self._clock.now())
        async with self._storage.work() as work:
            await work.dead_letters.add(failed)
            await work.commit()

    async def _forget_some(self, now: datetime) -> int:
        async with self._storage.work() as work:
            number = await work.updates.forget(now - REMEMBERED, BATCH)
            await work.commit()
        return number
