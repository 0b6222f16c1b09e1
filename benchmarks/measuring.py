"""One bot, one server, one crowd: what came of it. Server and crowd are this process, on a core of their own."""

from __future__ import annotations

import asyncio
import dataclasses
import os
import statistics
import tempfile
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from benchmarks.processes import running
from benchmarks.respondents import Crowd
from benchmarks.subjects import Subject, environment
from simulator.faults import Faults
from simulator.serving import serving
from simulator.world import World


@dataclass(frozen=True, slots=True)
class Setting:
    """`delay` is added to every call of the Bot API, in seconds. No `bot_core`: any. No `database`: a new one."""

    people: int = 50
    seconds: float = 6.0
    warm_up: float = 2.0
    delay: float = 0.0
    bot_core: int | None = 0
    database: str | None = None


@dataclass(frozen=True, slots=True)
class Figures:
    """`load` is the part of its core the server and the crowd used: near 1, they were what was measured."""

    rate: float
    p50_ms: float
    p99_ms: float
    cpu_ms: float
    peak_mb: float
    load: float


class Used(Protocol):
    @property
    def cpu_seconds(self) -> float: ...
    @property
    def peak_megabytes(self) -> float: ...


async def measure(subject: Subject, setting: Setting) -> Figures:
    with tempfile.TemporaryDirectory() as folder:
        world, faults = World(), Faults()
        async with serving(world, faults=faults) as address:
            kept = environment(address, Path(folder), setting.database)
            with running(subject.arguments, kept, setting.bot_core, Path(folder, "bot.log")) as bot:
                if setting.delay:
                    faults.delay(seconds=setting.delay)
                return await measure_walking(Crowd(world, subject.walk, setting.people), setting, bot)


async def measure_walking(crowd: Crowd, setting: Setting, bot: Used) -> Figures:
    """What came of the crowd, and what the bot used of the machine meanwhile."""
    with crowd.walking():
        await _first_reply(crowd)
        await asyncio.sleep(setting.warm_up)
        cpu, own = bot.cpu_seconds, time.process_time()
        seconds = await crowd.answering(setting.seconds)
        answers = len(crowd.waits)
        return Figures(
            rate=answers / seconds,
            p50_ms=quantile(crowd.waits, 50),
            p99_ms=quantile(crowd.waits, 99),
            cpu_ms=(bot.cpu_seconds - cpu) / max(answers, 1) * 1000,
            peak_mb=bot.peak_megabytes,
            load=(time.process_time() - own) / seconds,
        )


async def _first_reply(crowd: Crowd, patience: float = 30) -> None:
    async with asyncio.timeout(patience):
        await crowd.answered.wait()


def median(several: Sequence[Figures]) -> Figures:
    """Of each figure by itself."""
    columns = zip(*(dataclasses.astuple(figures) for figures in several), strict=True)
    return Figures(*map(statistics.median, columns))


def quantile(waits: Sequence[float], percent: int) -> float:
    """In milliseconds."""
    return statistics.quantiles(waits, n=100)[percent - 1] * 1000 if len(waits) > 1 else float("nan")


def keep_to_cores(cores: Iterable[int]) -> None:
    """This process, and what it starts from now on."""
    os.sched_setaffinity(0, cores)
