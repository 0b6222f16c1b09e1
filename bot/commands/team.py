"""What the commands of the survey team share: who acts, on which database, and the bot whose links are made."""

from __future__ import annotations

import asyncio
import getpass
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Annotated, TypeVar

import typer
from telegram import Bot
from telegram.error import InvalidToken, TelegramError

from bot.clock import SystemClock
from bot.preparing import prepare_database, require_database
from bot.settings import PREFIX, DataSettings, Settings, SettingsError, read_settings
from flows.administration.inviting import Inviting
from flows.administration.roles import Actor, operator
from flows.loading import load_questionnaire
from flows.ports import Clock, Storage
from flows.questionnaire import Questionnaire
from storage import open_storage

AsJson = Annotated[bool, typer.Option("--json", help="As JSON, for programs.")]
BotName = Annotated[
    str | None,
    typer.Option("--bot", help="The bot's user name for the links, instead of asking Telegram.", show_default=False),
]
Days = Annotated[int, typer.Option(help="How many days the link may be used.", min=1)]
Language = Annotated[
    str | None, typer.Option(help="The language the bot speaks; otherwise the person chooses.", show_default=False)
]
Which = Annotated[
    str, typer.Argument(help="A country (PAK), or the id of an invitation.", show_default=False, metavar="COUNTRY|ID")
]

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Team:
    """A survey team at work on the command line."""

    questionnaire: Questionnaire
    storage: Storage
    clock: Clock
    actor: Actor

    @property
    def inviting(self) -> Inviting:
        return Inviting(self.questionnaire, self.storage, self.clock)


def at_work(act: Callable[[Team], Awaitable[Result]], *, beginning: bool = False) -> Result:
    """`beginning`: where there is no database yet, one is made, as the first start of the bot would."""
    settings = read_settings(DataSettings)
    questionnaire = load_questionnaire(settings.questionnaire)

    async def work() -> Result:
        await (prepare_database if beginning else require_database)(settings.database)
        async with open_storage(settings.database) as storage:
            return await act(Team(questionnaire, storage, SystemClock(), operator(account())))

    return asyncio.run(work())


def account() -> str:
    """Who is at the keyboard, as far as the machine knows."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container's number without a name
        return "unknown"


def bot_name(given: str | None) -> str:
    """The user name for the links. Asked for before anything is done: a link that cannot be shown would be lost."""
    return given.lstrip("@") if given else asyncio.run(_ask_for_name(read_settings(Settings)))


async def _ask_for_name(settings: Settings) -> str:
    try:
        async with _bot(settings) as bot:
            return bot.username
    except InvalidToken:
        raise SettingsError(f"{PREFIX}BOT_TOKEN is not accepted by {settings.api_url}.") from None
    except TelegramError:
        raise SettingsError(
            f"{settings.api_url} does not answer, and the links need the bot's name: give it with --bot NAME."
        ) from None


@asynccontextmanager
async def _bot(settings: Settings) -> AsyncIterator[Bot]:
    async with Bot(settings.bot_token.get_secret_value(), base_url=f"{settings.api_url}/bot") as bot:
        yield bot
