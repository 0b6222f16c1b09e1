from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio

from flows.ports import Storage
from storage import open_storage
from storage.statements import Statements
from tests.storage.looking import Look, looking, until_one_waits_for_a_lock
from tests.storage.steps import NOW, answer, at, begin, load, meet, message, next_of


async def test_what_is_committed_is_there_for_everyone(storage: Storage) -> None:
    _, response = await begin(storage, chat=1)
    assert await load(storage, response.id) == response


async def test_leaving_without_commit_keeps_nothing(storage: Storage) -> None:
    async with storage.work() as work:
        respondent = await work.respondents.lock(1, NOW)
        await work.updates.mark_done(7, NOW)
        response = await work.responses.start(respondent, "msq-2020", "1", NOW)
        await work.outbox.add(respondent, message("Welcome"), prompt=1, edits=None, now=NOW)

    async with storage.work() as work:
        assert (await work.respondents.lock(1, NOW)).response_id is None
        assert await work.updates.mark_done(7, NOW)
        assert await work.responses.get(response.id) is None
        assert await work.outbox.depth() == 0


async def test_an_error_in_the_middle_keeps_nothing_and_is_passed_on(storage: Storage) -> None:
    async def fail() -> None:
        async with storage.work() as work:
            await work.respondents.lock(1, NOW)
            await work.updates.mark_done(7, NOW)
            raise LookupError("a bug of ours")

    with pytest.raises(LookupError):
        await fail()
    async with storage.work() as work:
        assert await work.updates.mark_done(7, NOW)


async def test_a_cancelled_turn_lets_the_next_one_in(storage: Storage) -> None:
    locked = asyncio.Event()

    async def turn_without_end() -> None:
        async with storage.work() as work:
            await work.respondents.lock(1, NOW)
            await work.updates.mark_done(7, NOW)
            locked.set()
            await asyncio.Event().wait()

    turn = asyncio.create_task(turn_without_end())
    await locked.wait()
    turn.cancel()
    await asyncio.wait([turn])
    async with asyncio.timeout(10), storage.work() as work:
        await work.respondents.lock(1, NOW)
        assert await work.updates.mark_done(7, NOW)


async def test_many_turns_of_one_chat_at_once_lose_nothing(storage: Storage) -> None:
    _, response = await begin(storage, chat=1)

    async def turn(number: int) -> None:
        async with storage.work() as work:
            respondent = await work.respondents.lock(1, at(number))
            before = await work.responses.get(response.id)
            assert before is not None
            after = before.with_answer(f"q{number}", answer(str(number))).but(prompt=before.prompt + 1)
            await work.responses.save(after, before, respondent)
            await work.outbox.add(respondent, message(str(number)), prompt=after.prompt, edits=None, now=NOW)
            await work.commit()

    await asyncio.gather(*map(turn, range(20)))
    loaded = await load(storage, response.id)
    assert loaded is not None
    assert (loaded.prompt, len(loaded.answers)) == (20, 20)


async def test_two_colleagues_at_once_on_one_response_lose_nothing(storage: Storage) -> None:
    _, response = await begin(storage, chat=1)
    await meet(storage, chat=2)

    async def turn(chat: int, number: int) -> None:
        async with storage.work() as work:
            respondent = await work.respondents.lock(chat, at(number))
            before = await work.responses.get(response.id)
            assert before is not None
            await work.responses.save(before.but(prompt=before.prompt + 1), before, respondent)
            await work.commit()

    await asyncio.gather(*(turn(chat, number) for number in range(5) for chat in (1, 2)))
    loaded = await load(storage, response.id)
    assert loaded is not None
    assert loaded.prompt == 10


async def test_reading_holds_up_no_writer_and_sees_one_moment(storage: Storage) -> None:
    respondent, response = await begin(storage, chat=1)
    async with storage.reading() as reading:
        assert await reading.responses.get(response.id) == response
        async with asyncio.timeout(10), storage.work() as work:
            await work.responses.save(response.but(prompt=1), response, respondent)
            await work.commit()
        assert await reading.responses.get(response.id) == response
    assert await load(storage, response.id) == response.but(prompt=1)


