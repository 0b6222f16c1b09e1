"""What a running bot does for the campaign beside the conversation: reminders that are due, announcements on their way.

Every process does it; the database sees to it that each message goes out once.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final

import structlog

from bot.logs import described
from flows.administration.announcing import queue_announcements
from flows.administration.reminding import remind_due
from flows.administration.roles import Admission
from flows.desk.watching import show_announcements
from flows.ports import Clock, Storage
from flows.questionnaire import Questionnaire

LOOKING: Final = 10.0
"""Seconds between two looks for what is due."""

SOON: Final = 1.0
"""Seconds until the next look while more is waiting."""

AT_ONCE: Final = 20
"""Messages that come into the outbox in one look. Telegram takes 30 a second from a bot: whoever is answering at that
time must not wait behind an announcement to thousands."""

log = structlog.get_logger()


class Campaigning:
    """`wake` has what is in the outbox for a chat delivered."""

    def __init__(
        self,
        storage: Storage,
        questionnaire: Questionnaire,
        clock: Clock,
        admission: Admission,
        wake: Callable[[int], None],
        *,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._storage = storage
        self._questionnaire = questionnaire
        self._clock = clock
        self._admission = admission
        self._wake = wake
        self._sleep = sleep

    async def run(self) -> None:
        """Goes on until it is cancelled."""
        while True:
            more = await self._tried(self.remind) or await self._tried(self.announce)
            await self._tried(self.show)
            await self._sleep(SOON if more else LOOKING)

    async def remind(self) -> bool:
        """Whether more may be waiting."""
        chats = await remind_due(self._storage, self._questionnaire, self._clock, self._admission, AT_ONCE)
        return self._woken("reminded", chats)

    async def announce(self) -> bool:
        """Whether more may be waiting."""
        chats = await queue_announcements(self._storage, self._questionnaire, self._clock, AT_ONCE)
        return self._woken("announced", chats)

    async def show(self) -> bool:
        """To whoever made them, how far announcements are. Nothing more is waiting."""
        for chat in await show_announcements(self._storage, self._questionnaire, self._clock, self._admission):
            self._wake(chat)
        return False

    async def _tried(self, step: Callable[[], Awaitable[bool]]) -> bool:
        try:
            return await step()
        except Exception as error:  # a database that is away, or a bug with one person's: the rest goes on
            log.warning("campaign_failed", error=described(error))
            return False

    def _woken(self, event: str, chats: tuple[int, ...]) -> bool:
        for chat in chats:
            self._wake(chat)
        if chats:
            log.info(event, number=len(chats))
        return len(chats) >= AT_ONCE
