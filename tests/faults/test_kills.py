from __future__ import annotations

from pathlib import Path

from tests.faults.house import house
from tests.faults.scene import scene

KILLS = 2


async def test_a_bot_killed_at_random_instants_loses_nothing(database: str, tmp_path: Path) -> None:
    async with scene(database, tmp_path, seed=1) as stage:
        bot = await stage.start_bot()

        async def kill_it_again_and_again() -> None:
            nonlocal bot
            for _ in range(KILLS):
                await stage.some_turns(10, 25)
                bot = await stage.kill_bot(bot)

        verdict = await stage.people_answer(5, kill_it_again_and_again)
    verdict.expect_nothing_lost(interruptions=KILLS)


async def test_one_of_three_killed_behind_a_webhook_loses_nothing(postgresql: str, tmp_path: Path) -> None:
    """Some updates come twice, to two processes at once."""
    async with scene(postgresql, tmp_path, seed=6) as stage, house(stage) as bots:

        async def kill_one_after_the_other() -> None:
            for _ in range(KILLS):
                await stage.some_turns(10, 20)
                await bots.kill_one()

        verdict = await stage.people_answer(5, kill_one_after_the_other)
    verdict.expect_nothing_lost(interruptions=KILLS)
