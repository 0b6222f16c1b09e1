"""A database that fails on order: a fake of the outside world around the real one."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any, cast

from flows.errors import StorageError
from flows.ports import Storage, Work


class UnsteadyStorage:
    """The next `failing` transactions that write do not come about; those that read neither while `away`.

    The next `choking` turns fail on what is in them, although the database keeps everything else it is given; of the
    updates set aside it does not keep the next `refusing_letters`.
    """

    def __init__(self, storage: Storage) -> None:
        self._storage = storage
        self.failing = 0
        self.choking = 0
        self.refusing_letters = 0
        self.away = False

    @asynccontextmanager
    async def work(self) -> AsyncIterator[Work]:
        if self.failing:
            self.failing -= 1
            raise StorageError
        async with self._storage.work() as work:
            yield cast(Work, _Watched(work, self))

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[Work]:
        if self.away and self.failing:
            raise StorageError
        async with self._storage.reading() as work:
            yield work


class _Watched:
    """A transaction; it begins to fail where a turn marks its update as done."""

    def __init__(self, work: Work, storage: UnsteadyStorage) -> None:
        self._work = work
        self._storage = storage

    def __getattr__(self, name: str) -> Any:
        return getattr(self._work, name)

    @property
    def updates(self) -> Any:
        return _WatchedUpdates(self._work, self._storage)

    @property
    def dead_letters(self) -> Any:
        if self._storage.refusing_letters:
            self._storage.refusing_letters -= 1
            raise StorageError
        return self._work.dead_letters


class _WatchedUpdates:
    def __init__(self, work: Work, storage: UnsteadyStorage) -> None:
        self._updates = work.updates
        self._storage = storage

    def __getattr__(self, name: str) -> Any:
        return getattr(self._updates, name)

    async def mark_done(self, update_id: int, now: datetime) -> bool:
        if self._storage.choking:
            self._storage.choking -= 1
            raise StorageError
        return await self._updates.mark_done(update_id, now)
