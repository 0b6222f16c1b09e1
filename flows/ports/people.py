"""Ports of the people in the chats."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from flows.administration.roles import Role
from flows.desk.states import AtDesk


@dataclass(frozen=True, slots=True)
class Respondent:
    """A person in a chat. `chat` is the chat's number in the chat service, `response_id` the response they work on,
    `role` what an invitation made of them (None: nothing, or it was taken away). `in_hand`: this process has the lease
    on the chat's deliveries, see `Leases`. `desk`: what they, as an administrator, are in the middle of."""

    id: str
    chat: int
    response_id: str | None = None
    reachable: bool = True
    role: Role | None = None
    in_hand: bool = False
    desk: AtDesk | None = None


class Respondents(Protocol):
    async def lock(self, chat: int, now: datetime, *, leasing: bool = False) -> Respondent:
        """The person of that chat, created at first sight, held by this transaction alone until it ends: turns of one
        person happen one at a time, across processes. Marks an unreachable person reachable again. `leasing` also takes
        the chat in hand, if no other process has it, for delivering what the transaction adds."""
        ...

    async def mark_unreachable(self, chat: int, since: datetime) -> bool:
        """The person blocked the bot or the chat is gone: nothing is sent until they return. False if they were seen
        after the moment at which this was true."""
        ...

    async def mark_reachable(self, chat: int, now: datetime) -> None:
        """The person let the bot in again. Of somebody never seen nothing is kept."""
        ...

    async def find(self, chat: int) -> Respondent | None:
        """As they are stored at this moment; not held."""
        ...

    async def get(self, respondent_id: str) -> Respondent | None:
        """Held by this transaction until it ends: a turn of theirs is over, or comes after it."""
        ...

    async def working_on(self, response_id: str) -> tuple[Respondent, ...]:
        """Held as by `get`."""
        ...

    async def administrators(self, chats: Collection[int] = ()) -> tuple[Respondent, ...]:
        """Whom an invitation made administrators, and those of these chats who were seen. Held as by `get`."""
        ...

    async def keep_desk(self, respondent: Respondent, desk: AtDesk | None) -> None:
        """What the person, as an administrator, is in the middle of from now on."""
        ...

    async def assign(self, respondent: Respondent, role: Role | None, response_id: str | None) -> Respondent:
        """From now on the person has that role, if any, and works on that response, if any."""
        ...
