"""A Bot API server on the loopback, a database in a file, and a clock that stands still until a test moves it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import pytest_asyncio
from telegram import Bot

from flows.ports import Storage
from simulator.faults import Faults
from simulator.serving import serving
from simulator.world import TOKEN, World
from storage import open_storage
from storage.migrating import migrate


@dataclass
class StandingClock:
    moment: datetime = datetime(2019, 4, 22, 14, 5, tzinfo=UTC)

    def now(self) -> datetime:
        return self.moment

    def pass_by(self, seconds: float) -> None:
        self.moment += timedelta(seconds=seconds)


@pytest.fixture(autouse=True)
def _files_elsewhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What a test sends is kept where its database is, not where the tests are run."""
    monkeypatch.setenv("FOCALPOINT_FILES", str(tmp_path / "files"))


@pytest.fixture
def clock() -> StandingClock:
    return StandingClock()


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def faults() -> Faults:
    return Faults()


@pytest_asyncio.fixture
async def address(world: World, faults: Faults) -> AsyncIterator[str]:
    async with serving(world, faults=faults) as address:
        yield address


@pytest_asyncio.fixture
async def bot(address: str) -> AsyncIterator[Bot]:
    async with Bot(TOKEN, base_url=f"{address}/bot") as bot:
        yield bot


@pytest_asyncio.fixture
async def database(tmp_path: Path) -> str:
    url = f"sqlite:///{tmp_path / 'focalpoint.sqlite'}"
    await migrate(url)
    return url


@pytest_asyncio.fixture
async def storage(database: str) -> AsyncIterator[Storage]:
    async with open_storage(database) as storage:
        yield storage
