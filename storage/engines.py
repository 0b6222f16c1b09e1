"""How each database is opened: drivers, pools, pragmas, isolation. Knows no table.

The reasons are in docs/decisions/003-storage.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, event, make_url
from sqlalchemy.exc import ArgumentError, InvalidatePoolError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from flows.errors import StorageError

BUSY_TIMEOUT_MS = 10_000

_PRAGMAS = {
    "busy_timeout": str(BUSY_TIMEOUT_MS),  # first: the next ones may have to wait
    "journal_mode": "WAL",
    "synchronous": "FULL",
    "foreign_keys": "ON",
}


@dataclass(frozen=True, slots=True)
class Engines:
    """`writing` begins transactions that may write, `reading` those that see one moment and hold up nobody."""

    writing: AsyncEngine
    reading: AsyncEngine

    async def dispose(self) -> None:
        await self.writing.dispose()
        await self.reading.dispose()


def create_engines(url: str) -> Engines:
    """Opens nothing yet. Raises StorageError for a database this program cannot use."""
    address = _address(url)
    if address.get_backend_name() == "postgresql":
        return _postgresql(address)
    # One writer, as SQLite has one anyway: who waits for it waits in the pool, in order, instead of trying again.
    return Engines(
        writing=_sqlite(address, begin="BEGIN IMMEDIATE", pool_size=1),
        reading=_sqlite(address, begin="BEGIN DEFERRED", pool_size=4, query_only="ON"),
    )


def create_migrating_engine(url: str) -> AsyncEngine:
    """SQLite changes a table by building it anew, which its foreign keys must not notice."""
    address = _address(url)
    if address.get_backend_name() == "postgresql":
        return _postgresql(address).writing
    return _sqlite(address, begin="BEGIN IMMEDIATE", pool_size=1, foreign_keys="OFF")


def _address(url: str) -> URL:
    try:
        address = make_url(url)
    except ArgumentError as error:
        raise StorageError(_UNUSABLE) from error
    match address.drivername:
        case "postgresql" | "postgres" | "postgresql+asyncpg":
            return _with_asyncpg(address)
        case "sqlite" | "sqlite+aiosqlite" if address.database and address.database != ":memory:":
            return _with_aiosqlite(address, Path(address.database))
        case _:
            raise StorageError(_UNUSABLE)


_POSTGRESQL_OPTIONS = {"host", "port", "sslmode", "ssl"}

_UNUSABLE = "The database must be a file (sqlite:///focalpoint.sqlite) or PostgreSQL (postgresql://user@host/name)."


def _with_aiosqlite(address: URL, file: Path) -> URL:
    if not file.parent.is_dir():
        raise StorageError(f"The database file cannot be opened: there is no folder {file.parent}.")
    return address.set(drivername="sqlite+aiosqlite")


def _with_asyncpg(address: URL) -> URL:
    if unknown := sorted(address.query.keys() - _POSTGRESQL_OPTIONS):
        raise StorageError(f"The database address has an option that cannot be used here: {', '.join(unknown)}.")
    # sslmode is libpq's word, in which hosting companies hand out addresses; asyncpg calls it ssl.
    query = {"ssl" if name == "sslmode" else name: value for name, value in address.query.items()}
    return address.set(drivername="postgresql+asyncpg", query=query)


def _sqlite(address: URL, *, begin: str, pool_size: int, **pragmas: str) -> AsyncEngine:
    engine = create_async_engine(
        address,
        pool_size=pool_size,
        max_overflow=0,
        hide_parameters=True,
        # The driver's own transactions begin too late and at the wrong statements: we begin them ourselves.
        connect_args={"isolation_level": None},
    )

    @event.listens_for(engine.sync_engine, "connect")
    def set_pragmas(connection: Any, _record: object) -> None:
        cursor = connection.cursor()
        for name, value in (_PRAGMAS | pragmas).items():
            cursor.execute(f"PRAGMA {name} = {value}")
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def begin_transaction(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine


def _postgresql(address: URL) -> Engines:
    engine = create_async_engine(
        address,
        pool_size=10,
        max_overflow=0,
        hide_parameters=True,
        isolation_level="READ COMMITTED",
        connect_args={"timeout": 10, "command_timeout": 60},
    )

    @event.listens_for(engine.sync_engine, "checkout")
    def refuse_closed(connection: Any, _record: object, _proxy: object) -> None:
        # asyncpg hears of a restart of the server at once: no statement is needed to ask.
        if connection.driver_connection.is_closed():
            raise InvalidatePoolError

    reading = engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    return Engines(writing=engine, reading=reading)
