"""A town, a database, bots as processes, and people in the middle of the questionnaire: the stage for every misfortune.

A test says what goes wrong while the people answer; `Scene.verdict` says what it cost them.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Final

from simulator.world import TOKEN
from storage.migrating import migrate
from tests.faults.keeping import QUESTIONNAIRE, damage, waiting
from tests.faults.processes import Program, running
from tests.faults.respondents import Respondent, StuckError
from tests.faults.town import Town, town

PATIENCE: Final = 90.0
"""Seconds a person waits for a reply before they count as stuck: over the longest restart of a busy machine."""

NOTHING: Final[Mapping[str, str]] = {}

RUN: Final = ("-c", "from bot.command_line import main; main()", "run")


@dataclass
class Verdict:
    """What a scene cost. `repeated` counts messages that came twice, `doubted` answers asked about, by chat."""

    damage: list[str]
    stuck: list[str]
    repeated: dict[int, int]
    doubted: dict[int, int]
    turns: int
    said: str
    """What the bots said last."""

    def expect_nothing_lost(self, *, interruptions: int = 0, outages: int = 0) -> None:
        """At most one repeated message for each interruption and chat. An outage of the database repeats none; it lets
        the bot doubt, as an interruption does."""
        found = self.found(interruptions, outages)
        assert not found, "\n\n".join((*found, self.said))

    def found(self, interruptions: int, outages: int = 0) -> list[str]:
        """What must not be."""
        doubts = interruptions + outages
        return [
            *self.stuck,
            *self.damage,
            *(f"{chat}: {times} messages came twice" for chat, times in self.repeated.items() if times > interruptions),
            *(f"{chat}: {times} answers were doubted" for chat, times in self.doubted.items() if times > doubts),
        ]


@dataclass
class Scene:
    town: Town
    database: str
    folder: Path
    chance: Random
    stack: AsyncExitStack
    bots: list[Program] = field(default_factory=list)
    people: list[Respondent] = field(default_factory=list)
    walks: list[asyncio.Task[None]] = field(default_factory=list)

    @property
    def _settings(self) -> Mapping[str, str]:
        return {
            "FOCALPOINT_API_URL": self.town.address,
            "FOCALPOINT_BOT_TOKEN": TOKEN,
            "FOCALPOINT_ACCESS": "open",
            "FOCALPOINT_FLOOD_LIMIT": "0",
            "FOCALPOINT_DATABASE_URL": self.database,
            "FOCALPOINT_QUESTIONNAIRE": str(QUESTIONNAIRE),
        }

    async def start_bot(
        self, name: str = "bot", *, program: tuple[str, ...] = RUN, more: Mapping[str, str] = NOTHING
    ) -> Program:
        """A bot that is ready when this returns. `more` settings than every bot has."""
        settings = {**self._settings, **more}
        bot = await self.stack.enter_async_context(running(name, self.folder, *program, settings=settings))
        self.bots.append(bot)
        await bot.says("no answer is lost")
        return bot

    async def kill_bot(self, bot: Program, *, more: Mapping[str, str] = NOTHING) -> Program:
        """kill -9 in the middle of whatever it does; another one takes its place."""
        await asyncio.sleep(self.chance.random() / 20)
        await bot.kill()
        return await self.start_bot(bot.name, more=more)

    async def people_answer(self, number: int, meanwhile: Callable[[], Awaitable[None]]) -> Verdict:
        """So many people walk the questionnaire to its end while `meanwhile` happens."""
        for _ in range(number):
            nth = len(self.people)
            person = await self.town.joined_by(f"Person {nth}")
            self.people.append(Respondent(self.town, person, nth, patience=PATIENCE, chance=self.chance))
        self.walks = [asyncio.create_task(person.walk()) for person in self.people[-number:]]
        try:
            await meanwhile()
            ends = await asyncio.gather(*self.walks, return_exceptions=True)
        finally:
            for walk in self.walks:
                walk.cancel()
            await asyncio.gather(*self.walks, return_exceptions=True)
        return await self._verdict(ends)

    async def some_turns(self, least: int, most: int) -> None:
        """Until the people have gone some turns further, all together; or until nobody goes on."""
        wanted = self._turns + self.chance.randint(least, most)
        while self._turns < wanted and not all(walk.done() for walk in self.walks):  # noqa: ASYNC110 - nobody tells
            await asyncio.sleep(0.005)

    async def _everything_said(self) -> None:
        """A message whose delivery failed last may be due a moment after the people are done."""
        with suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE):
                while await waiting(self.database):  # noqa: ASYNC110 - nobody tells
                    await asyncio.sleep(0.05)

    @property
    def _turns(self) -> int:
        return sum(person.turns for person in self.people)

    async def _verdict(self, ends: Sequence[BaseException | None]) -> Verdict:
        for end in ends:
            if end is not None and not isinstance(end, StuckError):
                raise end
        await self._everything_said()
        for bot in self.bots:
            await bot.stop()
        return Verdict(
            damage=await damage(self.database, {person.person: person.memory for person in self.people}),
            stuck=[str(end) for end in ends if end is not None],
            repeated={person.person: person.memory.repeated for person in self.people},
            doubted={person.person: person.memory.doubted for person in self.people},
            turns=self._turns,
            said="\n".join(f"{bot.name}: {line}" for bot in self.bots for line in bot.said.splitlines()[-12:]),
        )


@asynccontextmanager
async def scene(database: str, folder: Path, *, seed: int) -> AsyncIterator[Scene]:
    await migrate(database)
    async with town(folder) as opened, AsyncExitStack() as stack:
        yield Scene(opened, database, folder, Random(seed), stack)
