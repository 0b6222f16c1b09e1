"""Responses, and what was submitted. Their answers are in `answers`. Knows no rules of the questionnaire.

Loading takes two statements; saving takes one for the response, where it changed, and those of its answers.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

import orjson
from sqlalchemy import Row, Select, Text, and_, bindparam, func, insert, or_, select, type_coerce, update

from flows.errors import CountryTaken, StorageError
from flows.ports import WHENEVER, Given, Respondent, Since, Submitted
from flows.response import Response, Status
from storage.answers import Answers, KeptAnswers
from storage.keys import BEFORE_ALL, is_key, new_key
from storage.known import Known, KnownAnswers
from storage.ready import Ready
from storage.statements import Statements
from storage.tables import ONE_LIVE_RESPONSE, remarks, respondents, responses, submissions

BATCH = 200
"""How many responses are in memory at once while all are read."""

ROOM = 10
"""And how many are dealt with in one go. Writing one into an Excel sheet takes a millisecond."""

_FIELDS = tuple(name for name in Response.model_fields if name != "answers")

_RESPONSE = select(*(responses.c[name] for name in _FIELDS))
_ONE = Ready.of(_RESPONSE.where(responses.c.id == bindparam("which")))
# Held until the transaction ends: colleagues of one country work on one response.
_HELD = Ready.of(_RESPONSE.where(responses.c.id == bindparam("which")).with_for_update())
_CHANGE = Ready.of(update(responses).where(responses.c.id == bindparam("which")))
# Its text, whose reading is left to who is quickest at it: an export reads one after the other.
_SUBMITTED_LAST = select(responses.c.id, type_coerce(submissions.c.document, Text).label("document")).join(
    submissions,
    and_(submissions.c.response_id == responses.c.id, submissions.c.revision == responses.c.revision),
)
_SUBMITTED = select(*(submissions.c[name] for name in Submitted.__dataclass_fields__))


class Responses:
    def __init__(self, statements: Statements, known: KnownAnswers) -> None:
        self._statements = statements
        self._answers = KeptAnswers(statements)
        self._known = known
        self._noted: dict[str, Known] = {}

    async def start(self, respondent: Respondent, questionnaire: str, version: str, now: datetime) -> Response:
        response = Response(id=new_key(), questionnaire=questionnaire, version=version, started_at=now, changed_at=now)
        await self._statements.run(insert(responses), _values(response))
        works_on = update(respondents).where(respondents.c.id == respondent.id).values(response_id=response.id)
        await self._statements.run(works_on)
        return response

    async def get(self, response_id: str) -> Response | None:
        if not is_key(response_id):
            return None
        row = await self._statements.row(_HELD if self._statements.writing else _ONE, {"which": response_id})
        if row is None:
            return None
        self._noted[response_id] = known = await self._answers.unless_known(response_id, self._known.of(response_id))
        return _response(row, known.answers)

    async def save(self, response: Response, before: Response, respondent: Respondent) -> None:
        given = {name: answer for name, answer in response.answers.items() if _differ(before.answers.get(name), answer)}
        taken_back = before.answers.keys() - response.answers.keys()
        self._note_change(response, before, len(given) + len(taken_back))
        await self._save_fields(response, before)
        await self._answers.save(response, before.answers, given, taken_back, respondent)
        await self._settle(response, before.remarks.keys() - response.remarks.keys())

    def committed(self) -> None:
        self._known.keep(self._noted)

    async def history(self, response_id: str, question: str | None = None) -> tuple[Given, ...]:
        if not is_key(response_id):
            return ()
        return await self._answers.history(response_id, question)

    async def revisions(self, response_id: str) -> tuple[Submitted, ...]:
        if not is_key(response_id):
            return ()
        kept = _SUBMITTED.where(submissions.c.response_id == response_id).order_by(submissions.c.revision)
        return tuple(Submitted(**row._mapping) for row in await self._statements.rows(kept))

    async def question_once_answered_by(self, response_id: str, chat: int, message_id: int) -> str | None:
        return await self._answers.question_once_answered_by(response_id, chat, message_id)

    async def keep_submission(self, response: Response, document: Mapping[str, Any]) -> None:
        kept = {
            "response_id": response.id,
            "revision": response.revision,
            "document": document,
            "submitted_at": response.completed_at,
        }
        await self._statements.run(insert(submissions), kept)

    async def submission(self, response_id: str, revision: int) -> Mapping[str, Any] | None:
        if not is_key(response_id):
            return None
        kept = select(submissions.c.document).where(
            submissions.c.response_id == response_id, submissions.c.revision == revision
        )
        document: Mapping[str, Any] | None = await self._statements.value(kept)
        return document

    async def all(
        self,
        questionnaire: str,
        *,
        statuses: Collection[Status] | None = None,
        country: str | None = None,
        submitted: bool | None = None,
        since: Since = WHENEVER,
    ) -> AsyncIterator[Response]:
        wanted = _narrowed(_RESPONSE, questionnaire, statuses, country, submitted, since)
        async for batch in self._batches(wanted):
            given = await self._answers.of([row.id for row in batch])
            async for row in _leaving_room(batch):
                yield _response(row, given.pop(row.id, {}))

    async def submissions(
        self,
        questionnaire: str,
        *,
        statuses: Collection[Status] | None = None,
        country: str | None = None,
        since: Since = WHENEVER,
    ) -> AsyncIterator[tuple[str, Mapping[str, Any]]]:
        wanted = _narrowed(_SUBMITTED_LAST, questionnaire, statuses, country, True, since)
        async for batch in self._batches(wanted):
            async for row in _leaving_room(batch):
                yield row.id, orjson.loads(row.document)

    async def count(
        self,
        questionnaire: str,
        *,
        statuses: Collection[Status] | None = None,
        country: str | None = None,
        submitted: bool | None = None,
        since: Since = WHENEVER,
    ) -> int:
        number = select(func.count()).select_from(responses)
        narrowed = _narrowed(number, questionnaire, statuses, country, submitted, since)
        return int(await self._statements.value(narrowed))

    async def page(
        self,
        questionnaire: str,
        *,
        statuses: Collection[Status] | None = None,
        country: str | None = None,
        submitted: bool | None = None,
        since: Since = WHENEVER,
        after: str | None = None,
        limit: int,
    ) -> tuple[Response, ...]:
        last = after if after and is_key(after) else BEFORE_ALL
        wanted = _narrowed(_RESPONSE, questionnaire, statuses, country, submitted, since)
        rows = await self._statements.rows(wanted.where(responses.c.id > last).order_by(responses.c.id).limit(limit))
        return tuple(_response(row, {}) for row in rows)

    async def _batches(self, wanted: Select[Any]) -> AsyncIterator[Sequence[Row[Any]]]:
        """In the order of the ids, which is that of time."""
        wanted = wanted.order_by(responses.c.id).limit(BATCH)
        last = BEFORE_ALL
        while batch := await self._statements.rows(wanted.where(responses.c.id > last)):
            yield batch
            last = batch[-1].id

    def _note_change(self, response: Response, before: Response, changes: int) -> None:
        noted = self._noted.pop(response.id, None)
        if noted and noted.answers is before.answers:
            self._noted[response.id] = Known(noted.changes + changes, response.answers)

    async def _save_fields(self, response: Response, before: Response) -> None:
        was = _values(before)
        changes = {name: value for name, value in _values(response).items() if _differ(was[name], value)}
        if not changes:
            return
        try:
            await self._statements.run(_CHANGE, {**changes, "which": response.id})
        except StorageError as error:
            if _is_second_of_country(error):
                raise CountryTaken(response.country) from error
            raise

    async def _settle(self, response: Response, questions: Collection[str]) -> None:
        if questions:
            open_ones = remarks.c.question.in_(questions), remarks.c.dealt_with_at.is_(None)
            settled = update(remarks).where(remarks.c.response_id == response.id, *open_ones)
            await self._statements.run(settled.values(dealt_with_at=response.last_seen_at or response.started_at))


async def _leaving_room(batch: Sequence[Row[Any]]) -> AsyncIterator[Row[Any]]:
    """SQLite makes nobody wait: who reads everything lets the others of the process have their turn in between."""
    for number, row in enumerate(batch, 1):
        yield row
        if number % ROOM == 0:
            await asyncio.sleep(0)


def _values(response: Response) -> dict[str, Any]:
    return {name: getattr(response, name) for name in _FIELDS}


def _differ(before: object, after: object) -> bool:
    # Most are the very same, and comparing what is in them takes long.
    return before is not after and before != after


def _response(row: Row[Any], given: Answers) -> Response:
    return Response(**row._mapping).but(answers=given)


def _narrowed(
    rows: Select[Any],
    questionnaire: str,
    statuses: Collection[Status] | None,
    country: str | None,
    submitted: bool | None,
    since: Since,
) -> Select[Any]:
    of = responses.c
    rows = rows.where(of.questionnaire == questionnaire)
    if statuses is not None:
        rows = rows.where(of.status.in_(statuses))
    if country is not None:
        rows = rows.where(of.country == country)
    if submitted is not None:
        rows = rows.where(of.revision > 0 if submitted else of.revision == 0)
    if since.started is not None:
        rows = rows.where(of.started_at >= since.started)
    if since.submitted is not None:
        rows = rows.where(of.completed_at >= since.submitted)
    if since.changed is not None:
        rows = rows.where(or_(of.changed_at >= since.changed, of.changed_at.is_(None)))
    return rows


def _is_second_of_country(error: StorageError) -> bool:
    # PostgreSQL names the index, SQLite its columns.
    words = str(error)
    return ONE_LIVE_RESPONSE in words or "UNIQUE constraint failed: responses.questionnaire, responses.country" in words
