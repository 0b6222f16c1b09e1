"""When a turn fails: what is tried again, what is set aside, what the person hears. Nothing is lost or said twice."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
import structlog
from telegram import Bot, Update
from telegram.ext import Application, TypeHandler

from bot.bookkeeping import Bookkeeping
from bot.delivering import Delivering
from bot.handling import TRIES, Handling
from bot.intake import Intake
from bot.parts import build_application
from bot.patience import Patience
from bot.processor import process
from bot.settings import Access, Settings, read_settings
from bot.upkeep import Upkeep
from flows.interview import Interview
from flows.loading import load_questionnaire
from flows.ports import DeadLetter, Storage
from flows.wording.commands import Outside, outside
from simulator.api_objects import update_object
from simulator.faults import Faults
from simulator.people import Person
from simulator.world import TOKEN, World
from tests.bot.conftest import StandingClock
from tests.bot.unsteady import UnsteadyStorage

NOW = StandingClock().now()
LIBRARIES = Path(__file__).parent.parent / "flows" / "questionnaires" / "all-types.yaml"


class Office:
    """A real Application with our handler in it; `take` gives it everything that has happened in the world."""

    def __init__(self, application: Application[Any, Any, Any, Any, Any, Any], storage: Storage, world: World) -> None:
        self.clock = StandingClock()
        bot: Bot = application.bot
        self.slept: list[float] = []
        self._application = application
        self._world = world
        self._delivering = Delivering(bot, Bookkeeping(storage, self.clock))
        self._handling = Handling(
            bot,
            Interview(load_questionnaire(LIBRARIES), storage, self.clock),
            storage,
            self._delivering,
            self.clock,
            patience=Patience(first=1, longest=4, chance=lambda: 1.0),
            sleep=self._sleep,
        )
        application.add_handler(TypeHandler(Update, self._handling.take))
        self._intake = Intake(bot, partial(process, application), self._handling.set_aside_unread)
        self._upkeep = Upkeep(bot, storage, self.clock, partial(process, application))

    def updates(self) -> list[Update]:
        """What has happened in the world."""
        return [Update.de_json(update_object(one), self._application.bot) for one in self._world.state.updates]

    async def replay(self) -> list[dict[str, Any]]:
        """What was logged while the replays asked for were made, and everything was said."""
        with structlog.testing.capture_logs() as logs:
            await self._upkeep.replay()
            await self._delivering.finish(5)
        return [dict(line) for line in logs]

    async def take(self) -> list[dict[str, Any]]:
        """What was logged while all updates were worked off and everything was said."""
        with structlog.testing.capture_logs() as logs:
            for one in self._world.state.updates:
                await self._intake.take(update_object(one))
            await self._delivering.finish(5)
        return [dict(line) for line in logs]

    async def close(self) -> None:
        await self._delivering.finish(0)
        await self._handling.finish()

    async def _sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        await asyncio.sleep(0)


async def letters(storage: Storage) -> tuple[DeadLetter, ...]:
    async with storage.reading() as work:
        return await work.dead_letters.all()


async def ask_for_replay(storage: Storage) -> None:
    async with storage.work() as work:
        assert await work.dead_letters.ask_for_replay(None, NOW)
        await work.commit()


@pytest.fixture
def unsteady(storage: Storage) -> UnsteadyStorage:
    return UnsteadyStorage(storage)


@pytest_asyncio.fixture
async def office(address: str, unsteady: UnsteadyStorage, world: World) -> AsyncIterator[Office]:
    settings = read_settings(Settings, _env_file=None, bot_token=TOKEN, api_url=address, access=Access.OPEN)
    async with build_application(settings) as application:
        office = Office(application, unsteady, world)
        yield office
        await office.close()


@pytest.fixture
def amina(world: World) -> Person:
    return Person.joining(world)


async def test_a_turn_that_fails_once_is_tried_again(office: Office, unsteady: UnsteadyStorage, amina: Person) -> None:
    unsteady.failing = 1
    amina.say("/start")
    logs = await office.take()

    assert office.slept == [1.0]
    assert [line["event"] for line in logs] == ["update_failed"]
    assert len(amina.chat) == 2


async def test_while_the_database_is_away_an_update_waits_as_long_as_it_takes(
    office: Office, unsteady: UnsteadyStorage, amina: Person
) -> None:
    unsteady.away, unsteady.failing = True, 4 * TRIES  # each try, and each look whether it is over
    amina.say("/start")
    logs = await office.take()

    assert office.slept == [1.0, 2.0, 4.0, 4.0, 4.0, 4.0]
    assert "update_set_aside" not in {line["event"] for line in logs}
    assert len(amina.chat) == 2


async def test_while_the_database_answers_but_keeps_nothing_an_update_waits_as_well(
    office: Office, unsteady: UnsteadyStorage, amina: Person
) -> None:
    unsteady.failing = 4 * TRIES  # a full or read-only disk
    amina.say("/start")
    logs = await office.take()

    assert {line["event"] for line in logs} == {"update_failed"}
    assert len(logs) == 2 * TRIES
    assert len(amina.chat) == 2


async def test_an_update_the_database_chokes_on_is_set_aside_and_the_person_is_told(
    office: Office, unsteady: UnsteadyStorage, amina: Person, world: World
) -> None:
    unsteady.choking = TRIES
    amina.say("/start")
    logs = await office.take()

    assert [line["event"] for line in logs] == [*["update_failed"] * TRIES, "update_set_aside"]
    assert amina.last.text == outside(Outside.BROKEN, "en")
    (letter,) = await letters(unsteady)
    assert (letter.update_id, letter.chat) == (world.state.updates[0].id, amina.account.id)
    assert letter.tries == TRIES
    assert letter.failure.startswith("StorageError at flows/interview.py:")
    assert letter.content["message"]["text"] == "/start"


async def test_an_update_that_was_set_aside_does_nothing_when_it_comes_again(
    office: Office, unsteady: UnsteadyStorage, amina: Person
) -> None:
    unsteady.choking = TRIES
    amina.say("/start")
    await office.take()
    before = amina.transcript
    assert await office.take() == []
    unsteady.choking = 1
    await office.take()

    assert amina.transcript == before
    (letter,) = await letters(unsteady)
    assert letter.tries == TRIES


async def test_where_the_letter_cannot_be_kept_the_update_is_tried_again(
    office: Office, unsteady: UnsteadyStorage, amina: Person
) -> None:
    unsteady.choking, unsteady.refusing_letters = TRIES, 1
    amina.say("/start")
    logs = await office.take()

    assert [line["event"] for line in logs] == [*["update_failed"] * TRIES, "setting_aside_failed"]
    assert await letters(unsteady) == ()
    assert len(amina.chat) == 2


async def test_a_replay_has_the_effect_of_the_update_once_and_says_what_it_would_have_said(
    office: Office, unsteady: UnsteadyStorage, amina: Person
) -> None:
    unsteady.choking = TRIES
    amina.say("/start")
    await office.take()
    await ask_for_replay(unsteady)
    logs = [*await office.replay(), *await office.replay()]

    assert [line["event"] for line in logs] == ["update_replayed"]
    assert len(amina.chat) == 3
    assert amina.last.text != outside(Outside.BROKEN, "en")
    (letter,) = await letters(unsteady)
    assert letter.replayed_at == office.clock.now()
    await office.take()
    assert len(amina.chat) == 3


async def test_a_replay_in_two_processes_at_once_has_the_effect_once(
    office: Office, unsteady: UnsteadyStorage, amina: Person
) -> None:
    unsteady.choking = TRIES
    amina.say("/start")
    await office.take()
    await ask_for_replay(unsteady)
    await asyncio.gather(office.replay(), office.replay())

    assert len(amina.chat) == 3


async def test_a_replay_that_fails_again_is_set_aside_again_and_the_person_hears_nothing_more(
    office: Office, unsteady: UnsteadyStorage, amina: Person
) -> None:
    unsteady.choking = 2 * TRIES
    amina.say("/start")
    await office.take()
    await ask_for_replay(unsteady)
    await office.replay()

    assert len(amina.chat) == 2
    (letter,) = await letters(unsteady)
    assert (letter.tries, letter.asked_at, letter.replayed_at) == (2 * TRIES, None, None)
    await ask_for_replay(unsteady)
    await office.replay()
    assert len(amina.chat) == 3


async def test_every_kind_of_update_comes_out_of_a_letter_as_it_went_in(office: Office, amina: Person) -> None:
    amina.say("/start")
    await office.take()
    amina.tap("English")
    amina.edit(amina.say("www.moit.gov.pk <b>"), "www.moit.gov.pk")
    amina.send_document("plan.pdf", b"%PDF", caption="our plan")
    amina.block()

    for update in office.updates():
        assert Update.de_json(json.loads(json.dumps(update.to_dict())), update.get_bot()) == update
        assert Update.de_json(update.to_dict(), update.get_bot()).to_dict() == update.to_dict()


async def test_after_an_update_was_set_aside_the_next_honest_one_works(
    office: Office, unsteady: UnsteadyStorage, amina: Person, world: World
) -> None:
    unsteady.choking = TRIES
    amina.say("/start")
    await office.take()
    world.forget_updates()
    amina.say("/start")
    await office.take()

    assert amina.last.text != outside(Outside.BROKEN, "en")


async def test_an_update_that_comes_twice_is_answered_once(office: Office, amina: Person) -> None:
    amina.say("/start")
    await office.take()
    await office.take()

    assert len(amina.chat) == 2


async def test_an_update_that_comes_again_brings_what_could_not_be_said(
    office: Office, amina: Person, faults: Faults
) -> None:
    faults.fail("sendMessage", status=502)
    amina.say("/start")
    await office.take()
    assert len(amina.chat) == 1

    office.clock.pass_by(60)
    await office.take()
    assert len(amina.chat) == 2


async def test_who_blocked_the_bot_and_comes_back_gets_what_could_not_be_said(
    office: Office, amina: Person, world: World
) -> None:
    amina.say("/start")
    amina.block()
    await office.take()
    assert len(amina.chat) == 1

    world.forget_updates()
    amina.unblock()
    await office.take()
    assert len(amina.chat) == 2


async def test_a_failing_log_line_names_the_update_and_nothing_else(
    office: Office, unsteady: UnsteadyStorage, amina: Person, world: World
) -> None:
    unsteady.choking = 1
    amina.say("my secret answer")
    (line,) = await office.take()

    assert line.pop("error").startswith("StorageError at ")
    assert line == {
        "event": "update_failed",
        "log_level": "warning",
        "update": world.state.updates[0].id,
        "attempts": 1,
    }


async def test_what_cannot_be_said_directly_stops_nothing(
    office: Office, unsteady: UnsteadyStorage, amina: Person, faults: Faults
) -> None:
    unsteady.choking = TRIES
    faults.fail("sendMessage", status=502)
    amina.say("/start")
    logs = await office.take()

    assert logs[-1]["event"] == "courtesy_failed"


# What cannot even be read


@pytest.fixture
def omar(world: World) -> Person:
    return Person.joining(world, "Omar")


@contextmanager
def of_an_older_version(monkeypatch: pytest.MonkeyPatch, unknown: Person) -> Iterator[None]:
    """The library, as long as it does not know what that person sends."""
    read = Update.de_json

    def older(data: dict[str, Any], bot: Bot) -> Update:
        if data["message"]["chat"]["id"] == unknown.account.id:
            raise KeyError("a kind of message that came later")
        return read(data, bot)

    with monkeypatch.context() as patch:
        patch.setattr(Update, "de_json", older)
        yield


async def test_an_update_that_cannot_be_read_is_kept_as_it_came_and_the_others_go_on(
    office: Office, storage: Storage, amina: Person, omar: Person, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    amina.say("/start")
    omar.say("/start")
    with of_an_older_version(monkeypatch, unknown=amina):
        logs = await office.take()

    (letter,) = await letters(storage)
    assert (letter.chat, letter.tries) == (amina.account.id, 1)
    assert letter.content == update_object(world.state.updates[0])
    assert [line["event"] for line in logs] == ["update_unreadable", "update_set_aside"]
    assert (len(amina.chat), len(omar.chat)) == (1, 2)


async def test_after_an_upgrade_its_replay_has_its_effect_once(
    office: Office, storage: Storage, amina: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    amina.say("/start")
    with of_an_older_version(monkeypatch, unknown=amina):
        await office.take()
        logs = await office.take()
    assert [line["event"] for line in logs] == ["update_unreadable"]  # it came again: one letter is enough

    await ask_for_replay(storage)
    await office.replay()
    assert len(amina.chat) == 2
    await office.take()
    assert len(amina.chat) == 2


async def test_what_another_process_could_read_and_do_is_not_set_aside_by_one_that_cannot(
    office: Office, storage: Storage, amina: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    amina.say("/start")
    await office.take()
    with of_an_older_version(monkeypatch, unknown=amina):
        await office.take()
    assert await letters(storage) == ()


async def test_while_the_database_is_away_what_cannot_be_read_waits(
    office: Office, unsteady: UnsteadyStorage, storage: Storage, amina: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    unsteady.failing = 2
    amina.say("/start")
    with of_an_older_version(monkeypatch, unknown=amina):
        await office.take()
    assert office.slept == [1.0, 2.0]
    assert len(await letters(storage)) == 1
