"""Answers of an earlier edition that wait for their country to begin. Knows no rule of what becomes of them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Executable, bindparam, delete

from flows.answer import Carried
from storage.ready import Ready
from storage.statements import Statements
from storage.tables import carried


def _put(insert: Any) -> Executable:
    put = insert(carried)
    changes = {name: put.excluded[name] for name in ("answers", "loaded_at")}
    return put.on_conflict_do_update(index_elements=["questionnaire", "country"], set_=changes)  # type: ignore[no-any-return]


_PUT = Ready.built(_put)
_TAKE = (
    delete(carried)
    .where(carried.c.questionnaire == bindparam("which"), carried.c.country == bindparam("whose"))
    .returning(carried.c.answers)
)


class CarriedAnswers:
    def __init__(self, statements: Statements) -> None:
        self._statements = statements

    async def keep(self, questionnaire: str, country: str, answers: Mapping[str, Carried], now: datetime) -> None:
        kept = {"questionnaire": questionnaire, "country": country, "answers": answers, "loaded_at": now}
        await self._statements.run(_PUT, kept)

    async def take(self, questionnaire: str, country: str) -> Mapping[str, Carried]:
        kept: Mapping[str, Carried] | None = await self._statements.value(
            _TAKE, {"which": questionnaire, "whose": country}
        )
        return kept or {}
