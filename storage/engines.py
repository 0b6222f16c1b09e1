"""How each database is opened: drivers, pools, pragmas, isolation. Knows no table.

The reasons are in docs/decisions/003-storage.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, InvalidatePoolError

from flows.errors import StorageError

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncEngine

BUSY_TIMEOUT_MS = 10_000

MOST_WRITING = 10
MOST_READING = 6
"""Connections of one process to PostgreSQL (docs/operations.md)."""

_PRAGMAS = {
    "busy_timeout": str(BUSY_TIMEOUT_MS),  # first: the next ones may have to wait
    "journal_mode": "WAL",
    "synchronous": "FULL",
    "foreign_keys": "ON",
}


@dataclass(frozen=True, slots=True)
class Engines:
    """`writing` begins transactions that may write, `reading` those that see one moment and hold up nobody."""

    writing: AsyncEngine | Engine
    reading: AsyncEngine | Engine

    async def dispose(self) -> None:
        for engine in (self.writing, self.reading):
            if isinstance(engine, Engine):
                engine.dispose()
            else:
                await engine.dispose()


def create_engines(url: str) -> Engines:
    """Opens nothing yet. Raises StorageError for a database this program cannot use."""
    address = _address(url)
    if address.get_backend_name() == "postgresql":
        return _postgresql(address)
    # One writer, as SQLite has one anyway, which begins its transactions itself (`writer`).
    writing, reading = _sqlite(address), _sqlite(address, query_only="ON")
    _begin_with(reading, "BEGIN DEFERRED")
    return Engines(writing=writing, reading=reading)


def create_migrating_engine(url: str) -> AsyncEngine | Engine:
    """SQLite changes a table by building it anew, which its foreign keys must not notice."""
    address = _address(url)
    if address.get_backend_name() == "postgresql":
        return _postgresql(address).writing
    engine = _sqlite(address, foreign_keys="OFF")
    _begin_with(engine, "BEGIN IMMEDIATE")
    return engine


def _address(url: str) -> URL:
    try:
        address = make_url(url)
    except (ArgumentError, ValueError) as error:  # the latter: a port that is no number
        raise StorageError(_UNUSABLE) from error
    match address.drivername:
        case "postgresql" | "postgres" | "postgresql+asyncpg":
            return _with_asyncpg(address)
        case "sqlite" | "sqlite+aiosqlite" if address.database and address.database != ":memory:":
            return _in_folder(address, Path(address.database))
        case _:
            raise StorageError(_UNUSABLE)


_POSTGRESQL_OPTIONS = {"host", "port", "sslmode", "ssl"}

_UNUSABLE = "The database must be a file (sqlite:///focalpoint.sqlite) or PostgreSQL (postgresql://user@host/name)."


def _in_folder(address: URL, file: Path) -> URL:
    if not file.parent.is_dir():
        raise StorageError(f"The database file cannot be opened: there is no folder {file.parent}.")
    return address.set(drivername="sqlite")


def _with_asyncpg(address: URL) -> URL:
    if unknown := sorted(address.query.keys() - _POSTGRESQL_OPTIONS):
        raise StorageError(f"The database address has an option that cannot be used here: {', '.join(unknown)}.")
    # sslmode is libpq's word, in which hosting companies hand out addresses; asyncpg calls it ssl.
    query = {"ssl" if name == "sslmode" else name: value for name, value in address.query.items()}
    return address.set(drivername="postgresql+asyncpg", query=query)


def _sqlite(address: URL, **pragmas: str) -> Engine:
    engine = create_engine(
        address,
        # Without a limit: nobody may wait for a connection in the loop, where its holder could not give it back.
        max_overflow=-1,
        hide_parameters=True,
        # The driver's own transactions begin too late and at the wrong statements: we begin them ourselves. One thread
        # at a time uses a connection, and not always the same.
        connect_args={"isolation_level": None, "check_same_thread": False},
    )

    @event.listens_for(engine, "connect")
    def set_pragmas(connection: Any, _record: object) -> None:
        cursor = connection.cursor()
        for name, value in (_PRAGMAS | pragmas).items():
            cursor.execute(f"PRAGMA {name} = {value}")
        cursor.close()

    return engine


def _begin_with(engine: Engine, statement: str) -> None:
    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql(statement)


def _postgresql(address: URL) -> Engines:
    # Two pools: turns must not wait for who reads long, such as an export that somebody fetches slowly.
    reading = _pool(address, MOST_READING)
    return Engines(
        writing=_pool(address, MOST_WRITING),
        reading=reading.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True),
    )


def _pool(address: URL, most: int) -> AsyncEngine:
    # Loaded only where it is used: it brings SQLAlchemy's ORM with it.
    from sqlalchemy.ext.asyncio import create_async_engine

    engine = create_async_engine(
        address,
        pool_size=most,
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

    return engine
