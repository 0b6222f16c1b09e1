"""The bot on a clock that a test moves: a real Application over a Bot API server in this process, without a network.

What happened in the world is worked off by `settle`, different chats side by side, until everything is said.
"""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import structlog
from telegram import Bot, Update
from telegram.ext import Application, ContextTypes, TypeHandler
from telegram.request import HTTPXRequest

from bot.bookkeeping import Bookkeeping
from bot.checking import Check
from bot.delivering import Delivering
from bot.fetching import Fetching
from bot.flood import Flood
from bot.handling import Handling
from bot.inputs import UPDATES_READ
from bot.makers import makers
from bot.patience import Patience
from bot.processor import ChatOrder, process
from flows.interview import Interview
from flows.ports import Storage
from flows.questionnaire import Questionnaire
from simulator.api_objects import update_object
from simulator.server import create_app
from simulator.values import Update as WorldUpdate
from simulator.world import World
from storage import open_storage
from storage.files import Files
from storage.migrating import migrate

ALWAYS = Patience(first=0.0, longest=0.0)


@dataclass
class MovingClock:
    """Moves only when it is told to."""

    moment: datetime = datetime(2019, 4, 22, 14, 5, tzinfo=UTC)

    def now(self) -> datetime:
        return self.moment

    def seconds(self) -> float:
        return self.moment.timestamp()

    def pass_by(self, seconds: float) -> None:
        self.moment += timedelta(seconds=seconds)


@dataclass
class House:
    """One bot, its database and the world it speaks in."""

    questionnaire: Questionnaire
    database: str
    flood_limit: int = 0
    check: Check | None = None
    clock: MovingClock = field(default_factory=MovingClock)
    logs: list[Any] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.world = World(clock=self.clock.seconds)
        self.world.state.allowed_updates = list(UPDATES_READ)
        self.done: list[WorldUpdate] = []
        self._process = AsyncExitStack()

    async def start(self) -> None:
        """A process of the bot; the one before has ended, as if it had been killed after its last commit."""
        await self._process.aclose()
        self._process = AsyncExitStack()
        self.storage: Storage = await self._process.enter_async_context(open_storage(self.database))
        self.application = await self._process.enter_async_context(_application(self.world))
        bot: Bot = self.application.bot
        self._delivering = Delivering(
            bot, Bookkeeping(self.storage, self.clock), makers=makers(self.storage, self.questionnaire)
        )
        interview = Interview(self.questionnaire, self.storage, self.clock)
        self._handling = Handling(
            bot,
            interview,
            self.storage,
            self._delivering,
            self.clock,
            flood=Flood(self.flood_limit),
            fetching=Fetching(self.files, interview, self.check, patience=ALWAYS),
            patience=ALWAYS,
        )
        self.application.add_handler(TypeHandler(Update, self._handling.take))
        self.application.add_error_handler(self._note)
        self._process.push_async_callback(self._handling.finish)
        self._process.push_async_callback(self._delivering.finish, 5)

    @property
    def files(self) -> Files:
        """Beside the database."""
        return Files(Path(self.database.removeprefix("sqlite:///")).with_name("files").as_uri())

    async def stop(self) -> None:
        await self._process.aclose()

    async def settle(self) -> None:
        """Works off every update, and returns when nothing is left to be said."""
        with structlog.testing.capture_logs() as logs:
            while self.world.state.updates:
                updates = [*self.world.state.updates]
                self.world.forget_updates()
                self.done += updates
                await asyncio.gather(*map(self._take, updates))
            await asyncio.gather(*(task for task in asyncio.all_tasks() if task.get_name() == "courtesy"))
            await self._delivering.wake_due()
            await self._delivering.finish(5)
        self.logs += logs

    async def _take(self, update: WorldUpdate) -> None:
        await process(self.application, Update.de_json(update_object(update), self.application.bot))

    async def _note(self, update: object, context: ContextTypes.DEFAULT_TYPE) -> None:
        self.logs.append({"event": "update_lost", "log_level": "error", "error": repr(context.error)})

    @property
    def failures(self) -> list[Any]:
        """What was logged of our own failing; a link that opens nothing is the person's."""
        return [line for line in self.logs if line["log_level"] != "info" and line["event"] != "link_opens_nothing"]


@asynccontextmanager
async def house_of(questionnaire: Questionnaire, flood_limit: int = 0) -> AsyncIterator[House]:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "focalpoint.sqlite"
        file.write_bytes(await _empty_database())
        house = House(questionnaire, f"sqlite:///{file}", flood_limit)
        await house.start()
        try:
            yield house
        finally:
            await house.stop()


@asynccontextmanager
async def _application(world: World) -> AsyncIterator[Application[Any, Any, Any, Any, Any, Any]]:
    """Its requests reach the server by a function call."""
    transport = httpx.ASGITransport(app=create_app(world))
    builder = (
        Application.builder()
        .token(world.token)
        .base_url("http://simulator/bot")
        .base_file_url("http://simulator/file/bot")
    )
    requests = (HTTPXRequest(httpx_kwargs={"transport": transport}) for _ in range(2))
    application = (
        builder.request(next(requests))
        .get_updates_request(next(requests))
        .updater(None)
        .job_queue(None)
        .concurrent_updates(ChatOrder())
        .build()
    )
    async with application:
        yield application


_EMPTY: list[bytes] = []


async def _empty_database() -> bytes:
    """A database of this version, made once."""
    if not _EMPTY:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "empty.sqlite"
            await migrate(f"sqlite:///{file}")
            _EMPTY.append(file.read_bytes())
    return _EMPTY[0]
