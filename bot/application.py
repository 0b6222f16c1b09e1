"""A running bot: its parts, started and stopped in the right order. What they are made of is in `bot/parts.py`."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Coroutine, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import structlog
from telegram import Update
from telegram.error import BadRequest, InvalidToken, RetryAfter, TelegramError
from telegram.ext import ContextTypes, TypeHandler

from bot.clock import SystemClock
from bot.introducing import introduce
from bot.logs import described
from bot.outcomes import retry_after
from bot.parts import Parts
from bot.patience import WITH_TELEGRAM, Patience
from bot.preparing import prepare_files, serves_one_process
from bot.settings import PREFIX, Settings, SettingsError
from flows.loading import load_questionnaire
from flows.ports import Clock, Storage
from flows.questionnaire import Questionnaire
from storage import open_storage
from storage.files import Files

if TYPE_CHECKING:
    from web.serving import Serving

STOPPING: Final = 10
"""Seconds the turns in hand, and then the deliveries in hand, may take when the bot stops."""

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class RunningBot:
    """`username` is the bot's, without "@". `ends` lists the tasks that go on for ever: one that ends has failed.

    `web` is where the web application listens ("http://127.0.0.1:8080"), if there is one."""

    username: str
    storage: Storage
    questionnaire: Questionnaire
    ends: tuple[asyncio.Task[None], ...]
    web: str | None = None

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
    questionnaire = load_questionnaire(settings.questionnaire)
    files = Files(settings.file_store)
    await prepare_files(files)
    async with AsyncExitStack() as stack:
        storage = await stack.enter_async_context(open_storage(settings.database))
        parts = Parts(settings, questionnaire, storage, files, clock or SystemClock(), patience)
        stack.push_async_callback(parts.bot.shutdown)
        parts.application.add_handler(TypeHandler(Update, parts.handling.take))
        parts.application.add_error_handler(_report)

        _finish_when_left(stack, parts)
        web = await _open_website(stack, parts)
        await _connect(parts)
        if serves_one_process(settings.database):
            await parts.books.take_over()
        relay = await stack.enter_async_context(_going_on(parts.delivering.run(), "relay"))
        stack.push_async_callback(parts.receiver.finish, STOPPING)
        for work, name in _beside(parts):
            await stack.enter_async_context(_going_on(work, name))
        receiving = await stack.enter_async_context(_going_on(parts.receiver.run(), "receiving"))
        ends = (relay, receiving, *([web.task] if web else []))
        yield RunningBot(parts.name(), storage, questionnaire, ends, web.address if web else None)


def _finish_when_left(stack: AsyncExitStack, parts: Parts) -> None:
    """What is on its way then, the last one here first: calls to addresses, messages, courtesies."""
    stack.push_async_callback(parts.handling.finish)
    stack.push_async_callback(parts.delivering.finish, STOPPING)
    if parts.reaching is not None:
        stack.push_async_callback(parts.reaching.finish)


def _beside(parts: Parts) -> Iterator[tuple[Coroutine[Any, Any, None], str]]:
    """The work that goes on beside the conversation, and its name in the logs."""
    yield parts.upkeep.run(), "upkeep"
    yield parts.tidying.run(lambda: parts.delivering.is_busy), "tidying"
    yield parts.campaigning.run(), "campaign"
    if parts.notifying is not None:
        yield parts.notifying.run(), "notifying"
    languages, administrators = parts.questionnaire.languages, parts.settings.administrators
    yield introduce(parts.bot, parts.storage, languages, administrators), "introduction"


async def _open_website(stack: AsyncExitStack, parts: Parts) -> Serving | None:
    """Before Telegram is reached, so that somebody can see that this process lives and waits; and closed before the
    deliveries end, which the last turns still add to."""
    settings = parts.settings
    if settings.web_port is None:
        return None
    # Loaded only where it is served: FastAPI takes a fifth of the start and a fifth of the memory.
    from bot.website import served, website

    app = website(
        settings,
        parts.questionnaire,
        parts.storage,
        parts.receiver,
        parts.metrics,
        parts.clock,
        parts.name,
        parts.desk.following,
    )
    return await stack.enter_async_context(served(app, settings, settings.web_port, finishing=STOPPING))


async def _connect(parts: Parts) -> None:
    """Waits for a network that is not there yet."""
    server, attempts = parts.settings.api_url, 0
    while True:
        try:
            await parts.application.initialize()
            await parts.receiver.open()
            return
        except InvalidToken:
            raise SettingsError(
                f"{PREFIX}BOT_TOKEN is not accepted by {server}: copy it again from @BotFather."
            ) from None
        except BadRequest as error:
            raise SettingsError(f"{PREFIX}WEBHOOK_URL is not accepted by {server}: {error.message}.") from None
        except TelegramError as error:
            attempts += 1
            log.warning("connecting_failed", error=described(error), attempts=attempts)
            asked = retry_after(error) if isinstance(error, RetryAfter) else 0
            await asyncio.sleep(max(asked, parts.patience.after(attempts)))


@asynccontextmanager
async def _going_on(work: Coroutine[Any, Any, None], name: str) -> AsyncIterator[asyncio.Task[None]]:
    """The work as a task that is cancelled when the block is left."""
    task = asyncio.create_task(work, name=name)
    task.add_done_callback(_tell_of_failure)
    try:
        yield task
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


def _tell_of_failure(task: asyncio.Task[None]) -> None:
    """Of work beside the conversation nobody would hear otherwise before the bot stops."""
    if not task.cancelled() and (error := task.exception()) is not None:
        log.error("work_ended", work=task.get_name(), error=described(error))


async def _report(update: object, context: ContextTypes.DEFAULT_TYPE) -> None:
    """The last line of defence: `Handling.take` lets no error through, so this one is the library's or a bug."""
    number = update.update_id if isinstance(update, Update) else None
    log.error("update_lost", update=number, error=described(context.error) if context.error else None)
