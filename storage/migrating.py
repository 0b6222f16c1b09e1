"""Brings a database to this program's tables, or back: alembic, run inside the process. Knows no table."""

from __future__ import annotations

from collections.abc import Callable
from pkgutil import iter_modules
from typing import TYPE_CHECKING, Final, TypeVar

from sqlalchemy import Connection, Engine, inspect, text

from flows.errors import StorageError
from storage.engines import create_engines, create_migrating_engine
from storage.migrations import versions
from storage.statements import driver_errors

if TYPE_CHECKING:
    from alembic.config import Config
    from sqlalchemy.ext.asyncio import AsyncEngine

# Alembic is loaded where it is used: whoever finds the database up to date does without.

Result = TypeVar("Result")

_KEPT_IN: Final = "alembic_version"


async def migrate(url: str, revision: str = "head") -> None:
    """All of it or, where a step fails or another program migrates at the same time, nothing (StorageError)."""
    from alembic import command

    await _run(url, command.upgrade, revision)


async def downgrade(url: str, revision: str) -> None:
    from alembic import command

    await _run(url, command.downgrade, revision)


async def current_revision(url: str) -> str | None:
    """None for a database without tables. Holds up no writer, and waits for none."""
    return await _with_engine(create_engines(url).reading, _revision)


async def is_up_to_date(url: str) -> bool:
    """Also true of a database of a later version: its tables stay usable by this one (expand, then contract)."""
    revision = await current_revision(url)
    return revision is not None and revision not in revisions()[:-1]


def revisions() -> tuple[str, ...]:
    """Those this program knows, oldest first."""
    return tuple(sorted(module.name.partition("_")[0] for module in iter_modules(versions.__path__)))


async def in_transaction(url: str, step: Callable[[Connection], Result]) -> Result:
    """What the step gives; all it did is kept, or nothing."""
    return await _with_engine(create_migrating_engine(url), step)


async def _with_engine(engine: AsyncEngine | Engine, step: Callable[[Connection], Result]) -> Result:
    with driver_errors():
        if not isinstance(engine, Engine):
            return await _asynchronously(engine, step)
        try:
            with engine.begin() as connection:
                return step(connection)
        finally:
            engine.dispose()


async def _run(url: str, step: Callable[[Config, str], None], revision: str) -> None:
    def run(connection: Connection) -> None:
        step(_config(connection), revision)
        _check_foreign_keys(connection)

    from alembic.util import CommandError

    try:
        await in_transaction(url, run)
    except CommandError as error:
        raise StorageError(f"The database cannot be migrated: {error}") from error


async def _asynchronously(engine: AsyncEngine, step: Callable[[Connection], Result]) -> Result:
    try:
        async with engine.begin() as connection:
            return await connection.run_sync(step)
    finally:
        await engine.dispose()


def _config(connection: Connection | None = None) -> Config:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "storage:migrations")
    config.attributes["connection"] = connection
    return config


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table(_KEPT_IN):
        return None
    revision: str | None = connection.scalar(text(f"SELECT version_num FROM {_KEPT_IN}"))  # noqa: S608 - alembic's name
    return revision


def _check_foreign_keys(connection: Connection) -> None:
    # They were off on SQLite.
    if connection.dialect.name == "sqlite" and connection.exec_driver_sql("PRAGMA foreign_key_check").first():
        raise StorageError("The migration would leave rows that refer to nothing; nothing was changed.")
