"""The people, one per chat, and the lock that makes their turns happen one at a time."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any

from sqlalchemy import ColumnElement, Executable, Row, bindparam, or_, select, update

from flows.administration.roles import Role
from flows.desk.states import AtDesk
from flows.ports import Respondent
from storage.keys import new_key
from storage.leases import LEASE, taken_in_hand
from storage.ready import Ready
from storage.statements import Statements
from storage.tables import respondents

_COLUMNS = tuple(respondents.c[name] for name in ("id", "chat", "response_id", "reachable", "role", "desk"))


def _lock(insert: Any, *, leasing: bool) -> Executable:
    seen = insert(respondents)
    now = seen.excluded.last_seen_at
    changes = {"reachable": True, "last_seen_at": now, **(taken_in_hand(seen.excluded, now) if leasing else {})}
    found = seen.on_conflict_do_update(index_elements=["chat"], set_=changes)
    return found.returning(*_COLUMNS, respondents.c.leased_by)  # type: ignore[no-any-return]


_LOCK = Ready.built(partial(_lock, leasing=False))
_LOCK_LEASING = Ready.built(partial(_lock, leasing=True))


_KEEP_DESK = Ready.of(update(respondents).where(respondents.c.id == bindparam("of_person")))


class Respondents:
    def __init__(self, statements: Statements) -> None:
        self._statements = statements

    async def lock(self, chat: int, now: datetime, *, leasing: bool = False) -> Respondent:
        # One statement creates, finds, marks reachable and locks: on PostgreSQL ON CONFLICT DO UPDATE waits for whoever
        # holds or is creating the row and then sees it as it is. On SQLite the transaction has the lock from its BEGIN.
        owner = self._statements.owner
        seen = {"id": new_key(), "chat": chat, "reachable": True, "created_at": now, "last_seen_at": now}
        if leasing:
            seen |= {"leased_by": owner, "leased_until": now + LEASE}
        (row,) = await self._statements.rows(_LOCK_LEASING if leasing else _LOCK, seen)
        return replace(_respondent(row), in_hand=leasing and row.leased_by == owner)

    async def mark_unreachable(self, chat: int, since: datetime) -> bool:
        # Who came back in the meantime was seen by another process perhaps.
        lost = update(respondents).where(respondents.c.chat == chat, respondents.c.last_seen_at <= since)
        return await self._statements.run(lost.values(reachable=False)) == 1

    async def mark_reachable(self, chat: int, now: datetime) -> None:
        found = update(respondents).where(respondents.c.chat == chat)
        await self._statements.run(found.values(reachable=True, last_seen_at=now))

    async def find(self, chat: int) -> Respondent | None:
        row = await self._statements.row(select(*_COLUMNS).where(respondents.c.chat == chat))
        return row and _respondent(row)

    async def get(self, respondent_id: str) -> Respondent | None:
        found = await self._held(respondents.c.id == respondent_id)
        return found[0] if found else None

    async def working_on(self, response_id: str) -> tuple[Respondent, ...]:
        return await self._held(respondents.c.response_id == response_id)

    async def administrators(self, chats: Collection[int] = ()) -> tuple[Respondent, ...]:
        return await self._held(or_(respondents.c.role == Role.ADMINISTRATOR, respondents.c.chat.in_(chats)))

    async def keep_desk(self, respondent: Respondent, desk: AtDesk | None) -> None:
        await self._statements.run(_KEEP_DESK, {"of_person": respondent.id, "desk": desk})

    async def assign(self, respondent: Respondent, role: Role | None, response_id: str | None) -> Respondent:
        assigned = update(respondents).where(respondents.c.id == respondent.id)
        await self._statements.run(assigned.values(role=role, response_id=response_id))
        return replace(respondent, role=role, response_id=response_id)

    async def _held(self, which: ColumnElement[bool]) -> tuple[Respondent, ...]:
        wanted = select(*_COLUMNS).where(which).order_by(respondents.c.id)
        # As a turn holds its own: rows that only refer to these people may be added meanwhile.
        held = wanted.with_for_update(key_share=True) if self._statements.writing else wanted
        rows = await self._statements.rows(held)
        return tuple(map(_respondent, rows))


def _respondent(row: Row[Any]) -> Respondent:
    role = row.role and Role(row.role)
    return Respondent(row.id, row.chat, row.response_id, row.reachable, role, desk=row.desk)
