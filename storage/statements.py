"""The one way to the database: runs statements in a transaction, turns every driver's error into a StorageError."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Executable, Row, Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection

from flows.errors import StorageError

Parameters = Mapping[str, Any] | Sequence[Mapping[str, Any]]

# Refused and timed-out connections come as OSError, unwrapped.
_DRIVER_ERRORS = (SQLAlchemyError, OSError)


@contextmanager
def driver_errors() -> Iterator[None]:
    try:
        yield
    except _DRIVER_ERRORS as error:
        raise StorageError(f"The database failed: {_first_line(error)}") from error


class Statements:
    """`writing`: rows read may be held for changing them."""

    def __init__(self, connection: AsyncConnection, *, writing: bool) -> None:
        self.writing = writing
        self._connection = connection

    async def rows(self, statement: Executable, parameters: Parameters | None = None) -> Sequence[Row[Any]]:
        with driver_errors():
            return (await self._connection.execute(statement, parameters)).all()

    async def row(self, statement: Executable, parameters: Parameters | None = None) -> Row[Any] | None:
        with driver_errors():
            return (await self._connection.execute(statement, parameters)).first()

    async def value(self, statement: Executable) -> Any:
        with driver_errors():
            return await self._connection.scalar(statement)

    async def run(self, statement: Executable, parameters: Parameters | None = None) -> int:
        """How many rows were changed; unknown (-1) where `parameters` are several."""
        with driver_errors():
            return (await self._connection.execute(statement, parameters)).rowcount

    def insert(self, table: Table) -> postgresql.Insert | sqlite.Insert:
        """An INSERT that can say ON CONFLICT, in the same words on both databases."""
        return postgresql.insert(table) if self._connection.dialect.name == "postgresql" else sqlite.insert(table)

    async def commit(self) -> None:
        with driver_errors():
            await self._connection.commit()


def _first_line(error: BaseException) -> str:
    # SQLAlchemy's message goes on with the whole statement.
    return (str(error).splitlines() or [type(error).__name__])[0]
