"""What the use cases need from outside: storage and a clock. Implemented in `storage/` and where a program starts."""

from __future__ import annotations

from collections.abc import AsyncIterator, Collection, Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from flows.invitations import Invitation
from flows.message import Message
from flows.response import Response, Status
from flows.roles import Act, Role
from flows.turns import Seen


class Clock(Protocol):
    def now(self) -> datetime:
        """The present moment, aware, in UTC."""
        ...


@dataclass(frozen=True, slots=True)
class Respondent:
    """A person in a chat. `chat` is the chat's number in the chat service, `response_id` the response they work on,
    `role` what an invitation made of them (None: nothing, or it was taken away). `in_hand`: this process has the lease
    on the chat's deliveries, see `Leases`."""

    id: str
    chat: int
    response_id: str | None = None
    reachable: bool = True
    role: Role | None = None
    in_hand: bool = False


@dataclass(frozen=True, slots=True)
class Record:
    """One line of the audit log: who did what, when, and what it was about."""

    id: str
    at: datetime
    actor: str
    act: Act
    country: str | None = None
    invitation_id: str | None = None
    note: str | None = None


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


@dataclass(frozen=True, slots=True)
class DeadLetter:
    """An update that failed again and again and was set aside.

    `failure` is the kind of the last exception and its place in the code. `content` is the update as it came, with what
    the person said in it: not for logs. `asked_at`: a replay was asked for and has not come to its end.
    """

    update_id: int
    chat: int | None
    failure: str
    content: Mapping[str, Any]
    tries: int
    first_failed_at: datetime
    last_failed_at: datetime
    asked_at: datetime | None = None
    replayed_at: datetime | None = None


class Updates(Protocol):
    async def mark_done(self, update_id: int, now: datetime) -> bool:
        """Records, within the transaction, that the update's effect is in it. False if it was done before."""
        ...

    async def forget(self, before: datetime, limit: int) -> int:
        """Drops at most `limit` records from before that moment: how many. The chat service must have forgotten the
        updates as well."""
        ...

    async def probe(self, now: datetime) -> None:
        """Writes, for no update: a commit after it shows that the database keeps what it is given."""
        ...


class DeadLetters(Protocol):
    async def add(self, letter: DeadLetter) -> bool:
        """Sets the update aside and records it as done: it does nothing when it comes again. False if it was set aside
        before: its tries add up, and a replay that was asked for has come to its end."""
        ...

    async def holds(self, update_id: int) -> bool:
        """Whether the update is set aside and no replay of it was asked for."""
        ...

    async def all(self) -> tuple[DeadLetter, ...]:
        """Also those replayed since; the last failed first."""
        ...

    async def count(self) -> int:
        """How many are set aside and not replayed."""
        ...

    async def ask_for_replay(self, update_ids: Collection[int] | None, now: datetime) -> tuple[int, ...]:
        """Those of them (None: all) that are set aside and not replayed count as not done from now on: which they are.
        A running bot puts each through its usual path, on which it has its effect once."""
        ...

    async def asked_for(self, limit: int = 100) -> tuple[DeadLetter, ...]:
        """Whose replay was asked for, longest waiting first."""
        ...

    async def replayed(self, update_id: int, now: datetime) -> bool:
        """The replay asked for worked. False if it came to another end before."""
        ...


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

    async def get(self, respondent_id: str) -> Respondent | None:
        """Held by this transaction until it ends: a turn of theirs is over, or comes after it."""
        ...

    async def working_on(self, response_id: str) -> tuple[Respondent, ...]:
        """Held as by `get`."""
        ...

    async def assign(self, respondent: Respondent, role: Role | None, response_id: str | None) -> Respondent:
        """From now on the person has that role, if any, and works on that response, if any."""
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

    async def question_once_answered_by(self, response_id: str, chat: int, message_id: int) -> str | None:
        """The question to which that message of a respondent's gave an answer at some time; from the history."""
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
    ) -> Delivery | None:
        """The message goes out after the commit, after those added for the chat before it. Returned is what can be sent
        without asking again: None where something was added before it, or the chat is not in hand."""
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
        """The question which that message of the bot's puts or else tells of, if any."""
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


class Invitations(Protocol):
    async def add(self, invitation: Invitation, token_hash: str) -> Invitation:
        """The invitation with its id. Raises `flows.errors.CountryTaken` where the country has one that is neither used
        nor revoked; nothing of the transaction can be kept then."""
        ...

    async def use(
        self, token_hash: str, questionnaire: str, respondent: Respondent, now: datetime
    ) -> Invitation | None:
        """The invitation of that link, used by this person from now on. None where there is none, or none that works:
        used, expired, revoked. Of several who use it at once one gets it."""
        ...

    async def get(self, invitation_id: str) -> Invitation | None: ...

    async def all(self, questionnaire: str, country: str | None = None) -> tuple[Invitation, ...]:
        """Oldest first."""
        ...

    async def revoke(self, invitation_id: str, now: datetime) -> Invitation | None:
        """The invitation as it was until now, with the person who used it, if any. None if it was revoked before."""
        ...


class Audit(Protocol):
    """Append-only: there is no way to change or take back a record."""

    async def add(
        self,
        at: datetime,
        actor: str,
        act: Act,
        *,
        country: str | None = None,
        invitation_id: str | None = None,
        note: str | None = None,
    ) -> None: ...

    def all(self) -> AsyncIterator[Record]:
        """Oldest first, read in batches of bounded memory."""
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
