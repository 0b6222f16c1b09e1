from __future__ import annotations

from flows.ports import Storage
from tests.storage.steps import NOW, at


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


async def test_old_updates_are_forgotten_some_at_a_time(storage: Storage) -> None:
    async with storage.work() as work:
        for number, minute in ((9, 0), (1, 1), (5, 2), (2, 3)):
            await work.updates.mark_done(number, at(minute))
        assert await work.updates.forget(at(3), limit=2) == 2
        assert await work.updates.forget(at(3), limit=2) == 1
        assert await work.updates.forget(at(3), limit=2) == 0
        assert not await work.updates.mark_done(2, NOW)
        assert await work.updates.mark_done(9, NOW)


async def test_whether_the_database_keeps_anything_can_be_tried_again_and_again(storage: Storage) -> None:
    for minute in range(3):
        async with storage.work() as work:
            await work.updates.probe(at(minute))
            await work.commit()
