"""One chat's updates run one after the other, those of different chats side by side, and not too many at once."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio
from telegram import Update
from telegram.ext import Application, ApplicationBuilder, TypeHandler

from bot.processor import ChatOrder, process
from simulator.world import TOKEN


class Room:
    """Who is in it at the moment; everybody stays until the door is opened."""

    def __init__(self) -> None:
        self.inside: list[int] = []
        self.seen: list[int] = []
        self.most = 0
        self.door = asyncio.Event()

    async def enter(self, update: Update, _: object) -> None:
        self.seen.append(update.update_id)
        self.inside.append(update.update_id)
        self.most = max(self.most, len(self.inside))
        await self.door.wait()
        await asyncio.sleep(0)
        self.inside.remove(update.update_id)


@pytest.fixture
def room() -> Room:
    return Room()


@pytest_asyncio.fixture
async def application(address: str, room: Room) -> AsyncIterator[Application[Any, Any, Any, Any, Any, Any]]:
    builder = ApplicationBuilder().token(TOKEN).base_url(f"{address}/bot").updater(None).job_queue(None)
    application = builder.concurrent_updates(ChatOrder(at_once=3)).build()
    application.add_handler(TypeHandler(Update, room.enter))
    async with application:
        yield application


def update(update_id: int, chat: int | None) -> Update:
    message = {"message_id": 1, "date": 1, "chat": {"id": chat, "type": "private"}, "text": "one"}
    return Update.de_json({"update_id": update_id} | ({} if chat is None else {"message": message}), None)


async def test_one_chat_waits_for_itself_and_for_nobody_else(
    application: Application[Any, Any, Any, Any, Any, Any], room: Room
) -> None:
    updates = [update(1, chat=7), update(2, chat=7), update(3, chat=8), update(4, chat=7)]
    running = [asyncio.create_task(process(application, one)) for one in updates]
    await asyncio.sleep(0.01)
    assert room.inside == [1, 3]

    room.door.set()
    await asyncio.gather(*running)
    assert room.seen == [1, 3, 2, 4]


async def test_not_too_many_run_at_once(application: Application[Any, Any, Any, Any, Any, Any], room: Room) -> None:
    running = [asyncio.create_task(process(application, update(number, chat=number))) for number in range(10)]
    await asyncio.sleep(0.01)
    room.door.set()
    await asyncio.gather(*running)

    assert room.most == 3
    assert sorted(room.seen) == [*range(10)]


async def test_an_update_of_no_chat_waits_for_nobody(
    application: Application[Any, Any, Any, Any, Any, Any], room: Room
) -> None:
    running = [asyncio.create_task(process(application, update(number, chat=None))) for number in (1, 2)]
    await asyncio.sleep(0.01)
    assert room.inside == [1, 2]

    room.door.set()
    await asyncio.gather(*running)


async def test_an_update_that_is_still_waiting_can_be_dropped(
    application: Application[Any, Any, Any, Any, Any, Any], room: Room
) -> None:
    first, second = (asyncio.create_task(process(application, update(number, chat=7))) for number in (1, 2))
    await asyncio.sleep(0.01)
    second.cancel()
    room.door.set()
    await asyncio.gather(first, second, return_exceptions=True)

    assert room.seen == [1]
