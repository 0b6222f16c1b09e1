from __future__ import annotations

import asyncio
import sqlite3
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.ext.asyncio import AsyncEngine

from flows.errors import StorageError
from flows.message import Message
from flows.ports import Storage
from storage import open_storage
from storage.engines import MOST_READING, create_engines
from tests.storage.steps import NOW, meet

PRAGMAS = [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("busy_timeout", 10_000)]


@pytest.mark.parametrize(("pragma", "value"), PRAGMAS)
async def test_sqlite_is_set_up_to_keep_what_it_confirms(sqlite_url: str, pragma: str, value: object) -> None:
    engines = create_engines(sqlite_url)
    for engine in (engines.writing, engines.reading):
        assert isinstance(engine, Engine)
        with engine.connect() as connection:
            assert connection.scalar(text(f"PRAGMA {pragma}")) == value
    await engines.dispose()


async def test_sqlite_writes_ahead_and_leaves_one_file_behind(sqlite_url: str) -> None:
    file = Path(sqlite_url.removeprefix("sqlite:///"))
    ahead = file.with_name(file.name + "-wal")
    async with open_storage(sqlite_url) as storage:
        await meet(storage, chat=1)
        assert ahead.stat().st_size > 0
    assert not ahead.exists()


async def test_a_writing_transaction_on_sqlite_has_the_lock_from_its_first_statement(sqlite_url: str) -> None:
    async with open_storage(sqlite_url) as storage:
        other = sqlite3.connect(sqlite_url.removeprefix("sqlite:///"), timeout=0, isolation_level=None)
        async with storage.reading() as work:
            await work.outbox.depth()
            other.execute("BEGIN IMMEDIATE")
            other.execute("ROLLBACK")
        async with storage.work() as work:
            await work.outbox.depth()
            with pytest.raises(sqlite3.OperationalError, match="locked"):
                other.execute("BEGIN IMMEDIATE")
        other.close()


@pytest.mark.parametrize(
    ("kind", "level", "read_only"), [("writing", "read committed", "off"), ("reading", "repeatable read", "on")]
)
async def test_postgresql_isolates_as_decided(postgresql_url: str, kind: str, level: str, read_only: str) -> None:
    engines = create_engines(postgresql_url)
    # Twice: what was set for one transaction is as it was for the next.
    for _ in range(2):
        for engine in (engines.writing, engines.reading):
            assert isinstance(engine, AsyncEngine)
            async with engine.connect() as connection:
                found = [
                    await connection.scalar(text(f"SHOW {setting}"))
                    for setting in ("transaction_isolation", "transaction_read_only")
                ]
            if engine is getattr(engines, kind):
                assert found == [level, read_only]
    await engines.dispose()


async def test_turns_do_not_wait_for_those_who_read_long(postgresql_url: str) -> None:
    async with AsyncExitStack() as stack:
        storage = await stack.enter_async_context(open_storage(postgresql_url))
        for _ in range(MOST_READING):
            work = await stack.enter_async_context(storage.reading())
            await work.outbox.depth()
        async with asyncio.timeout(10):
            await meet(storage, chat=1)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "nonsense",
        "mysql://localhost/x",
        "sqlite://",
        "sqlite:///:memory:",
        "postgresql+psycopg://localhost/x",
        "postgresql://localhost:five/x",
        "postgresql://[::1/x",
    ],
)
async def test_an_unusable_database_is_refused_in_one_sentence(url: str) -> None:
    with pytest.raises(StorageError, match=r"^The database must be a file .* or PostgreSQL .*\.$"):
        async with open_storage(url):
            pass


async def test_a_file_in_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match=f"there is no folder {tmp_path}/none"):
        create_engines(f"sqlite:///{tmp_path}/none/focalpoint.sqlite")


async def test_an_option_that_cannot_be_used_is_named() -> None:
    with pytest.raises(StorageError, match="cannot be used here: channel_binding"):
        create_engines("postgresql://localhost/x?sslmode=require&channel_binding=require")


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("sqlite:///focalpoint.sqlite", "sqlite:///focalpoint.sqlite"),
        ("sqlite+aiosqlite:////tmp/focalpoint.sqlite", "sqlite:////tmp/focalpoint.sqlite"),
        ("postgres://bot@db/focalpoint", "postgresql+asyncpg://bot@db/focalpoint"),
        ("postgresql://bot@db/focalpoint?sslmode=require", "postgresql+asyncpg://bot@db/focalpoint?ssl=require"),
        ("postgresql+asyncpg://bot@db/focalpoint", "postgresql+asyncpg://bot@db/focalpoint"),
    ],
)
def test_the_usual_addresses_are_understood(url: str, address: str) -> None:
    engines = create_engines(url)
    assert [str(engine.url) for engine in (engines.writing, engines.reading)] == [address, address]


async def test_a_row_that_refers_to_nothing_is_refused(storage: Storage) -> None:
    respondent = await meet(storage, chat=1)
    async with storage.work() as work:
        with pytest.raises(StorageError):
            await work.outbox.add(
                type(respondent)(id=respondent.id, chat=99), _nothing(), prompt=1, edits=None, now=NOW
            )


def _nothing() -> Message:
    return Message(text=())
