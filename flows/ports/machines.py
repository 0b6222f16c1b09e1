"""Ports of other systems: the tokens they come with, and the documents on their way to them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from flows.administration.tokens import Token


class Event(StrEnum):
    """What another system is told of."""

    COMPLETED = "response.completed"
    AMENDED = "response.amended"


@dataclass(frozen=True, slots=True)
class Notice:
    """A document on its way to `url`: of `response_id` as submitted under `revision`. It is sent until it is taken or
    given up; `attempts` counts what failed. `reason` is why it failed last."""

    url: str
    event: Event
    response_id: str
    revision: int
    added_at: datetime
    due_at: datetime
    id: str = ""
    attempts: int = 0
    delivered_at: datetime | None = None
    given_up_at: datetime | None = None
    reason: str | None = None


class Tokens(Protocol):
    async def add(self, token: Token, token_hash: str) -> Token:
        """The token with its id."""
        ...

    async def of(self, token_hash: str) -> Token | None: ...

    async def all(self) -> tuple[Token, ...]:
        """Oldest first."""
        ...

    async def used(self, token_id: str, now: datetime) -> None: ...

    async def revoke(self, token_id: str, now: datetime) -> None: ...


class Notices(Protocol):
    async def add(self, notice: Notice) -> None:
        """It goes out after the commit."""
        ...

    async def due(self, now: datetime, limit: int = 100) -> tuple[Notice, ...]:
        """Neither delivered nor given up and due, the longest waiting first."""
        ...

    async def claim(self, notice: Notice, until: datetime) -> bool:
        """Nobody else sends it before `until`. False where somebody else has it, or has sent it."""
        ...

    async def delivered(self, notice: Notice, now: datetime) -> None: ...

    async def failed(self, notice: Notice, reason: str, due_at: datetime) -> None:
        """One attempt more failed; it is due again then."""
        ...

    async def give_up(self, notice: Notice, reason: str, now: datetime) -> None:
        """One attempt more failed, the last."""
        ...

    async def undelivered(self) -> tuple[Notice, ...]:
        """Those that wait and those given up, oldest first."""
        ...

    async def try_again(self, notice_ids: Collection[str] | None, now: datetime) -> int:
        """Those given up of these (None: all) are due again, as if never tried: how many."""
        ...
