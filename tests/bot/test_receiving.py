"""No update is confirmed before it is done, none is lost, and one that takes long holds up nobody else's."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest
import structlog
from hypothesis import given
from hypothesis import strategies as st
from telegram import Bot, Update

from bot.intake import Intake
from bot.patience import Patience
from bot.receiving import ANOTHER_RECEIVER, Receiving
from bot.watermark import Watermark
from simulator.faults import Faults
from simulator.people import Person
from simulator.world import TOKEN, World


class Desk:
    """Stands for the turns: notes what came, and lets nobody pass who says a word that is being held."""

    def __init__(self) -> None:
        self.begun: list[str] = []
        self.done: list[str] = []
        self.unread: list[int] = []
        self._held: dict[str, asyncio.Event] = {}
        self._changed = asyncio.Condition()

    def hold(self, word: str) -> None:
        self._held[word] = asyncio.Event()

    def release(self, word: str) -> None:
        self._held.pop(word).set()

    async def process(self, update: Update) -> None:
        assert update.message is not None
        word = str(update.message.text)
        await self._note(self.begun, word)
        if word in self._held:
            await self._held[word].wait()
        await self._note(self.done, word)

    async def set_aside(self, data: dict[str, Any], error: Exception) -> None:
        self.unread.append(data["update_id"])

    async def until(self, look: Callable[[], bool]) -> None:
        async with asyncio.timeout(5), self._changed:
            await self._changed.wait_for(look)

    async def _note(self, list_: list[str], word: str) -> None:
        async with self._changed:
            list_.append(word)
            self._changed.notify_all()


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def amina(world: World) -> Person:
    return Person.joining(world)


@pytest.fixture
def omar(world: World) -> Person:
    return Person.joining(world, "Omar")


@asynccontextmanager
async def receiving(
    bot: Bot, desk: Desk, *, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep, at_most: float = 5
) -> AsyncIterator[None]:
    """Receives until the block is left, then stops as the bot does."""
    patience = Patience(first=1, longest=4, chance=lambda: 1.0)
    intake = Intake(bot, desk.process, desk.set_aside)
    receiver = Receiving(bot, intake.take, patience=patience, sleep=sleep)
    polling = asyncio.create_task(receiver.run())
    try:
        yield
    finally:
        polling.cancel()
        await receiver.finish(at_most)


async def test_what_is_done_is_confirmed(bot: Bot, desk: Desk, amina: Person, world: World) -> None:
    async with receiving(bot, desk):
        amina.say("one")
        amina.say("two")
        await amina.all_received()

    assert desk.done == ["one", "two"]


async def test_an_update_is_not_confirmed_before_it_is_done(
    bot: Bot, desk: Desk, amina: Person, omar: Person, world: World
) -> None:
    desk.hold("slow")
    async with receiving(bot, desk):
        amina.say("slow")
        omar.say("quick")
        await desk.until(lambda: desk.done == ["quick"])
        omar.say("quick again")  # is fetched although the first is still in hand
        await desk.until(lambda: desk.done == ["quick", "quick again"])

        assert len(world.state.updates) == 3
        desk.release("slow")
        await amina.all_received()

    assert desk.begun == ["slow", "quick", "quick again"]


async def test_what_was_in_hand_when_the_bot_stopped_comes_again(
    bot: Bot, desk: Desk, amina: Person, omar: Person, world: World
) -> None:
    desk.hold("slow")
    async with receiving(bot, desk, at_most=0):
        amina.say("slow")
        omar.say("quick")
        await desk.until(lambda: desk.done == ["quick"])

    assert len(world.state.updates) == 2
    desk.release("slow")
    async with receiving(bot, desk):
        await amina.all_received()
    assert desk.done == ["quick", "slow", "quick"]  # whoever keeps the effects knows that "quick" is done


async def test_a_stop_waits_for_the_turn_in_hand_and_confirms_it(
    bot: Bot, desk: Desk, amina: Person, world: World
) -> None:
    desk.hold("slow")
    async with receiving(bot, desk):
        amina.say("slow")
        await desk.until(lambda: desk.begun == ["slow"])
        asyncio.get_running_loop().call_soon(desk.release, "slow")

    assert desk.done == ["slow"]
    assert world.state.updates == []


async def test_while_telegram_is_in_trouble_the_pauses_grow_and_nothing_is_lost(
    bot: Bot, desk: Desk, amina: Person, faults: Faults
) -> None:
    slept: list[float] = []
    faults.fail("getUpdates", status=502, times=3)
    faults.drop("getUpdates")
    faults.flood("getUpdates", retry_after=9)
    amina.say("one")

    async def sleep(seconds: float) -> None:
        slept.append(seconds)

    async with receiving(bot, desk, sleep=sleep):
        await amina.all_received()

    assert slept == [1.0, 2.0, 4.0, 4.0, 9.0]
    assert desk.done == ["one"]


async def test_another_program_that_receives_for_the_same_bot_is_reported_once_and_outwaited(
    address: str, bot: Bot, desk: Desk, amina: Person, world: World
) -> None:
    slept: list[float] = []
    conflict = asyncio.Event()

    async def sleep(seconds: float) -> None:
        slept.append(seconds)
        conflict.set()

    with structlog.testing.capture_logs() as logs:
        async with receiving(bot, desk, sleep=sleep), Bot(TOKEN, base_url=f"{address}/bot") as other:
            await asyncio.sleep(0.05)  # until the first poll is open
            await other.get_updates(timeout=0)
            intruder = asyncio.create_task(other.get_updates(timeout=5))
            await conflict.wait()
            await asyncio.gather(intruder, return_exceptions=True)
            amina.say("one")
            await amina.all_received()

    assert desk.done == ["one"]
    assert [line["help"] for line in logs if line["event"] == "another_receiver"] == [ANOTHER_RECEIVER]


async def test_updates_after_a_week_of_silence_may_have_lower_numbers(
    bot: Bot, desk: Desk, amina: Person, world: World
) -> None:
    async with receiving(bot, desk):
        amina.say("one")
        await amina.all_received()
        world.state.next_update_id = 500
        amina.say("two")
        await amina.all_received()

    assert desk.done == ["one", "two"]


async def test_an_update_the_library_cannot_read_is_set_aside_and_the_others_go_on(
    bot: Bot, desk: Desk, amina: Person, omar: Person, world: World
) -> None:
    amina.say("unreadable")
    number = world.state.updates[0].id
    del world.state.updates[0].payload["message_id"]
    omar.say("one")

    with structlog.testing.capture_logs() as logs:
        async with receiving(bot, desk):
            await omar.all_received()

    assert (desk.done, desk.unread) == (["one"], [number])
    assert [line["event"] for line in logs] == ["update_unreadable"]


class TestWatermark:
    def test_nothing_is_confirmed_at_first(self) -> None:
        assert Watermark().offset is None

    def test_it_stands_at_the_first_update_that_is_not_done(self) -> None:
        watermark = Watermark()
        for update_id in (5, 6, 8):
            watermark.begin(update_id)
        watermark.finish(6)
        assert watermark.offset == 5
        watermark.finish(5)
        assert watermark.offset == 8
        watermark.finish(8)
        assert watermark.offset == 9

    def test_an_update_that_comes_again_is_known(self) -> None:
        watermark = Watermark()
        assert watermark.begin(5)
        assert not watermark.begin(5)
        watermark.finish(5)
        assert not watermark.begin(5)

    def test_when_all_is_confirmed_no_offset_is_sent(self) -> None:
        watermark = Watermark()
        watermark.begin(5)
        watermark.finish(5)
        watermark.confirmed(6)
        assert watermark.offset is None

    @given(st.lists(st.integers(1, 30), unique=True), st.data())
    def test_no_update_that_is_not_done_is_ever_confirmed(self, ids: list[int], data: st.DataObject) -> None:
        watermark = Watermark()
        for update_id in ids:
            watermark.begin(update_id)
        done: set[int] = set()
        for update_id in data.draw(st.permutations(ids)):
            watermark.finish(update_id)
            done.add(update_id)
            assert watermark.offset is not None
            assert {known for known in ids if known < watermark.offset} <= done
            watermark.confirmed(watermark.offset)


def test_pauses_double_up_to_a_limit_and_differ() -> None:
    assert [Patience(1, 10, lambda: 1.0).after(attempts) for attempts in range(1, 6)] == [1, 2, 4, 8, 10]
    assert Patience(1, 10, lambda: 0.0).after(3) == 2
    assert Patience(1, 10).after(10_000) <= 10
