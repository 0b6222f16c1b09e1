"""What is kept of deliveries, each step a short transaction of its own. Sends nothing."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Collection
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TypeVar, assert_never

import structlog

from bot.logs import described
from bot.outcomes import Later, Never, Sent, Settled, Unreachable
from bot.patience import WITH_DATABASE, WITH_TELEGRAM, Patience
from flows.errors import StorageError
from flows.ports import Clock, Delivery, Storage, Work

log = structlog.get_logger()

Result = TypeVar("Result")


class TakenOver(Exception):  # noqa: N818 - it says what happened
    """Another process delivers to the chat by now: this one was away for longer than its lease lasts."""


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

    def now(self) -> datetime:
        return self._clock.now()

    async def claim(self, chat: int) -> Delivery | None:
        """What the chat is to be told next, if it is due. The chat is in our hand then, and in no other process's."""
        return await self._tried(lambda: self._write(lambda work: self._claim(work, chat)))

    async def part_sent(self, delivery: Delivery, sent: Sent) -> Delivery:
        """One part of several went out; what is left. Raises TakenOver where that is another process's."""
        if not await self._tried(lambda: self._write(lambda work: self._one_more(work, delivery, sent))):
            raise TakenOver
        return replace(delivery, parts_sent=delivery.parts_sent + 1)

    async def settle(self, delivery: Delivery, outcome: Settled | None, since: datetime) -> Delivery | None:
        """What became of the message's last part, tried at the moment `since` (None: there was none to send).

        The chat's next message, if it is due; where there is none, the chat is in nobody's hand any more.
        """
        return await self._tried(lambda: self._write(lambda work: self._settle(work, delivery, outcome, since)))

    async def due(self, limit: int) -> tuple[tuple[int, ...], float | None]:
        """The chats in which something is due, and in how many seconds the earliest is (None: nothing waits)."""
        return await self._tried(lambda: self._look_at_all(limit))

    async def keep(self, chats: Collection[int]) -> None:
        """What is on its way there takes long."""
        await self._tried(lambda: self._write(lambda work: work.leases.keep(chats, self._clock.now())))

    async def release(self, chats: Collection[int]) -> None:
        """They are left as they are. A lease that cannot be given back now ends by itself."""
        with suppress(StorageError):
            await self._write(lambda work: work.leases.release(chats))

    async def take_over(self) -> None:
        """All chats are in nobody's hand: this is the only process."""
        await self._tried(lambda: self._write(lambda work: work.leases.end_all()))

    async def _tried(self, step: Callable[[], Awaitable[Result]]) -> Result:
        attempts = 0
        while True:
            try:
                return await step()
            except StorageError as error:
                attempts += 1
                log.warning("outbox_unavailable", error=described(error), attempts=attempts)
                await self._sleep(self._database.after(attempts))

    async def _look_at_all(self, limit: int) -> tuple[tuple[int, ...], float | None]:
        async with self._storage.reading() as work:
            now = self._clock.now()
            chats = await work.outbox.due_chats(now, limit)
            next_at = await work.outbox.next_due_at()
        return chats, None if next_at is None else (next_at - now).total_seconds()

    async def _write(self, step: Callable[[Work], Awaitable[Result]]) -> Result:
        async with self._storage.work() as work:
            result = await step(work)
            await work.commit()
        return result

    async def _claim(self, work: Work, chat: int) -> Delivery | None:
        now = self._clock.now()
        if not await work.leases.hold(chat, now):
            return None
        delivery = await work.outbox.next_of(chat, now)
        if delivery is None:
            await work.leases.release((chat,))
        return delivery

    async def _one_more(self, work: Work, delivery: Delivery, sent: Sent) -> bool:
        now = self._clock.now()
        in_hand = await work.leases.hold(delivery.chat, now)
        if in_hand:
            await work.outbox.part_sent(delivery, sent.message_id, sent.sent_at or _whole_second(now))
        return in_hand

    async def _settle(
        self, work: Work, delivery: Delivery, outcome: Settled | None, since: datetime
    ) -> Delivery | None:
        # First of all, for it holds the row: a turn that ends now is seen below, or takes the chat in hand itself.
        in_hand = await work.leases.release((delivery.chat,)) > 0
        if in_hand or isinstance(outcome, Sent):
            await self._note(work, delivery, outcome, since)
        if not in_hand:
            log.warning("delivery_taken_over", delivery=delivery.id)
            return None
        now = self._clock.now()
        following = await work.outbox.next_of(delivery.chat, now)
        if following is not None:
            await work.leases.hold(delivery.chat, now)
        return following

    async def _note(self, work: Work, delivery: Delivery, outcome: Settled | None, since: datetime) -> None:
        now = self._clock.now()
        match outcome:
            case None:
                await work.outbox.delivered(delivery, now)
            case Sent(message_id, sent_at):
                await work.outbox.delivered(delivery, sent_at or _whole_second(now), message_id)
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
                await work.respondents.mark_unreachable(delivery.chat, since)
            case _:
                assert_never(outcome)


def _whole_second(moment: datetime) -> datetime:
    """As Telegram gives times, so that a message compares rightly with what the person sends after it."""
    return moment.replace(microsecond=0)
