"""Where a running bot is put together: settings in, rooms wired, everything started and stopped in the right order."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

import structlog
from telegram import Bot, Update
from telegram.error import InvalidToken, TelegramError
from telegram.ext import Application, ContextTypes, TypeHandler
from telegram.request import HTTPXRequest

from bot.bookkeeping import Bookkeeping
from bot.clock import SystemClock
from bot.delivering import Delivering
from bot.handling import Handling
from bot.logs import described
from bot.patience import WITH_TELEGRAM, Patience
from bot.processor import ChatOrder, process
from bot.receiving import Receiving
from bot.settings import PREFIX, Settings, SettingsError
from flows.interview import Interview
from flows.loading import load_questionnaire
from flows.ports import Clock, Storage
from flows.questionnaire import Questionnaire
from flows.wording.commands import Outside, menu, outside
from storage import open_storage

STOPPING: Final = 10.0
"""Seconds the turns in hand, and then the deliveries in hand, may take when the bot stops."""

log = structlog.get_logger()

AnyApplication = Application[Any, Any, Any, Any, Any, Any]


@dataclass(frozen=True, slots=True)
class RunningBot:
    """`username` is the bot's, without "@". `ends` lists the tasks that go on for ever: one that ends has failed."""

    username: str
    storage: Storage
    questionnaire: Questionnaire
    ends: tuple[asyncio.Task[None], ...]

    async def goes_on(self) -> None:
        """Never returns; raises what ended the bot."""
        ended, _ = await asyncio.wait(self.ends, return_when=asyncio.FIRST_COMPLETED)
        for task in ended:
            task.result()


@asynccontextmanager
async def running_bot(
    settings: Settings,
    *,
    clock: Clock | None = None,
    patience: Patience = WITH_TELEGRAM,
) -> AsyncIterator[RunningBot]:
    """The bot, receiving and delivering until the block is left. The database must be up to date (`storage.migrating`).

    Raises SettingsError, QuestionnaireError or StorageError where it cannot start.
    """
    clock = clock or SystemClock()
    questionnaire = load_questionnaire(settings.questionnaire)
    async with AsyncExitStack() as stack:
        storage = await stack.enter_async_context(open_storage(settings.database))
        application = build_application(settings)
        bot: Bot = application.bot
        stack.push_async_callback(bot.shutdown)
        await _connect(application, settings, patience)

        delivering = Delivering(bot, Bookkeeping(storage, clock, telegram=patience))
        interview = Interview(questionnaire, storage, clock)
        handling = Handling(bot, interview, storage, delivering, clock, settings.admits)
        receiving = Receiving(bot, partial(process, application), patience=patience)
        application.add_handler(TypeHandler(Update, handling.take))
        application.add_error_handler(_report)

        stack.push_async_callback(handling.finish)
        stack.push_async_callback(delivering.finish, STOPPING)
        relay = await stack.enter_async_context(_going_on(delivering.run(), "relay"))
        stack.push_async_callback(receiving.finish, STOPPING)
        await stack.enter_async_context(_going_on(introduce(bot, questionnaire.languages), "introduction"))
        polling = await stack.enter_async_context(_going_on(receiving.run(), "polling"))
        yield RunningBot(bot.username, storage, questionnaire, (relay, polling))


def build_application(settings: Settings) -> AnyApplication:
    """python-telegram-bot's Application without its updater and job queue, whose work `receiving` and the outbox do."""
    return (
        Application.builder()
        .token(settings.bot_token.get_secret_value())
        .base_url(f"{settings.api_url}/bot")
        .base_file_url(f"{settings.api_url}/file/bot")
        .request(HTTPXRequest(connection_pool_size=128, pool_timeout=10, read_timeout=20))
        .updater(None)
        .job_queue(None)
        .concurrent_updates(ChatOrder())
        .build()
    )


async def introduce(bot: Bot, languages: Sequence[str]) -> None:
    """The command menu and the descriptions: in the first language for everyone, in the others for who reads them."""
    codes = [None, *(language.partition("-")[0] for language in languages[1:])]
    try:
        for language, code in zip(languages, codes, strict=True):
            await bot.set_my_commands(menu(language), language_code=code)
            await bot.set_my_description(outside(Outside.ABOUT, language), language_code=code)
            await bot.set_my_short_description(outside(Outside.ABOUT_SHORT, language), language_code=code)
    except TelegramError as error:
        log.warning("introduction_failed", error=described(error))


async def _connect(application: AnyApplication, settings: Settings, patience: Patience) -> None:
    """Waits for a network that is not there yet; a webhook set earlier would keep every update from us."""
    attempts = 0
    while True:
        try:
            await application.initialize()
            await application.bot.delete_webhook()
            return
        except InvalidToken:
            raise SettingsError(
                f"{PREFIX}BOT_TOKEN is not accepted by {settings.api_url}: copy it again from @BotFather."
            ) from None
        except TelegramError as error:
            attempts += 1
            log.warning("connecting_failed", error=described(error), attempts=attempts)
            await asyncio.sleep(patience.after(attempts))


@asynccontextmanager
async def _going_on(work: Any, name: str) -> AsyncIterator[asyncio.Task[None]]:
    """The work as a task that is cancelled when the block is left."""
    task = asyncio.create_task(work, name=name)
    try:
        yield task
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def _report(update: object, context: ContextTypes.DEFAULT_TYPE) -> None:
    """The last line of defence: `Handling.take` lets no error through, so this one is the library's or a bug."""
    number = update.update_id if isinstance(update, Update) else None
    log.error("update_lost", update=number, error=described(context.error) if context.error else None)
