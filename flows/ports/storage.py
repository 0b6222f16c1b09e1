"""Ports that hold the others: the clock, one transaction, the storage."""

from __future__ import annotations

from contextlib import AbstractAsyncContextManager
from datetime import datetime
from typing import Protocol

from flows.ports.administering import Audit, Invitations
from flows.ports.answering import CarriedAnswers, Responses
from flows.ports.campaigning import Announcements, Campaigns, Reminders
from flows.ports.delivering import Leases, Outbox, Prompts
from flows.ports.looking import Views
from flows.ports.machines import Notices, Tokens
from flows.ports.people import Respondents
from flows.ports.receiving import DeadLetters, Updates
from flows.ports.returning import Enquiries, Remarks
from flows.ports.signing_in import SignIns


class Clock(Protocol):
    def now(self) -> datetime:
        """The present moment, aware, in UTC."""
        ...


class Work(Protocol):
    """One transaction. Everything done through it is kept by `commit` or, without it, not at all."""

    @property
    def updates(self) -> Updates: ...
    @property
    def respondents(self) -> Respondents: ...
    @property
    def responses(self) -> Responses: ...
    @property
    def carried(self) -> CarriedAnswers: ...
    @property
    def outbox(self) -> Outbox: ...
    @property
    def prompts(self) -> Prompts: ...
    @property
    def leases(self) -> Leases: ...
    @property
    def dead_letters(self) -> DeadLetters: ...
    @property
    def invitations(self) -> Invitations: ...
    @property
    def audit(self) -> Audit: ...
    @property
    def campaigns(self) -> Campaigns: ...
    @property
    def reminders(self) -> Reminders: ...
    @property
    def announcements(self) -> Announcements: ...
    @property
    def views(self) -> Views: ...
    @property
    def remarks(self) -> Remarks: ...
    @property
    def enquiries(self) -> Enquiries: ...
    @property
    def tokens(self) -> Tokens: ...
    @property
    def notices(self) -> Notices: ...
    @property
    def sign_ins(self) -> SignIns: ...

    async def commit(self) -> None:
        """Returns when what was done will survive a crash of the process and of the machine."""
        ...


class Storage(Protocol):
    """All methods raise `flows.errors.StorageError` with the driver's error as its cause when the database fails."""

    def work(self) -> AbstractAsyncContextManager[Work]:
        """A transaction that may write; leaving it without `commit` rolls back."""
        ...

    def reading(self) -> AbstractAsyncContextManager[Work]:
        """A transaction that only reads and holds up no writer."""
        ...
