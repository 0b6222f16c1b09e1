"""What a process knows of a response counts while nobody changed it, in whichever process, and once it is committed."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from flows.errors import StorageError
from flows.ports import Respondent, Storage
from flows.response import Response
from storage import open_storage
from storage.known import Known, KnownAnswers
from storage.writer import Writer
from tests.storage.steps import answer, begin


@pytest_asyncio.fixture
async def other(url: str) -> AsyncIterator[Storage]:
    """Another process on the same database."""
    async with open_storage(url) as opened:
        yield opened


async def give(storage: Storage, response: Response, respondent: Respondent, given: str, *, kept: bool = True) -> None:
    async with storage.work() as work:
        before = await work.responses.get(response.id)
        assert before is not None
        await work.responses.save(before.with_answer("q1", answer(given)), before, respondent)
        if kept:
            await work.commit()


async def turned_to(storage: Storage, response: Response) -> Response:
    """The response as a turn of that process finds it."""
    async with storage.work() as work:
        found = await work.responses.get(response.id)
        await work.commit()
    assert found is not None
    return found


async def test_answers_that_nobody_changed_are_not_read_again(storage: Storage) -> None:
    respondent, response = await begin(storage, chat=1)
    await give(storage, response, respondent, "a")
    known = (await turned_to(storage, response)).answers
    assert (await turned_to(storage, response)).answers is known
    assert known["q1"] == answer("a")


async def test_what_another_process_changed_is_seen(storage: Storage, other: Storage) -> None:
    respondent, response = await begin(storage, chat=1)
    for one, another, given in ((storage, other, "a"), (other, storage, "b"), (storage, other, "c")):
        await give(one, response, respondent, given)
        assert (await turned_to(another, response)).answers == {"q1": answer(given)}
        assert (await turned_to(one, response)).answers == {"q1": answer(given)}


async def test_what_another_process_took_back_is_seen(storage: Storage, other: Storage) -> None:
    respondent, response = await begin(storage, chat=1)
    await give(storage, response, respondent, "a")
    async with other.work() as work:
        before = await work.responses.get(response.id)
        assert before is not None
        await work.responses.save(before.with_answer("q1", None), before, respondent)
        await work.commit()
    assert (await turned_to(storage, response)).answers == {}


async def test_what_was_rolled_back_was_never_known(storage: Storage, other: Storage) -> None:
    """Not even when another process makes the history as long as it would have been."""
    respondent, response = await begin(storage, chat=1)
    await give(storage, response, respondent, "lost", kept=False)
    assert (await turned_to(storage, response)).answers == {}
    await give(storage, response, respondent, "lost again", kept=False)
    await give(other, response, respondent, "kept")
    assert (await turned_to(storage, response)).answers == {"q1": answer("kept")}


async def test_turns_of_two_processes_at_once_lose_nothing(storage: Storage, other: Storage) -> None:
    respondent, response = await begin(storage, chat=1)

    async def add(process: Storage, question: str) -> None:
        async with process.work() as work:
            before = await work.responses.get(response.id)
            assert before is not None
            await work.responses.save(before.with_answer(question, answer(question)), before, respondent)
            await work.commit()

    await asyncio.gather(
        *(add(process, f"q{n}{name}") for n in range(5) for name, process in (("a", storage), ("b", other)))
    )
    for process in (storage, other):
        assert sorted((await turned_to(process, response)).answers) == sorted(
            f"q{n}{name}" for n in range(5) for name in "ab"
        )


async def test_a_commit_that_failed_teaches_nobody_who_shared_it(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    wait = Writer._waiting_beside

    async def disk_full(writer: Writer, statement: str) -> None:
        if statement == "COMMIT":
            raise sqlite3.OperationalError("database or disk is full")
        await wait(writer, statement)

    async with open_storage(sqlite_url) as storage:
        respondent, response = await begin(storage, chat=1)
        with monkeypatch.context() as full:
            full.setattr(Writer, "_waiting_beside", disk_full)
            turns = (give(storage, response, respondent, given) for given in ("a", "b"))
            ends = await asyncio.gather(*turns, return_exceptions=True)
        assert all(isinstance(end, StorageError) for end in ends)
        assert (await turned_to(storage, response)).answers == {}


def test_only_so_many_are_known_the_last_ones() -> None:
    known = KnownAnswers(most=2)
    for response_id in ("a", "b", "a", "c"):
        known.keep({response_id: Known(1, {})})
    assert [bool(known.of(response_id)) for response_id in "abc"] == [True, False, True]
