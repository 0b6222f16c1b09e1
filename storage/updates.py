"""Which of the chat service's updates have had their effect. Knows nothing of what the effect was."""

from __future__ import annotations

from datetime import datetime

from storage.statements import Statements
from storage.tables import updates_done


class Updates:
    def __init__(self, statements: Statements) -> None:
        self._statements = statements

    async def mark_done(self, update_id: int, now: datetime) -> bool:
        mark = self._statements.insert(updates_done).values(update_id=update_id, done_at=now)
        return await self._statements.run(mark.on_conflict_do_nothing()) == 1
