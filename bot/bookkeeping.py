"""What is kept of deliveries, each step a short transaction of its own. Sends nothing."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import TypeVar, assert_never

import structlog

from bot.logs import described
from bot.outcomes import Later, Never, Sent, Settled, Unreachable
from bot.patience import WITH_DATABASE, WITH_TELEGRAM, Patience
from flows.errors import StorageError
from flows.ports import Clock, Delivery, Storage, Work

log = structlog.get_logger()

Result = TypeVar("Result")


class Bookkeeping:
    """Waits for a database that does not answer: what was sent must be remembered, or it would be sent twice."""

    def __init__(
        self,
        storage: Storage,
        clock: Clock,
        *,
        telegram: Patience = WITH_TELEGRAM,
        database: Patience = WITH_DATABASE,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._storage = storage
        self._clock = clock
        self._telegram = telegram
        self._database = database
        self._sleep = sleep

    async def first_of(self, chat: int) -> Delivery | None:
        """What the chat is to be told next, if it is due."""
        return await self._tried(lambda: self._look(chat))

    async def part_sent(self, delivery: Delivery, sent: Sent) -> None:
        """One part of several went out."""
        await self._tried(lambda: self._write(lambda work: self._one_more(work, delivery, sent)))

    async def settle(self, delivery: Delivery, outcome: Settled | None) -> Delivery | None:
        """What became of the message's last part (None: there was none to send); the chat's next message, if due."""
        return await self._tried(lambda: self._write(lambda work: self._settle(work, delivery, outcome)))

    async def due(self) -> tuple[tuple[int, ...], float | None]:
        """The chats in which something is due, and in how many seconds the earliest is (None: nothing waits)."""
        return await self._tried(self._look_at_all)

    async def _tried(self, step: Callable[[], Awaitable[Result]]) -> Result:
        attempts = 0
        while True:
            try:
                return await step()
            except StorageError as error:
                attempts += 1
                log.warning("outbox_unavailable", error=described(error), attempts=attempts)
                await self._sleep(self._database.after(attempts))

    async def _look(self, chat: int) -> Delivery | None:
        async with self._storage.reading() as work:
            return await work.outbox.next_of(chat, self._clock.now())

    async def _look_at_all(self) -> tuple[tuple[int, ...], float | None]:
        async with self._storage.reading() as work:
            now = self._clock.now()
            chats = await work.outbox.due_chats(now)
            next_at = await work.outbox.next_due_at()
        return chats, None if next_at is None else (next_at - now).total_seconds()

    async def _write(self, step: Callable[[Work], Awaitable[Result]]) -> Result:
        async with self._storage.work() as work:
            result = await step(work)
            await work.commit()
        return result

    async def _one_more(self, work: Work, delivery: Delivery, sent: Sent) -> None:
        await work.outbox.part_sent(delivery, sent.message_id, self._clock.now())

    async def _settle(self, work: Work, delivery: Delivery, outcome: Settled | None) -> Delivery | None:
        now = self._clock.now()
        match outcome:
            case None:
                await work.outbox.delivered(delivery, now)
            case Sent(message_id):
                await work.outbox.part_sent(delivery, message_id, now)
                await work.outbox.delivered(delivery, now)
            case Never(reason):
                # The reason may quote the message, so it is kept beside it and not logged.
                log.error("delivery_given_up", delivery=delivery.id)
                await work.outbox.give_up(delivery, reason, now)
            case Later(seconds):
                rest = self._telegram.after(delivery.attempts + 1) if seconds is None else seconds
                log.info("delivery_postponed", delivery=delivery.id, attempts=delivery.attempts + 1, seconds=rest)
                await work.outbox.postpone(delivery, now + timedelta(seconds=rest))
            case Unreachable():
                log.info("person_unreachable", delivery=delivery.id)
                await work.respondents.mark_unreachable(delivery.chat)
            case _:
                assert_never(outcome)
        return await work.outbox.next_of(delivery.chat, now)
