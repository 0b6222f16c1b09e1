"""What the use cases need from outside: storage and a clock. Implemented in `storage/` and where a program starts."""

from __future__ import annotations

from collections.abc import AsyncIterator, Collection, Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from flows.message import Message
from flows.response import Response, Status


class Clock(Protocol):
    def now(self) -> datetime:
        """The present moment, aware, in UTC."""
        ...


@dataclass(frozen=True, slots=True)
class Respondent:
    """A person in a chat. `chat` is the chat's number in the chat service, `response_id` the response they work on."""

    id: str
    chat: int
    response_id: str | None = None
    reachable: bool = True


@dataclass(frozen=True, slots=True)
class Delivery:
    """A message waiting in the outbox.

    `edits` is the number of the message whose place it takes. `parts_sent` of its parts (a long text, each file) went
    out before. `attempts` counts what was tried without success.
    """

    id: str
    chat: int
    message: Message
    prompt: int
    edits: int | None = None
    parts_sent: int = 0
    attempts: int = 0


class Updates(Protocol):
    async def mark_done(self, update_id: int, now: datetime) -> bool:
        """Records, within the transaction, that the update's effect is in it. False if it was done before."""
        ...


class Respondents(Protocol):
    async def lock(self, chat: int, now: datetime) -> Respondent:
        """The person of that chat, created at first sight, held by this transaction alone until it ends: turns of one
        person happen one at a time, across processes. Marks an unreachable person reachable again."""
        ...

    async def mark_unreachable(self, chat: int) -> None:
        """The person blocked the bot or the chat is gone: nothing is sent until they return."""
        ...


class Responses(Protocol):
    async def start(self, respondent: Respondent, questionnaire: str, version: str, now: datetime) -> Response:
        """A new, empty response which the respondent works on from now on."""
        ...

    async def get(self, response_id: str) -> Response | None: ...

    async def save(self, response: Response, before: Response, respondent: Respondent) -> None:
        """Writes what differs from `before`; every answer given, changed or taken back also enters the history with the
        respondent and the time. Raises `flows.errors.CountryTaken` where another live response to the questionnaire is
        of that country; nothing of the transaction can be kept then."""
        ...

    async def keep_submission(self, response: Response, document: Mapping[str, Any]) -> None:
        """Keeps the document as it was submitted, under the response's revision, for good."""
        ...

    async def submission(self, response_id: str, revision: int) -> Mapping[str, Any] | None:
        """The document as it was submitted under that revision."""
        ...

    def all(
        self, questionnaire: str, *, statuses: Collection[Status] | None = None, country: str | None = None
    ) -> AsyncIterator[Response]:
        """Responses to the questionnaire, oldest first, read in batches of bounded memory."""
        ...

    async def count(
        self, questionnaire: str, *, statuses: Collection[Status] | None = None, country: str | None = None
    ) -> int: ...


class Outbox(Protocol):
    async def add(
        self, respondent: Respondent, message: Message, *, prompt: int, edits: int | None, now: datetime
    ) -> None:
        """The message goes out after the commit, after those added for the chat before it."""
        ...

    async def next_of(self, chat: int, now: datetime) -> Delivery | None:
        """The first message of the chat not yet delivered, if it is due."""
        ...

    async def due_chats(self, now: datetime, limit: int = 1000) -> tuple[int, ...]:
        """Chats of reachable people in which a message is due, longest waiting first."""
        ...

    async def next_due_at(self) -> datetime | None:
        """When the earliest waiting message of a reachable person is due; None if none waits."""
        ...

    async def part_sent(self, delivery: Delivery, message_id: int, now: datetime) -> None:
        """One more part went out; `message_id` is remembered as showing the message's question, if it has one."""
        ...

    async def delivered(self, delivery: Delivery, now: datetime) -> None: ...

    async def postpone(self, delivery: Delivery, until: datetime) -> None:
        """It could not be sent: it is due again `until`, and the chat's later messages wait behind it."""
        ...

    async def give_up(self, delivery: Delivery, reason: str, now: datetime) -> None:
        """It can never be sent (the service refuses it for good): set aside with the reason, the next may go."""
        ...

    async def depth(self) -> int:
        """How many messages wait."""
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
    def outbox(self) -> Outbox: ...

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
