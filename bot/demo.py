"""The demonstration: a recorded response replayed through simulator, python-telegram-bot, engine and database.

Nothing is shortened for it: the bot is the one that `focalpoint run` starts, and the person types and taps over HTTP.
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, SecretStr
from ruamel.yaml import YAML

from bot.application import RunningBot, running_bot
from bot.preparing import prepare_database
from bot.settings import Access, Settings
from flows.document import validate_document
from flows.errors import FocalpointError
from flows.loading import load_questionnaire
from flows.waiting import AboutQuestion
from simulator.people import Person
from simulator.serving import serving
from simulator.values import Kind, Message
from simulator.world import World

RECORDED = Path(__file__).parent / "demonstrations" / "pakistan-2019.yaml"


class DemonstrationError(FocalpointError):
    """The recording and the bot no longer fit each other."""


class Step(BaseModel):
    """One thing the person does; `at` is the question open at that moment."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    at: str | None = None
    say: str | None = None
    tap: str | None = None
    restart: bool = False


class Demonstration(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    questionnaire: str
    person: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """What is to be shown: a step, the bot's message that followed (None while it is away), and how far it is."""

    step: Step
    reply: Message | None
    number: int
    of: int


Show = Callable[[Event], None]


def read_demonstration(path: Path = RECORDED) -> Demonstration:
    return Demonstration.model_validate(YAML(typ="safe").load(path.read_text(encoding="utf-8")))


async def demonstrate(demonstration: Demonstration, folder: Path, show: Show) -> tuple[Path, Mapping[str, Any]]:
    """Plays it in `folder`, whose earlier database is replaced. Gives the file of the document, and the document."""
    database = _empty_database(folder)
    world = World(name="Focalpoint")
    async with serving(world) as address:
        settings = _settings(address, database, demonstration.questionnaire)
        await prepare_database(settings.database)
        person = Person.joining(world, demonstration.person, patience=30)
        await _play(demonstration, settings, person, show)
        return _document(person, folder, demonstration.questionnaire)


def _empty_database(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for leftover in folder.glob("focalpoint.sqlite*"):
        leftover.unlink()
    return folder / "focalpoint.sqlite"


def _settings(address: str, database: Path, questionnaire: str) -> Settings:
    return Settings(
        bot_token=SecretStr(World().token),
        api_url=address,
        database_url=SecretStr(f"sqlite:///{database}"),
        files=str(database.with_name("files")),
        questionnaire=questionnaire,
        access=Access.OPEN,
        flood_limit=0,
        webhook_url=None,
        web_port=None,
        _env_file=None,
    )


async def _play(demonstration: Demonstration, settings: Settings, person: Person, show: Show) -> None:
    async with _restartable(settings) as bots:
        bot = await bots.start()
        for number, step in enumerate(demonstration.steps, 1):
            await _expect(bot, step)
            reply = None
            if step.restart:
                bot = await bots.start()
            else:
                reply = await _take(person, step)
            show(Event(step, reply, number, len(demonstration.steps)))


class _Bots:
    """The bot, one process after the other: starting it again stops the one before."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self.stack = AsyncExitStack()

    async def start(self) -> RunningBot:
        await self.stack.aclose()
        self.stack = AsyncExitStack()
        return await self.stack.enter_async_context(running_bot(self._settings))


@asynccontextmanager
async def _restartable(settings: Settings) -> AsyncIterator[_Bots]:
    bots = _Bots(settings)
    try:
        yield bots
    finally:
        await bots.stack.aclose()


async def _take(person: Person, step: Step) -> Message:
    if step.say is not None:
        person.say(step.say)
    if step.tap is not None:
        person.tap(step.tap)
    return await person.hears("")


async def _expect(bot: RunningBot, step: Step) -> None:
    if step.at is None:
        return
    async with bot.storage.reading() as work:
        async for response in work.responses.all(bot.questionnaire.name):
            waiting = response.waiting
            if isinstance(waiting, AboutQuestion) and waiting.question == step.at:
                return
            raise DemonstrationError(f"The recording is at {step.at}, the bot waits for {waiting}.")


def _document(person: Person, folder: Path, questionnaire: str) -> tuple[Path, Mapping[str, Any]]:
    """The JSON file the bot handed over at the end, as the person received it; the form lies beside it."""
    received = [
        person.file(message)
        for message in person.chat
        if message.attachment and message.attachment.kind is Kind.DOCUMENT
    ]
    for file in received:
        (folder / file.name).write_bytes(file.content)
    last = next((file for file in reversed(received) if file.name.endswith(".json")), None)
    if last is None:
        raise DemonstrationError("The bot handed over no document at the end of the recording.")
    document: Mapping[str, Any] = json.loads(last.content)
    validate_document(load_questionnaire(questionnaire), document)
    return folder / last.name, document
