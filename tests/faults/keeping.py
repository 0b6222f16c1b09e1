"""What the database holds, compared with what people saw confirmed: nothing lost, nothing twice, the document right."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from sqlalchemy import TextClause, text

from flows.document import validate_document
from flows.loading import load_questionnaire
from tests.faults.respondents import Memory
from tests.storage.looking import Look, looking

QUESTIONNAIRE: Final = Path(__file__).parent / "questionnaire.yaml"

_MINE = "JOIN respondents r USING (response_id) WHERE r.chat = :chat"
_ANSWERS = f"SELECT question, value, skipped FROM answers {_MINE}"
_HISTORY = f"SELECT question FROM answer_history {_MINE}"
_SUBMITTED = f"SELECT document FROM submissions {_MINE}"


async def waiting(database: str) -> int:
    """How many messages are in the outbox."""
    async with looking(database) as look:
        ((number,),) = await look(text("SELECT count(*) FROM outbox"))
    return int(number)


async def damage(database: str, memories: Mapping[int, Memory]) -> list[str]:
    """One sentence for everything that is not as these people saw it, by the number of their chat."""
    async with looking(database) as look:
        found = [
            f"{chat}: {fault}" for chat, memory in memories.items() for fault in await _damage_of(look, chat, memory)
        ]
    left = await waiting(database)
    return [*found, f"{left} messages wait in the outbox"] if left else found


async def _damage_of(look: Look, chat: int, memory: Memory) -> list[str]:
    kept = {question: _entry(value, skipped) for question, value, skipped in await look(_of(chat, _ANSWERS))}
    given = Counter(question for (question,) in await look(_of(chat, _HISTORY)))
    submitted = [json.loads(document) for (document,) in await look(_of(chat, _SUBMITTED))]
    lost = [question for question, entry in memory.confirmed.items() if kept.get(question) != entry]
    doubled = [question for question, times in memory.times.items() if given[question] > times]
    return [
        *(f"{question} is lost: {memory.confirmed[question]} became {kept.get(question)}" for question in lost),
        *(f"{question} was kept {given[question]} times, given {memory.times[question]} times" for question in doubled),
        *_faults_of(memory, submitted),
    ]


def _faults_of(memory: Memory, submitted: list[dict[str, Any]]) -> Iterator[str]:
    if memory.document is None:
        yield "never reached the document"
        return
    if submitted != [memory.document]:
        yield f"the document was kept {len(submitted)} times, or is another one"
    validate_document(load_questionnaire(str(QUESTIONNAIRE)), memory.document)
    answers = {
        question: {name: value for name, value in entry.items() if name != "version"}
        for question, entry in memory.document["answers"].items()
    }
    if answers != memory.confirmed:
        yield f"the document is wrong: {answers}"


def _of(chat: int, query: str) -> TextClause:
    return text(query).bindparams(chat=chat)


def _entry(value: str | None, skipped: str | None) -> Mapping[str, Any]:
    """A row as it stands in the document."""
    if skipped:
        return {"status": "skipped", "reason": skipped}
    return {"status": "answered", "value": json.loads(value or "null", object_hook=_without_nothing)}


def _without_nothing(given: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in given.items() if value is not None}
