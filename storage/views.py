"""What pages and pictures are made of: many responses at once, the answers to some questions, where words stand.

Reads only, and lets others have their turn between two batches: SQLite makes nobody wait, so that who reads much would
hold up the whole process.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Collection, Mapping
from itertools import groupby
from typing import Any, Final

from sqlalchemy import Row, Text, select, type_coerce

from flows.answer import Answer
from flows.ports import Excerpt, Stamp
from flows.response import Response, Status
from storage.keys import BEFORE_ALL
from storage.statements import Statements
from storage.tables import answers, responses

BATCH: Final = 100

_RESPONSE = select(*(responses.c[name] for name in Response.model_fields if name != "answers"))
_EXCERPT_FIELDS = ("value", "note", "other", "version", "skipped", "given_at")
_LEFT_OUT = {name: field.default for name, field in Answer.model_fields.items() if name not in _EXCERPT_FIELDS}
_ANSWERS = select(answers.c.response_id, answers.c.question, *(answers.c[name] for name in _EXCERPT_FIELDS))
_WRITTEN = select(
    answers.c.response_id, type_coerce(answers.c.value, Text).label("value"), answers.c.note, answers.c.other
).order_by(answers.c.response_id)
_EXCERPTS = select(
    responses.c.id,
    responses.c.country,
    responses.c.status,
    answers.c.question,
    *(answers.c[name] for name in _EXCERPT_FIELDS),
).join_from(responses, answers, answers.c.response_id == responses.c.id)


class Views:
    def __init__(self, statements: Statements) -> None:
        self._statements = statements

    async def stamps(self, questionnaire: str, statuses: Collection[Status]) -> Mapping[str, Stamp]:
        wanted = select(responses.c.id, responses.c.changed_at, responses.c.last_seen_at).where(
            responses.c.questionnaire == questionnaire, responses.c.status.in_(statuses)
        )
        rows = await self._statements.rows(wanted.order_by(responses.c.id))
        return {row.id: Stamp(row.changed_at, row.last_seen_at) for row in rows}

    async def some(self, response_ids: Collection[str]) -> AsyncIterator[Response]:
        wanted = list(response_ids)
        for start in range(0, len(wanted), BATCH):
            batch = wanted[start : start + BATCH]
            rows = await self._statements.rows(_RESPONSE.where(responses.c.id.in_(batch)))
            given: defaultdict[str, dict[str, Answer]] = defaultdict(dict)
            for row in await self._statements.rows(_ANSWERS.where(answers.c.response_id.in_(batch))):
                given[row.response_id][row.question] = _answer(tuple(row)[2:])
            for row in rows:
                yield Response(**row._mapping, answers=given.pop(row.id, {}))
            await asyncio.sleep(0)

    async def excerpts(
        self, questionnaire: str, questions: Collection[str], statuses: Collection[Status]
    ) -> AsyncIterator[Excerpt]:
        wanted = _EXCERPTS.where(answers.c.question.in_(questions)).order_by(responses.c.id)
        async for ids in self._batches(questionnaire, statuses):
            rows = await self._statements.rows(wanted.where(responses.c.id.in_(ids)))
            for _, each in groupby(rows, lambda row: row.id):
                yield _excerpt(list(each))

    async def mentions(
        self, questionnaire: str, statuses: Collection[Status], fits: Callable[[str], bool]
    ) -> AsyncIterator[str]:
        async for ids in self._batches(questionnaire, statuses):
            rows = await self._statements.rows(_WRITTEN.where(answers.c.response_id.in_(ids)))
            for found in dict.fromkeys(row[0] for row in rows if fits(f"{row.value} {row.note} {row.other}")):
                yield found

    async def _batches(self, questionnaire: str, statuses: Collection[Status]) -> AsyncIterator[list[str]]:
        """Ids of responses, in the order of time."""
        ids = (
            select(responses.c.id)
            .where(responses.c.questionnaire == questionnaire, responses.c.status.in_(statuses))
            .order_by(responses.c.id)
            .limit(BATCH)
        )
        last = BEFORE_ALL
        while rows := await self._statements.rows(ids.where(responses.c.id > last)):
            yield [row.id for row in rows]
            last = rows[-1].id
            await asyncio.sleep(0)


def _excerpt(rows: list[Row[Any]]) -> Excerpt:
    first = rows[0]
    given = {row.question: _answer(row[4:]) for row in rows}
    return Excerpt(first.id, first.country, Status(first.status), given)


def _answer(values: tuple[Any, ...]) -> Answer:
    # What is in the columns was validated as it went in and as it was read: not again for each of some thousand rows.
    return Answer.model_construct(**_LEFT_OUT, **dict(zip(_EXCERPT_FIELDS, values, strict=True)))
