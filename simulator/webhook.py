"""Updates by POST: setWebhook and its kin, and the delivery with retries, in order per chat."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from functools import partial
from typing import Any
from urllib.parse import urlsplit

import httpx

from simulator.api_objects import update_object
from simulator.errors import bad_request
from simulator.parameters import Parameters
from simulator.polling import remember_allowed_updates
from simulator.values import Change, Update, Webhook
from simulator.world import World

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - a header's name
DELIVERY_TIMEOUT = 60.0
MAX_PAUSE = 60.0


def set_webhook(world: World, given: Parameters) -> bool:
    """Plain http is allowed, as with a Bot API server of one's own."""
    url, secret = given.text("url"), given.text("secret_token")
    if not url:
        return delete_webhook(world, given)
    if urlsplit(url).scheme not in ("http", "https") or not urlsplit(url).netloc:
        raise bad_request("invalid webhook URL specified")
    if len(secret) > 256:
        raise bad_request("secret token is too long")
    if not re.fullmatch(r"[A-Za-z0-9_-]*", secret):
        raise bad_request("secret token contains unallowed characters")
    _forget_if_asked(world, given)
    remember_allowed_updates(world, given)
    world.set_webhook(Webhook(url, secret, min(max(given.integer("max_connections", 40), 1), 100)))
    return True


def delete_webhook(world: World, given: Parameters) -> bool:
    _forget_if_asked(world, given)
    world.set_webhook(Webhook())
    return True


def get_webhook_info(world: World, given: Parameters) -> dict[str, Any]:
    webhook = world.state.webhook
    info = {
        "url": webhook.url,
        "has_custom_certificate": False,
        "pending_update_count": len(world.state.updates),
        "max_connections": webhook.max_connections if webhook.url else None,
        "allowed_updates": world.state.allowed_updates or None,
        "last_error_date": webhook.last_error_date,
        "last_error_message": webhook.last_error_message,
    }
    return {name: value for name, value in info.items() if value is not None}


def _forget_if_asked(world: World, given: Parameters) -> None:
    if given.flag("drop_pending_updates"):
        world.forget_updates()


def doubling_pause(attempt: int) -> float:
    return min(2.0**attempt, MAX_PAUSE)


class Delivery:
    """Carries the queue to the webhook. An update leaves the queue when the bot answered 2xx."""

    def __init__(self, world: World, pause: Callable[[int], float] = doubling_pause) -> None:
        self._world = world
        self._pause = pause
        self._something_new = asyncio.Event()
        self._lanes_busy: dict[int, asyncio.Task[None]] = {}

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        with self._world.listening(self._hear):
            async with httpx.AsyncClient(timeout=DELIVERY_TIMEOUT, trust_env=False) as client:
                carrier = asyncio.create_task(self._carry(client))
                try:
                    yield
                finally:
                    await _end([carrier, *self._lanes_busy.values()])

    def _hear(self, change: Change) -> None:
        if change.kind in ("update", "webhook"):
            self._something_new.set()

    async def _carry(self, client: httpx.AsyncClient) -> None:
        self._something_new.set()
        while True:
            await self._something_new.wait()
            self._something_new.clear()
            self._start_free_lanes(client)

    def _start_free_lanes(self, client: httpx.AsyncClient) -> None:
        webhook = self._world.state.webhook
        if not webhook.url:
            return
        for update in self._world.state.updates:
            if len(self._lanes_busy) < webhook.max_connections and update.lane not in self._lanes_busy:
                lane = asyncio.create_task(self._deliver(client, update))
                self._lanes_busy[update.lane] = lane
                lane.add_done_callback(partial(self._free, update.lane))

    def _free(self, lane: int, _: asyncio.Task[None]) -> None:
        del self._lanes_busy[lane]
        self._something_new.set()

    async def _deliver(self, client: httpx.AsyncClient, update: Update) -> None:
        attempt = 0
        while self._world.state.webhook.url and update in self._world.state.updates:
            error, wait = await self._post(client, update)
            if error is None:
                return self._world.confirm_one(update.id)
            self._note_error(error)
            await asyncio.sleep(wait or self._pause(attempt))
            attempt += 1
        return None

    async def _post(self, client: httpx.AsyncClient, update: Update) -> tuple[str | None, float]:
        """What went wrong, if anything, and how long the bot asks to be left alone."""
        webhook = self._world.state.webhook
        headers = {SECRET_HEADER: webhook.secret_token} if webhook.secret_token else {}
        try:
            response = await client.post(webhook.url, json=update_object(update), headers=headers)
        except httpx.HTTPError as error:
            return str(error) or type(error).__name__, 0
        if response.is_success:
            return None, 0
        text = f"Wrong response from the webhook: {response.status_code} {response.reason_phrase}"
        return text, float(response.headers.get("Retry-After", "").strip() or 0)

    def _note_error(self, text: str) -> None:
        webhook = self._world.state.webhook
        if webhook.url:
            self._world.set_webhook(replace(webhook, last_error_date=self._world.now, last_error_message=text))


async def _end(tasks: list[asyncio.Task[None]]) -> None:
    for task in tasks:
        task.cancel()
    for task in tasks:
        with suppress(asyncio.CancelledError):
            await task
