from __future__ import annotations

import asyncio
import inspect
import sqlite3
from collections.abc import Awaitable, Callable

import pytest
from sqlalchemy import make_url, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine

from flows import ports
from flows.administration.invitations import Invitation
from flows.administration.roles import Act, Role
from flows.errors import StorageError
from flows.ports import Delivery, Respondent, Storage, Work
from flows.response import Response
from storage import engines, open_storage
from storage.keys import new_key
from tests.postgresql import administer
from tests.storage.steps import NOW, answer, begin, letter, meet, message

RESPONDENT = Respondent(id=new_key(), chat=1)
RESPONSE = Response(id=new_key(), questionnaire="msq-2020", version="1", started_at=NOW, completed_at=NOW)
INVITATION = Invitation("msq-2020", Role.FOCAL_POINT, "PAK", "en", created_at=NOW, expires_at=NOW)
DELIVERY = Delivery(id=new_key(), chat=1, message=message("Hello"), prompt=1)


async def _read_all(work: Work) -> None:
    async for _ in work.responses.all("msq-2020"):
        pass


async def _read_audit(work: Work) -> None:
    async for _ in work.audit.all():
        pass


CALLS: dict[str, Callable[[Work], Awaitable[object]]] = {
    "Updates.mark_done": lambda work: work.updates.mark_done(1, NOW),
    "Updates.forget": lambda work: work.updates.forget(NOW, 10),
    "Updates.probe": lambda work: work.updates.probe(NOW),
    "DeadLetters.add": lambda work: work.dead_letters.add(letter(1)),
    "DeadLetters.holds": lambda work: work.dead_letters.holds(1),
    "DeadLetters.all": lambda work: work.dead_letters.all(),
    "DeadLetters.count": lambda work: work.dead_letters.count(),
    "DeadLetters.ask_for_replay": lambda work: work.dead_letters.ask_for_replay(None, NOW),
    "DeadLetters.asked_for": lambda work: work.dead_letters.asked_for(),
    "DeadLetters.replayed": lambda work: work.dead_letters.replayed(1, NOW),
    "Leases.hold": lambda work: work.leases.hold(1, NOW),
    "Leases.release": lambda work: work.leases.release((1,)),
    "Leases.keep": lambda work: work.leases.keep((1,), NOW),
    "Leases.end_all": lambda work: work.leases.end_all(),
    "Leases.end_impossible": lambda work: work.leases.end_impossible(NOW),
    "Respondents.lock": lambda work: work.respondents.lock(1, NOW),
    "Respondents.mark_unreachable": lambda work: work.respondents.mark_unreachable(1, NOW),
    "Respondents.mark_reachable": lambda work: work.respondents.mark_reachable(1, NOW),
    "Respondents.get": lambda work: work.respondents.get(RESPONDENT.id),
    "Respondents.working_on": lambda work: work.respondents.working_on(RESPONSE.id),
    "Respondents.assign": lambda work: work.respondents.assign(RESPONDENT, Role.FOCAL_POINT, None),
    "Invitations.add": lambda work: work.invitations.add(INVITATION, "hash"),
    "Invitations.use": lambda work: work.invitations.use("hash", "msq-2020", RESPONDENT, NOW),
    "Invitations.get": lambda work: work.invitations.get(new_key()),
    "Invitations.all": lambda work: work.invitations.all("msq-2020"),
    "Invitations.revoke": lambda work: work.invitations.revoke(new_key(), NOW),
    "Audit.add": lambda work: work.audit.add(NOW, "amina", Act.INVITED),
    "Audit.all": _read_audit,
    "Responses.start": lambda work: work.responses.start(RESPONDENT, "msq-2020", "1", NOW),
    "Responses.get": lambda work: work.responses.get(RESPONSE.id),
    "Responses.save": lambda work: work.responses.save(RESPONSE.with_answer("q1", answer("a")), RESPONSE, RESPONDENT),
    "Responses.question_once_answered_by": lambda work: work.responses.question_once_answered_by(RESPONSE.id, 1, 7),
    "Responses.keep_submission": lambda work: work.responses.keep_submission(RESPONSE, {}),
    "Responses.submission": lambda work: work.responses.submission(RESPONSE.id, 1),
    "Responses.all": _read_all,
    "Responses.count": lambda work: work.responses.count("msq-2020"),
    "Prompts.seen": lambda work: work.prompts.seen(1, 7, NOW),
    "Prompts.question_of": lambda work: work.prompts.question_of(1, 7),
    "Outbox.add": lambda work: work.outbox.add(RESPONDENT, message("Hello"), prompt=1, edits=None, now=NOW),
    "Outbox.next_of": lambda work: work.outbox.next_of(1, NOW),
    "Outbox.due_chats": lambda work: work.outbox.due_chats(NOW),
    "Outbox.next_due_at": lambda work: work.outbox.next_due_at(),
    "Outbox.part_sent": lambda work: work.outbox.part_sent(DELIVERY, 1, NOW),
    "Outbox.delivered": lambda work: work.outbox.delivered(DELIVERY, NOW),
    "Outbox.bring_forward": lambda work: work.outbox.bring_forward(NOW),
    "Outbox.postpone": lambda work: work.outbox.postpone(DELIVERY, NOW),
    "Outbox.given_up": lambda work: work.outbox.given_up(),
    "Outbox.give_up": lambda work: work.outbox.give_up(DELIVERY, "refused", NOW),
    "Outbox.depth": lambda work: work.outbox.depth(),
    "Outbox.waiting_since": lambda work: work.outbox.waiting_since(),
}


