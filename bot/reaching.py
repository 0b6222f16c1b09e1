"""Tries to reach the web addresses that were just answered, where it is switched on, beside everything else.

A courtesy, never a refusal: nothing waits for it, an address that cannot be reached today may be right, and what was on
its way when the process ended is not tried again. Addresses inside this network are not called.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from http import HTTPStatus
from typing import Any, Final
from urllib.parse import urljoin

import aiohttp
import structlog

from bot.logs import described
from bot.outside import leads_inside, session_outside
from flows.errors import StorageError
from flows.ports import Clock, Storage
from flows.questionnaire import Questionnaire
from flows.reaching import tell_unreachable
from flows.turns import Recorded

TAKING: Final = 15.0
"""Seconds an address may take: government sites can be slow."""

AGAIN: Final = 20.0
"""Seconds until the second and last try."""

MOST_CALLS: Final = 6
"""One, and five redirections: behind more of them something answers, in any case."""

AT_ONCE: Final = 4
MOST_WAITING: Final = 500
"""Answers whose addresses wait to be tried; more are let go."""

_GONE: Final = frozenset({HTTPStatus.NOT_FOUND, HTTPStatus.GONE})

log = structlog.get_logger()


class Reaching:
    """`wake` has what is in the outbox for a chat delivered. `private`: for tests, addresses inside are called."""

    def __init__(
        self,
        storage: Storage,
        questionnaire: Questionnaire,
        clock: Clock,
        wake: Callable[[int], None],
        *,
        private: bool = False,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._storage = storage
        self._questionnaire = questionnaire
        self._clock = clock
        self._wake = wake
        self._private = private
        self._sleep = sleep
        self._at_once = asyncio.Semaphore(AT_ONCE)
        self._on_its_way: set[asyncio.Task[None]] = set()

    def look(self, chat: int, recorded: tuple[Recorded, ...]) -> None:
        """Returns at once."""
        for each in recorded:
            if (urls := addresses(each)) and len(self._on_its_way) < MOST_WAITING:
                self._beside(self._try(chat, each.question, urls))

    async def finish(self) -> None:
        """Drops what is on its way."""
        for task in self._on_its_way:
            task.cancel()
        await asyncio.gather(*self._on_its_way, return_exceptions=True)

    def _beside(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work, name="reaching")
        self._on_its_way.add(task)
        task.add_done_callback(self._on_its_way.discard)

    async def _try(self, chat: int, question: str, urls: tuple[str, ...]) -> None:
        missing = await self._missing(urls)
        if missing:
            await self._sleep(AGAIN)
            missing = await self._missing(missing)
        try:
            storage, questionnaire = self._storage, self._questionnaire
            if missing and await tell_unreachable(storage, questionnaire, self._clock, chat, question, missing):
                self._wake(chat)
        except StorageError as error:
            log.info("unreachable_not_told", error=described(error))

    async def _missing(self, urls: tuple[str, ...]) -> tuple[str, ...]:
        async with self._at_once, session_outside(TAKING, private=self._private) as session:
            return tuple([url for url in urls if not await self._is_there(session, url)])

    async def _is_there(self, session: aiohttp.ClientSession, url: str) -> bool:
        """Whatever answers is there, unless it says that there is no such page. Nothing of it is read. Where it leads
        on is looked at before that is called, too: a site may point inside."""
        try:
            for _ in range(MOST_CALLS):
                if leads_inside(url) and not self._private:
                    return True  # not called, and nothing is said of it
                async with session.get(url, allow_redirects=False) as response:
                    onward = response.headers.get("Location") if response.status // 100 == 3 else None
                    if onward is None:
                        return response.status not in _GONE
                    url = urljoin(url, onward)
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError):
            return False
        return True


def addresses(recorded: Recorded) -> tuple[str, ...]:
    """The web addresses of an answer that was just kept; none where it is known why they may not be reached."""
    value = recorded.answer.value if recorded.answer.override is None else None
    return tuple(each.url for each in value if not isinstance(each, str)) if isinstance(value, tuple) else ()
