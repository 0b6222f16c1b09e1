"""The one way to the database: runs statements in a transaction, turns every driver's error into a StorageError."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final, TypeVar, Union

from sqlalchemy import Connection, CursorResult, Executable, Row
from sqlalchemy.exc import SQLAlchemyError

from flows.errors import Overtaken, StorageError
from storage.ready import Compiled, Parameters, Ready

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncConnection

# Refused and timed-out connections come as OSError, unwrapped; what is done past SQLAlchemy, as sqlite3's, and a value
# that cannot be kept as its column wants it, as ValueError.
_DRIVER_ERRORS = (SQLAlchemyError, sqlite3.Error, OSError, ValueError)


@contextmanager
def driver_errors() -> Iterator[None]:
    try:
        yield
    except _DRIVER_ERRORS as error:
        raise _failure(error) from error


Found = TypeVar("Found")

AnyConnection = Union[Connection, "AsyncConnection"]
"""SQLite's answers at once; PostgreSQL's is waited for."""


AnyStatement = Executable | Ready


class Statements:
    """`writing`: rows read may be held for changing them. `owner`: whose leases those taken here are."""

    def __init__(self, connection: AnyConnection, *, writing: bool, owner: str) -> None:
        self.writing = writing
        self.owner = owner
        self._connection = connection
        self._driver = _sqlite_of(connection)
        self._overtaken: Overtaken | None = None

    def ensure_going_on(self) -> None:
        """PostgreSQL refuses whatever follows an error without saying why; and commits nothing without a word."""
        if self._overtaken is not None:
            raise self._overtaken

    async def rows(self, statement: AnyStatement, parameters: Parameters | None = None) -> Sequence[Row[Any]]:
        return await self._executed(statement, parameters, CursorResult.all, _all)

    async def row(self, statement: AnyStatement, parameters: Parameters | None = None) -> Row[Any] | None:
        return await self._executed(statement, parameters, CursorResult.first, _first)

    async def value(self, statement: AnyStatement, parameters: Parameters | None = None) -> Any:
        return await self._executed(statement, parameters, CursorResult.scalar, _value)

    async def run(self, statement: AnyStatement, parameters: Parameters | None = None) -> int:
        """How many rows were changed; unknown (-1) where `parameters` are several."""
        return await self._executed(statement, parameters, _rowcount, _rowcount)

    async def _executed(
        self,
        statement: AnyStatement,
        parameters: Parameters | None,
        fetch: Callable[[CursorResult[Any]], Found],
        fetch_ready: Callable[[sqlite3.Cursor, Compiled], Found],
    ) -> Found:
        connection = self._connection
        self.ensure_going_on()
        try:
            if self._driver is not None and isinstance(statement, Ready):
                compiled = statement.on_sqlite(parameters)
                return fetch_ready(compiled.execute(self._driver, parameters), compiled)
            if isinstance(connection, Connection):
                said = statement.sqlite if isinstance(statement, Ready) else statement
                return fetch(connection.execute(said, parameters))
            said = statement.postgresql if isinstance(statement, Ready) else statement
            return fetch(await connection.execute(said, parameters))
        except _DRIVER_ERRORS as error:
            failure = _failure(error)
            if isinstance(failure, Overtaken):
                self._overtaken = failure
            raise failure from error


def _sqlite_of(connection: AnyConnection) -> sqlite3.Connection | None:
    if not isinstance(connection, Connection):
        return None
    driver = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)  # noqa: S101 - the engine's
    return driver


def _all(cursor: sqlite3.Cursor, compiled: Compiled) -> Sequence[Row[Any]]:
    return [compiled.row(raw) for raw in cursor]


def _first(cursor: sqlite3.Cursor, compiled: Compiled) -> Row[Any] | None:
    # To the end: SQLite has not done all of a statement, nor given back its place in the table, before.
    found = cursor.fetchall()
    return compiled.row(found[0]) if found else None


def _value(cursor: sqlite3.Cursor, compiled: Compiled) -> Any:
    row = _first(cursor, compiled)
    return row and row[0]


def _rowcount(cursor: CursorResult[Any] | sqlite3.Cursor, *_: object) -> int:
    return cursor.rowcount


# https://www.postgresql.org/docs/current/mvcc-serialization-failure-handling.html: serialization failure, which
# databases of several machines report where PostgreSQL would wait; deadlock
_OVERTAKEN: Final = ("40001", "40P01")


def _failure(error: BaseException) -> StorageError:
    kind = Overtaken if getattr(getattr(error, "orig", None), "sqlstate", None) in _OVERTAKEN else StorageError
    return kind(f"The database failed: {_first_line(error)}")


def _first_line(error: BaseException) -> str:
    # SQLAlchemy's message goes on with the whole statement.
    return (str(error).splitlines() or [type(error).__name__])[0]
