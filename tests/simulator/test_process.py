from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from telegram import Bot


async def test_the_simulator_runs_as_a_process_of_its_own(tmp_path: Path) -> None:
    options = ["--port", "0", "--token", "77:other", "--name", "Other", "--state", str(tmp_path / "world.json")]
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "simulator", *options, stdout=asyncio.subprocess.PIPE
    )
    try:
        assert process.stdout
        address = (await process.stdout.readline()).decode().strip()
        async with Bot("77:other", base_url=f"{address}/bot") as bot:
            assert (bot.id, bot.first_name) == (77, "Other")
    finally:
        process.send_signal(2)
        assert await process.wait() == 0
    assert (tmp_path / "world.json").exists()
