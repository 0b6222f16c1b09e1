"""What a running bot does beside the conversation."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
import structlog
from telegram import Bot, Update

from bot.upkeep import BATCH, FORGETTING, LOOKING, REMEMBERED, Upkeep
from flows.message import Message, Span
from flows.ports import DeadLetter, Storage
from tests.bot.conftest import StandingClock
from tests.bot.unsteady import UnsteadyStorage


@pytest.fixture
def taken() -> list[int]:
    """The numbers of the updates that were put through their path."""
    return []


@pytest.fixture
def unsteady(storage: Storage) -> UnsteadyStorage:
    return UnsteadyStorage(storage)


@pytest.fixture
def slept() -> list[float]:
    return []


@pytest.fixture
def upkeep(bot: Bot, unsteady: UnsteadyStorage, clock: StandingClock, taken: list[int], slept: list[float]) -> Upkeep:
    async def process(update: Update) -> None:
        taken.append(update.update_id)

    async def sleep(seconds: float) -> None:
        slept.append(seconds)
        if len(slept) == 2:
            raise asyncio.CancelledError

    return Upkeep(bot, unsteady, clock, process, sleep=sleep)


async def mark_done(storage: Storage, clock: StandingClock, *update_ids: int) -> None:
    async with storage.work() as work:
        for update_id in update_ids:
            await work.updates.mark_done(update_id, clock.now())
        await work.commit()


async def known(storage: Storage, clock: StandingClock, *update_ids: int) -> list[int]:
    async with storage.work() as work:
        return [one for one in update_ids if not await work.updates.mark_done(one, clock.now())]


async def set_aside_and_ask(storage: Storage, clock: StandingClock, content: dict[str, object]) -> None:
    letter = DeadLetter(7, 1, "ValueError", content, 3, clock.now(), clock.now())
    async with storage.work() as work:
        await work.dead_letters.add(letter)
        await work.dead_letters.ask_for_replay(None, clock.now())
        await work.commit()


async def test_updates_that_cannot_come_again_are_forgotten(
    upkeep: Upkeep, storage: Storage, clock: StandingClock
) -> None:
    await mark_done(storage, clock, *range(1, BATCH + 2))
    clock.pass_by(REMEMBERED.total_seconds() - 1)
    await mark_done(storage, clock, 5000)
    clock.pass_by(2)
    with structlog.testing.capture_logs() as logs:
        await upkeep.forget_old_updates()

    assert [(line["event"], line["number"]) for line in logs] == [("updates_forgotten", BATCH + 1)]
    assert await known(storage, clock, 1, BATCH, BATCH + 1, 5000) == [5000]


async def test_forgetting_rests_between_two_rounds(upkeep: Upkeep, storage: Storage, clock: StandingClock) -> None:
    await mark_done(storage, clock, 1)
    clock.moment += REMEMBERED
    await upkeep.forget_old_updates()  # one second too early for the update
    clock.moment += FORGETTING - timedelta(seconds=1)
    await upkeep.forget_old_updates()
    assert await known(storage, clock, 1) == [1]

    clock.pass_by(1)
    await upkeep.forget_old_updates()
    assert await known(storage, clock, 1) == []


async def test_only_what_was_asked_for_is_replayed(
    upkeep: Upkeep, storage: Storage, clock: StandingClock, taken: list[int]
) -> None:
    await upkeep.replay()
    assert taken == []
    await set_aside_and_ask(storage, clock, {"update_id": 7})
    await upkeep.replay()
    await upkeep.replay()
    assert taken == [7]


async def test_a_letter_that_cannot_be_read_is_set_aside_again(
    upkeep: Upkeep, storage: Storage, clock: StandingClock, taken: list[int]
) -> None:
    await set_aside_and_ask(storage, clock, {"update_id": 7, "message": "of a later version"})
    with structlog.testing.capture_logs() as logs:
        await upkeep.replay()

    assert taken == []
    assert [line["event"] for line in logs] == ["update_unreadable"]
    async with storage.reading() as work:
        (letter,) = await work.dead_letters.all()
    assert (letter.tries, letter.asked_at) == (4, None)


async def test_a_database_that_is_away_is_waited_for(
    upkeep: Upkeep, unsteady: UnsteadyStorage, slept: list[float]
) -> None:
    unsteady.failing, unsteady.away = 1, True
    with structlog.testing.capture_logs() as logs, pytest.raises(asyncio.CancelledError):
        await upkeep.run()

    assert [line["event"] for line in logs] == ["upkeep_failed"] * 2
    assert slept == [LOOKING] * 2


async def test_what_a_clock_that_was_ahead_has_put_off_is_due_at_the_next_start(
    upkeep: Upkeep, storage: Storage, clock: StandingClock
) -> None:
    two_days = 48 * 3600
    clock.pass_by(two_days)
    await put_into_the_outbox(storage, clock)
    clock.pass_by(-two_days)
    assert await due(storage, clock) == ()
    await upkeep.mend_times()
    assert await due(storage, clock) == (1,)


async def test_a_clock_set_back_while_the_bot_runs_holds_nothing_up(
    upkeep: Upkeep, storage: Storage, clock: StandingClock
) -> None:
    await upkeep.mend_times()
    await put_into_the_outbox(storage, clock)
    clock.pass_by(-3600)
    await upkeep.mend_times()
    assert await due(storage, clock) == (1,)


async def put_into_the_outbox(storage: Storage, clock: StandingClock) -> None:
    """By a process that dies with the chat in its hand."""
    async with storage.work() as work:
        respondent = await work.respondents.lock(1, clock.now(), leasing=True)
        await work.outbox.add(respondent, Message(text=(Span(text="Hello"),)), prompt=1, edits=None, now=clock.now())
        await work.commit()


async def due(storage: Storage, clock: StandingClock) -> tuple[int, ...]:
    async with storage.reading() as work:
        return await work.outbox.due_chats(clock.now())
