"""The whole bot in one process with a Bot API server: what people do there, and what they get."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, closing
from pathlib import Path

import pytest
import structlog

from bot.application import RunningBot, _going_on, running_bot
from bot.patience import Patience
from bot.settings import Access, Settings, SettingsError, read_settings
from flows.errors import QuestionnaireError
from flows.wording.commands import Outside, menu, outside
from simulator.faults import Faults
from simulator.people import Person, until
from simulator.world import TOKEN, World

LIBRARIES = str(Path(__file__).parent.parent / "flows" / "questionnaires" / "all-types.yaml")

AtOnce = Patience(first=0.001, longest=0.001)

Run = Callable[..., AbstractAsyncContextManager[RunningBot]]


@pytest.fixture
def run(address: str, database: str) -> Run:
    """`async with run():` the bot is there; everybody is let in unless the test says otherwise."""

    def run(**given: object) -> AbstractAsyncContextManager[RunningBot]:
        settings = {"access": Access.OPEN, "bot_token": TOKEN, "questionnaire": LIBRARIES} | given
        return running_bot(
            read_settings(Settings, _env_file=None, api_url=address, database_url=database, **settings), patience=AtOnce
        )

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


async def up_to_the_services(person: Person) -> None:
    """Up to question 2, whose services are ticked in place."""
    await begin(person)
    for said in ("Pakistan", "I agree", "www.nlp.gov.pk"):
        person.say(said)
        await person.next_message()


async def test_a_person_is_asked_and_answers_and_every_update_is_confirmed(run: Run, amina: Person) -> None:
    async with run():
        await begin(amina)
        amina.say("Pakistan")
        assert "Pakistan" in (await amina.next_message()).text
        await amina.all_received()


async def test_the_spinner_on_a_button_ends(run: Run, amina: Person) -> None:
    async with run():
        amina.say("/start")
        await amina.next_message()
        await amina.answer_to(amina.tap("English"))


async def test_after_a_stop_in_the_middle_the_conversation_goes_on(run: Run, amina: Person) -> None:
    async with run():
        await begin(amina)
    amina.say("Pakistan")  # while nobody is there

    async with run():
        assert "Pakistan" in (await amina.next_message()).text


async def test_an_update_given_twice_is_answered_once(run: Run, amina: Person, world: World) -> None:
    amina.say("/start")
    (update,) = world.state.updates
    async with run():
        await amina.next_message()
        await amina.all_received()
        before = len(amina.chat)
        world.state.updates.append(update)
    async with run():
        await amina.all_received()
        amina.say("/help")
        await amina.next_message()

    assert len(amina.chat) == before + 2


async def test_what_was_committed_but_could_not_be_said_is_said_after_the_next_start(
    run: Run, amina: Person, faults: Faults
) -> None:
    faults.flood("sendMessage", retry_after=1)
    async with run():
        amina.say("/start")
        await amina.all_received()
    assert len(amina.chat) == 1

    async with run():
        await amina.next_message()


async def test_a_stranger_without_an_invitation_gets_in_nowhere_and_leaves_no_trace(
    run: Run, amina: Person, database: str, world: World
) -> None:
    async with run(access=Access.INVITATION, administrators={1}):
        amina.say("/start")
        assert (await amina.next_message()).text == outside(Outside.NOT_INVITED, "en")
        amina.block()
        amina.unblock()
        amina.edit(amina.say("Pakistan"), "Panama")
        await amina.hears(outside(Outside.NOT_INVITED, "en"))
        await amina.all_received()

    assert _rows_in(database, "respondents", "responses", "outbox", "updates_done") == 0


async def test_an_administrator_is_let_in(run: Run, amina: Person) -> None:
    async with run(access=Access.INVITATION, administrators={amina.account.id}):
        amina.say("/start")
        amina.tap("The questionnaire", on=await amina.hears("survey team"))
        amina.tap("English", on=await amina.next_message())
        await amina.hears("This survey")


async def test_in_a_group_the_bot_points_to_its_private_chat(run: Run, amina: Person, world: World) -> None:
    group = world.add_group("Ministry", [amina.account])
    async with run():
        amina.say("what is that?", chat_id=group.id)
        amina.say("@simulated_bot how many questions are there?", chat_id=group.id)
        await amina.all_received()

    assert [message.text for message in group.shown[2:]] == [
        f"{outside(Outside.GROUP, 'en')} https://t.me/simulated_bot"
    ]


async def test_two_people_answer_side_by_side(run: Run, world: World) -> None:
    people = [Person.joining(world, name) for name in ("Amina", "Omar", "Chen")]
    async with run():
        for person in people:
            person.say("/start")
        for person in people:
            await person.next_message()


async def test_strange_things_are_answered_in_plain_words(run: Run, amina: Person) -> None:
    async with run():
        await begin(amina)
        strange: list[Callable[[], object]] = [
            amina.send_sticker,
            lambda: amina.send_location(33.7, 73.1),
            lambda: amina.say("/nonsense"),
            lambda: amina.edit(amina.chat[0], "something else"),
        ]
        for thing in strange:
            thing()
            assert (await amina.next_message()).text
        amina.say("Pakistan")
        await amina.hears("Pakistan")


async def test_the_menu_and_the_description_are_set_in_every_language(run: Run, world: World) -> None:
    async with run():
        await until(world, lambda: len(world.state.commands) == 2 or None)

    menus = {slot.language: [(one.command, one.description) for one in slot.commands] for slot in world.state.commands}
    assert menus == {"": [*menu("en")], "fr": [*menu("fr")]}
    assert world.state.descriptions["description:"] == outside(Outside.ABOUT, "en")


async def test_a_bot_that_cannot_set_its_menu_answers_all_the_same(run: Run, amina: Person, faults: Faults) -> None:
    faults.fail("setMyCommands")
    async with run():
        await begin(amina)


async def test_a_network_that_is_not_there_yet_is_waited_for(run: Run, amina: Person, faults: Faults) -> None:
    faults.drop("getMe", times=2)
    faults.fail("deleteWebhook", status=502)
    async with run():
        await begin(amina)


async def test_a_token_telegram_does_not_know_stops_the_start_in_one_sentence(run: Run, address: str) -> None:
    with pytest.raises(SettingsError) as refused:
        async with run(bot_token="4243:another-bot-of-somebody"):
            pass

    assert str(refused.value) == f"FOCALPOINT_BOT_TOKEN is not accepted by {address}: copy it again from @BotFather."


async def test_a_questionnaire_that_does_not_exist_stops_the_start(run: Run) -> None:
    with pytest.raises(QuestionnaireError):
        async with run(questionnaire="nothing"):
            pass


async def test_a_place_where_no_file_can_be_kept_stops_the_start_in_one_sentence(run: Run, tmp_path: Path) -> None:
    (tmp_path / "taken").write_bytes(b"")
    with pytest.raises(SettingsError) as refused:
        async with run(files=str(tmp_path / "taken" / "files")):
            pass

    assert str(refused.value) == (
        f"Nothing can be written into the folder {tmp_path}/taken/files: Not a directory. "
        "FOCALPOINT_FILES says where files are kept."
    )


def _rows_in(database: str, *tables: str) -> int:
    with closing(sqlite3.connect(database.removeprefix("sqlite:///"))) as connection:
        return sum(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables)


async def test_work_beside_the_conversation_that_ends_in_a_bug_is_heard_of() -> None:
    async def work() -> None:
        raise ZeroDivisionError

    async def goes_on() -> None:
        await asyncio.Event().wait()

    with structlog.testing.capture_logs() as logs:
        async with _going_on(goes_on(), "relay"), _going_on(work(), "tidying") as ended:
            await asyncio.wait([ended])
            await asyncio.sleep(0)
    assert [(line["event"], line["work"]) for line in logs] == [("work_ended", "tidying")]
