"""The unit of work: one transaction, and the repositories that act in it.

What a turn costs (an answer to an open question): lock the respondent, mark the update, read the response, read its
answers, write the response, the answer, its history, the message. Eight statements, a BEGIN and a COMMIT.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from functools import partial
from typing import TYPE_CHECKING

from sqlalchemy import Engine

from flows import ports
from storage.announcements import Announcements
from storage.audit import Audit
from storage.campaigns import Campaigns
from storage.carried import CarriedAnswers
from storage.dead_letters import DeadLetters
from storage.engines import Engines
from storage.invitations import Invitations
from storage.keys import new_key
from storage.known import KnownAnswers
from storage.leases import Leases
from storage.notices import Notices
from storage.outbox import Outbox
from storage.prompts import Prompts
from storage.reminders import Reminders
from storage.respondents import Respondents
from storage.responses import Responses
from storage.returning import Enquiries, Remarks
from storage.sign_ins import SignIns
from storage.statements import Statements, driver_errors
from storage.tokens import Tokens
from storage.updates import Updates
from storage.views import Views
from storage.writer import Writer

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine


class Work:
    def __init__(self, statements: Statements, commit: Callable[[], Awaitable[None]], known: KnownAnswers) -> None:
        self._commit = commit
        self._statements = statements
        self._updates = Updates(statements)
        self._respondents = Respondents(statements)
        self._responses = Responses(statements, known)
        self._carried = CarriedAnswers(statements)
        self._outbox = Outbox(statements)
        self._prompts = Prompts(statements)
        self._leases = Leases(statements)
        self._dead_letters = DeadLetters(statements)
        self._invitations = Invitations(statements)
        self._audit = Audit(statements)
        self._campaigns = Campaigns(statements)
        self._reminders = Reminders(statements)
        self._announcements = Announcements(statements)
        self._views = Views(statements)
        self._remarks = Remarks(statements)
        self._enquiries = Enquiries(statements)
        self._tokens = Tokens(statements)
        self._notices = Notices(statements)
        self._sign_ins = SignIns(statements)

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
    def carried(self) -> ports.CarriedAnswers:
        return self._carried

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

    @property
    def campaigns(self) -> ports.Campaigns:
        return self._campaigns

    @property
    def reminders(self) -> ports.Reminders:
        return self._reminders

    @property
    def announcements(self) -> ports.Announcements:
        return self._announcements

    @property
    def views(self) -> ports.Views:
        return self._views

    @property
    def remarks(self) -> ports.Remarks:
        return self._remarks

    @property
    def enquiries(self) -> ports.Enquiries:
        return self._enquiries

    @property
    def tokens(self) -> ports.Tokens:
        return self._tokens

    @property
    def notices(self) -> ports.Notices:
        return self._notices

    @property
    def sign_ins(self) -> ports.SignIns:
        return self._sign_ins

    async def commit(self) -> None:
        self._statements.ensure_going_on()
        await self._commit()
        self._responses.committed()


class Storage:
    """Each is somebody else where it comes to leases: a process has one."""

    def __init__(self, engines: Engines) -> None:
        self._engines = engines
        self._owner = new_key()
        self._known = KnownAnswers()
        self._writer = Writer(engines.writing) if isinstance(engines.writing, Engine) else None

    def work(self) -> AbstractAsyncContextManager[ports.Work]:
        if self._writer is not None:
            return _writing_sqlite(self._writer, self._owner, self._known)
        assert not isinstance(self._engines.writing, Engine)  # noqa: S101 - it would have a writer
        return _on_postgresql(self._engines.writing, writing=True, owner=self._owner, known=self._known)

    def reading(self) -> AbstractAsyncContextManager[ports.Work]:
        if isinstance(self._engines.reading, Engine):
            return _reading_sqlite(self._engines.reading, self._owner, self._known)
        return _on_postgresql(self._engines.reading, writing=False, owner=self._owner, known=self._known)

    async def close(self) -> None:
        if self._writer is not None:
            await self._writer.close()
        await self._engines.dispose()


@asynccontextmanager
async def _on_postgresql(
    engine: AsyncEngine, *, writing: bool, owner: str, known: KnownAnswers
) -> AsyncIterator[ports.Work]:
    with driver_errors():
        connection = await engine.connect()
    try:
        yield Work(Statements(connection, writing=writing, owner=owner), partial(_commit, connection), known)
    finally:
        # Closing rolls back what was not committed; a cancelled turn must not leave its transaction open.
        with driver_errors():
            await asyncio.shield(connection.close())


async def _commit(connection: AsyncConnection) -> None:
    with driver_errors():
        await connection.commit()


@asynccontextmanager
async def _writing_sqlite(writer: Writer, owner: str, known: KnownAnswers) -> AsyncIterator[ports.Work]:
    async with writer.transaction() as transaction:
        yield Work(Statements(transaction.connection, writing=True, owner=owner), transaction.commit, known)


@asynccontextmanager
async def _reading_sqlite(engine: Engine, owner: str, known: KnownAnswers) -> AsyncIterator[ports.Work]:
    with driver_errors():
        connection = engine.connect()
        connection.begin()
    try:
        yield Work(Statements(connection, writing=False, owner=owner), _nothing_to_commit, known)
    finally:
        with driver_errors():
            connection.close()


async def _nothing_to_commit() -> None:
    pass
