"""The one way to the database: runs statements in a transaction, turns every driver's error into a StorageError."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import Connection, CursorResult, Executable, Row
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection

from flows.errors import StorageError

Parameters = Mapping[str, Any] | Sequence[Mapping[str, Any]]

# Refused and timed-out connections come as OSError, unwrapped; what the writer does itself, as sqlite3's.
_DRIVER_ERRORS = (SQLAlchemyError, sqlite3.Error, OSError)


@contextmanager
def driver_errors() -> Iterator[None]:
    try:
        yield
    except _DRIVER_ERRORS as error:
        raise StorageError(f"The database failed: {_first_line(error)}") from error


Found = TypeVar("Found")

AnyConnection = Connection | AsyncConnection
"""SQLite's answers at once; PostgreSQL's is waited for."""


@dataclass(frozen=True, slots=True)
class OnBoth:
    """An INSERT that can say ON CONFLICT: the same words, built once for each database."""

    postgresql: Executable
    sqlite: Executable

    @classmethod
    def built(cls, build: Callable[[Any], Executable]) -> OnBoth:
        """`build` gets the database's own `insert`."""
        return cls(build(postgresql.insert), build(sqlite.insert))


AnyStatement = Executable | OnBoth


class Statements:
    """`writing`: rows read may be held for changing them. `owner`: whose leases those taken here are."""

    def __init__(self, connection: AnyConnection, *, writing: bool, owner: str) -> None:
        self.writing = writing
        self.owner = owner
        self._connection = connection

    async def rows(self, statement: AnyStatement, parameters: Parameters | None = None) -> Sequence[Row[Any]]:
        return await self._executed(statement, parameters, CursorResult.all)

    async def row(self, statement: AnyStatement, parameters: Parameters | None = None) -> Row[Any] | None:
        return await self._executed(statement, parameters, CursorResult.first)

    async def value(self, statement: AnyStatement, parameters: Parameters | None = None) -> Any:
        return await self._executed(statement, parameters, CursorResult.scalar)

    async def run(self, statement: AnyStatement, parameters: Parameters | None = None) -> int:
        """How many rows were changed; unknown (-1) where `parameters` are several."""
        return await self._executed(statement, parameters, lambda result: result.rowcount)

    async def _executed(
        self, statement: AnyStatement, parameters: Parameters | None, fetch: Callable[[CursorResult[Any]], Found]
    ) -> Found:
        connection = self._connection
        with driver_errors():
            if isinstance(connection, AsyncConnection):
                said = statement.postgresql if isinstance(statement, OnBoth) else statement
                return fetch(await connection.execute(said, parameters))
            said = statement.sqlite if isinstance(statement, OnBoth) else statement
            return fetch(connection.execute(said, parameters))


def _first_line(error: BaseException) -> str:
    # SQLAlchemy's message goes on with the whole statement.
    return (str(error).splitlines() or [type(error).__name__])[0]
