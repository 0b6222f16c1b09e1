"""Whether a process may be given work: only while the database answers, is of this version, and updates come."""

from __future__ import annotations

import asyncio
from pathlib import Path

from bot.readiness import Readiness
from flows.ports import Storage
from storage import open_storage
from storage.migrating import downgrade, revisions
from tests.bot.conftest import StandingClock
from tests.bot.unsteady import UnsteadyStorage

READY = {"database": True, "revision": True, "receiving": True}


async def test_all_is_well(storage: Storage, database: str) -> None:
    assert await Readiness(storage, database, lambda: True).conditions() == READY


async def test_nothing_is_received(storage: Storage, database: str) -> None:
    assert await Readiness(storage, database, lambda: False).conditions() == READY | {"receiving": False}


async def test_the_database_is_away_and_nobody_knows_its_version(storage: Storage, database: str) -> None:
    unsteady = UnsteadyStorage(storage)
    unsteady.away, unsteady.failing = True, 1

    conditions = await Readiness(unsteady, database, lambda: True).conditions()
    assert conditions == READY | {"database": False, "revision": False}


async def test_the_database_was_taken_back_to_an_earlier_version(database: str) -> None:
    await downgrade(database, revisions()[-2])
    async with open_storage(database) as storage:
        assert await Readiness(storage, database, lambda: True).conditions() == READY | {"revision": False}


async def test_a_database_that_is_no_file_any_more_is_told(storage: Storage, tmp_path: Path) -> None:
    gone = f"sqlite:///{tmp_path}/no-such-folder/focalpoint.sqlite"
    assert await Readiness(storage, gone, lambda: True).conditions() == READY | {"revision": False}


async def test_who_looks_waits_for_nobody_who_writes(storage: Storage, database: str, clock: StandingClock) -> None:
    async with storage.work() as work, asyncio.timeout(1):
        await work.respondents.lock(1001, clock.now())
        assert await Readiness(storage, database, lambda: True).conditions() == READY
