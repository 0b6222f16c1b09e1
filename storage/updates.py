"""Which of the chat service's updates have had their effect. Knows nothing of what the effect was."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from sqlalchemy import Executable, delete, select

from storage.ready import Ready
from storage.statements import Statements
from storage.tables import updates_done

_NO_UPDATE: Final = -1

MARK_DONE = Ready.built(lambda insert: insert(updates_done).on_conflict_do_nothing())


def _mark_again(insert: Any) -> Executable:
    mark = insert(updates_done)
    return mark.on_conflict_do_update(index_elements=["update_id"], set_={"done_at": mark.excluded.done_at})  # type: ignore[no-any-return]


_MARK_AGAIN = Ready.built(_mark_again)


class Updates:
    def __init__(self, statements: Statements) -> None:
        self._statements = statements

    async def mark_done(self, update_id: int, now: datetime) -> bool:
        return await self._statements.run(MARK_DONE, {"update_id": update_id, "done_at": now}) == 1

    async def forget(self, before: datetime, limit: int) -> int:
        # In the order of the key, which is roughly that of time: what is old is found without looking through the rest.
        old = select(updates_done.c.update_id).where(updates_done.c.done_at < before).order_by(updates_done.c.update_id)
        return await self._statements.run(delete(updates_done).where(updates_done.c.update_id.in_(old.limit(limit))))

    async def probe(self, now: datetime) -> None:
        await self._statements.run(_MARK_AGAIN, {"update_id": _NO_UPDATE, "done_at": now})
