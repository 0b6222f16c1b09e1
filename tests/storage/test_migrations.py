from __future__ import annotations

import sqlite3

import pytest
import pytest_asyncio
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Inspector, inspect, text

from flows.errors import StorageError
from storage import engines, migrating, open_storage
from storage.migrating import current_revision, downgrade, in_transaction, is_up_to_date, migrate, revisions
from storage.tables import metadata
from tests.storage.steps import answer, begin, load, put, save


@pytest_asyncio.fixture
async def migrated_url(new_url: str) -> str:
    await migrate(new_url)
    return new_url


async def _tables(url: str) -> set[str]:
    def names(connection: Connection) -> set[str]:
        inspector: Inspector = inspect(connection)
        return set(inspector.get_table_names()) - {"alembic_version"}

    return await in_transaction(url, names)


async def test_a_new_database_gets_all_tables(new_url: str) -> None:
    assert await current_revision(new_url) is None
    assert not await is_up_to_date(new_url)
    await migrate(new_url)
    assert await _tables(new_url) == metadata.tables.keys()
    assert await current_revision(new_url) == revisions()[-1]
    assert await is_up_to_date(new_url)


def test_the_revisions_are_those_that_alembic_knows() -> None:
    walked = ScriptDirectory.from_config(migrating._config()).walk_revisions()
    assert revisions() == tuple(script.revision for script in walked)[::-1]


async def test_migrating_twice_changes_nothing(migrated_url: str) -> None:
    await migrate(migrated_url)
    assert await is_up_to_date(migrated_url)


async def test_every_step_goes_up_down_and_up_again(new_url: str) -> None:
    for revision in revisions():
        await migrate(new_url, revision)
        await downgrade(new_url, "-1")
        await migrate(new_url, revision)
        assert await current_revision(new_url) == revision
    await downgrade(new_url, "base")
    assert await _tables(new_url) == set()


async def test_all_steps_go_down_and_up_with_data_in_the_tables(migrated_url: str) -> None:
    async with open_storage(migrated_url) as storage:
        respondent, response = await begin(storage, chat=1)
        await save(storage, response.with_answer("q1", answer("a")), response, respondent)
        await put(storage, respondent, "Hello")
    await downgrade(migrated_url, "base")
    await migrate(migrated_url)
    async with open_storage(migrated_url) as storage:
        _, response = await begin(storage, chat=1)
        assert await load(storage, response.id) == response


async def test_the_steps_build_the_tables_the_program_uses(migrated_url: str) -> None:
    def differences(connection: Connection) -> list[object]:
        return list(compare_metadata(MigrationContext.configure(connection), metadata))

    assert await in_transaction(migrated_url, differences) == []


async def test_a_database_of_an_earlier_version_is_out_of_date(
    migrated_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(migrating, "revisions", lambda: (*revisions(), "next"))
    assert not await is_up_to_date(migrated_url)


async def test_a_database_of_a_later_version_can_be_used(migrated_url: str) -> None:
    later = text("UPDATE alembic_version SET version_num = 'later'")
    await in_transaction(migrated_url, lambda connection: connection.execute(later).rowcount)
    assert await is_up_to_date(migrated_url)
    with pytest.raises(StorageError, match="later"):
        await migrate(migrated_url)


async def test_an_unknown_step_is_refused_and_changes_nothing(new_url: str) -> None:
    with pytest.raises(StorageError, match="cannot be migrated"):
        await migrate(new_url, "9999")
    assert await current_revision(new_url) is None


async def test_a_migration_beside_another_is_refused_and_changes_nothing(
    new_sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(engines._PRAGMAS, "busy_timeout", "0")
    assert await current_revision(new_sqlite_url) is None
    other = sqlite3.connect(new_sqlite_url.removeprefix("sqlite:///"), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StorageError, match="locked"):
        await migrate(new_sqlite_url)
    other.close()
    assert await current_revision(new_sqlite_url) is None
    await migrate(new_sqlite_url)


async def test_rows_that_refer_to_nothing_stop_a_migration_on_sqlite(sqlite_url: str) -> None:
    file = sqlite3.connect(sqlite_url.removeprefix("sqlite:///"))
    columns = "chat, message_id, question, prompt, sent_at"
    file.execute(f"INSERT INTO prompts ({columns}) VALUES (1, 101, 'q1', 1, '2019-04-22 00:00:00.000000')")
    file.commit()
    file.close()
    with pytest.raises(StorageError, match="refer to nothing"):
        await migrate(sqlite_url)