async def test_a_writer_holds_up_no_reader(storage: Storage) -> None:
    respondent, response = await begin(storage, chat=1)
    async with storage.work() as work:
        await work.respondents.lock(1, NOW)
        await work.responses.save(response.but(prompt=1), response, respondent)
        async with asyncio.timeout(10):
            assert await load(storage, response.id) == response
            assert await next_of(storage, chat=1) is None


async def test_a_turn_costs_eight_statements(storage: Storage, monkeypatch: pytest.MonkeyPatch) -> None:
    _, response = await begin(storage, chat=1)
    statements: list[object] = []
    execute = Statements._executed

    async def note(self: Statements, statement: Any, *execution: Any) -> Any:
        statements.append(statement)
        return await execute(self, statement, *execution)

    monkeypatch.setattr(Statements, "_executed", note)
    async with storage.work() as work:
        respondent = await work.respondents.lock(1, NOW)
        await work.updates.mark_done(7, NOW)
        before = await work.responses.get(response.id)
        assert before is not None
        await work.responses.save(before.with_answer("q1", answer("a")).but(prompt=1), before, respondent)
        await work.outbox.add(respondent, message("2. …"), prompt=1, edits=None, now=NOW)
        await work.commit()
    assert len(statements) == 8


async def test_a_second_program_on_the_same_database_sees_what_the_first_committed(storage: Storage, url: str) -> None:
    _, response = await begin(storage, chat=1)
    async with open_storage(url) as other:
        assert await load(other, response.id) == response
        assert (await meet(other, chat=1)).response_id == response.id


class TestOnPostgresql:
    """What needs two transactions that write at once."""

    @pytest_asyncio.fixture
    async def storages(self, postgresql_url: str) -> AsyncIterator[tuple[Storage, Storage]]:
        async with open_storage(postgresql_url) as one, open_storage(postgresql_url) as other:
            yield one, other

    @pytest_asyncio.fixture
    async def look(self, postgresql_url: str) -> AsyncIterator[Look]:
        async with looking(postgresql_url) as look:
            yield look

    async def test_a_turn_waits_for_the_other_of_its_chat(self, storages: tuple[Storage, Storage], look: Look) -> None:
        one, other = storages
        _, response = await begin(one, chat=1)

        async def second_turn() -> int:
            async with other.work() as work:
                await work.respondents.lock(1, NOW)
                seen = await work.responses.get(response.id)
            assert seen is not None
            return seen.prompt

        async with one.work() as work:
            respondent = await work.respondents.lock(1, NOW)
            second = asyncio.create_task(second_turn())
            await until_one_waits_for_a_lock(look)
            await work.responses.save(response.but(prompt=5), response, respondent)
            await work.commit()
        assert await second == 5

    async def test_two_first_messages_of_a_chat_make_one_respondent(
        self, storages: tuple[Storage, Storage], look: Look
    ) -> None:
        one, other = storages
        async with one.work() as work:
            first = await work.respondents.lock(1, NOW)
            second = asyncio.create_task(meet(other, chat=1))
            await until_one_waits_for_a_lock(look)
            await work.commit()
        assert (await second).id == first.id

    async def test_different_chats_do_not_wait_for_each_other(self, storages: tuple[Storage, Storage]) -> None:
        one, other = storages
        async with one.work() as work:
            await work.respondents.lock(1, NOW)
            await work.updates.mark_done(1, NOW)
            async with asyncio.timeout(10):
                await begin(other, chat=2)

    async def test_an_update_at_two_processes_at_once_is_done_once(
        self, storages: tuple[Storage, Storage], look: Look
    ) -> None:
        one, other = storages

        async def mark_again() -> bool:
            async with other.work() as work:
                return await work.updates.mark_done(7, NOW)

        async with one.work() as work:
            assert await work.updates.mark_done(7, NOW)
            second = asyncio.create_task(mark_again())
            await until_one_waits_for_a_lock(look)
            await work.commit()
        assert await second is False
