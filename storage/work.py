"""The unit of work: one transaction, and the repositories that act in it.

What a turn costs (an answer to an open question): lock the respondent, mark the update, read the response, read its
answers, write the response, the answer, its history, the message. Eight statements, a BEGIN and a COMMIT.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from functools import partial

from sqlalchemy import Engine
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from flows import ports
from storage.audit import Audit
from storage.dead_letters import DeadLetters
from storage.engines import Engines
from storage.invitations import Invitations
from storage.keys import new_key
from storage.leases import Leases
from storage.outbox import Outbox
from storage.prompts import Prompts
from storage.respondents import Respondents
from storage.responses import Responses
from storage.statements import Statements, driver_errors
from storage.updates import Updates
from storage.writer import Writer


class Work:
    def __init__(self, statements: Statements, commit: Callable[[], Awaitable[None]]) -> None:
        self._commit = commit
        self._updates = Updates(statements)
        self._respondents = Respondents(statements)
        self._responses = Responses(statements)
        self._outbox = Outbox(statements)
        self._prompts = Prompts(statements)
        self._leases = Leases(statements)
        self._dead_letters = DeadLetters(statements)
        self._invitations = Invitations(statements)
        self._audit = Audit(statements)

    @property
    def updates(self) -> ports.Updates:
        return self._updates

    @property
    def respondents(self) -> ports.Respondents:
        return self._respondents

    @property
    def responses(self) -> ports.Responses:
        return self._responses

    @property
    def outbox(self) -> ports.Outbox:
        return self._outbox

    @property
    def prompts(self) -> ports.Prompts:
        return self._prompts

    @property
    def leases(self) -> ports.Leases:
        return self._leases

    @property
    def dead_letters(self) -> ports.DeadLetters:
        return self._dead_letters

    @property
    def invitations(self) -> ports.Invitations:
        return self._invitations

    @property
    def audit(self) -> ports.Audit:
        return self._audit

    async def commit(self) -> None:
        await self._commit()


class Storage:
    """Each is somebody else where it comes to leases: a process has one."""

    def __init__(self, engines: Engines) -> None:
        self._engines = engines
        self._owner = new_key()
        self._writer = Writer(engines.writing) if isinstance(engines.writing, Engine) else None

    def work(self) -> AbstractAsyncContextManager[ports.Work]:
        if isinstance(self._engines.writing, AsyncEngine):
            return _on_postgresql(self._engines.writing, writing=True, owner=self._owner)
        assert self._writer is not None  # noqa: S101 - made for such an engine
        return _writing_sqlite(self._writer, self._owner)

    def reading(self) -> AbstractAsyncContextManager[ports.Work]:
        if isinstance(self._engines.reading, AsyncEngine):
            return _on_postgresql(self._engines.reading, writing=False, owner=self._owner)
        return _reading_sqlite(self._engines.reading, self._owner)

    async def close(self) -> None:
        if self._writer is not None:
            await self._writer.close()
        await self._engines.dispose()


@asynccontextmanager
async def _on_postgresql(engine: AsyncEngine, *, writing: bool, owner: str) -> AsyncIterator[ports.Work]:
    with driver_errors():
        connection = await engine.connect()
    try:
        yield Work(Statements(connection, writing=writing, owner=owner), partial(_commit, connection))
    finally:
        # Closing rolls back what was not committed; a cancelled turn must not leave its transaction open.
        with driver_errors():
            await asyncio.shield(connection.close())


async def _commit(connection: AsyncConnection) -> None:
    with driver_errors():
        await connection.commit()


@asynccontextmanager
async def _writing_sqlite(writer: Writer, owner: str) -> AsyncIterator[ports.Work]:
    async with writer.transaction() as transaction:
        yield Work(Statements(transaction.connection, writing=True, owner=owner), transaction.commit)


@asynccontextmanager
async def _reading_sqlite(engine: Engine, owner: str) -> AsyncIterator[ports.Work]:
    with driver_errors():
        connection = engine.connect()
    try:
        yield Work(Statements(connection, writing=False, owner=owner), _nothing_to_commit)
    finally:
        with driver_errors():
            connection.close()


async def _nothing_to_commit() -> None:
    pass
