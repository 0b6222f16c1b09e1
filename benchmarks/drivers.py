"""asyncpg against psycopg 3, behind the same repositories and on the same PostgreSQL: answered turns a second.

`pip install "psycopg[binary]"` first, into an environment of its own: the bot does not need it. Then
`python -m benchmarks.drivers`. Rounds of the two take turns, and what counts is the ratio within a round: whatever else
the machine does, it does to both. What is said stays in the outbox; no bot is involved.
"""

from __future__ import annotations

import asyncio
import statistics
import sys
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count

from sqlalchemy import make_url
from sqlalchemy.ext.asyncio import create_async_engine

from bot.clock import SystemClock
from flows.interview import Incoming, Interview
from flows.questionnaire import Questionnaire
from flows.reading import Typed
from flows.turns import Action, Input, Said, Started, Tap, Tapped
from storage.engines import Engines, create_engines
from storage.migrating import migrate
from storage.work import Storage
from tests.postgresql import fresh_database, running_server

ROUNDS = 7
QUESTIONS = 40
PEOPLE = 16
SECONDS = 4.0
DRIVERS = ("asyncpg", "psycopg")


@dataclass(frozen=True, slots=True)
class Round:
    """Answered turns a second, and how much of this process's processor each took, in milliseconds."""

    rate: float
    cpu_ms: float


async def compare(server: str) -> dict[str, list[Round]]:
    """The rounds of each driver. Each driver writes into a database of its own."""
    rounds: dict[str, list[Round]] = {driver: [] for driver in DRIVERS}
    for _ in range(ROUNDS):
        for driver in DRIVERS:
            async with fresh_database(server) as url:
                await migrate(url)
                async with opened(url, driver) as storage:
                    rounds[driver].append(await measure(Interview(questionnaire(), storage, SystemClock())))
    return rounds


@asynccontextmanager
async def opened(url: str, driver: str) -> AsyncIterator[Storage]:
    engines = create_engines(url) if driver == "asyncpg" else _with_psycopg(url)
    storage = Storage(engines)
    try:
        yield storage
    finally:
        await engines.dispose()


async def measure(interview: Interview) -> Round:
    """As many people as there are, each saying the next thing when the last is committed."""
    numbers = count(1)
    answered = 0
    end = time.perf_counter() + SECONDS

    async def answer() -> None:
        nonlocal answered
        while time.perf_counter() < end:
            chat = next(numbers)
            for given in walk(chat):
                received = await interview.receive(Incoming(next(numbers), chat, given, None, datetime.now(UTC)))
                assert not received.repeated  # noqa: S101 - the driver did what it was asked to
                answered += isinstance(given, Said)

    cpu, began = time.process_time(), time.perf_counter()
    await asyncio.gather(*(answer() for _ in range(PEOPLE)))
    return Round(answered / (time.perf_counter() - began), (time.process_time() - cpu) * 1000 / answered)


def walk(chat: int) -> Iterator[Input]:
    yield Started()
    yield Tapped(Tap(action=Action.BEGIN, question="", choice="", prompt=1))
    for number in range(QUESTIONS):
        yield Said(Typed(f"What person {chat} has to say about matter {number}, in a sentence of usual length."))


def questionnaire() -> Questionnaire:
    questions = [
        {"name": f"q{number}", "type": "text", "number": str(number), "label": {"en": f"What about matter {number}?"}}
        for number in range(QUESTIONS + 1)
    ]
    return Questionnaire.model_validate(
        {
            "name": "drivers",
            "version": "1",
            "title": {"en": "Drivers"},
            "languages": ["en"],
            "introduction": {"en": "Many questions."},
            "thanks": {"en": "Thank you."},
            "minutes": 1,
            "opening": {"name": "opening", "label": {"en": "Opening"}, "questions": questions[:1]},
            "sections": [{"name": "all", "label": {"en": "All"}, "questions": questions[1:]}],
        }
    )


def _with_psycopg(url: str) -> Engines:
    """As `storage.engines` opens asyncpg, with the other driver's name."""
    address = make_url(url).set(drivername="postgresql+psycopg")
    engine = create_async_engine(
        address,
        pool_size=10,
        max_overflow=0,
        hide_parameters=True,
        isolation_level="READ COMMITTED",
        # It forgets how many rows an INSERT wrote; marking an update as done asks for it.
        execution_options={"preserve_rowcount": True},
    )
    reading = engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    return Engines(writing=engine, reading=reading)


def report(rounds: dict[str, list[Round]]) -> str:
    lines = [
        f"{driver:8} {statistics.median(r.rate for r in rounds[driver]):6.0f} turns/s "
        f"{statistics.median(r.cpu_ms for r in rounds[driver]):6.2f} ms of processor a turn"
        for driver in DRIVERS
    ]
    pairs = list(zip(*rounds.values(), strict=True))
    return "\n".join(
        (
            *lines,
            f"asyncpg : psycopg, turns/s {_spread([first.rate / second.rate for first, second in pairs])}",
            f"asyncpg : psycopg, processor {_spread([first.cpu_ms / second.cpu_ms for first, second in pairs])}",
        )
    )


def _spread(ratios: Sequence[float]) -> str:
    return f"{statistics.median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f} in {len(ratios)} rounds)"


def main() -> None:
    with running_server() as server:
        sys.stdout.write(report(asyncio.run(compare(server))) + "\n")


if __name__ == "__main__":
    main()
