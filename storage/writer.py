"""SQLite's one writer: transactions come one after the other, and those that wait for each other share one commit.

Statements take microseconds and run where they are asked for; only beginning, where another program is writing, and
committing (the disk) wait, beside the loop. See docs/decisions/006-performance.md.
"""

from __future__ import annotations

import asyncio
import sqlite3
import sys
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, suppress
from typing import Final

from sqlalchemy import Connection, Engine

from flows.errors import StorageError
from storage.statements import driver_errors

_BEGIN: Final = "BEGIN IMMEDIATE"


class Writer:
    """A commit returns when the disk has it. Where it fails, it fails for all who shared it, and nothing of theirs is
    kept; a transaction that is left without commit is undone alone."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._connection: Connection | None = None
        self._patience_ms = 0
        self._turn = asyncio.Lock()
        # What is begun and not yet on the disk; its end is the end of all who are in it.
        self._group: asyncio.Future[None] | None = None
        self._committing: asyncio.Task[None] | None = None
        self._beside = ThreadPoolExecutor(1, thread_name_prefix="sqlite")

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Transaction]:
        await self._turn.acquire()
        transaction = Transaction(self)
        try:
            with driver_errors():
                transaction.connection = await self._begun()
            yield transaction
        finally:
            if not transaction.over:
                self._undo()
                self._turn.release()

    async def commit(self, transaction: Transaction) -> None:
        """Lets the next one in, and returns when all that was written until then is on the disk."""
        with driver_errors():
            self._driver.execute("RELEASE turn")
        assert self._group is not None  # noqa: S101 - the transaction is in it
        group, transaction.over = self._group, True
        if self._committing is None:
            # Behind all who wait already: they come into the same commit.
            self._committing = asyncio.create_task(self._commit_group())
        self._turn.release()
        await asyncio.shield(group)

    async def close(self) -> None:
        if self._committing is not None:
            await asyncio.wait([self._committing])
        async with self._turn:
            if self._connection is not None:
                self._connection.close()
        self._engine.dispose()
        self._beside.shutdown()

    @property
    def _driver(self) -> sqlite3.Connection:
        assert self._connection is not None  # noqa: S101 - it is opened with the first transaction
        driver = self._connection.connection.driver_connection
        assert isinstance(driver, sqlite3.Connection)  # noqa: S101 - the engine's
        return driver

    async def _begun(self) -> Connection:
        if self._connection is None:
            self._connection = self._engine.connect()
            (self._patience_ms,) = self._driver.execute("PRAGMA busy_timeout").fetchone()
        if self._group is None:
            await self._begin()
            self._group = asyncio.get_running_loop().create_future()
        self._driver.execute("SAVEPOINT turn")
        return self._connection

    async def _begin(self) -> None:
        """At once, as a rule. Where another program is writing, it waits for it beside the loop."""
        self._driver.execute("PRAGMA busy_timeout = 0")
        try:
            self._driver.execute(_BEGIN)
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:  # the rest says why it is busy
                raise
        finally:
            self._driver.execute(f"PRAGMA busy_timeout = {self._patience_ms}")
        await self._waiting_beside(_BEGIN)

    def _undo(self) -> None:
        if self._connection is None:
            return
        if self._committing is not None and self._driver.in_transaction:
            self._driver.execute("ROLLBACK TO turn")
            self._driver.execute("RELEASE turn")
        else:
            # Nobody has committed in it; or SQLite itself has given all of it up, as it may when the disk is full.
            why = sys.exception()
            self._end_group(why if isinstance(why, StorageError) else StorageError("The transaction was given up"))

    async def _commit_group(self) -> None:
        async with self._turn:
            try:
                with driver_errors():
                    if self._group is not None:
                        await self._waiting_beside("COMMIT")
            except StorageError as error:
                self._end_group(error)
            else:
                self._end_group()
            finally:
                self._committing = None

    def _end_group(self, error: StorageError | None = None) -> None:
        group, self._group = self._group, None
        with suppress(sqlite3.Error):  # it ended by itself
            self._driver.rollback()
        if group is None:
            return
        if error is None:
            group.set_result(None)
        else:
            group.set_exception(error)
            group.exception()  # taken note of, even where nobody waits any more

    async def _waiting_beside(self, statement: str) -> None:
        """Not to be cancelled: who comes next must find it done."""
        doing = asyncio.get_running_loop().run_in_executor(self._beside, self._driver.execute, statement)
        try:
            await asyncio.shield(doing)
        except asyncio.CancelledError:
            await asyncio.wait([doing])
            raise


class Transaction:
    """One of those that come one after the other. After its commit it is over."""

    connection: Connection

    def __init__(self, writer: Writer) -> None:
        self.over = False
        self._writer = writer

    async def commit(self) -> None:
        if self.over:
            raise StorageError("The transaction is over")
        await self._writer.commit(self)
