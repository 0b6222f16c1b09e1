"""Several processes on one PostgreSQL, behind one webhook: what each further one adds."""

from __future__ import annotations

import asyncio
import socket
import tempfile
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from benchmarks.measuring import Figures, Setting, measure_walking
from benchmarks.processes import Process, running
from benchmarks.respondents import Crowd
from benchmarks.subjects import FOCALPOINT, environment
from simulator.serving import serving
from simulator.world import World
from storage.migrating import migrate
from tests.postgresql import fresh_database

HOST = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Together:
    """Several processes as if they were one."""

    processes: Sequence[Process]

    @property
    def cpu_seconds(self) -> float:
        return sum(process.cpu_seconds for process in self.processes)

    @property
    def peak_megabytes(self) -> float:
        return sum(process.peak_megabytes for process in self.processes)


async def measure_sharing(number: int, server: str, setting: Setting) -> Figures:
    """So many processes on a new database of that server. No process has a core of its own: there may be too few."""
    world = World()
    async with fresh_database(server) as database, serving(world) as address:
        await migrate(database)
        async with _several(number, environment(address, Path(), database)) as bots:
            return await measure_walking(Crowd(world, FOCALPOINT.walk, setting.people), setting, bots)


@asynccontextmanager
async def _several(number: int, common: Mapping[str, str]) -> AsyncIterator[Together]:
    door, *ports = _free_ports(number + 1)
    received = {
        "FOCALPOINT_WEBHOOK_URL": f"http://{HOST}:{door}/telegram",
        "FOCALPOINT_WEBHOOK_SECRET": "benchmark-benchmark-benchmark",
        "FOCALPOINT_WEB_HOST": HOST,
    }
    async with AsyncExitStack() as stack:
        log = Path(stack.enter_context(tempfile.TemporaryDirectory()), "bots.log")
        balancer = ("-m", "benchmarks.balancer", *map(str, (door, *ports)))
        stack.enter_context(running(balancer, {}, None, log))
        bots = [
            stack.enter_context(
                running(FOCALPOINT.arguments, {**common, **received, "FOCALPOINT_WEB_PORT": str(port)}, None, log)
            )
            for port in ports
        ]
        for port in (door, *ports):
            await _listening(port)
        yield Together(bots)


def _free_ports(number: int) -> list[int]:
    listeners = [socket.create_server((HOST, 0)) for _ in range(number)]
    ports = [listener.getsockname()[1] for listener in listeners]
    for listener in listeners:
        listener.close()
    return ports


async def _listening(port: int, patience: float = 30) -> None:
    async with asyncio.timeout(patience):
        while True:
            with suppress(OSError):
                _, writer = await asyncio.open_connection(HOST, port)
                writer.close()
                return
            await asyncio.sleep(0.05)
