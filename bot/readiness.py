"""Whether this process may be given work. Looks; changes nothing."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Final

from flows.errors import StorageError
from flows.ports import Storage
from storage.migrating import is_up_to_date

PATIENCE: Final = 3.0
"""Seconds the database has to answer; who asks waits no longer than a little more."""


class Readiness:
    def __init__(self, storage: Storage, database: str, receives: Callable[[], bool]) -> None:
        self._storage = storage
        self._database = database
        self._receives = receives

    async def conditions(self) -> Mapping[str, bool]:
        """All must hold: the database answers, it is of this version, and updates are received."""
        answers = await _within_patience(self._database_answers())
        current = answers and await _within_patience(is_up_to_date(self._database))
        return {"database": answers, "revision": current, "receiving": self._receives()}

    async def _database_answers(self) -> bool:
        async with self._storage.reading() as work:
            await work.outbox.next_due_at()
        return True


async def _within_patience(look: Awaitable[bool]) -> bool:
    try:
        async with asyncio.timeout(PATIENCE):
            return await look
    except (TimeoutError, StorageError):
        return False
