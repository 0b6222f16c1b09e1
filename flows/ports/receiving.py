"""Ports of what comes in: which updates are done, and which were set aside."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol


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
