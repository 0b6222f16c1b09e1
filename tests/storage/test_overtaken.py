"""Transactions on PostgreSQL that wait for each other: one is given up whole, says so, and may be done again.

SQLite has one writer: there, none waits for another that waits.
"""

from __future__ import annotations

import asyncio

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from flows.again import again_if_overtaken
from flows.errors import Overtaken, StorageError
from flows.ports import Storage
from storage import open_storage
from storage.engines import Engines, create_engines
from storage.outages import is_outage
from storage.work import Storage as Opened
from tests.storage.steps import NOW, meet

AMINA, BORIS = 1001, 1002


class Two:
    """Two who each hold one person before either asks for the other's."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage
        self._both = asyncio.Barrier(2)
        self.begun = 0

    async def hold(self, first: int, second: int) -> int:
        """Both people, and then a mark that this was done."""
        self.begun += 1
        async with self._storage.work() as work:
            await work.respondents.lock(first, NOW)
            if self.begun <= 2:
                await self._both.wait()
            try:
                await work.respondents.lock(second, NOW)
            except StorageError:
                with pytest.raises(Overtaken):
                    await work.updates.mark_done(first, NOW)
                with pytest.raises(Overtaken):
                    await work.commit()
                raise
            await work.updates.mark_done(first, NOW)
            await work.commit()
        return first


async def test_of_two_that_wait_for_each_other_one_is_given_up_and_nothing_of_it_is_kept(postgresql_url: str) -> None:
    async with open_storage(postgresql_url) as storage:
        two = Two(storage)
        outcomes = await asyncio.gather(two.hold(AMINA, BORIS), two.hold(BORIS, AMINA), return_exceptions=True)
        (done,) = (outcome for outcome in outcomes if isinstance(outcome, int))
        (failure,) = (outcome for outcome in outcomes if isinstance(outcome, BaseException))
        assert isinstance(failure, Overtaken)
        assert is_outage(failure), "where it is not done again at once, it is tried later and never set aside"
        async with storage.work() as work:
            assert not await work.updates.mark_done(done, NOW)
            assert await work.updates.mark_done(AMINA + BORIS - done, NOW)


async def test_done_again_both_are_kept(postgresql_url: str) -> None:
    async with open_storage(postgresql_url) as storage:
        two = Two(storage)
        hold = again_if_overtaken(two.hold)
        assert [*await asyncio.gather(hold(AMINA, BORIS), hold(BORIS, AMINA))] == [AMINA, BORIS]
        assert two.begun > 2
        async with storage.work() as work:
            assert not await work.updates.mark_done(AMINA, NOW)
            assert not await work.updates.mark_done(BORIS, NOW)


async def test_what_the_database_cannot_put_in_an_order_is_done_again(postgresql_url: str) -> None:
    """Databases of several machines give up transactions for this where PostgreSQL, as it is asked here, would wait."""
    engines = create_engines(postgresql_url)
    assert isinstance(engines.writing, AsyncEngine)
    strict = engines.writing.execution_options(isolation_level="SERIALIZABLE")
    storage = Opened(Engines(writing=strict, reading=engines.reading))
    begun = 0

    @again_if_overtaken
    async def write() -> None:
        nonlocal begun
        begun += 1
        async with storage.work() as work:
            await work.respondents.lock(BORIS, NOW)
            if begun == 1:
                await meet(storage, AMINA)
            await work.respondents.lock(AMINA, NOW)
            await work.commit()

    try:
        await meet(storage, AMINA)
        await write()
    finally:
        await storage.close()
    assert begun == 2
