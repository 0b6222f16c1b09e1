"""Responses, their answers with the history of these, and what was submitted. Knows no rules of the questionnaire.

Loading takes two statements; saving takes one for the response and one each for answers given first, changed and taken
back, and for the history: only those that have something to write.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import AsyncIterator, Collection, Iterable, Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import Row, Select, bindparam, delete, func, insert, select, update

from flows.errors import CountryTaken, StorageError
from flows.ports import Respondent
from flows.response import Answer, Response, Status
from storage.keys import BEFORE_ALL, is_key, new_key
from storage.statements import Statements
from storage.tables import ONE_LIVE_RESPONSE, answer_history, answers, respondents, responses, submissions

BATCH = 200
"""How many responses are in memory at once while all are read."""

_FIELDS = tuple(name for name in Response.model_fields if name != "answers")
_ANSWER_FIELDS = tuple(Answer.model_fields)

_RESPONSE = select(*(responses.c[name] for name in _FIELDS))
_ANSWERS = select(answers.c.response_id, answers.c.question, *(answers.c[name] for name in _ANSWER_FIELDS)).order_by(
    answers.c.response_id, answers.c.question
)
_CHANGE_ANSWER = update(answers).where(
    answers.c.response_id == bindparam("of_response"), answers.c.question == bindparam("to_question")
)

_ONE = _RESPONSE.where(responses.c.id == bindparam("which"))
# Held until the transaction ends: colleagues of one country work on one response.
_HELD = _ONE.with_for_update()
_ANSWERS_OF_ONE = _ANSWERS.where(answers.c.response_id == bindparam("which"))
_CHANGE = update(responses).where(responses.c.id == bindparam("which"))
_GIVE = insert(answers)
_REMEMBER = insert(answer_history)

Answers = dict[str, Answer]


class Responses:
    def __init__(self, statements: Statements) -> None:
        self._statements = statements

    async def start(self, respondent: Respondent, questionnaire: str, version: str, now: datetime) -> Response:
        response = Response(id=new_key(), questionnaire=questionnaire, version=version, started_at=now)
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
        given = await self._statements.rows(_ANSWERS_OF_ONE, {"which": response_id})
        return _response(row, {each.question: _answer(each) for each in given})

    async def save(self, response: Response, before: Response, respondent: Respondent) -> None:
        given = {name: answer for name, answer in response.answers.items() if _differ(before.answers.get(name), answer)}
        taken_back = before.answers.keys() - response.answers.keys()
        await self._save_fields(response, before)
        await self._give(response.id, {name: given[name] for name in given.keys() - before.answers.keys()}, respondent)
        await self._change(
            response.id, {name: given[name] for name in given.keys() & before.answers.keys()}, respondent
        )
        await self._take_back(response.id, taken_back)
        await self._remember(response, [*given, *sorted(taken_back)], respondent)

    async def question_once_answered_by(self, response_id: str, chat: int, message_id: int) -> str | None:
        # Rare (somebody changed, or replied to, a message of long ago), and one response's history is short.
        told = select(answer_history.c.question, answer_history.c.answer).where(
            answer_history.c.response_id == response_id, answer_history.c.answer.is_not(None)
        )
        for row in await self._statements.rows(told.order_by(answer_history.c.id.desc())):
            if any((source.chat, source.message) == (chat, message_id) for source in row.answer.sources):
                return str(row.question)
        return None

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
        self, questionnaire: str, *, statuses: Collection[Status] | None = None, country: str | None = None
    ) -> AsyncIterator[Response]:
        wanted = _narrowed(_RESPONSE, questionnaire, statuses, country).order_by(responses.c.id).limit(BATCH)
        last = BEFORE_ALL
        while batch := await self._statements.rows(wanted.where(responses.c.id > last)):
            given = await self._answers_of([row.id for row in batch])
            for row in batch:
                yield _response(row, given.pop(row.id, {}))
            last = batch[-1].id

    async def count(
        self, questionnaire: str, *, statuses: Collection[Status] | None = None, country: str | None = None
    ) -> int:
        number = select(func.count()).select_from(responses)
        return int(await self._statements.value(_narrowed(number, questionnaire, statuses, country)))

    async def _answers_of(self, response_ids: list[str]) -> defaultdict[str, Answers]:
        given: defaultdict[str, Answers] = defaultdict(dict)
        for row in await self._statements.rows(_ANSWERS.where(answers.c.response_id.in_(response_ids))):
            given[row.response_id][row.question] = _answer(row)
        return given

    async def _save_fields(self, response: Response, before: Response) -> None:
        was = _values(before)
        changes = {name: value for name, value in _values(response).items() if value != was[name]}
        if not changes:
            return
        try:
            await self._statements.run(_CHANGE, {**changes, "which": response.id})
        except StorageError as error:
            if _is_second_of_country(error):
                raise CountryTaken(response.country) from error
            raise

    async def _give(self, response_id: str, given: Answers, respondent: Respondent) -> None:
        rows = [
            {"response_id": response_id, "question": question, "respondent_id": respondent.id, **dict(answer)}
            for question, answer in given.items()
        ]
        if rows:
            await self._statements.run(_GIVE, rows)

    async def _change(self, response_id: str, changed: Answers, respondent: Respondent) -> None:
        rows = [
            {"of_response": response_id, "to_question": question, "respondent_id": respondent.id, **dict(answer)}
            for question, answer in changed.items()
        ]
        if rows:
            await self._statements.run(_CHANGE_ANSWER, rows)

    async def _take_back(self, response_id: str, questions: Collection[str]) -> None:
        if questions:
            await self._statements.run(
                delete(answers).where(answers.c.response_id == response_id, answers.c.question.in_(questions))
            )

    async def _remember(self, response: Response, questions: Iterable[str], respondent: Respondent) -> None:
        taken_back_at = response.last_seen_at or response.started_at
        rows = [
            {
                "id": new_key(),
                "response_id": response.id,
                "question": question,
                "answer": answer,
                "respondent_id": respondent.id,
                "at": answer.given_at if answer else taken_back_at,
            }
            for question in questions
            for answer in (response.answers.get(question),)
        ]
        if rows:
            await self._statements.run(_REMEMBER, rows)


def _values(response: Response) -> dict[str, Any]:
    return {name: getattr(response, name) for name in _FIELDS}


def _differ(before: Answer | None, after: Answer) -> bool:
    # Most are the very same, and comparing what is in them takes long.
    return before is not after and before != after


def _answer(row: Row[Any]) -> Answer:
    return _answer_of(*row[2:])


@lru_cache(maxsize=8192, typed=True)
def _answer_of(*fields: Any) -> Answer:
    """Who is in the middle of the questionnaire brings the same answers every time."""
    return Answer(**dict(zip(_ANSWER_FIELDS, fields, strict=True)))


def _response(row: Row[Any], given: Answers) -> Response:
    return Response(**row._mapping, answers=given)


def _narrowed(
    rows: Select[Any], questionnaire: str, statuses: Collection[Status] | None, country: str | None
) -> Select[Any]:
    rows = rows.where(responses.c.questionnaire == questionnaire)
    if statuses is not None:
        rows = rows.where(responses.c.status.in_(statuses))
    return rows if country is None else rows.where(responses.c.country == country)


def _is_second_of_country(error: StorageError) -> bool:
    # PostgreSQL names the index, SQLite its columns.
    words = str(error)
    return ONE_LIVE_RESPONSE in words or "UNIQUE constraint failed: responses.questionnaire, responses.country" in words
