"""Brings a database to this program's tables, or back: alembic, run inside the process. Knows no table."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection
from sqlalchemy.ext.asyncio import AsyncConnection

from flows.errors import StorageError
from storage.engines import create_migrating_engine
from storage.statements import driver_errors


async def migrate(url: str, revision: str = "head") -> None:
    """All of it or, where a step fails or another program migrates at the same time, nothing (StorageError)."""
    await _run(url, command.upgrade, revision)


async def downgrade(url: str, revision: str) -> None:
    await _run(url, command.downgrade, revision)


async def current_revision(url: str) -> str | None:
    """None for a database without tables."""
    async with _connected(url) as connection:
        return await connection.run_sync(_revision)


async def is_up_to_date(url: str) -> bool:
    """Also true of a database of a later version: its tables stay usable by this one (expand, then contract)."""
    revision = await current_revision(url)
    return revision is not None and revision not in revisions()[:-1]


def revisions() -> tuple[str, ...]:
    """Those this program knows, oldest first."""
    scripts = ScriptDirectory.from_config(_config()).walk_revisions()
    return tuple(script.revision for script in scripts)[::-1]


async def _run(url: str, step: Callable[[Config, str], None], revision: str) -> None:
    def run(connection: Connection) -> None:
        step(_config(connection), revision)
        _check_foreign_keys(connection)

    async with _connected(url) as connection:
        try:
            await connection.run_sync(run)
        except CommandError as error:
            raise StorageError(f"The database cannot be migrated: {error}") from error


@asynccontextmanager
async def _connected(url: str) -> AsyncIterator[AsyncConnection]:
    engine = create_migrating_engine(url)
    try:
        with driver_errors():
            async with engine.begin() as connection:
                yield connection
    finally:
        await engine.dispose()


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", "storage:migrations")
    config.attributes["connection"] = connection
    return config


def _revision(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _check_foreign_keys(connection: Connection) -> None:
    # They were off on SQLite.
    if connection.dialect.name == "sqlite" and connection.exec_driver_sql("PRAGMA foreign_key_check").first():
        raise StorageError("The migration would leave rows that refer to nothing; nothing was changed.")
