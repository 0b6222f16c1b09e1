"""Clocks that jump, as they do when a machine wakes up or its time is set."""

from __future__ import annotations

from pathlib import Path

from tests.faults.processes import Program
from tests.faults.scene import scene

DAY = 24 * 3600
JUMPS = (2 * DAY, -DAY, 0)


async def test_a_clock_that_jumps_forth_and_back_stops_nobody(database: str, tmp_path: Path) -> None:
    clock = tmp_path / "clock"
    clock.write_text("0")

    async with scene(database, tmp_path, seed=5) as stage:

        async def start() -> Program:
            program = ("-m", "tests.faults.bent_clock", "run")
            return await stage.start_bot(program=program, more={"BENT_CLOCK": str(clock)})

        async def bend_the_clock() -> None:
            bot = await start()
            for jump in JUMPS:
                await stage.some_turns(6, 12)
                await bot.kill()  # what it was about to say stays behind, with a time that is wrong
                clock.write_text(str(jump))
                bot = await start()

        verdict = await stage.people_answer(5, bend_the_clock)
    verdict.expect_nothing_lost(interruptions=len(JUMPS))
