"""Three bots behind one address and one database, any of which may die at any moment."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

from tests.faults.balancer import PATH, Balancer, balancer
from tests.faults.processes import Program
from tests.faults.scene import Scene

BOTS: Final = 3


class House:
    def __init__(self, stage: Scene, front: Balancer) -> None:
        self._stage = stage
        self._front = front
        self._bots: list[Program] = []

    async def kill_one(self) -> None:
        """kill -9, and another one takes its place; the others go on meanwhile."""
        nth = self._stage.chance.randrange(BOTS)
        await self._bots[nth].kill()
        self._bots[nth] = await self._start(nth)

    async def start_all(self) -> None:
        self._front.backends = [""] * BOTS
        for nth in range(BOTS):
            self._bots.append(await self._start(nth))

    async def _start(self, nth: int) -> Program:
        webhook = {"URL": self._front.url, "SECRET": "a-secret"}
        more = {f"FOCALPOINT_WEBHOOK_{name}": value for name, value in webhook.items()}
        bot = await self._stage.start_bot(f"bot {nth}", more={**more, "FOCALPOINT_WEB_PORT": "0"})
        found = re.search(r" on (\S+)\.$", await bot.says("It receives by webhook"))
        assert found
        self._front.backends[nth] = f"http://{found[1]}{PATH}"
        return bot


@asynccontextmanager
async def house(stage: Scene) -> AsyncIterator[House]:
    async with balancer(stage.chance) as front:
        opened = House(stage, front)
        await opened.start_all()
        yield opened
