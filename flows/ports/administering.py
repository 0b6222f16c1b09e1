"""Ports of the survey team: invitations, the audit log."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from flows.administration.invitations import Invitation
from flows.administration.roles import Act
from flows.ports.people import Respondent


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

    async def hold(self, questionnaire: str, country: str) -> tuple[Invitation, ...]:
        """Those of the country, held by this transaction until it ends: who opens one of their links has done so, or
        will after it."""
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
