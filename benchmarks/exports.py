"""How fast completed responses leave, beside a loop over the driver; and what memory it takes, however many there are.

The loop does what must be done at least: read each document, write it as a line of JSON, with the libraries that the
export uses as well (sqlite3 or asyncpg, orjson).
"""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from statistics import median
from typing import Any, BinaryIO

import asyncpg
import orjson
from sqlalchemy import Connection, insert

from bot.demo import demonstrate, read_demonstration
from flows.administration.exporting import export_documents
from flows.exporting.formats import Format, write_export
from flows.loading import load_questionnaire
from flows.response import Response, Status
from storage import open_storage
from storage.keys import new_key
from storage.migrating import in_transaction, migrate
from storage.tables import responses, submissions
from tests.postgresql import fresh_database

BATCH = 1000
_ASKED = load_questionnaire("msq-2020")
_EVERY = """
    SELECT submissions.document FROM responses
    JOIN submissions ON submissions.response_id = responses.id AND submissions.revision = responses.revision
    WHERE responses.questionnaire = 'msq-2020' AND responses.revision > 0 ORDER BY responses.id
"""

Document = Mapping[str, Any]
Export = Callable[[str, BinaryIO], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Rates:
    """Responses a second."""

    export: float
    plain: float


async def recorded_document(folder: Path) -> Document:
    """A real one: that of the demonstration."""
    _, document = await demonstrate(read_demonstration(), folder, lambda _: None)
    return document


@asynccontextmanager
async def filled(url: str, size: int, document: Document) -> AsyncIterator[str]:
    """A database in which that many responses are completed, each with this document."""
    await migrate(url)
    await in_transaction(url, lambda connection: _fill(connection, size, document))
    yield url


@asynccontextmanager
async def filled_postgresql(server: str, size: int, document: Document) -> AsyncIterator[str]:
    async with fresh_database(server) as url, filled(url, size, document):
        yield url


async def compare(url: str, size: int, rounds: int, file: Path) -> Rates:
    """The two in turn, because machines are uneven; of each the median."""
    found: dict[Export, list[float]] = {_export: [], _plain: []}
    for _ in range(rounds):
        for way, rates in found.items():
            with file.open("wb") as target:
                began = time.perf_counter()
                await way(url, target)
                rates.append(size / (time.perf_counter() - began))
    return Rates(*(median(rates) for rates in found.values()))


def peak_megabytes(url: str, form: Format, file: Path) -> float:
    """Of `focalpoint export` as a process of its own, which tells it at its end: Linux only."""
    command = [sys.executable, "-c", _TELLING, "export", "--format", form, "--output", str(file)]
    environment = os.environ | {"FOCALPOINT_DATABASE_URL": url}
    told = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=True).stdout  # noqa: S603
    return next(int(line.split()[1]) for line in told.splitlines() if line.startswith("VmHWM")) / 1024


_TELLING = """
import sys
from bot.command_line import main
try:
    main()
finally:
    sys.stdout.write(open("/proc/self/status").read())
"""


async def _export(url: str, target: BinaryIO) -> None:
    async with open_storage(url) as storage:
        await write_export(Format.JSON_LINES, _ASKED, export_documents(storage, _ASKED), target)


async def _plain(url: str, target: BinaryIO) -> None:
    if url.startswith("sqlite:"):
        connection = sqlite3.connect(url.removeprefix("sqlite:///"))
        for (text,) in connection.execute(_EVERY):
            target.write(orjson.dumps(orjson.loads(text), option=orjson.OPT_APPEND_NEWLINE))
        connection.close()
        return
    beside = await asyncpg.connect(url)
    async with beside.transaction():
        async for (text,) in beside.cursor(_EVERY, prefetch=200):
            target.write(orjson.dumps(orjson.loads(text), option=orjson.OPT_APPEND_NEWLINE))
    await beside.close()


def _fill(connection: Connection, size: int, document: Document) -> None:
    moment = datetime.now(UTC)
    rows = _responses(size, moment)
    while batch := list(islice(rows, BATCH)):
        connection.execute(insert(responses), batch)
        connection.execute(insert(submissions), [_submission(row["id"], document, moment) for row in batch])


def _responses(size: int, moment: datetime) -> Iterator[dict[str, Any]]:
    """Of no country, as far as the table is concerned: there are not so many."""
    for _ in range(size):
        response = Response(
            id=new_key(),
            questionnaire="msq-2020",
            version="1",
            status=Status.COMPLETED,
            revision=1,
            started_at=moment,
            completed_at=moment,
            changed_at=moment,
        )
        yield {column.name: getattr(response, column.name) for column in responses.columns}


def _submission(response_id: str, document: Document, moment: datetime) -> dict[str, Any]:
    own = {**document, "response": {**document["response"], "id": response_id}}
    return {"response_id": response_id, "revision": 1, "document": own, "submitted_at": moment}
