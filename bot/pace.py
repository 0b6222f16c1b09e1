"""How fast this process sends: the limits Telegram documents, and the pause it asks for. Sends nothing itself.

Telegram, "My bot is hitting limits" (core.telegram.org/bots/faq): about one message a second into one chat, with short
bursts allowed; about 30 messages a second in all.
"""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Final

OVERALL: Final = 30.0
"""Messages a second from one bot into all chats."""

PER_CHAT: Final = 1.0
"""Messages a second into one chat."""

BURST: Final = 5
"""Messages that may go out without a pause: a person who ticks boxes is answered at once."""

TOGETHER: Final = 1.0
"""Refusals "too many requests" from different chats within so many seconds mean the bot, and not one chat."""

_MOST_CHATS: Final = 10_000


@dataclass(slots=True)
class _Line:
    """A token bucket, kept as one number: when all that was let through would have gone out at the steady rate."""

    interval: float
    busy_until: float = 0.0

    def place(self, now: float) -> float:
        """Takes the next place: the seconds until then."""
        self.busy_until = max(self.busy_until, now) + self.interval
        return max(0.0, self.busy_until - BURST * self.interval - now)


@dataclass
class SendingPace:
    """`rate` is the most messages a second this process sends in all; 0 knows no limit, for a server without one.

    Whoever comes first goes first. Several processes of one bot share Telegram's limit: each gets its part as `rate`.
    """

    rate: float = 0.0
    now: Callable[[], float] = time.monotonic
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    chance: Callable[[], float] = random.random
    _chats: dict[int, _Line] = field(default_factory=dict)
    _paused_until: float = 0.0
    _last_refusal: tuple[int, float] | None = None

    def __post_init__(self) -> None:
        self._overall = _Line(1 / self.rate) if self.rate else None

    async def turn_of(self, chat: int) -> None:
        """Returns when a message may go into that chat."""
        if self._overall is not None:
            await self._wait(self._line_of(chat).place(self.now()))
            await self._wait(self._overall.place(self.now()))
        while (rest := self._paused_until - self.now()) > 0:
            # All that waited must not come back in the same moment.
            await self.sleep(rest + self.chance())

    def takes_spare(self, chat: int) -> bool:
        """Takes a place for a message into that chat only where nobody could ever have to wait for it: whether it did.

        Both lines must have been empty for as long as the bursts that they let through.
        """
        now = self.now()
        lines = (self._overall, self._line_of(chat)) if self._overall is not None else ()
        if self._paused_until > now or any(line.busy_until > now for line in lines):
            return False
        for line in lines:
            line.place(now)
        return True

    def refused(self, chat: int, seconds: float) -> None:
        """Telegram said "too many requests" and how long to wait.

        It does not say whether it means the chat or the bot. The chat waits in any case (the outbox sees to that, for
        all processes); where another chat was refused just before, everything this process sends waits.
        """
        now = self.now()
        before, self._last_refusal = self._last_refusal, (chat, now)
        if before is not None and before[0] != chat and now - before[1] <= TOGETHER:
            self._paused_until = max(self._paused_until, now + seconds)

    async def _wait(self, seconds: float) -> None:
        if seconds > 0:
            await self.sleep(seconds)

    def _line_of(self, chat: int) -> _Line:
        if len(self._chats) >= _MOST_CHATS:
            now = self.now()
            self._chats = {one: line for one, line in self._chats.items() if line.busy_until > now}
        return self._chats.setdefault(chat, _Line(1 / PER_CHAT))
