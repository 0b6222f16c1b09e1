"""`focalpoint run` as a process of its own: how it is watched, and how it stops in the middle of its work."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from pathlib import Path

import httpx
import pytest
import pytest_asyncio
from sqlalchemy import NullPool, make_url, text
from sqlalchemy.ext.asyncio import create_async_engine

from simulator.faults import Faults
from simulator.people import Person, until
from simulator.serving import serving
from simulator.world import TOKEN, World
from storage.migrating import migrate
from tests.bot.front import SECRET, Front, front
from tests.postgresql import fresh_database, running_server

PROJECT = Path(__file__).parent.parent.parent
LIBRARIES = str(PROJECT / "tests" / "flows" / "questionnaires" / "all-types.yaml")


class Running:
    """A process, the three lines it said, and its origin."""

    def __init__(self, process: asyncio.subprocess.Process, lines: list[str]) -> None:
        self.process = process
        self.lines = lines
        self.origin = f"http://{lines[1].rpartition(' ')[2].rstrip('.')}"

    async def stop(self) -> int:
        self.process.send_signal(signal.SIGTERM)
        return await self.process.wait()


Start = Callable[..., AbstractAsyncContextManager[Running]]


@pytest_asyncio.fixture
async def address(world: World, faults: Faults) -> AsyncIterator[str]:
    async with serving(world, faults=faults, webhook_pause=lambda _: 0.01) as address:
        yield address


@pytest_asyncio.fixture
async def door() -> AsyncIterator[tuple[Front, str]]:
    async with front() as (one, url):
        yield one, url


@pytest.fixture
def start(address: str, door: tuple[Front, str], tmp_path: Path) -> Start:
    one, url = door
    settings = {
        "FOCALPOINT_BOT_TOKEN": TOKEN,
        "FOCALPOINT_API_URL": address,
        "FOCALPOINT_ACCESS": "open",
        "FOCALPOINT_QUESTIONNAIRE": LIBRARIES,
        "FOCALPOINT_WEB_PORT": "0",
        "FOCALPOINT_WEBHOOK_URL": url,
        "FOCALPOINT_WEBHOOK_SECRET": SECRET,
        "PYTHONPATH": str(PROJECT),
    }

    @asynccontextmanager
    async def start(**given: str) -> AsyncIterator[Running]:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            *("-c", "from bot.command_line import main; main()", "run"),
            env=os.environ | settings | given,
            cwd=tmp_path,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        assert process.stdout
        try:
            lines = [(await process.stdout.readline()).decode().rstrip() for _ in range(3)]
            running = Running(process, lines)
            one.behind.append(running.origin)
            yield running
        finally:
            if process.returncode is None:
                process.kill()
            await process.communicate()

    return start


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with running_server() as url:
        yield url


@pytest_asyncio.fixture
async def database(server: str) -> AsyncIterator[str]:
    async with fresh_database(server) as url:
        await migrate(url)
        yield url


@asynccontextmanager
async def held_up(database: str) -> AsyncIterator[None]:
    """Somebody else holds what every turn needs: turns wait, and nothing else does."""
    engine = create_async_engine(make_url(database).set(drivername="postgresql+asyncpg"), poolclass=NullPool)
    async with engine.begin() as connection:
        await connection.execute(text("LOCK TABLE respondents IN EXCLUSIVE MODE"))
        yield
    await engine.dispose()


@pytest.fixture
def amina(world: World) -> Person:
    return Person.joining(world, patience=20)


async def updates_in_hand(origin: str, number: int) -> None:
    """Until the process has that many updates whose effect is not committed."""
    async with asyncio.timeout(20), httpx.AsyncClient(trust_env=False) as operator:
        while f"focalpoint_updates_in_hand {number}.0" not in (await operator.get(f"{origin}/metrics")).text:
            pass


async def told_to_stop(origin: str) -> None:
    """Until the process takes nothing new, or says so."""
    async with asyncio.timeout(20):
        with suppress(httpx.ConnectError):
            while await _is_ready(origin):
                pass


async def _is_ready(origin: str) -> bool:
    async with httpx.AsyncClient(trust_env=False) as operator:
        return (await operator.get(f"{origin}/readyz")).status_code == 200


async def test_it_says_in_three_lines_what_it_does_and_with_what(start: Start, door: tuple[Front, str]) -> None:
    async with start() as bot:
        assert await bot.stop() == 0

    asks, receives, keeps = bot.lines
    assert asks.startswith("@simulated_bot asks “")
    assert re.fullmatch(
        r"It receives by webhook from 127\.0\.0\.1:\d+ at 127\.0\.0\.1:\d+, "
        r"and serves the webhook and the administrators' pages on 127\.0\.0\.1:\d+\.",
        receives,
    )
    assert keeps == "The answers are kept in focalpoint.sqlite (SQLite). Ctrl+C stops it; no answer is lost."


async def test_by_polling_it_may_be_watched_as_well(start: Start) -> None:
    async with start(FOCALPOINT_WEBHOOK_URL="") as bot, httpx.AsyncClient(trust_env=False) as operator:
        assert (await operator.get(f"{bot.origin}/readyz")).status_code == 200
        assert await bot.stop() == 0

    assert re.fullmatch(
        r"It receives by polling from 127\.0\.0\.1:\d+, and serves the administrators' pages on 127\.0\.0\.1:\d+\.",
        bot.lines[1],
    )


@pytest.mark.parametrize("receiving", ["webhook", "polling"])
async def test_told_to_stop_it_finishes_the_turn_in_hand_and_says_what_follows(
    start: Start, amina: Person, database: str, receiving: str
) -> None:
    chosen = {} if receiving == "webhook" else {"FOCALPOINT_WEBHOOK_URL": ""}
    async with start(FOCALPOINT_DATABASE_URL=database, **chosen) as bot:
        async with held_up(database):
            amina.say("/start")
            await updates_in_hand(bot.origin, 1)
            bot.process.send_signal(signal.SIGTERM)
            await told_to_stop(bot.origin)
        await amina.next_message()
        await amina.all_received()
        assert await bot.process.wait() == 0

    assert len(amina.chat) == 2


async def test_told_to_stop_it_finishes_the_delivery_in_hand(
    start: Start, amina: Person, world: World, faults: Faults
) -> None:
    faults.delay("sendMessage", seconds=0.5)
    async with start() as bot:
        amina.say("/start")
        await until(world, lambda: not world.state.updates or None)
        assert len(amina.chat) == 1  # it is committed, and on its way
        assert await bot.stop() == 0

    assert len(amina.chat) == 2


LATER = (
    *("alembic", "sqlalchemy.orm", "openpyxl", "xlsxwriter", "simulator", "fastapi", "uvicorn"),
    *("typst", "docx", "altair", "vl_convert", "obstore"),
)


def test_what_only_some_need_is_not_loaded_with_the_start() -> None:
    """An idle bot on SQLite stays below 120 MB, and is there in a second: docs/performance.md."""
    look = f"import sys, bot.command_line; print(*sorted({set(LATER)} & sys.modules.keys()))"
    loaded = subprocess.run([sys.executable, "-c", look], cwd=PROJECT, check=True, capture_output=True, text=True)
    assert loaded.stdout.split() == []
