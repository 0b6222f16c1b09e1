"""Remarks on responses that were returned, and questions to the survey team. Knows no rule of either."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Row, insert, select, update

from flows.administration.enquiries import Enquiry
from flows.ports import Remark
from storage.keys import is_key, new_key
from storage.statements import Statements
from storage.tables import enquiries, remarks

_REMARK = select(*(remarks.c[name] for name in Remark.__dataclass_fields__))
_ENQUIRY = tuple(enquiries.c[name] for name in Enquiry.__dataclass_fields__)


class Remarks:
    def __init__(self, statements: Statements) -> None:
        self._statements = statements

    async def add(self, remark: Remark) -> None:
        await self._statements.run(insert(remarks).values(id=new_key(), **asdict(remark)))

    async def of(self, response_id: str) -> tuple[Remark, ...]:
        if not is_key(response_id):
            return ()
        rows = await self._statements.rows(_REMARK.where(remarks.c.response_id == response_id).order_by(remarks.c.id))
        return tuple(Remark(**row._mapping) for row in rows)


class Enquiries:
    def __init__(self, statements: Statements) -> None:
        self._statements = statements

    async def add(self, enquiry: Enquiry) -> Enquiry:
        added = replace(enquiry, id=new_key())
        await self._statements.run(insert(enquiries).values(**asdict(added)))
        return added

    async def get(self, enquiry_id: str) -> Enquiry | None:
        if not is_key(enquiry_id):
            return None
        return _enquiry(await self._statements.row(select(*_ENQUIRY).where(enquiries.c.id == enquiry_id)))

    async def all(self, questionnaire: str, *, unanswered: bool = False) -> tuple[Enquiry, ...]:
        wanted = select(*_ENQUIRY).where(enquiries.c.questionnaire == questionnaire)
        if unanswered:
            wanted = wanted.where(enquiries.c.answered_at.is_(None))
        rows = await self._statements.rows(wanted.order_by(enquiries.c.id))
        return tuple(found for row in rows if (found := _enquiry(row)))

    async def answer(self, enquiry_id: str, words: str, answered_by: str, now: datetime) -> Enquiry | None:
        if not is_key(enquiry_id):
            return None
        # One statement: of two who answer at once, the second waits for the first and then finds it answered.
        answered = (
            update(enquiries)
            .where(enquiries.c.id == enquiry_id, enquiries.c.answered_at.is_(None))
            .values(answer=words, answered_by=answered_by, answered_at=now)
            .returning(*_ENQUIRY)
        )
        return _enquiry(await self._statements.row(answered))


def _enquiry(row: Row[Any] | None) -> Enquiry | None:
    return row and Enquiry(**row._mapping)
