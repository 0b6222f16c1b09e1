from __future__ import annotations

import asyncio
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy.exc import DBAPIError, IntegrityError

from flows.errors import StorageError
from flows.ports import Storage
from storage import engines, open_storage
from storage.outages import is_outage
from tests.storage.steps import NOW, meet, message


def caused_by(cause: BaseException | None) -> StorageError:
    error = StorageError()
    error.__cause__ = cause
    return error


class ServerError(Exception):
    def __init__(self, sqlstate: str) -> None:
        self.sqlstate = sqlstate


@pytest.mark.parametrize(
    ("sqlstate", "outage"),
    [
        ("53100", True),  # disk full
        ("25006", True),  # read-only
        ("57P03", True),  # starting up
        ("40P01", True),  # deadlock
        ("08006", True),  # connection lost
        ("23505", False),  # unique
        ("22021", False),  # a character that cannot be stored
        ("42P01", False),  # no such table
    ],
)
def test_what_postgresql_says(sqlstate: str, outage: bool) -> None:
    assert is_outage(caused_by(DBAPIError("INSERT …", None, ServerError(sqlstate)))) is outage


@pytest.mark.parametrize("error", [ConnectionRefusedError(), TimeoutError()])
def test_a_database_that_is_not_there_is_away(error: Exception) -> None:
    assert is_outage(caused_by(error))


@pytest.mark.parametrize("error", [None, ValueError(), IntegrityError("INSERT …", None, sqlite3.IntegrityError())])
def test_what_is_not_known_to_pass_is_no_outage(error: Exception | None) -> None:
    assert not is_outage(caused_by(error))


async def add(storage: Storage, text: str) -> None:
    async with storage.work() as work:
        respondent = await work.respondents.lock(1, NOW)
        await work.outbox.add(respondent, message(text), prompt=1, edits=None, now=NOW)
        await work.commit()


async def test_a_full_sqlite_is_an_outage(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(engines._PRAGMAS, "max_page_count", "1")  # not below what there is
    async with open_storage(sqlite_url) as storage:
        with pytest.raises(StorageError) as full:
            await add(storage, "much " * 10_000)
    assert is_outage(full.value)


async def test_a_locked_sqlite_is_an_outage(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(engines._PRAGMAS, "busy_timeout", "0")
    other = sqlite3.connect(Path(sqlite_url.removeprefix("sqlite:///")), isolation_level=None)
    async with open_storage(sqlite_url) as storage:
        await meet(storage, chat=1)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StorageError) as locked:
            await asyncio.wait_for(add(storage, "a"), 5)
        other.close()
    assert is_outage(locked.value)
