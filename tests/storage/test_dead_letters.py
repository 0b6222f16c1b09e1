from __future__ import annotations

from dataclasses import replace

from flows.ports import DeadLetter, Storage
from tests.storage.steps import at, letter


async def set_aside(storage: Storage, given: DeadLetter) -> bool:
    async with storage.work() as work:
        new = await work.dead_letters.add(given)
        await work.commit()
    return new


async def ask(storage: Storage, *update_ids: int) -> tuple[int, ...]:
    async with storage.work() as work:
        asked = await work.dead_letters.ask_for_replay(update_ids or None, at(9))
        await work.commit()
    return asked


async def replayed(storage: Storage, update_id: int) -> bool:
    async with storage.work() as work:
        worked = await work.dead_letters.replayed(update_id, at(10))
        await work.commit()
    return worked


async def mark_done(storage: Storage, update_id: int) -> bool:
    async with storage.work() as work:
        return await work.updates.mark_done(update_id, at(9))


async def all_of(storage: Storage) -> tuple[DeadLetter, ...]:
    async with storage.reading() as work:
        return await work.dead_letters.all()


async def waiting(storage: Storage) -> tuple[int, tuple[int, ...]]:
    """How many are set aside, and those to be tried again."""
    async with storage.reading() as work:
        asked = await work.dead_letters.asked_for()
        return await work.dead_letters.count(), tuple(one.update_id for one in asked)


async def test_an_update_set_aside_is_kept_as_it_came(storage: Storage) -> None:
    assert await set_aside(storage, letter(7))
    assert await all_of(storage) == (letter(7),)
    assert await waiting(storage) == (1, ())


async def test_an_update_set_aside_counts_as_done(storage: Storage) -> None:
    await set_aside(storage, letter(7))
    assert not await mark_done(storage, 7)
    async with storage.reading() as work:
        assert await work.dead_letters.holds(7)
        assert not await work.dead_letters.holds(8)


async def test_what_was_done_in_part_before_can_be_set_aside(storage: Storage) -> None:
    async with storage.work() as work:
        await work.updates.mark_done(7, at(0))
        await work.commit()
    assert await set_aside(storage, letter(7))


async def test_the_tries_of_an_update_add_up(storage: Storage) -> None:
    await set_aside(storage, letter(7))
    again = letter(7, tries=2, minute=5, failure="KeyError")
    assert not await set_aside(storage, again)
    assert await all_of(storage) == (replace(again, tries=5, first_failed_at=at(-1)),)


async def test_the_last_failed_comes_first(storage: Storage) -> None:
    for number, minute in ((1, 2), (2, 3), (3, 1)):
        await set_aside(storage, letter(number, minute=minute))
    assert [one.update_id for one in await all_of(storage)] == [2, 1, 3]


async def test_an_update_whose_replay_is_asked_for_counts_as_not_done(storage: Storage) -> None:
    await set_aside(storage, letter(7))
    await set_aside(storage, letter(8))
    assert await ask(storage, 7, 99) == (7,)
    assert await waiting(storage) == (2, (7,))
    assert await mark_done(storage, 7)
    assert not await mark_done(storage, 8)
    async with storage.reading() as work:
        assert not await work.dead_letters.holds(7)


async def test_a_replay_that_worked_is_remembered_and_not_asked_for_again(storage: Storage) -> None:
    await set_aside(storage, letter(7))
    await ask(storage)
    assert await replayed(storage, 7)
    assert not await replayed(storage, 7)
    assert await all_of(storage) == (replace(letter(7), replayed_at=at(10)),)
    assert await waiting(storage) == (0, ())
    assert await ask(storage) == ()
    async with storage.reading() as work:
        assert await work.dead_letters.holds(7)


async def test_a_replay_that_failed_is_over_and_can_be_asked_for_again(storage: Storage) -> None:
    await set_aside(storage, letter(7))
    await ask(storage, 7)
    await set_aside(storage, letter(7))
    assert not await replayed(storage, 7)
    assert await waiting(storage) == (1, ())
    assert await ask(storage) == (7,)
