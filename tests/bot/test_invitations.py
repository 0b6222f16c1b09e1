"""Invitations in the real bot over a Bot API server: links, closed doors, successors, revocations."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager

import pytest
import structlog

from bot.access import MOST_GUESSES
from bot.application import RunningBot, running_bot
from bot.clock import SystemClock
from bot.settings import Access, Settings, read_settings
from flows.administration.inviting import Inviting
from flows.administration.orders import Order
from flows.administration.roles import operator
from flows.wording.commands import Outside, outside
from simulator.people import Person
from simulator.world import TOKEN, World
from tests.bot.test_application import LIBRARIES, AtOnce

Run = Callable[..., AbstractAsyncContextManager[RunningBot]]

TEAM = operator("test")
CLOSED = outside(Outside.NOT_INVITED, "en")


@pytest.fixture
def run(address: str, database: str) -> Run:
    def run(**given: object) -> AbstractAsyncContextManager[RunningBot]:
        settings = {"access": Access.INVITATION, "bot_token": TOKEN, "questionnaire": LIBRARIES} | given
        return running_bot(
            read_settings(Settings, _env_file=None, api_url=address, database_url=database, **settings), patience=AtOnce
        )

    return run


@pytest.fixture
def amina(world: World) -> Person:
    return Person.joining(world)


@pytest.fixture
def boris(world: World) -> Person:
    return Person.joining(world, "Boris")


def inviting(bot: RunningBot) -> Inviting:
    return Inviting(bot.questionnaire, bot.storage, SystemClock())


async def link(bot: RunningBot, country: str = "PAK") -> str:
    (issued,) = await inviting(bot).invite([Order(country, language="en")], TEAM)
    return issued.link(bot.username)


async def test_an_invited_person_is_greeted_by_their_country_and_begins(run: Run, amina: Person) -> None:
    async with run() as bot:
        amina.follow(await link(bot))
        assert "You answer for Pakistan." in (await amina.next_message()).text
        amina.tap("Begin")
        await amina.next_message()
        amina.say("I agree")
        await amina.hears("✓")


async def test_used_wrong_and_missing_links_meet_the_same_closed_door(run: Run, amina: Person, boris: Person) -> None:
    async with run() as bot:
        used = await link(bot)
        amina.follow(used)
        await amina.next_message()
        for said in (f"/start {used.partition('=')[2]}", f"/start {'x' * 32}", "/start", "let me in"):
            boris.say(said)
            assert (await boris.next_message()).text == CLOSED


async def test_after_some_wrong_links_even_a_good_one_is_not_looked_up(run: Run, amina: Person) -> None:
    with structlog.testing.capture_logs() as logs:
        async with run() as bot:
            for guess in range(MOST_GUESSES):
                amina.say(f"/start {guess:032}")
                await amina.next_message()
            good = await link(bot)
            amina.follow(good)
            assert (await amina.next_message()).text == CLOSED
            await amina.all_received()

    tried = [line for line in logs if line["event"] == "link_opens_nothing"]
    assert [line["tries"] for line in tried] == [1, 2, 3, 4, 5]
    assert all(set(line) == {"event", "log_level", "update", "tries"} for line in tried)
    assert good.partition("=")[2] not in str(logs)


async def test_a_successor_and_the_person_before_are_both_told(run: Run, amina: Person, boris: Person) -> None:
    async with run() as bot:
        amina.follow(await link(bot))
        await amina.next_message()
        issued = await inviting(bot).hand_over(Order("PAK", language="en"), TEAM)
        boris.follow(issued.link(bot.username))

        assert "You take over" in (await boris.next_message()).text
        assert (await amina.next_message()).text == outside(Outside.REPLACED, "en")
        amina.say("hello?")
        assert (await amina.next_message()).text == CLOSED


async def test_a_revoked_person_meets_the_closed_door_at_the_next_message(run: Run, amina: Person) -> None:
    async with run() as bot:
        amina.follow(await link(bot))
        await amina.next_message()
        amina.tap("Begin")
        await amina.next_message()
        await inviting(bot).revoke("PAK", TEAM)
        amina.tap("I agree")
        await amina.hears(CLOSED)


async def test_who_blocked_the_bot_leaves_no_trace_and_hears_what_waited(
    run: Run, amina: Person, boris: Person
) -> None:
    async with run() as bot:
        amina.follow(await link(bot))
        await amina.next_message()
        amina.block()
        boris.block()
        boris.unblock()
        await amina.all_received()
        await inviting(bot).revoke("PAK", TEAM)
        amina.unblock()
        assert (await amina.next_message()).text == outside(Outside.REVOKED, "en")
        await boris.all_received()
