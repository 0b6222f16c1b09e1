"""Updates that failed again and again, set aside so that they can be tried once more. Does not know why they fail."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import Row, and_, delete, func, select, update

from flows.ports import DeadLetter
from storage.ready import Ready
from storage.statements import Statements
from storage.tables import dead_letters, updates_done
from storage.updates import MARK_DONE

_LETTERS = select(dead_letters)
_WAITING = dead_letters.c.replayed_at.is_(None)
_ASKED_FOR = dead_letters.c.asked_at.is_not(None)
_ADD = Ready.built(lambda insert: insert(dead_letters).on_conflict_do_nothing())


class DeadLetters:
    def __init__(self, statements: Statements) -> None:
        self._statements = statements

    async def add(self, letter: DeadLetter) -> bool:
        await self._statements.run(MARK_DONE, {"update_id": letter.update_id, "done_at": letter.last_failed_at})
        known = await self._statements.run(_again(letter))
        if not known:
            await self._statements.run(_ADD, {name: getattr(letter, name) for name in _FIELDS})
        return not known

    async def holds(self, update_id: int) -> bool:
        kept = select(dead_letters.c.update_id).where(dead_letters.c.update_id == update_id, ~_ASKED_FOR)
        return await self._statements.value(kept) is not None

    async def all(self) -> tuple[DeadLetter, ...]:
        newest_first = _LETTERS.order_by(dead_letters.c.last_failed_at.desc(), dead_letters.c.update_id)
        return tuple(map(_letter, await self._statements.rows(newest_first)))

    async def count(self) -> int:
        return int(await self._statements.value(select(func.count()).select_from(dead_letters).where(_WAITING)))

    async def ask_for_replay(self, update_ids: Collection[int] | None, now: datetime) -> tuple[int, ...]:
        wanted = _WAITING if update_ids is None else and_(_WAITING, dead_letters.c.update_id.in_(update_ids))
        asked = update(dead_letters).where(wanted).values(asked_at=now).returning(dead_letters.c.update_id)
        numbers = tuple(sorted(row.update_id for row in await self._statements.rows(asked)))
        await self._statements.run(delete(updates_done).where(updates_done.c.update_id.in_(numbers)))
        return numbers

    async def asked_for(self, limit: int = 100) -> tuple[DeadLetter, ...]:
        longest_waiting = _LETTERS.where(_ASKED_FOR).order_by(dead_letters.c.asked_at, dead_letters.c.update_id)
        return tuple(map(_letter, await self._statements.rows(longest_waiting.limit(limit))))

    async def replayed(self, update_id: int, now: datetime) -> bool:
        return await self._statements.run(_asked(update_id).values(asked_at=None, replayed_at=now)) == 1


_FIELDS = tuple(column.name for column in dead_letters.columns)


def _again(letter: DeadLetter) -> Any:
    return (
        update(dead_letters)
        .where(dead_letters.c.update_id == letter.update_id)
        .values(
            failure=letter.failure,
            tries=dead_letters.c.tries + letter.tries,
            last_failed_at=letter.last_failed_at,
            asked_at=None,
        )
    )


def _asked(update_id: int) -> Any:
    return update(dead_letters).where(dead_letters.c.update_id == update_id, _ASKED_FOR)


def _letter(row: Row[Any]) -> DeadLetter:
    return DeadLetter(**row._mapping)
