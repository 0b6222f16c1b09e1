from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import datetime, timedelta

import pytest_asyncio

from flows.ports import Storage
from storage import open_storage
from storage.leases import LEASE
from tests.storage.steps import NOW, first_of, meet, message, put

A_MOMENT = timedelta(seconds=1)


@pytest_asyncio.fixture
async def other(url: str) -> AsyncIterator[Storage]:
    """A second process on the same database."""
    async with open_storage(url) as opened:
        yield opened


async def hold(storage: Storage, chat: int, now: datetime = NOW) -> bool:
    async with storage.work() as work:
        held = await work.leases.hold(chat, now)
        await work.commit()
    return held


async def release(storage: Storage, *chats: int) -> int:
    async with storage.work() as work:
        number = await work.leases.release(chats)
        await work.commit()
    return number


async def keep(storage: Storage, chat: int, now: datetime) -> None:
    async with storage.work() as work:
        await work.leases.keep((chat,), now)
        await work.commit()


async def turn(storage: Storage, chat: int, now: datetime = NOW) -> bool:
    """Whether the chat is in this process's hand after it."""
    async with storage.work() as work:
        respondent = await work.respondents.lock(chat, now, leasing=True)
        await work.commit()
    return respondent.in_hand


async def due_at(storage: Storage, now: datetime) -> tuple[int, ...]:
    async with storage.reading() as work:
        return await work.outbox.due_chats(now)


async def test_a_chat_is_in_one_process_s_hand_until_it_is_released(storage: Storage, other: Storage) -> None:
    await meet(storage, chat=1)
    assert await hold(storage, 1)
    assert await hold(storage, 1)
    assert not await hold(other, 1)
    assert await release(other, 1) == 0
    assert await release(storage, 1, 2) == 1
    assert await hold(other, 1)


async def test_a_lease_ends_by_itself(storage: Storage, other: Storage) -> None:
    await meet(storage, chat=1)
    await hold(storage, 1)
    assert not await hold(other, 1, NOW + LEASE - A_MOMENT)
    assert await hold(other, 1, NOW + LEASE)
    assert not await hold(storage, 1, NOW + LEASE)
    assert await release(storage, 1) == 0


async def test_a_lease_that_ends_soon_is_prolonged_by_who_has_it(storage: Storage, other: Storage) -> None:
    await meet(storage, chat=1)
    await hold(storage, 1)
    await keep(storage, 1, NOW + A_MOMENT)  # it has time
    await keep(other, 1, NOW + LEASE - A_MOMENT)  # not theirs
    assert await hold(other, 1, NOW + LEASE)
    await keep(other, 1, NOW + 2 * LEASE - A_MOMENT)
    assert not await hold(storage, 1, NOW + 2 * LEASE)


async def test_nobody_is_in_nobody_s_hand(storage: Storage) -> None:
    assert not await hold(storage, 1)


async def test_a_turn_takes_the_chat_in_hand_unless_another_process_has_it(storage: Storage, other: Storage) -> None:
    assert await turn(storage, 1)
    assert await turn(storage, 1)
    assert not await turn(other, 1)
    assert await turn(other, 1, NOW + LEASE)
    assert not await turn(storage, 1, NOW + LEASE)


async def test_a_turn_that_is_rolled_back_leaves_the_chat_to_others(storage: Storage, other: Storage) -> None:
    await meet(storage, chat=1)
    async with storage.work() as work:
        assert (await work.respondents.lock(1, NOW, leasing=True)).in_hand
    assert await hold(other, 1)


async def test_who_only_looks_for_a_person_takes_nothing_in_hand(storage: Storage, other: Storage) -> None:
    assert not (await meet(storage, chat=1)).in_hand
    assert await hold(other, 1)
    assert not (await meet(storage, chat=1)).in_hand


async def test_the_first_message_of_a_chat_in_hand_is_known_without_asking(storage: Storage, other: Storage) -> None:
    async def add(to: Storage) -> bool:
        async with to.work() as work:
            respondent = await work.respondents.lock(1, NOW, leasing=True)
            delivery = await work.outbox.add(respondent, message("1"), prompt=3, edits=7, now=NOW)
            await work.commit()
        assert delivery in (None, await first_of(to, chat=1))
        return delivery is not None

    assert await add(storage)
    assert not await add(storage)  # the second waits behind the first
    assert not await add(other)


async def test_a_chat_in_hand_is_due_for_nobody_before_the_lease_ends(storage: Storage, other: Storage) -> None:
    await put(storage, await meet(storage, chat=1), "1")
    await hold(storage, 1)
    assert await due_at(other, NOW) == ()
    async with other.reading() as work:
        assert await work.outbox.next_due_at() == NOW + LEASE
    assert await due_at(other, NOW + LEASE) == (1,)


async def test_who_knows_itself_alone_takes_over_at_once(storage: Storage, other: Storage) -> None:
    await meet(storage, chat=1)
    await hold(storage, 1)
    async with other.work() as work:
        await work.leases.end_all()
        await work.commit()
    assert await hold(other, 1)
