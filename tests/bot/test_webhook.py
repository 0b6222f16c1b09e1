"""The bot by webhook: what is posted is kept before it is confirmed, once, however many processes it is posted to."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
import pytest_asyncio
import structlog
from pydantic import SecretStr
from telegram import Bot, Update
from telegram.ext import TypeHandler

from bot.application import RunningBot, running_bot
from bot.bookkeeping import Bookkeeping
from bot.clock import SystemClock
from bot.delivering import Delivering
from bot.handling import Handling
from bot.inputs import UPDATES_READ
from bot.intake import Intake
from bot.parts import build_application
from bot.patience import Patience
from bot.processor import process
from bot.settings import Access, Settings, SettingsError, read_settings
from bot.webhook import LOOKING_AFTER, Webhook
from flows.interview import Interview
from flows.loading import load_questionnaire
from flows.ports import Storage
from simulator.api_objects import update_object
from simulator.faults import Faults
from simulator.people import Person, until
from simulator.serving import serving as simulating
from simulator.values import Webhook as Registered
from simulator.world import TOKEN, World
from storage.migrating import migrate
from tests.bot.front import PATH, SECRET, Front, front
from tests.bot.unsteady import UnsteadyStorage
from tests.postgresql import fresh_database, running_server
from web.application import create_app
from web.serving import serving
from web.terms import NotKeptError
from web.webhook import SECRET_HEADER, webhook_router

LIBRARIES = Path(__file__).parent.parent / "flows" / "questionnaires" / "all-types.yaml"
JSON = {"Content-Type": "application/json", SECRET_HEADER: SECRET}

AtOnce = Patience(first=0.001, longest=0.001)

Run = Callable[..., AbstractAsyncContextManager[RunningBot]]


@pytest_asyncio.fixture
async def address(world: World, faults: Faults) -> AsyncIterator[str]:
    async with simulating(world, faults=faults, webhook_pause=lambda _: 0.01) as address:
        yield address


@pytest_asyncio.fixture
async def door() -> AsyncIterator[tuple[Front, str]]:
    async with front() as (one, url):
        yield one, url


@pytest.fixture
def behind(door: tuple[Front, str]) -> Front:
    return door[0]


@pytest.fixture
def run(address: str, database: str, door: tuple[Front, str]) -> Run:
    """`async with run():` one more process stands behind the address; `polling=True` makes it receive by polling."""
    one, url = door

    @asynccontextmanager
    async def run(*, polling: bool = False, **given: object) -> AsyncIterator[RunningBot]:
        settings: dict[str, object] = {
            "bot_token": TOKEN,
            "access": Access.OPEN,
            "questionnaire": str(LIBRARIES),
            "database_url": database,
            "flood_limit": 0,
            "webhook_url": None if polling else url,
            "webhook_secret": SECRET,
            "web_port": 0,
        }
        read = read_settings(Settings, _env_file=None, api_url=address, **settings | given)
        async with running_bot(read, patience=AtOnce) as bot:
            assert bot.web
            one.behind.append(bot.web)
            yield bot
            one.behind.remove(bot.web)

    return run


@pytest.fixture
def amina(world: World) -> Person:
    return Person.joining(world)


async def begin(person: Person) -> None:
    """Up to the question for the country."""
    person.say("/start")
    await person.next_message()
    person.tap("English")
    await person.next_message()
    person.tap("Begin")
    await person.hears("Country")


async def test_a_person_is_asked_and_answers_and_every_update_is_confirmed(
    run: Run, amina: Person, behind: Front
) -> None:
    async with run():
        await begin(amina)
        await amina.all_received()

    assert set(behind.statuses) == {200}


async def test_telegram_is_told_where_to_post_with_which_secret_and_what(run: Run, world: World) -> None:
    async with run():
        webhook = world.state.webhook
        assert (webhook.url[-len(PATH) :], webhook.secret_token) == (PATH, SECRET)
        assert set(world.state.allowed_updates) == set(UPDATES_READ)


async def test_a_process_that_stops_takes_nothing_from_the_others(run: Run, world: World, amina: Person) -> None:
    async with run():
        async with run():
            pass
        assert world.state.webhook.url
        amina.say("/start")
        await amina.next_message()


async def test_who_polls_takes_the_webhook_away(run: Run, world: World, amina: Person) -> None:
    async with run():
        pass
    amina.say("/start")
    async with run(polling=True):
        await amina.next_message()
        assert not world.state.webhook.url


async def test_what_comes_while_no_process_is_there_is_answered_by_the_next(run: Run, amina: Person) -> None:
    async with run():
        await begin(amina)
    amina.say("Pakistan")
    async with run():
        assert "Pakistan" in (await amina.next_message()).text


async def test_an_answer_to_telegram_that_gets_lost_does_nothing_twice(run: Run, amina: Person, behind: Front) -> None:
    async with run():
        await begin(amina)
        await amina.all_received()
        before = len(amina.chat)
        behind.lost = 3
        amina.say("Pakistan")
        await amina.all_received()
        await amina.next_message()
        amina.say("/help")
        await amina.next_message()

    assert behind.statuses[-5:] == [200] * 5
    assert len(amina.chat) == before + 4


async def test_whoever_does_not_know_the_secret_is_turned_away(run: Run, amina: Person, world: World) -> None:
    async with run() as bot, httpx.AsyncClient(trust_env=False) as stranger:
        world.set_webhook(Registered())
        amina.say("/start")
        posted = update_object(world.state.updates[0])
        wrong = await stranger.post(f"{bot.web}{PATH}", json=posted, headers=JSON | {SECRET_HEADER: "guessed"})
        right = await stranger.post(f"{bot.web}{PATH}", json=posted, headers=JSON)
        await amina.next_message()

    assert (wrong.status_code, right.status_code) == (403, 200)


async def test_what_nobody_can_read_is_kept_and_not_sent_again_for_ever(run: Run) -> None:
    with structlog.testing.capture_logs() as logs:
        async with run() as bot, httpx.AsyncClient(trust_env=False) as telegram:
            unreadable = {"update_id": 7, "message": {"date": "yesterday"}}
            answer = await telegram.post(f"{bot.web}{PATH}", json=unreadable, headers=JSON)
            async with bot.storage.reading() as work:
                (letter,) = await work.dead_letters.all()

    assert answer.status_code == 200
    assert letter.content == unreadable
    assert [line["update"] for line in logs if line["event"] == "update_unreadable"] == [7]


async def test_a_webhook_that_telegram_refuses_stops_the_start_in_one_sentence(
    run: Run, faults: Faults, address: str
) -> None:
    faults.fail("setWebhook", status=400)
    with pytest.raises(SettingsError, match=rf"^FOCALPOINT_WEBHOOK_URL is not accepted by {address}: .+\.$"):
        async with run():
            pass


async def test_a_network_that_is_not_there_yet_is_waited_for(run: Run, amina: Person, faults: Faults) -> None:
    faults.flood("setWebhook", retry_after=0)
    faults.fail("setWebhook", status=502)
    async with run():
        amina.say("/start")
        await amina.next_message()


async def test_a_port_that_is_taken_stops_the_start_in_one_sentence(run: Run) -> None:
    async with run() as bot:
        assert bot.web
        port = int(bot.web.rpartition(":")[2])
        with pytest.raises(SettingsError) as refused:
            async with run(web_port=port):
                pass

    assert str(refused.value) == f"FOCALPOINT_WEB_PORT {port} cannot be used on 127.0.0.1: Address already in use."


# While the database is away


class Office:
    """A process behind the address whose database fails on order."""

    def __init__(self, storage: Storage) -> None:
        self.storage = UnsteadyStorage(storage)

    @asynccontextmanager
    async def open(self, address: str, url: str) -> AsyncIterator[str]:
        settings = read_settings(Settings, _env_file=None, bot_token=TOKEN, api_url=address, access=Access.OPEN)
        clock = SystemClock()
        async with build_application(settings) as application:
            delivering = Delivering(application.bot, Bookkeeping(self.storage, clock))
            interview = Interview(load_questionnaire(LIBRARIES), self.storage, clock)
            handling = Handling(application.bot, interview, self.storage, delivering, clock, patience=AtOnce)
            application.add_handler(TypeHandler(Update, handling.take))

            async def work_off(update: Update) -> None:
                await process(application, update)

            intake = Intake(application.bot, work_off, handling.set_aside_unread)
            webhook = Webhook(application.bot, intake.take, url, SecretStr(SECRET))
            app = create_app(webhook_router(PATH, SECRET, webhook.receive, longest_wait=0.1))
            async with serving(app, "127.0.0.1", 0, finishing=5) as web:
                await webhook.open()
                yield web.address
            await delivering.finish(5)
            await handling.finish()


async def test_what_cannot_be_committed_comes_again_until_it_is_and_is_done_once(
    storage: Storage, address: str, door: tuple[Front, str], amina: Person, world: World
) -> None:
    one, url = door
    office = Office(storage)
    async with office.open(address, url) as origin:
        one.behind.append(origin)
        office.storage.away, office.storage.failing = True, 1_000_000
        amina.say("/start")
        await until(world, lambda: world.state.webhook.last_error_message)
        assert len(amina.chat) == 1

        office.storage.away, office.storage.failing = False, 0
        await amina.next_message()
        await amina.all_received()

    assert set(one.statuses[:-1]) == {503}
    assert one.statuses[-1] == 200
    assert len(amina.chat) == 2


# One process among others, on its own


async def nobody(_: dict[str, Any]) -> None:
    raise AssertionError("nothing was to be worked off")


async def test_before_telegram_was_reached_nothing_is_taken(bot: Bot) -> None:
    with pytest.raises(NotKeptError):
        await Webhook(bot, nobody, "http://127.0.0.1:9/telegram", SecretStr(SECRET)).receive({"update_id": 7})


async def test_a_webhook_that_somebody_took_away_is_set_again(bot: Bot, world: World, faults: Faults) -> None:
    slept: list[float] = []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)
        if len(slept) == 3:
            raise asyncio.CancelledError

    webhook = Webhook(bot, nobody, "http://127.0.0.1:9/telegram", SecretStr(SECRET), sleep=sleep)
    await webhook.open()
    world.set_webhook(Registered())
    faults.fail("getWebhookInfo", status=502)
    with structlog.testing.capture_logs() as logs, pytest.raises(asyncio.CancelledError):
        await webhook.run()

    assert world.state.webhook.url == "http://127.0.0.1:9/telegram"
    assert webhook.works
    assert slept == [LOOKING_AFTER] * 3
    assert [line["event"] for line in logs] == ["webhook_not_looked_after", "webhook_lost"]


# Several processes on PostgreSQL


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with running_server() as url:
        yield url


@pytest_asyncio.fixture
async def shared(server: str) -> AsyncIterator[str]:
    async with fresh_database(server) as url:
        await migrate(url)
        yield url


async def test_three_processes_behind_one_address_are_like_one(
    run: Run, shared: str, world: World, behind: Front
) -> None:
    people = [Person.joining(world, name) for name in ("Amina", "Boris", "Chen", "Dina")]
    async with run(database_url=shared), run(database_url=shared), run(database_url=shared):
        await asyncio.gather(*map(begin, people))
        for said in ("Pakistan", "Peru", "Portugal", "Panama"):
            person = people.pop(0)
            person.say(said)
            assert said in (await person.next_message()).text
            await person.all_received()
            # /start, the language, the beginning, the country: three said or tapped things and four messages.
            assert [message.sender_id == person.account.id for message in person.chat].count(False) == 4

    assert len(set(behind.given_to)) == 3
    assert set(behind.statuses) == {200}


async def test_an_update_that_two_processes_get_at_once_is_done_once(
    run: Run, shared: str, world: World, amina: Person
) -> None:
    async with (
        run(database_url=shared) as first,
        run(database_url=shared) as second,
        httpx.AsyncClient(trust_env=False, headers=JSON) as telegram,
    ):
        world.set_webhook(Registered())
        amina.say("/start")
        posted = update_object(world.state.updates[0])
        twice = (telegram.post(f"{bot.web}{PATH}", json=posted) for bot in (first, second, first, second))
        answers = await asyncio.gather(*twice)
        await amina.next_message()

    assert [answer.status_code for answer in answers] == [200] * 4
    assert len(amina.chat) == 2
