"""Documents on their way to other systems. Knows nothing of how they are sent."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Row, insert, select, update

from flows.ports.machines import Event, Notice
from storage.keys import is_key, new_key
from storage.statements import Statements
from storage.tables import notices

_FIELDS = tuple(Notice.__dataclass_fields__)
_COLUMNS = tuple(notices.c[name] for name in _FIELDS)
_WAITING = notices.c.delivered_at.is_(None), notices.c.given_up_at.is_(None)


class Notices:
    def __init__(self, statements: Statements) -> None:
        self._statements = statements

    async def add(self, notice: Notice) -> None:
        added = replace(notice, id=new_key())
        await self._statements.run(insert(notices).values({name: getattr(added, name) for name in _FIELDS}))

    async def due(self, now: datetime, limit: int = 100) -> tuple[Notice, ...]:
        waiting = select(*_COLUMNS).where(*_WAITING, notices.c.due_at <= now)
        rows = await self._statements.rows(waiting.order_by(notices.c.due_at, notices.c.id).limit(limit))
        return tuple(map(_notice, rows))

    async def claim(self, notice: Notice, until: datetime) -> bool:
        # Who moved the time first has it: the second finds another time than it saw.
        seen = notices.c.id == notice.id, notices.c.due_at == notice.due_at, *_WAITING
        return await self._statements.run(update(notices).where(*seen).values(due_at=until)) == 1

    async def delivered(self, notice: Notice, now: datetime) -> None:
        await self._change(notice, delivered_at=now, reason=None)

    async def failed(self, notice: Notice, reason: str, due_at: datetime) -> None:
        await self._change(notice, attempts=notice.attempts + 1, reason=reason, due_at=due_at)

    async def give_up(self, notice: Notice, reason: str, now: datetime) -> None:
        await self._change(notice, attempts=notice.attempts + 1, reason=reason, given_up_at=now)

    async def undelivered(self) -> tuple[Notice, ...]:
        rows = await self._statements.rows(
            select(*_COLUMNS).where(notices.c.delivered_at.is_(None)).order_by(notices.c.id)
        )
        return tuple(map(_notice, rows))

    async def try_again(self, notice_ids: Collection[str] | None, now: datetime) -> int:
        given_up = update(notices).where(notices.c.given_up_at.is_not(None))
        if notice_ids is not None:
            given_up = given_up.where(notices.c.id.in_(list(filter(is_key, notice_ids))))
        return await self._statements.run(given_up.values(given_up_at=None, attempts=0, due_at=now))

    async def _change(self, notice: Notice, **changes: Any) -> None:
        await self._statements.run(update(notices).where(notices.c.id == notice.id).values(**changes))


def _notice(row: Row[Any]) -> Notice:
    fields = dict(row._mapping)
    return Notice(**fields | {"event": Event(fields["event"])})
