"""From the outbox into the chats: in order within a chat, chats side by side, again and again until it worked.

Begins where the turn's commit ended. Decides neither what is said (`flows`) nor what an error means (`outcomes`).
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Final

import structlog
from telegram import Bot
from telegram.error import TelegramError

from bot.bookkeeping import Bookkeeping
from bot.logs import described
from bot.outcomes import Instead, Later, Never, Sent, Settled, outcome_of
from bot.rendering import Part, render
from bot.sending import send
from flows.ports import Delivery

LONGEST_REST: Final = 30.0
"""Seconds after which the outbox is looked through in any case: another process may have died and left something."""

SHORTEST_REST: Final = 1.0
"""Seconds before looking again for what is due but in hand already."""

log = structlog.get_logger()


class Delivering:
    """Everything that waits in the outbox goes out: at once after a turn (`wake`), and whatever is due (`run`)."""

    def __init__(self, bot: Bot, books: Bookkeeping, *, at_once: int = 64) -> None:
        self._bot = bot
        self._books = books
        self._lines = asyncio.Semaphore(at_once)
        self._in_hand: dict[int, asyncio.Task[None]] = {}
        self._woken_again: set[int] = set()
        self._postponed = asyncio.Event()

    def wake(self, chat: int) -> None:
        """There is something for that chat. Returns at once."""
        if chat in self._in_hand:
            self._woken_again.add(chat)
        else:
            self._in_hand[chat] = asyncio.create_task(self._work_off(chat), name=f"deliver to {chat}")

    async def run(self) -> None:
        """The relay, which goes on until it is cancelled: what a stop or a crash left, and what was postponed."""
        while True:
            self._postponed.clear()
            rest = await self.wake_due()
            try:
                await asyncio.wait_for(self._postponed.wait(), rest)
            except TimeoutError:
                continue

    async def wake_due(self) -> float:
        """Wakes every chat in which something is due. Seconds until it is worth looking again."""
        chats, seconds = await self._books.due()
        for chat in chats:
            self.wake(chat)
        if seconds is None:
            return LONGEST_REST
        return min(seconds, LONGEST_REST) if seconds > 0 else SHORTEST_REST

    async def finish(self, seconds: float) -> None:
        """Lets what is being delivered go out; the rest stays in the outbox for the next start."""
        tasks = [*self._in_hand.values()]
        if tasks:
            await asyncio.wait(tasks, timeout=seconds)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _work_off(self, chat: int) -> None:
        try:
            again = True
            while again:
                self._woken_again.discard(chat)
                await self._deliver_all(chat)
                again = chat in self._woken_again
        except Exception as error:  # a bug: told here, or nobody would hear of it; the relay tries again
            log.error("delivery_failed", error=described(error))
        finally:
            del self._in_hand[chat]

    async def _deliver_all(self, chat: int) -> None:
        delivery = await self._books.first_of(chat)
        while delivery is not None:
            outcome = await self._deliver(delivery)
            following = await self._books.settle(delivery, outcome)
            if isinstance(outcome, Later):
                self._postponed.set()
            delivery = following

    async def _deliver(self, delivery: Delivery) -> Settled | None:
        """What became of the last part that was tried; None if there was none to send."""
        try:
            parts = render(delivery.message, delivery.edits)
        except ValueError as error:
            return Never(described(error))
        return await self._send_all(delivery, parts[delivery.parts_sent :])

    async def _send_all(self, delivery: Delivery, parts: Sequence[Part]) -> Settled | None:
        outcome: Settled | None = None
        for part in parts:
            if isinstance(outcome, Sent):
                await self._books.part_sent(delivery, outcome)
            outcome = await self._send(delivery.chat, part)
            if not isinstance(outcome, Sent):
                break
        return outcome

    async def _send(self, chat: int, part: Part) -> Settled:
        try:
            async with self._lines:
                return Sent(await send(self._bot, chat, part))
        except TelegramError as error:
            outcome = outcome_of(error, part)
        return await self._send(chat, outcome.part) if isinstance(outcome, Instead) else outcome
