"""The answers of responses, and the history of each. Knows no rules of the questionnaire, and of a response its key.

Saving takes one statement each for answers given first, changed and taken back, and one for the history: only those
that have something to write.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache
from typing import Any

from sqlalchemy import Row, and_, bindparam, delete, func, insert, select, update

from flows.answer import Answer
from flows.ports import Given, Respondent
from flows.response import Response
from storage.keys import new_key
from storage.known import Known
from storage.ready import Ready
from storage.statements import Statements
from storage.tables import answer_history, answers

_FIELDS = tuple(Answer.model_fields)

_ANSWERS = select(answers.c.response_id, answers.c.question, *(answers.c[name] for name in _FIELDS)).order_by(
    answers.c.response_id, answers.c.question
)
# One row that tells the length of the history; and beside it the answers, where the length is not the one known.
_CHANGES = (
    select(func.count().label("changes"))
    .select_from(answer_history)
    .where(answer_history.c.response_id == bindparam("which"))
    .subquery()
)
_UNLESS_KNOWN = Ready.of(
    select(_CHANGES.c.changes, answers.c.question, *(answers.c[name] for name in _FIELDS)).select_from(
        _CHANGES.outerjoin(
            answers,
            and_(answers.c.response_id == bindparam("which"), _CHANGES.c.changes != bindparam("known")),
        )
    )
)
_NOTHING_KNOWN = -1
_GIVEN = select(*(answer_history.c[name] for name in Given.__dataclass_fields__))
_GIVE = Ready.of(insert(answers))
_CHANGE = Ready.of(
    update(answers).where(
        answers.c.response_id == bindparam("of_response"), answers.c.question == bindparam("to_question")
    )
)
_REMEMBER = Ready.of(insert(answer_history))

Answers = Mapping[str, Answer]


class KeptAnswers:
    def __init__(self, statements: Statements) -> None:
        self._statements = statements

    async def unless_known(self, response_id: str, known: Known | None) -> Known:
        """In a transaction that may write, after the response is held: from then on nobody else changes its answers."""
        given = await self._statements.rows(
            _UNLESS_KNOWN, {"which": response_id, "known": known.changes if known else _NOTHING_KNOWN}
        )
        changes = given[0].changes
        if known and known.changes == changes:
            return known
        return Known(changes, {each.question: _answer(each) for each in given if each.question is not None})

    async def of(self, response_ids: Collection[str]) -> defaultdict[str, dict[str, Answer]]:
        given: defaultdict[str, dict[str, Answer]] = defaultdict(dict)
        for row in await self._statements.rows(_ANSWERS.where(answers.c.response_id.in_(response_ids))):
            given[row.response_id][row.question] = _answer(row)
        return given

    async def history(self, response_id: str, question: str | None) -> tuple[Given, ...]:
        wanted = _GIVEN.where(answer_history.c.response_id == response_id)
        if question is not None:
            wanted = wanted.where(answer_history.c.question == question)
        rows = await self._statements.rows(wanted.order_by(answer_history.c.id))
        return tuple(Given(**row._mapping) for row in rows)

    async def question_once_answered_by(self, response_id: str, chat: int, message_id: int) -> str | None:
        # Rare (somebody changed, or replied to, a message of long ago), and one response's history is short.
        told = select(answer_history.c.question, answer_history.c.answer).where(
            answer_history.c.response_id == response_id, answer_history.c.answer.is_not(None)
        )
        for row in await self._statements.rows(told.order_by(answer_history.c.id.desc())):
            if any((source.chat, source.message) == (chat, message_id) for source in row.answer.sources):
                return str(row.question)
        return None

    async def save(
        self, response: Response, before: Answers, given: Answers, taken_back: Collection[str], respondent: Respondent
    ) -> None:
        """`given`: those that are new or changed."""
        await self._give(response.id, {name: given[name] for name in given.keys() - before.keys()}, respondent)
        await self._change(response.id, {name: given[name] for name in given.keys() & before.keys()}, respondent)
        await self._take_back(response.id, taken_back)
        await self._remember(response, [*given, *sorted(taken_back)], respondent)

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
            await self._statements.run(_CHANGE, rows)

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


def _answer(row: Row[Any]) -> Answer:
    return _answer_of(*row[2:])


@lru_cache(maxsize=8192, typed=True)
def _answer_of(*fields: Any) -> Answer:
    """Who is in the middle of the questionnaire brings the same answers every time."""
    return Answer(**dict(zip(_FIELDS, fields, strict=True)))
