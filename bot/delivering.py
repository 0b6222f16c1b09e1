"""From the outbox into the chats: in order within a chat, chats side by side, again and again until it worked.

Begins where the turn's commit ended. Decides neither what is said (`flows`) nor what an error means (`outcomes`).
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from types import MappingProxyType
from typing import Final

import structlog
from telegram import Bot
from telegram.error import RetryAfter, TelegramError

from bot.bookkeeping import Bookkeeping, TakenOver
from bot.logs import described
from bot.making import Makers, make
from bot.metrics import Metrics
from bot.outcomes import Instead, Later, Never, Sent, Settled, outcome_of, retry_after
from bot.pace import SendingPace
from bot.rendering import EditText, MakeFile, Part, Ready, SendText, render
from bot.sending import send
from bot.tidying import Tidying
from flows.errors import StorageError
from flows.ports import Delivery
from storage.leases import LEASE

LONGEST_REST: Final = 10.0
"""Seconds after which the outbox is looked through in any case: another process may have died and left something."""

LONGEST_WAIT: Final = 2.0
"""Seconds an answer waits until it is known whether the question was there before it."""

SHORTEST_REST: Final = 1.0
"""Seconds before looking again for what is due but in hand already."""

MOST_IN_HAND: Final = 1000
"""Chats above which the relay takes no more: what waits may as well be sent by another process."""

KEEPING: Final = LEASE.total_seconds() / 3
"""Seconds between two looks for leases that end soon, because Telegram takes long to answer."""

log = structlog.get_logger()


class Delivering:
    """Everything that waits in the outbox goes out: at once after a turn (`wake`), and whatever is due (`run`)."""

    def __init__(
        self,
        bot: Bot,
        books: Bookkeeping,
        *,
        makers: Makers = MappingProxyType({}),
        at_once: int = 64,
        pace: SendingPace | None = None,
        metrics: Metrics | None = None,
        tidying: Tidying | None = None,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._bot = bot
        self._books = books
        self._makers = makers
        self._lines = asyncio.Semaphore(at_once)
        self._pace = pace or SendingPace()
        self._metrics = metrics or Metrics()
        self._tidying = tidying
        self._sleep = sleep
        self._in_hand: dict[int, asyncio.Task[None]] = {}
        self._woken_again: set[int] = set()
        self._postponed = asyncio.Event()
        self._settled: deque[str] = deque(maxlen=256)

    def wake(self, chat: int, delivery: Delivery | None = None) -> None:
        """There is something for that chat: this message, if it is known to be the first. Returns at once."""
        if chat in self._in_hand:
            self._woken_again.add(chat)
        else:
            self._in_hand[chat] = asyncio.create_task(self._work_off(chat, delivery), name=f"deliver to {chat}")

    async def until_told(self, chat: int) -> None:
        """Returns when what is on its way into that chat has arrived and is noted, or after `LONGEST_WAIT`."""
        if task := self._in_hand.get(chat):
            await asyncio.wait((task,), timeout=LONGEST_WAIT)

    async def run(self) -> None:
        """Goes on until it is cancelled."""
        await asyncio.gather(self._relay(), self._keep())

    @property
    def is_busy(self) -> bool:
        """Whether something is on its way into any chat."""
        return bool(self._in_hand)

    async def _relay(self) -> None:
        """What a stop or a crash left, of this process or another, and what was postponed."""
        while True:
            self._postponed.clear()
            rest = await self.wake_due()
            try:
                await asyncio.wait_for(self._postponed.wait(), rest)
            except TimeoutError:
                continue

    async def wake_due(self) -> float:
        """Wakes every chat in which something is due. Seconds until it is worth looking again."""
        chats, seconds = await self._books.due(max(MOST_IN_HAND - len(self._in_hand), 0))
        for chat in chats:
            self.wake(chat)
        if seconds is None:
            return LONGEST_REST
        return min(seconds, LONGEST_REST) if seconds > 0 else SHORTEST_REST

    async def finish(self, seconds: float) -> None:
        """Lets what is being delivered go out; the rest stays in the outbox for the next start."""
        if self._in_hand:
            await asyncio.wait(self._in_hand.values(), timeout=seconds)
        left = dict(self._in_hand)
        for task in left.values():
            task.cancel()
        await asyncio.gather(*left.values(), return_exceptions=True)
        if left:
            await self._books.release(left)

    async def _keep(self) -> None:
        while True:
            await self._sleep(KEEPING)
            if self._in_hand:
                await self._books.keep(tuple(self._in_hand))

    async def _work_off(self, chat: int, delivery: Delivery | None) -> None:
        try:
            again = True
            while again:
                self._woken_again.discard(chat)
                await self._deliver_all(chat, delivery)
                delivery = None
                again = chat in self._woken_again
        except TakenOver:
            log.warning("delivery_taken_over")
        except Exception as error:  # a bug: told here, or nobody would hear of it; the relay tries again
            log.error("delivery_failed", error=described(error))
        finally:
            del self._in_hand[chat]

    async def _deliver_all(self, chat: int, delivery: Delivery | None) -> None:
        # Between the commit of a turn and its `wake` the message may have gone out already, woken by something else.
        if delivery is None or delivery.id in self._settled:
            delivery = await self._books.claim(chat)
        while delivery is not None:
            since = self._books.now()
            outcome = await self._deliver(delivery)
            following = await self._books.settle(delivery, outcome, since)
            self._settled.append(delivery.id)
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
        # The buttons hang on it.
        last_text = next((part for part in reversed(parts) if isinstance(part, SendText | EditText)), None)
        for part in parts:
            if isinstance(outcome, Sent):
                delivery = await self._books.part_sent(delivery, outcome)
            outcome = await self._make_and_send(delivery, part)
            self._metrics.sending(delivery.chat, outcome)
            if not isinstance(outcome, Sent):
                break
            if self._tidying and part is last_text:
                self._tidying.sent(delivery, outcome.message_id)
        return outcome

    async def _make_and_send(self, delivery: Delivery, part: Part) -> Settled:
        try:
            ready = await make(part, self._makers) if isinstance(part, MakeFile) else part
        except StorageError as error:
            log.warning("file_postponed", delivery=delivery.id, error=described(error))
            return Later()
        return await self._send(delivery.chat, ready)

    async def _send(self, chat: int, part: Ready) -> Settled:
        await self._pace.turn_of(chat)
        try:
            async with self._lines:
                return await send(self._bot, chat, part)
        except TelegramError as error:
            outcome = outcome_of(error, part)
            if isinstance(error, RetryAfter):
                self._pace.refused(chat, retry_after(error))
        return await self._send(chat, outcome.part) if isinstance(outcome, Instead) else outcome