def test_every_method_of_the_ports_is_called_here() -> None:
    repositories = (
        ports.Updates,
        ports.Respondents,
        ports.Responses,
        ports.Outbox,
        ports.Prompts,
        ports.DeadLetters,
        ports.Leases,
        ports.Invitations,
        ports.Audit,
    )
    methods = {
        f"{port.__name__}.{name}"
        for port in repositories
        for name, _ in inspect.getmembers(port, inspect.isfunction)
        if not name.startswith("_")
    }
    assert methods == CALLS.keys()


@pytest.fixture(params=["new_sqlite_url", "postgresql_server"])
def tableless_url(request: pytest.FixtureRequest) -> str:
    return str(request.getfixturevalue(request.param))


@pytest.mark.parametrize("call", CALLS)
async def test_a_failing_database_is_a_storage_error_with_its_cause(tableless_url: str, call: str) -> None:
    async with open_storage(tableless_url) as storage, storage.work() as work:
        with pytest.raises(StorageError) as failure:
            await CALLS[call](work)
    assert isinstance(failure.value.__cause__, SQLAlchemyError)


async def test_the_error_does_not_tell_what_was_answered(tableless_url: str) -> None:
    async with open_storage(tableless_url) as storage, storage.work() as work:
        with pytest.raises(StorageError) as failure:
            await work.outbox.add(RESPONDENT, message("a secret"), prompt=1, edits=None, now=NOW)
    assert "a secret" not in f"{failure.value} {failure.value.__cause__}"
    assert "\n" not in str(failure.value)


async def test_a_reading_transaction_cannot_write(storage: Storage) -> None:
    async with storage.reading() as work:
        with pytest.raises(StorageError):
            await work.updates.mark_done(1, NOW)


async def test_a_server_that_cannot_be_reached_is_a_storage_error() -> None:
    async with open_storage("postgresql://localhost:1/focalpoint") as storage:
        with pytest.raises(StorageError):
            await meet(storage, chat=1)


async def test_a_database_that_is_not_there_is_a_storage_error(postgresql_server: str) -> None:
    async with open_storage(postgresql_server.replace("/postgres?", "/nowhere?")) as storage:
        with pytest.raises(StorageError, match="nowhere"):
            await meet(storage, chat=1)


async def test_a_sqlite_file_that_stays_locked_is_a_storage_error(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(engines._PRAGMAS, "busy_timeout", "0")
    async with open_storage(sqlite_url) as storage:
        await meet(storage, chat=1)
        other = sqlite3.connect(sqlite_url.removeprefix("sqlite:///"), isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StorageError, match="locked"):
            await meet(storage, chat=1)
        other.close()
        await meet(storage, chat=1)


CUT_ALL = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{}' AND pid <> pg_backend_pid()"


async def test_a_connection_cut_in_the_middle_of_a_turn_costs_that_turn_only(
    postgresql_url: str, postgresql_server: str
) -> None:
    cut = CUT_ALL.format(make_url(postgresql_url).database)
    async with open_storage(postgresql_url) as storage:
        _, response = await begin(storage, chat=1)
        async with storage.work() as work:
            await work.respondents.lock(1, NOW)
            await administer(postgresql_server, cut)
            with pytest.raises(StorageError):
                await work.commit()
        assert (await meet(storage, chat=1)).response_id == response.id


async def test_connections_cut_while_nobody_used_them_cost_nothing(postgresql_url: str, postgresql_server: str) -> None:
    opened = engines.create_engines(postgresql_url)
    assert isinstance(opened.writing, AsyncEngine)
    async with opened.writing.connect() as connection:
        driver = (await connection.get_raw_connection()).driver_connection
    assert driver is not None
    await administer(postgresql_server, CUT_ALL.format(make_url(postgresql_url).database))
    async with asyncio.timeout(10):
        while not driver.is_closed():  # noqa: ASYNC110
            await asyncio.sleep(0)  # the driver tells nobody when it hears of it
    async with opened.writing.connect() as connection:
        assert await connection.scalar(text("SELECT 1")) == 1
    await opened.dispose()
