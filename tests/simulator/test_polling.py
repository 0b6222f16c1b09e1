from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from telegram import Bot, Update
from telegram.error import Conflict
from telegram.ext import Application, ContextTypes, MessageHandler, filters

from simulator.errors import ApiError
from simulator.parameters import Parameters
from simulator.people import Person, until
from simulator.polling import Polling
from simulator.serving import served, serving
from simulator.values import Webhook
from simulator.webhook import doubling_pause
from simulator.world import World
from tests.simulator.conftest import Call

OTHER_POLLER = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
WEBHOOK_ACTIVE = (
    "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
)


def texts(answer: dict[str, Any]) -> list[str]:
    return [update["message"]["text"] for update in answer["result"]]


async def test_updates_come_again_until_an_offset_confirms_them(amina: Person, call: Call) -> None:
    amina.say("two")
    first = await call("getUpdates")
    assert texts(first) == ["/start", "two"]
    assert await call("getUpdates") == first
    after_first = first["result"][0]["update_id"] + 1
    assert texts(await call("getUpdates", offset=after_first)) == ["two"]
    assert texts(await call("getUpdates")) == ["two"]
    assert texts(await call("getUpdates", offset=after_first + 1)) == []


async def test_a_negative_offset_keeps_the_end_of_the_queue(amina: Person, call: Call) -> None:
    for text in ("two", "three"):
        amina.say(text)
    assert texts(await call("getUpdates", offset=-2)) == ["two", "three"]
    assert texts(await call("getUpdates")) == ["two", "three"]


async def test_limit_takes_the_first_ones(amina: Person, call: Call) -> None:
    amina.say("two")
    assert texts(await call("getUpdates", limit=1)) == ["/start"]


async def test_kinds_that_are_not_allowed_are_never_queued(amina: Person, call: Call) -> None:
    await call("getUpdates", allowed_updates=["callback_query"], offset=2**31 - 1)
    amina.say("unheard")
    assert await call("getUpdates") == {"ok": True, "result": []}


async def test_a_long_poll_ends_as_soon_as_something_happens(amina: Person, call: Call) -> None:
    await call("getUpdates", offset=2**31 - 1)
    poll = asyncio.create_task(call("getUpdates", timeout=50))
    await call("getMe")
    amina.say("now")
    assert texts(await poll) == ["now"]


async def test_of_two_pollers_one_is_turned_away_and_the_other_goes_on(world: World, call: Call) -> None:
    polls = {asyncio.create_task(call("getUpdates", timeout=50)) for _ in range(2)}
    turned_away, going_on = await asyncio.wait(polls, return_when=asyncio.FIRST_COMPLETED)
    assert [await poll for poll in turned_away] == [{"ok": False, "error_code": 409, "description": OTHER_POLLER}]
    Person.joining(world).say("for the other")
    assert [texts(await poll) for poll in going_on] == [["for the other"]]


async def test_two_bots_with_one_token_see_the_conflict(bot: Bot, address: str) -> None:
    async with Bot(bot.token, base_url=f"{address}/bot") as other:
        polls = [asyncio.create_task(poller.get_updates(timeout=50)) for poller in (bot, other)]
        with pytest.raises(Conflict, match="only one bot instance"):
            await asyncio.gather(*polls)
        for poll in polls:
            poll.cancel()
        await asyncio.gather(*polls, return_exceptions=True)


async def test_it_is_the_poller_that_waits_who_is_turned_away(world: World) -> None:
    polling, patient = Polling(world), Parameters({"timeout": "50"})
    with polling.listening():
        first = asyncio.create_task(polling.get_updates(patient))
        await asyncio.sleep(0)
        second = asyncio.create_task(polling.get_updates(patient))
        with pytest.raises(ApiError, match="other getUpdates"):
            await first
        world.set_webhook(Webhook("https://example.org/hook"))
        with pytest.raises(ApiError, match="terminated by setWebhook"):
            await second


async def test_a_webhook_forbids_polling_until_it_is_taken_away(amina: Person, call: Call) -> None:
    await call("setWebhook", url="http://127.0.0.1:9/hook")
    assert (await call("getUpdates"))["description"] == WEBHOOK_ACTIVE
    await call("deleteWebhook", drop_pending_updates=True)
    assert await call("getUpdates") == {"ok": True, "result": []}


async def test_a_real_application_talks_and_what_it_did_not_confirm_comes_again(world: World, address: str) -> None:
    amina = Person.joining(world)
    async with _echo(world, address):
        amina.say("/start")
        assert (await amina.next_message()).text == "you said /start"
        await amina.all_received()
    amina.say("while nobody listens")
    async with _echo(world, address):
        assert (await amina.hears("nobody listens")).text == "you said while nobody listens"


async def test_updates_go_to_the_webhook_with_the_secret_and_again_until_it_says_yes(world: World, call: Call) -> None:
    received: list[tuple[str, str | None]] = []
    answers = iter([500, 200, 200])

    async def hook(request: Request) -> Response:
        update = await request.json()
        received.append((update["message"]["text"], request.headers.get("X-Telegram-Bot-Api-Secret-Token")))
        return Response(status_code=next(answers))

    amina = Person.joining(world)
    async with served(Starlette(routes=[Route("/hook", hook, methods=["POST"])])) as hook_address:
        await call("setWebhook", url=f"{hook_address}/hook", secret_token="s3-cret_")
        amina.say("one")
        amina.say("two")
        await amina.all_received()
    assert received == [("one", "s3-cret_"), ("one", "s3-cret_"), ("two", "s3-cret_")]
    info = (await call("getWebhookInfo"))["result"]
    assert info["last_error_message"] == "Wrong response from the webhook: 500 Internal Server Error"
    assert info["pending_update_count"] == 0


async def test_a_webhook_that_is_not_there_is_tried_until_it_is_taken_away(world: World, call: Call) -> None:
    amina = Person.joining(world)
    await call("setWebhook", url="http://127.0.0.1:9/hook")
    amina.say("hello")
    await until(world, lambda: world.state.webhook.last_error_message)
    assert (await call("getWebhookInfo"))["result"]["pending_update_count"] == 1
    await call("deleteWebhook")
    assert texts(await call("getUpdates")) == ["hello"]


def test_pauses_between_attempts_double_up_to_a_minute() -> None:
    assert [doubling_pause(attempt) for attempt in (0, 1, 2, 10)] == [1, 2, 4, 60]


async def test_leaving_the_server_breaks_off_open_polls_at_once(world: World) -> None:
    async with httpx.AsyncClient(trust_env=False) as client:
        async with serving(world) as address:
            poll = asyncio.create_task(client.get(f"{address}/bot{world.token}/getUpdates?timeout=50"))
            await client.get(f"{address}/bot{world.token}/getMe")
        with pytest.raises(httpx.TransportError):
            await poll


@asynccontextmanager
async def _echo(world: World, address: str) -> AsyncIterator[None]:
    """A small bot built on a real Application."""
    builder = Application.builder().token(world.token).base_url(f"{address}/bot").base_file_url(f"{address}/file/bot")
    application = builder.build()
    application.add_handler(MessageHandler(filters.TEXT, _answer))
    async with application:
        assert application.updater
        await application.start()
        await application.updater.start_polling()
        yield
        await application.updater.stop()
        await application.stop()


async def _answer(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
    assert update.message
    await update.message.reply_text(f"you said {update.message.text}")
