"""SQLite's one writer: turns that share a commit stand or fall by it together, and by nothing else."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from flows.errors import StorageError
from flows.ports import Storage
from storage import open_storage
from storage.writer import Writer
from tests.storage.steps import NOW, meet

Marks = list[int]


@pytest_asyncio.fixture
async def storage(sqlite_url: str) -> AsyncIterator[Storage]:
    async with open_storage(sqlite_url) as opened:
        await meet(opened, chat=1)
        yield opened


@pytest.fixture
def commits(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The statements that waited for the disk or another program."""
    waited: list[str] = []
    wait = Writer._waiting_beside

    async def note(writer: Writer, statement: str) -> None:
        waited.append(statement)
        await wait(writer, statement)

    monkeypatch.setattr(Writer, "_waiting_beside", note)
    return waited


async def _mark(storage: Storage, update_id: int) -> None:
    async with storage.work() as work:
        await work.updates.mark_done(update_id, NOW)
        await work.commit()


async def _fail(storage: Storage, update_id: int) -> None:
    async with storage.work() as work:
        await work.updates.mark_done(update_id, NOW)
        raise LookupError


def _kept(url: str) -> Marks:
    """As another program sees them."""
    with sqlite3.connect(url.removeprefix("sqlite:///")) as other:
        rows = other.execute("SELECT update_id FROM updates_done ORDER BY update_id").fetchall()
    other.close()
    return [row[0] for row in rows]


async def test_turns_that_wait_for_each_other_share_a_commit(
    storage: Storage, sqlite_url: str, commits: list[str]
) -> None:
    await asyncio.gather(*(_mark(storage, number) for number in range(20)))
    assert _kept(sqlite_url) == [*range(20)]
    assert commits.count("COMMIT") < 5


async def test_a_commit_returns_when_others_can_see_it(storage: Storage, sqlite_url: str) -> None:
    for number in range(3):
        await _mark(storage, number)
        assert number in _kept(sqlite_url)


async def test_a_turn_that_fails_among_others_is_undone_alone(storage: Storage, sqlite_url: str) -> None:
    turns = [_fail(storage, number) if number % 3 == 0 else _mark(storage, number) for number in range(10)]
    ends = await asyncio.gather(*turns, return_exceptions=True)
    assert [isinstance(end, LookupError) for end in ends] == [number % 3 == 0 for number in range(10)]
    assert _kept(sqlite_url) == [1, 2, 4, 5, 7, 8]


async def test_a_commit_that_fails_fails_for_all_who_shared_it_and_keeps_nothing(
    storage: Storage, sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    wait = Writer._waiting_beside

    async def disk_full(writer: Writer, statement: str) -> None:
        if statement == "COMMIT":
            raise sqlite3.OperationalError("database or disk is full")
        await wait(writer, statement)

    with monkeypatch.context() as full:
        full.setattr(Writer, "_waiting_beside", disk_full)
        ends = await asyncio.gather(*(_mark(storage, number) for number in range(5)), return_exceptions=True)
    assert all(isinstance(end, StorageError) and "disk is full" in str(end) for end in ends)
    assert _kept(sqlite_url) == []
    await _mark(storage, 7)
    assert _kept(sqlite_url) == [7]


async def test_while_another_program_writes_turns_wait_and_nobody_else(storage: Storage, sqlite_url: str) -> None:
    other = sqlite3.connect(sqlite_url.removeprefix("sqlite:///"), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    turn = asyncio.create_task(_mark(storage, 1))
    for _ in range(10):
        async with storage.reading() as reading:
            assert await reading.outbox.depth() == 0
        await asyncio.sleep(0)
    assert not turn.done()

    other.execute("ROLLBACK")
    other.close()
    await turn
    assert _kept(sqlite_url) == [1]


async def test_a_turn_cancelled_while_it_waits_for_the_disk_costs_nobody_else(
    storage: Storage, sqlite_url: str
) -> None:
    turns = [asyncio.create_task(_mark(storage, number)) for number in range(6)]
    await asyncio.sleep(0)
    turns[2].cancel()
    turns[0].cancel()
    await asyncio.wait(turns)
    assert {1, 3, 4, 5} <= set(_kept(sqlite_url))
    await _mark(storage, 7)


async def test_after_its_commit_a_transaction_is_over(storage: Storage) -> None:
    async with storage.work() as work:
        await work.updates.mark_done(1, NOW)
        await work.commit()
        with pytest.raises(StorageError, match="over"):
            await work.commit()
