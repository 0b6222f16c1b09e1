"""A database is brought up to date where it is ours alone, and refused with a sentence where it is not."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.preparing import named, prepare_database, require_database
from bot.settings import SettingsError
from storage.migrating import is_up_to_date, migrate
from tests.postgresql import fresh_database, running_server

OUT_OF_DATE = "The database is not of this version: bring it up to date with `focalpoint migrate`."


async def test_an_sqlite_file_is_made_and_brought_up_to_date(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/focalpoint.sqlite"
    await prepare_database(url)

    assert await is_up_to_date(url)


def test_who_only_reads_makes_no_database(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"^There is no database at .+focalpoint\.sqlite: "):
        asyncio.run(require_database(f"sqlite:///{tmp_path}/focalpoint.sqlite"))

    assert [*tmp_path.iterdir()] == []


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with running_server() as url:
        yield url


async def test_postgresql_is_brought_up_to_date_by_its_operator_only(server: str) -> None:
    async with fresh_database(server) as url:
        with pytest.raises(SettingsError) as refused:
            await prepare_database(url)
        await migrate(url)
        await prepare_database(url)

    assert str(refused.value) == OUT_OF_DATE


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("sqlite:///focalpoint.sqlite", "focalpoint.sqlite (SQLite)"),
        ("sqlite+aiosqlite:////var/lib/answers.sqlite", "/var/lib/answers.sqlite (SQLite)"),
        ("postgresql://amina:hunter2@db.example:5432/answers", "answers on db.example (PostgreSQL)"),
        ("postgresql:///answers", "answers on this machine (PostgreSQL)"),
    ],
)
def test_a_database_is_named_without_its_password(url: str, name: str) -> None:
    assert named(url) == name
