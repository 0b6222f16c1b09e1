"""Ports of a campaign: what it is, who is reminded, and announcements to many."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from flows.administration.roles import Role
from flows.campaign import Campaign
from flows.desk.states import Watch
from flows.response import Status


class Kind(StrEnum):
    """Why a person is reminded."""

    DEADLINE = "deadline"  # it comes near
    SILENCE = "silence"  # the person was not here for long
    ASKED_FOR = "asked-for"  # the survey team wants it


@dataclass(frozen=True, slots=True)
class Occasion:
    """To remind one person of one thing once. `moment` tells it from others of its kind: when the reminder was to go
    out, when the person was here last, when the survey team asked for it."""

    respondent_id: str
    chat: int
    kind: Kind
    moment: datetime


@dataclass(frozen=True, slots=True)
class Participant:
    """A person who works on a response to the questionnaire. `begun`: something is answered. `reminders`: they have not
    asked to be left alone."""

    respondent_id: str
    chat: int
    role: Role | None
    response_id: str
    country: str | None
    status: Status
    reachable: bool
    reminders: bool
    begun: bool


@dataclass(frozen=True, slots=True)
class Among:
    """Whom it is looked among for who is to be reminded: everybody whose response is in progress, who can be reached,
    wants to be reminded and is no administrator. `quiet` are the countries ("" for none) in which nobody is written to
    now. `invited_only`: only focal points by invitation. `administrators` are the chats of those whom the settings make
    one. They and the quiet are left out before it is counted up to `limit`, so that they stand in nobody's way."""

    questionnaire: str
    quiet: frozenset[str]
    invited_only: bool
    limit: int
    administrators: frozenset[int] = frozenset()


class Audience(StrEnum):
    """Whom an announcement goes to."""

    NOT_STARTED = "not-started"  # opened the link and answered nothing yet
    IN_PROGRESS = "in-progress"
    COMPLETED = "completed"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Announcement:
    """`text` in the survey team's words. `country`: only to that one. `at_once`: also in quiet hours. The `id` comes
    from the storage."""

    questionnaire: str
    audience: Audience
    text: str
    actor: str
    made_at: datetime
    country: str | None = None
    at_once: bool = False
    id: str = ""


class Outcome(StrEnum):
    """What became of an announcement to one person."""

    SENT = "sent"
    WAITING = "waiting"  # on its way, or for the end of quiet hours
    UNREACHABLE = "unreachable"  # the person has blocked the bot, or does not take part any more
    FAILED = "failed"  # the chat service refused it for good


class Campaigns(Protocol):
    async def get(self, questionnaire: str) -> Campaign | None: ...

    async def put(self, questionnaire: str, campaign: Campaign, now: datetime) -> None:
        """In the place of the one before, if there was one."""
        ...

    async def participants(self, questionnaire: str, opening: Collection[str] = ()) -> tuple[Participant, ...]:
        """Everybody who works on a response that was not stopped, in the order of their countries. Answers to the
        questions of the `opening` are no beginning."""
        ...


class Reminders(Protocol):
    async def near_deadline(self, among: Among, due_at: datetime, now: datetime) -> tuple[Occasion, ...]:
        """Who was not reminded on that occasion yet, nor of late, and was not at work shortly before it or since."""
        ...

    async def silent(self, among: Among, since: datetime) -> tuple[Occasion, ...]:
        """Who was neither here nor reminded since that moment, and was not reminded of this silence."""
        ...

    async def asked_for(self, among: Among, since: datetime) -> tuple[Occasion, ...]:
        """Those planned since that moment, of people who were neither here nor reminded after it."""
        ...

    async def plan(self, respondent_id: str, now: datetime) -> None:
        """The survey team wants the person reminded; it goes out when the hours allow."""
        ...

    async def claim(self, occasion: Occasion, now: datetime) -> bool:
        """The reminder is sent in this transaction. False if it was sent before: of several who claim it, one does."""
        ...

    async def last_sent(self, questionnaire: str) -> dict[str, datetime]:
        """When each person, by their id, was reminded last."""
        ...


class Announcements(Protocol):
    async def add(self, announcement: Announcement, to: Collection[Participant]) -> Announcement:
        """With its id. Nothing is on its way yet."""
        ...

    async def get(self, announcement_id: str) -> Announcement | None: ...

    async def all(self, questionnaire: str) -> tuple[Announcement, ...]:
        """Newest first."""
        ...

    async def waiting(
        self, questionnaire: str, *, quiet: Collection[str], limit: int
    ) -> tuple[tuple[Announcement, str], ...]:
        """Announcements with one person's id each, who can be reached and has not got it into the outbox yet; in the
        countries of `quiet` only what goes out at once."""
        ...

    async def claim(self, announcement_id: str, respondent_id: str) -> str | None:
        """The id under which the message for that person goes into the outbox in this transaction. None if it is in it
        already."""
        ...

    async def outcomes(self, announcement_id: str) -> tuple[tuple[str | None, Outcome], ...]:
        """A country and what became of it, for every person it goes to; in the order of the countries."""
        ...

    async def watch(self, announcement_id: str, watch: Watch | None, before: Watch | None) -> bool:
        """From now on that message shows how far it is (None: none does any more). False if it is not `before` that
        stands there: another process was quicker."""
        ...

    async def watched(self, questionnaire: str) -> tuple[tuple[str, Watch], ...]:
        """The ids of the announcements that a message shows the progress of."""
        ...


MOST_OFTEN = timedelta(hours=20)
"""Nobody is reminded twice within that time, whatever the occasions; less than a day, for reminders of every day."""
