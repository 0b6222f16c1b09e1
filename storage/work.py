"""The unit of work: one transaction, and the repositories that act in it.

What a turn costs (an answer to an open question): lock the respondent, mark the update, read the response, read its
answers, write the response, the answer, its history, the message. Eight statements, a BEGIN and a COMMIT.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager

from sqlalchemy.ext.asyncio import AsyncEngine

from flows import ports
from storage.engines import Engines
from storage.outbox import Outbox
from storage.respondents import Respondents
from storage.responses import Responses
from storage.statements import Statements, driver_errors
from storage.updates import Updates


class Work:
    def __init__(self, statements: Statements) -> None:
        self._statements = statements
        self._updates = Updates(statements)
        self._respondents = Respondents(statements)
        self._responses = Responses(statements)
        self._outbox = Outbox(statements)

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

    async def commit(self) -> None:
        await self._statements.commit()


class Storage:
    def __init__(self, engines: Engines) -> None:
        self._engines = engines

    def work(self) -> AbstractAsyncContextManager[ports.Work]:
        return _transaction(self._engines.writing, writing=True)

    def reading(self) -> AbstractAsyncContextManager[ports.Work]:
        return _transaction(self._engines.reading, writing=False)


@asynccontextmanager
async def _transaction(engine: AsyncEngine, *, writing: bool) -> AsyncIterator[ports.Work]:
    with driver_errors():
        connection = await engine.connect()
    try:
        yield Work(Statements(connection, writing=writing))
    finally:
        # Closing rolls back what was not committed; a cancelled turn must not leave its transaction open.
        with driver_errors():
            await asyncio.shield(connection.close())
