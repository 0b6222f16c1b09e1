"""Where a running bot is put together: settings in, rooms wired, everything started and stopped in the right order."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Final

import structlog
from telegram import Bot, Update
from telegram.error import BadRequest, InvalidToken, RetryAfter, TelegramError
from telegram.ext import Application, ContextTypes, TypeHandler

from bot.access import admission
from bot.bookkeeping import Bookkeeping
from bot.campaigning import Campaigning
from bot.checking import Check
from bot.clock import SystemClock
from bot.delivering import Delivering
from bot.fetching import Fetching
from bot.flood import Flood
from bot.handling import Handling
from bot.intake import Intake, Take
from bot.introducing import introduce
from bot.logs import described
from bot.makers import makers
from bot.metrics import Metrics
from bot.notifying import Notifying
from bot.outcomes import retry_after
from bot.pace import SendingPace
from bot.patience import WITH_TELEGRAM, Patience
from bot.preparing import serves_one_process
from bot.processor import ChatOrder, process
from bot.reaching import Reaching
from bot.receiving import Receiving
from bot.request import AiohttpRequest
from bot.settings import PREFIX, Settings, SettingsError
from bot.team_makers import team_makers
from bot.tidying import Tidying
from bot.upkeep import Upkeep
from bot.webhook import Webhook
from flows.administration.following import Following
from flows.desk.attending import Desk
from flows.interview import Interview
from flows.loading import load_questionnaire
from flows.ports import Clock, Storage
from flows.questionnaire import Questionnaire
from storage import open_storage
from storage.files import Files
from web.terms import SIGN_IN

if TYPE_CHECKING:
    from web.serving import Serving

STOPPING: Final = 10
"""Seconds the turns in hand, and then the deliveries in hand, may take when the bot stops."""

log = structlog.get_logger()

AnyApplication = Application[Any, Any, Any, Any, Any, Any]


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
    clock = clock or SystemClock()
    questionnaire = load_questionnaire(settings.questionnaire)
    async with AsyncExitStack() as stack:
        storage = await stack.enter_async_context(open_storage(settings.database))
        application = build_application(settings)
        bot: Bot = application.bot
        stack.push_async_callback(bot.shutdown)
        metrics = Metrics()
        books = Bookkeeping(storage, clock, telegram=patience)
        pace = SendingPace(settings.most_sent_a_second)
        desk = Desk(questionnaire, storage, clock, admission(settings), lambda: bot.username, partial(_pages, settings))
        made = {**makers(storage, questionnaire), **team_makers(storage, questionnaire, clock, desk.following)}
        tidying = Tidying(bot, pace)
        delivering = Delivering(bot, books, makers=made, pace=pace, metrics=metrics, tidying=tidying)
        interview = Interview(questionnaire, storage, clock, admission(settings), settings.notify_urls, desk)
        flood = Flood(settings.flood_limit)
        check = Check(settings.check_files) if settings.check_files else None
        fetching = Fetching(Files(settings.file_store), interview, check, patience=patience)
        reaching = Reaching(storage, questionnaire, clock, delivering.wake) if settings.reach_addresses else None
        handling = Handling(
            bot,
            interview,
            storage,
            delivering,
            clock,
            flood=flood,
            fetching=fetching,
            reaching=reaching,
            metrics=metrics,
        )
        process_update = partial(_work_off, application, metrics)
        intake = Intake(bot, process_update, handling.set_aside_unread)
        receiver = _receiver(settings, bot, intake.take, patience)
        upkeep = Upkeep(bot, storage, clock, process_update)
        campaigning = Campaigning(storage, questionnaire, clock, admission(settings), delivering.wake)
        application.add_handler(TypeHandler(Update, handling.take))
        application.add_error_handler(_report)

        stack.push_async_callback(handling.finish)
        stack.push_async_callback(delivering.finish, STOPPING)
        if reaching is not None:
            stack.push_async_callback(reaching.finish)
        web = await _open_website(
            stack, settings, questionnaire, bot, storage, receiver, metrics, clock, desk.following
        )
        await _connect(application, receiver, settings, patience)
        if serves_one_process(settings.database):
            await books.take_over()
        relay = await stack.enter_async_context(_going_on(delivering.run(), "relay"))
        stack.push_async_callback(receiver.finish, STOPPING)
        await stack.enter_async_context(_going_on(upkeep.run(), "upkeep"))
        await stack.enter_async_context(_going_on(tidying.run(lambda: delivering.is_busy), "tidying"))
        await stack.enter_async_context(_going_on(campaigning.run(), "campaign"))
        if settings.notify_secret is not None:
            notifying = Notifying(
                storage, clock, settings.notify_secret.get_secret_value(), private=settings.notify_private
            )
            await stack.enter_async_context(_going_on(notifying.run(), "notifying"))
        introducing = introduce(bot, storage, questionnaire.languages, settings.administrators)
        await stack.enter_async_context(_going_on(introducing, "introduction"))
        receiving = await stack.enter_async_context(_going_on(receiver.run(), "receiving"))
        ends = (relay, receiving, *([web.task] if web else []))
        yield RunningBot(bot.username, storage, questionnaire, ends, web.address if web else None)


def build_application(settings: Settings) -> AnyApplication:
    """python-telegram-bot's Application without its updater and job queue, whose work `receiving` and the outbox do."""
    return (
        Application.builder()
        .token(settings.bot_token.get_secret_value())
        .base_url(f"{settings.api_url}/bot")
        .base_file_url(f"{settings.api_url}/file/bot")
        .request(AiohttpRequest())
        .updater(None)
        .job_queue(None)
        .concurrent_updates(ChatOrder())
        .build()
    )


