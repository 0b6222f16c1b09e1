"""Misfortune on order, for tests: the next calls of a method are refused, broken off or late."""

from __future__ import annotations

import asyncio
from collections import defaultdict, deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from enum import Enum

from simulator.errors import ApiError, too_many_requests

EVERY_METHOD = "*"


class DroppedConnectionError(Exception):
    """The caller gets no answer: the connection ends."""


class When(Enum):
    """`AFTER` is the worse one: the call took effect and the caller does not know."""

    BEFORE = "before"
    AFTER = "after"


@dataclass(frozen=True)
class _Fault:
    error: Exception
    when: When


class Faults:
    """Faults wait per method (or for every method) and are used up one call at a time."""

    def __init__(self) -> None:
        self._waiting: defaultdict[str, deque[_Fault]] = defaultdict(deque)
        self._delays: dict[str, float] = {}

    def flood(self, method: str = EVERY_METHOD, *, retry_after: int, times: int = 1) -> None:
        """429, as Telegram answers a bot that sends too fast."""
        self._order(method, too_many_requests(retry_after), When.BEFORE, times)

    def fail(self, method: str = EVERY_METHOD, *, status: int = 500, times: int = 1, when: When = When.BEFORE) -> None:
        """An answer of Telegram's own trouble: 500, 502 …"""
        self._order(method, ApiError(status, _REASONS.get(status, "Internal Server Error")), when, times)

    def drop(self, method: str = EVERY_METHOD, *, times: int = 1, when: When = When.BEFORE) -> None:
        """The connection ends without an answer."""
        self._order(method, DroppedConnectionError(), when, times)

    def delay(self, method: str = EVERY_METHOD, *, seconds: float) -> None:
        """Every call takes that much longer, until it is set to 0."""
        self._delays[method.lower()] = seconds

    def clear(self) -> None:
        self._waiting.clear()
        self._delays.clear()

    @asynccontextmanager
    async def around(self, method: str) -> AsyncIterator[None]:
        """Raises the next fault ordered for this call. Around a call that fails by itself none is used up after it."""
        seconds = self._delays.get(method, self._delays.get(EVERY_METHOD, 0.0))
        if seconds:
            await asyncio.sleep(seconds)
        self._raise_next(method, When.BEFORE)
        yield
        self._raise_next(method, When.AFTER)

    def _order(self, method: str, error: Exception, when: When, times: int) -> None:
        self._waiting[method.lower()].extend([_Fault(error, when)] * times)

    def _raise_next(self, method: str, when: When) -> None:
        for name in (method, EVERY_METHOD):
            waiting = self._waiting.get(name)
            if waiting and waiting[0].when is when:
                raise waiting.popleft().error


_REASONS = {500: "Internal Server Error", 502: "Bad Gateway", 503: "Service Unavailable", 504: "Gateway Timeout"}
