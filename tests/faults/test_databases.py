"""Databases that are killed, or whose disk is full."""

from __future__ import annotations

import asyncio
from pathlib import Path

from tests.faults.scene import scene
from tests.postgresql import Server

TIMES = 2


async def test_a_postgresql_killed_in_the_middle_and_started_again_costs_nobody_an_answer(
    postgresql: str, server: Server, tmp_path: Path
) -> None:
    async with scene(postgresql, tmp_path, seed=3) as stage:
        await stage.start_bot()

        async def kill_the_database() -> None:
            for _ in range(TIMES):
                await stage.some_turns(8, 16)
                await asyncio.to_thread(server.kill)
                await asyncio.sleep(stage.chance.random())
                await asyncio.to_thread(server.start)

        verdict = await stage.people_answer(5, kill_the_database)
    verdict.expect_nothing_lost(outages=TIMES)


async def test_a_disk_that_is_full_for_a_while_costs_nobody_an_answer(sqlite: str, tmp_path: Path) -> None:
    """A limit on the size of files stands for a full disk and for one that is read-only: nothing more is written."""
    async with scene(sqlite, tmp_path, seed=4) as stage:
        bot = await stage.start_bot()

        async def fill_the_disk() -> None:
            for _ in range(TIMES):
                await stage.some_turns(8, 16)
                bot.limit_files(0)
                await asyncio.sleep(1)
                bot.limit_files(None)

        verdict = await stage.people_answer(5, fill_the_disk)
    verdict.expect_nothing_lost(outages=TIMES)
