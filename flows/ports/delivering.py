"""Ports of what goes out: the outbox, what was said, and which process says it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from flows.message import Message
from flows.ports.people import Respondent
from flows.turns import Seen


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


@dataclass(frozen=True, slots=True)
class GivenUp:
    """A message the chat service refuses for good, and its words for it (which may quote the message)."""

    id: str
    chat: int
    added_at: datetime
    given_up_at: datetime
    attempts: int
    reason: str


class Outbox(Protocol):
    async def add(
        self,
        respondent: Respondent,
        message: Message,
        *,
        prompt: int,
        edits: int | None,
        now: datetime,
        key: str | None = None,
    ) -> Delivery | None:
        """The message goes out after the commit, after those added for the chat before it. Returned is what can be sent
        without asking again: None where something was added before it, or the chat is not in hand. `key` is its id, for
        who wants to follow it."""
        ...

    async def next_of(self, chat: int, now: datetime) -> Delivery | None:
        """The first message of the chat not yet delivered, if it is due."""
        ...

    async def due_chats(self, now: datetime, limit: int = 1000) -> tuple[int, ...]:
        """Chats of reachable people, in nobody's hand, in which a message is due, longest waiting first."""
        ...

    async def next_due_at(self) -> datetime | None:
        """When the earliest waiting message of a reachable person is due and in nobody's hand; None if none waits."""
        ...

    async def part_sent(self, delivery: Delivery, message_id: int, at: datetime) -> None:
        """One part more than `delivery` says went out, and not the last, `at` that moment by the chat service's clock;
        `message_id` is remembered as showing the message's question, if it has one."""
        ...

    async def delivered(self, delivery: Delivery, at: datetime, message_id: int | None = None) -> None:
        """All of it went out, `at` that moment by the chat service's clock, the last part as `message_id`, if there was
        a part."""
        ...

    async def postpone(self, delivery: Delivery, until: datetime) -> None:
        """It could not be sent: it is due again `until`, and the chat's later messages wait behind it."""
        ...

    async def bring_forward(self, now: datetime) -> int:
        """Makes due what waits for a time that cannot be meant: a clock that was ahead has put it off. How many."""
        ...

    async def give_up(self, delivery: Delivery, reason: str, now: datetime) -> None:
        """It can never be sent (the service refuses it for good): set aside with the reason, the next may go."""
        ...

    async def given_up(self) -> tuple[GivenUp, ...]:
        """The messages that can never be sent, oldest first."""
        ...

    async def depth(self) -> int:
        """How many messages wait."""
        ...

    async def waiting_since(self) -> datetime | None:
        """Since when the longest waiting message of a reachable person waits; None if none waits."""
        ...


class Prompts(Protocol):
    """What the bot said in the chats, by the numbers of the messages there."""

    async def seen(self, chat: int, message_id: int, sent_at: datetime) -> Seen | None:
        """What was to be seen of the bot when that message of the respondent's was sent, by its number and its time,
        which are the chat service's. None: nothing was delivered by then."""
        ...

    async def question_of(self, chat: int, message_id: int) -> str | None:
        """The question which that message of the bot's puts or else tells of, if any; or the reference of the enquiry
        it passes on (`flows.administration.enquiries`)."""
        ...


class Leases(Protocol):
    """Which process has a chat in hand, that is: delivers to it. A lease ends by itself after a while, so that another
    process takes over what a dead one left. Every method holds the chats' rows until the transaction ends."""

    async def hold(self, chat: int, now: datetime) -> bool:
        """Takes the chat in hand, or keeps it. False while another process has it."""
        ...

    async def release(self, chats: Collection[int]) -> int:
        """How many of these this process had in hand; it has none of them any more."""
        ...

    async def keep(self, chats: Collection[int], now: datetime) -> None:
        """Prolongs the leases that this process has on them."""
        ...

    async def end_all(self) -> None:
        """Ends everybody's leases: for a process that knows itself to be the only one."""
        ...

    async def end_impossible(self, now: datetime) -> int:
        """Ends those that last longer than a lease can: the clock they were taken by was ahead. How many there were."""
        ...
