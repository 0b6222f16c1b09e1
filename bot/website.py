"""What the web application of a running bot consists of, and its address. Wires; decides nothing."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from functools import partial

from fastapi import FastAPI

from bot.access import admission
from bot.invitation_lists import read_content
from bot.metrics import Metrics
from bot.readiness import Readiness
from bot.receiving import Receiving
from bot.settings import PREFIX, Settings, SettingsError
from bot.webhook import Webhook
from flows.administration.following import Following
from flows.ports import Clock, Storage
from flows.questionnaire import Questionnaire
from storage.files import Files
from web.api import create_api
from web.api.office import Office
from web.application import create_app
from web.health import health_router
from web.pages import open_pages
from web.serving import Serving, serving
from web.survey import Survey
from web.terms import API
from web.webhook import webhook_router


def website(
    settings: Settings,
    questionnaire: Questionnaire,
    storage: Storage,
    receiver: Receiving | Webhook,
    metrics: Metrics,
    clock: Clock,
    name: Callable[[], str],
    following: Following | None = None,
) -> FastAPI:
    """`name` gives the bot's user name, once Telegram was reached. What `following` remembers is the chat's too."""
    readiness = Readiness(storage, settings.database, lambda: receiver.works)
    routers = [health_router(readiness.conditions, partial(metrics.look_into, storage, clock))]
    if isinstance(receiver, Webhook) and settings.webhook_secret is not None:
        secret = settings.webhook_secret.get_secret_value()
        routers.append(webhook_router(settings.webhook_path, secret, receiver.receive))
    app = create_app(*routers)
    files = Files(settings.file_store)
    origin = settings.web_origin or f"http://{settings.web_host}"
    survey = Survey(
        questionnaire, storage, clock, admission(settings), origin, partial(_known, name), read_content, files.get
    )
    survey.following = following or survey.following
    open_pages(app, survey)
    app.mount(API, create_api(Office(questionnaire, storage, clock, admission(settings), name, files.get)))
    return app


def _known(name: Callable[[], str]) -> str | None:
    try:
        return name()
    except RuntimeError:  # Telegram was not reached yet
        return None


@asynccontextmanager
async def served(app: FastAPI, settings: Settings, port: int, *, finishing: int) -> AsyncIterator[Serving]:
    """Until the block is left; requests in hand then have `finishing` seconds. Raises SettingsError."""
    server = serving(app, settings.web_host, port, finishing=finishing)
    try:
        running = await server.__aenter__()
    except OSError as error:
        # Python repeats the address in brackets.
        reason = str(error.strerror).partition(" (")[0]
        raise SettingsError(f"{PREFIX}WEB_PORT {port} cannot be used on {settings.web_host}: {reason}.") from error
    try:
        yield running
    finally:
        await server.__aexit__(None, None, None)
