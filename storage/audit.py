"""The audit log: rows are added and read, never changed. Knows no rule of what is recorded."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import datetime

from sqlalchemy import insert, select

from flows.administration.roles import Act
from flows.ports import Record
from storage.keys import BEFORE_ALL, new_key
from storage.statements import Statements
from storage.tables import audit

BATCH = 500


class Audit:
    def __init__(self, statements: Statements) -> None:
        self._statements = statements

    async def add(
        self,
        at: datetime,
        actor: str,
        act: Act,
        *,
        country: str | None = None,
        invitation_id: str | None = None,
        note: str | None = None,
    ) -> None:
        record = {"actor": actor, "act": act, "country": country, "invitation_id": invitation_id, "note": note}
        await self._statements.run(insert(audit).values(id=new_key(), at=at, **record))

    async def all(self) -> AsyncIterator[Record]:
        last = BEFORE_ALL
        while rows := await self._statements.rows(
            select(audit).where(audit.c.id > last).order_by(audit.c.id).limit(BATCH)
        ):
            for row in rows:
                fields = dict(row._mapping)
                yield Record(**fields | {"act": Act(fields["act"])})
            last = rows[-1].id