def _pages(settings: Settings) -> str | None:
    """Where the survey team's links to their pages lead."""
    return f"{settings.web_origin}{SIGN_IN}" if settings.web_origin else None


def _receiver(settings: Settings, bot: Bot, take: Take, patience: Patience) -> Receiving | Webhook:
    if settings.webhook_url is None or settings.webhook_secret is None:
        return Receiving(bot, take, patience=patience)
    return Webhook(bot, take, settings.webhook_url, settings.webhook_secret)


async def _open_website(
    stack: AsyncExitStack,
    settings: Settings,
    questionnaire: Questionnaire,
    bot: Bot,
    storage: Storage,
    receiver: Receiving | Webhook,
    metrics: Metrics,
    clock: Clock,
    following: Following,
) -> Serving | None:
    """Before Telegram is reached, so that somebody can see that this process lives and waits; and closed before the
    deliveries end, which the last turns still add to."""
    if settings.web_port is None:
        return None
    # Loaded only where it is served: FastAPI takes a fifth of the start and a fifth of the memory.
    from bot.website import served, website

    app = website(settings, questionnaire, storage, receiver, metrics, clock, lambda: bot.username, following)
    return await stack.enter_async_context(served(app, settings, settings.web_port, finishing=STOPPING))


async def _connect(
    application: AnyApplication, receiver: Receiving | Webhook, settings: Settings, patience: Patience
) -> None:
    """Waits for a network that is not there yet."""
    attempts = 0
    while True:
        try:
            await application.initialize()
            await receiver.open()
            return
        except InvalidToken:
            raise SettingsError(
                f"{PREFIX}BOT_TOKEN is not accepted by {settings.api_url}: copy it again from @BotFather."
            ) from None
        except BadRequest as error:
            raise SettingsError(
                f"{PREFIX}WEBHOOK_URL is not accepted by {settings.api_url}: {error.message}."
            ) from None
        except TelegramError as error:
            attempts += 1
            log.warning("connecting_failed", error=described(error), attempts=attempts)
            asked = retry_after(error) if isinstance(error, RetryAfter) else 0
            await asyncio.sleep(max(asked, patience.after(attempts)))


async def _work_off(application: AnyApplication, metrics: Metrics, update: Update) -> None:
    with metrics.receipt(update.update_id):
        await process(application, update)


@asynccontextmanager
async def _going_on(work: Any, name: str) -> AsyncIterator[asyncio.Task[None]]:
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
