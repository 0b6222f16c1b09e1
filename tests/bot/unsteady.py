"""A database that fails on order: a fake of the outside world around the real one."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from flows.errors import StorageError
from flows.ports import Storage, Work


class UnsteadyStorage:
    """The next `failing` transactions that write do not come about; those that read neither while `away`."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage
        self.failing = 0
        self.away = False

    @asynccontextmanager
    async def work(self) -> AsyncIterator[Work]:
        if self.failing:
            self.failing -= 1
            raise StorageError
        async with self._storage.work() as work:
            yield work

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[Work]:
        if self.away and self.failing:
            raise StorageError
        async with self._storage.reading() as work:
            yield work
