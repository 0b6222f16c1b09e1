"""`make soak`: bots killed again and again under people who answer, on both databases, by polling and by webhook.

SOAK_KILLS says how often (default 60). Prints what it cost; ends with 1 if anything was lost, doubled or stuck, or was
repeated more often than once for a kill.
"""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Final

from tests.faults.house import house
from tests.faults.scene import Scene, Verdict, scene
from tests.postgresql import Server, fresh_database, killable_server

PEOPLE: Final = 20

KILLS_A_SCENE: Final = 5
"""So many fit into one walk of so many people."""

KillOne = Callable[[], Awaitable[None]]
Bots = Callable[[Scene], AbstractAsyncContextManager[KillOne]]


@dataclass
class Line:
    """One setting of the table, over all its scenes."""

    name: str
    kills: int = 0
    turns: int = 0
    lost: int = 0
    doubled: int = 0
    stuck: int = 0
    repeated: int = 0
    most_repeated: int = 0
    doubted: int = 0
    seconds: float = 0

    def add(self, verdict: Verdict, kills: int, seconds: float) -> None:
        self.kills += kills
        self.turns += verdict.turns
        self.lost += sum("is lost" in fault or "wrong" in fault for fault in verdict.damage)
        self.doubled += sum("was kept" in fault for fault in verdict.damage)
        self.stuck += len(verdict.stuck)
        self.repeated += sum(verdict.repeated.values())
        self.most_repeated = max(self.most_repeated, *verdict.repeated.values())
        self.doubted += sum(verdict.doubted.values())
        self.seconds += seconds

    def __str__(self) -> str:
        counted = (self.kills, self.turns, self.lost, self.doubled, self.stuck, self.repeated, self.doubted)
        return f"{self.name:22}" + "".join(f"{count:10}" for count in counted) + f"{self.seconds:9.0f} s"


HEAD: Final = f"{'':22}" + "".join(
    f"{name:>10}" for name in ("kills", "turns", "lost", "doubled", "stuck", "repeated", "doubted")
)


@asynccontextmanager
async def one_bot(stage: Scene) -> AsyncIterator[KillOne]:
    bot = await stage.start_bot()

    async def kill_it() -> None:
        nonlocal bot
        bot = await stage.kill_bot(bot)

    yield kill_it


@asynccontextmanager
async def three_bots(stage: Scene) -> AsyncIterator[KillOne]:
    async with house(stage) as bots:
        yield bots.kill_one


SETTINGS: Final[Mapping[str, tuple[str, Bots]]] = {
    "SQLite, polling": ("sqlite", one_bot),
    "PostgreSQL, polling": ("postgresql", one_bot),
    "PostgreSQL, 3 webhooks": ("postgresql", three_bots),
}


async def soak(kills: int, server: Server) -> list[str]:
    """What must not be, of all scenes."""
    found: list[str] = []
    sys.stdout.write(f"{HEAD}\n")
    for name, (kind, bots) in SETTINGS.items():
        line = Line(name)
        while line.kills < kills / len(SETTINGS):
            began = monotonic()
            with tempfile.TemporaryDirectory() as folder:
                verdict = await _play(kind, bots, Path(folder), server, seed=len(found) + line.kills)
            line.add(verdict, KILLS_A_SCENE, monotonic() - began)
            found += [f"{name}: {fault}" for fault in verdict.found(KILLS_A_SCENE)]
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()
    return found


async def _play(
    kind: str,
    bots: Bots,
    folder: Path,
    server: Server,
    *,
    seed: int,
) -> Verdict:
    async with _database(kind, folder, server) as url, scene(url, folder, seed=seed) as stage, bots(stage) as kill_one:

        async def kill_again_and_again() -> None:
            for _ in range(KILLS_A_SCENE):
                await stage.some_turns(20, 60)
                await kill_one()

        return await stage.people_answer(PEOPLE, kill_again_and_again)


@asynccontextmanager
async def _database(kind: str, folder: Path, server: Server) -> AsyncIterator[str]:
    if kind == "sqlite":
        yield f"sqlite:///{folder}/focalpoint.sqlite"
    else:
        async with fresh_database(server.address) as url:
            yield url


def main() -> None:
    with killable_server() as server:
        found = asyncio.run(soak(int(os.environ.get("SOAK_KILLS", "60")), server))
    sys.stdout.write("\n".join(found or ["Nothing was lost, doubled or stuck."]) + "\n")
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
