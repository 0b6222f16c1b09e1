from __future__ import annotations

from flows.ports import Storage
from tests.storage.steps import NOW


async def test_an_update_is_done_once(storage: Storage) -> None:
    async with storage.work() as work:
        assert await work.updates.mark_done(7, NOW)
        await work.commit()
    async with storage.work() as work:
        assert not await work.updates.mark_done(7, NOW)
        assert await work.updates.mark_done(8, NOW)


async def test_an_update_twice_in_one_transaction_is_done_once(storage: Storage) -> None:
    async with storage.work() as work:
        assert await work.updates.mark_done(7, NOW)
        assert not await work.updates.mark_done(7, NOW)


async def test_the_number_of_an_update_may_be_as_long_as_telegrams(storage: Storage) -> None:
    async with storage.work() as work:
        assert await work.updates.mark_done(2**52, NOW)
        assert not await work.updates.mark_done(2**52, NOW)
