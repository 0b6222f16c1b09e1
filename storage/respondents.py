"""The people, one per chat, and the lock that makes their turns happen one at a time."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import update

from flows.ports import Respondent
from storage.keys import new_key
from storage.statements import Statements
from storage.tables import respondents


class Respondents:
    def __init__(self, statements: Statements) -> None:
        self._statements = statements

    async def lock(self, chat: int, now: datetime) -> Respondent:
        # One statement creates, finds, marks reachable and locks: on PostgreSQL ON CONFLICT DO UPDATE waits for whoever
        # holds or is creating the row and then sees it as it is. On SQLite the transaction has the lock from its BEGIN.
        seen = self._statements.insert(respondents).values(
            id=new_key(), chat=chat, reachable=True, created_at=now, last_seen_at=now
        )
        found = seen.on_conflict_do_update(
            index_elements=["chat"], set_={"reachable": True, "last_seen_at": seen.excluded.last_seen_at}
        ).returning(respondents.c.id, respondents.c.response_id)
        (row,) = await self._statements.rows(found)
        return Respondent(id=row.id, chat=chat, response_id=row.response_id, reachable=True)

    async def mark_unreachable(self, chat: int) -> None:
        await self._statements.run(update(respondents).where(respondents.c.chat == chat).values(reachable=False))
