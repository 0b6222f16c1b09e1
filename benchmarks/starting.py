"""From the start of the process to the first reply, and what a bot uses that has nothing to do."""

from __future__ import annotations

import asyncio
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks.processes import running
from benchmarks.subjects import FOCALPOINT, environment
from simulator.people import Person
from simulator.serving import serving
from simulator.world import World


@dataclass(frozen=True, slots=True)
class Idle:
    first_reply_s: float
    megabytes: float
    cpu_percent: float


async def start_and_rest(seconds: float, core: int | None) -> Idle:
    """On a database that is already there: a new one would be migrated first, once."""
    world = World()
    with tempfile.TemporaryDirectory() as folder:
        async with serving(world) as address:
            kept, log = environment(address, Path(folder)), Path(folder, "bot.log")
            person = Person.joining(world, patience=60)
            person.say("/start")
            with running(FOCALPOINT.arguments, kept, core, log):
                await person.hears("")
            person.say("/start")
            begun = time.perf_counter()
            with running(FOCALPOINT.arguments, kept, core, log) as bot:
                await person.hears("")
                first_reply = time.perf_counter() - begun
                await asyncio.sleep(2)
                cpu = bot.cpu_seconds
                await asyncio.sleep(seconds)
                return Idle(first_reply, bot.megabytes, (bot.cpu_seconds - cpu) / seconds * 100)
