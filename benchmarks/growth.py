"""A database in which many responses are in progress: written straight into the tables, as nobody waits for it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, insert

from flows.answer import Answer
from flows.loading import load_questionnaire
from flows.response import Response
from flows.waiting import ForAnswer
from storage.keys import new_key
from storage.migrating import in_transaction, migrate
from storage.tables import answers, respondents, responses

ANSWERED = 30
"""Questions answered in each response: half of them."""

FIRST_CHAT = 10_000_000
"""Far from the chats of those who answer meanwhile."""

BATCH = 20_000

Rows = Iterator[dict[str, Any]]


async def grow(folder: Path, size: int) -> str:
    """The address of the database."""
    url = f"sqlite:///{folder}/grown.sqlite"
    await migrate(url)
    questionnaire = load_questionnaire("msq-2020")
    names = [question.name for question in questionnaire.questions if question.name != "country"][:ANSWERED]
    now = datetime.now(UTC)
    open_at = ForAnswer(question=questionnaire.questions[ANSWERED + 1].name)
    keys = [(new_key(), new_key()) for _ in range(size)]

    def all_responses() -> Rows:
        for key, _ in keys:
            response = Response(id=key, questionnaire="msq-2020", version="1", started_at=now, waiting=open_at)
            yield {column.name: getattr(response, column.name) for column in responses.columns}

    def all_respondents() -> Rows:
        for chat, (response, person) in enumerate(keys, FIRST_CHAT):
            seen = {"reachable": True, "created_at": now, "last_seen_at": now}
            yield {"id": person, "chat": chat, "response_id": response, **seen}

    def all_answers() -> Rows:
        answer = dict(Answer(value="Ministry of Finance", typed="Ministry of Finance", given_at=now))
        for response, person in keys:
            for name in names:
                yield {"response_id": response, "question": name, "respondent_id": person, **answer}

    def fill(connection: Connection) -> None:
        for table, rows in ((responses, all_responses()), (respondents, all_respondents()), (answers, all_answers())):
            _insert(connection, table, rows)

    await in_transaction(url, fill)
    return url


def _insert(connection: Connection, table: Table, rows: Rows) -> None:
    while batch := list(islice(rows, BATCH)):
        connection.execute(insert(table), batch)
