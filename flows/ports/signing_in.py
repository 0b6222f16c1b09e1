"""Ports of signing in to the web application."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from flows.administration.sessions import Administrator, Session


class SignIns(Protocol):
    """One-time links and the sessions they begin. Of both only the hashes of their secrets are known."""

    async def add_link(self, administrator: Administrator, token_hash: str, now: datetime, until: datetime) -> None: ...

    async def use_link(self, token_hash: str, now: datetime) -> Administrator | None:
        """Whose link it was, until now. None where there is none, or none that works: used, expired. Of several who use
        it at once one gets in."""
        ...

    async def begin(self, session: Session, token_hash: str) -> Session:
        """The session with its id."""
        ...

    async def find(self, token_hash: str) -> Session | None:
        """One that was not ended; it may have expired."""
        ...

    async def seen(self, session_id: str, now: datetime) -> None: ...

    async def of(self, administrator: Administrator) -> tuple[Session, ...]:
        """All that were not ended, the latest first."""
        ...

    async def end(self, session_id: str, now: datetime) -> bool:
        """False if it was ended before."""
        ...

    async def forget(self, before: datetime) -> None:
        """Drops links and sessions that expired before that moment."""
        ...
