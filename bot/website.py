"""What the web application of a running bot consists of, and its address. Wires; decides nothing."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial

from fastapi import FastAPI

from bot.metrics import Metrics
from bot.readiness import Readiness
from bot.receiving import Receiving
from bot.settings import PREFIX, Settings, SettingsError
from bot.webhook import Webhook
from flows.ports import Clock, Storage
from web.application import create_app
from web.health import health_router
from web.serving import Serving, serving
from web.webhook import webhook_router


def website(
    settings: Settings, storage: Storage, receiver: Receiving | Webhook, metrics: Metrics, clock: Clock
) -> FastAPI:
    readiness = Readiness(storage, settings.database, lambda: receiver.works)
    routers = [health_router(readiness.conditions, partial(metrics.look_into, storage, clock))]
    if isinstance(receiver, Webhook) and settings.webhook_secret is not None:
        secret = settings.webhook_secret.get_secret_value()
        routers.append(webhook_router(settings.webhook_path, secret, receiver.receive))
    return create_app(*routers)


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
