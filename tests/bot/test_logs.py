"""Nothing that a person said, and no token, finds its way into a log line, whoever writes it."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator

import httpx
import pytest
import structlog
from fastapi import APIRouter, Request

from bot.application import running_bot
from bot.logs import configure_logs, described
from bot.patience import Patience
from bot.settings import Settings, read_settings
from flows.errors import StorageError
from simulator.faults import Faults
from simulator.people import Person
from simulator.world import TOKEN as TOKEN_OF_THE_SIMULATOR
from simulator.world import World
from web.application import create_app
from web.serving import serving

TOKEN = "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"
ANSWER = "The minister's name is a secret"


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    stream = io.StringIO()
    configure_logs(stream)
    yield stream
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.reset_defaults()


def failing(answer: str = ANSWER) -> Exception:
    """An error as the database raises it: the driver's, with the row in its message, behind our own."""
    try:
        try:
            raise ValueError(f"INSERT INTO answers VALUES ('{answer}')")
        except ValueError as error:
            raise StorageError(f"failed with {answer}") from error
    except StorageError as error:
        return error


def test_a_line_is_json_with_time_level_and_what_happened(lines: io.StringIO) -> None:
    structlog.get_logger().warning("update_failed", update=99, attempts=2)

    line = json.loads(lines.getvalue())
    assert line.pop("timestamp").endswith("Z")
    assert line == {"event": "update_failed", "update": 99, "attempts": 2, "level": "warning"}


def test_an_exception_is_told_by_its_kind_and_not_by_its_message(lines: io.StringIO) -> None:
    structlog.get_logger().error("update_failed", exc_info=failing())

    assert json.loads(lines.getvalue())["error"] == "StorageError < ValueError"
    assert "minister" not in lines.getvalue()


def test_the_place_in_our_code_is_told() -> None:
    from bot.rendering import keyboard_of
    from flows.message import Button
    from flows.turns import Action, Tap

    with pytest.raises(ValueError, match="cannot be written") as refused:
        keyboard_of([[Button(caption="?", tap=Tap(action=Action.BEGIN, choice="what a choice"))]])

    assert described(refused.value).startswith("ValueError at bot/buttons.py:")


@pytest.mark.parametrize("name", ["telegram.ext.Application", "telegram.Bot", "httpx", "httpcore.connection"])
@pytest.mark.parametrize("level", [logging.INFO, logging.CRITICAL])
def test_libraries_that_log_whole_updates_and_addresses_are_silent(lines: io.StringIO, name: str, level: int) -> None:
    logging.getLogger(name).log(level, "Received data was %r", {"text": ANSWER}, exc_info=failing())

    assert lines.getvalue() == ""


async def test_the_token_in_an_address_that_is_called_is_not_logged(lines: io.StringIO) -> None:
    answering = httpx.MockTransport(lambda _: httpx.Response(200))
    async with httpx.AsyncClient(transport=answering) as client:
        await client.get(f"https://api.telegram.org/bot{TOKEN}/getMe")

    assert lines.getvalue() == ""


async def test_a_whole_conversation_with_mishaps_leaves_no_word_of_it_in_the_logs(
    lines: io.StringIO, address: str, database: str, world: World, faults: Faults
) -> None:
    settings = read_settings(
        Settings,
        _env_file=None,
        bot_token=TOKEN_OF_THE_SIMULATOR,
        api_url=address,
        database_url=database,
        access="open",
    )
    secretary = Person.joining(world, "Secretary-General")
    async with running_bot(settings, patience=Patience(0.001, 0.001)):
        faults.drop("sendMessage", times=2)
        faults.fail("getUpdates", status=502, times=2)
        secretary.say("/start")
        await secretary.next_message()
        for said in (ANSWER, "/" + "minister", ANSWER * 300):
            secretary.say(said)
            await secretary.next_message()
        del world.state.updates[:]
        secretary.edit(secretary.chat[-2], "The minister again")
        await secretary.all_received()
        secretary.block()
        await secretary.all_received()

    events = {json.loads(line)["event"] for line in lines.getvalue().splitlines()}
    assert {"delivery_postponed", "polling_failed"} <= events
    for word in ("minister", "Secretary", "for-the-simulator-only"):
        assert word not in lines.getvalue()


def test_of_other_libraries_a_warning_passes_without_what_was_filled_in(lines: io.StringIO) -> None:
    logging.getLogger("uvicorn.error").info("Started with %s", ANSWER)
    logging.getLogger("asyncio").error("Task exception was never retrieved\nfuture: %s", ANSWER, exc_info=failing())

    line = json.loads(lines.getvalue())
    assert line["event"] == "Task exception was never retrieved"
    assert line["error"] == "StorageError < ValueError"
    assert "minister" not in lines.getvalue()


async def test_a_request_that_fails_is_told_without_its_address_and_its_words(lines: io.StringIO) -> None:
    router = APIRouter()

    @router.post("/telegram")
    async def fail(request: Request) -> None:
        raise ValueError((await request.body()).decode())

    async with serving(create_app(router), "127.0.0.1", 0, finishing=1) as web, httpx.AsyncClient() as client:
        answer = await client.post(f"{web.address}/telegram?minister", content=ANSWER)

    assert answer.status_code == 500
    line = json.loads(lines.getvalue())
    assert (line["event"], line["library"]) == ("Exception in ASGI application", "uvicorn.error")
    assert line["error"].startswith("ValueError")
    assert "minister" not in lines.getvalue()


def test_a_token_is_cut_out_wherever_it_stands(lines: io.StringIO) -> None:
    structlog.get_logger().warning("polling_failed", error=f"https://api.telegram.org/bot{TOKEN}/getUpdates")

    assert "AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw" not in lines.getvalue()
