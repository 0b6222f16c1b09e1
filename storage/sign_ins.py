"""One-time links and sessions of the web application, found by the hashes of their secrets. Knows no rule of either."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, insert, select, update

from flows.administration.sessions import Administrator, Session
from storage.keys import new_key
from storage.statements import Statements
from storage.tables import sign_in_links, sign_ins

_SESSION = select(sign_ins).where(sign_ins.c.ended_at.is_(None))


class SignIns:
    def __init__(self, statements: Statements) -> None:
        self._statements = statements

    async def add_link(self, administrator: Administrator, token_hash: str, now: datetime, until: datetime) -> None:
        link = {"id": new_key(), "token_hash": token_hash, "name": administrator.name, "chat": administrator.chat}
        await self._statements.run(insert(sign_in_links).values(**link, created_at=now, expires_at=until))

    async def use_link(self, token_hash: str, now: datetime) -> Administrator | None:
        # One statement, as for invitations: of two who use a link at once, the second finds it used.
        used = (
            update(sign_in_links)
            .where(
                sign_in_links.c.token_hash == token_hash,
                sign_in_links.c.expires_at > now,
                sign_in_links.c.used_at.is_(None),
            )
            .values(used_at=now)
            .returning(sign_in_links.c.name, sign_in_links.c.chat)
        )
        row = await self._statements.row(used)
        return row and Administrator(row.name, row.chat)

    async def begin(self, session: Session, token_hash: str) -> Session:
        begun = replace(session, id=new_key())
        values = {
            "id": begun.id,
            "token_hash": token_hash,
            "name": begun.administrator.name,
            "chat": begun.administrator.chat,
            "device": begun.device,
            "began_at": begun.began_at,
            "seen_at": begun.seen_at,
            "expires_at": begun.expires_at,
        }
        await self._statements.run(insert(sign_ins).values(values))
        return begun

    async def find(self, token_hash: str) -> Session | None:
        row = await self._statements.row(_SESSION.where(sign_ins.c.token_hash == token_hash))
        return row and _session(row)

    async def seen(self, session_id: str, now: datetime) -> None:
        await self._statements.run(update(sign_ins).where(sign_ins.c.id == session_id).values(seen_at=now))

    async def of(self, administrator: Administrator) -> tuple[Session, ...]:
        whose = sign_ins.c.name == administrator.name, sign_ins.c.chat.is_not_distinct_from(administrator.chat)
        rows = await self._statements.rows(_SESSION.where(*whose).order_by(sign_ins.c.id.desc()))
        return tuple(map(_session, rows))

    async def end(self, session_id: str, now: datetime) -> bool:
        ended = update(sign_ins).where(sign_ins.c.id == session_id, sign_ins.c.ended_at.is_(None))
        return await self._statements.run(ended.values(ended_at=now)) == 1

    async def forget(self, before: datetime) -> None:
        for table in (sign_in_links, sign_ins):
            await self._statements.run(delete(table).where(table.c.expires_at < before))


def _session(row: Row[Any]) -> Session:
    return Session(
        Administrator(row.name, row.chat), row.began_at, row.seen_at, row.expires_at, row.device or "", row.id
    )
