"""Messages changed, replied to and sent in a burst, through the whole bot: what the chat shows, and what is kept."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.application import RunningBot, running_bot
from bot.patience import Patience
from bot.settings import Access, Settings, read_settings
from simulator.people import Person
from simulator.world import TOKEN, World

LIBRARIES = str(Path(__file__).parent.parent / "flows" / "questionnaires" / "all-types.yaml")

AtOnce = Patience(first=0.001, longest=0.001)


@pytest.fixture
def settings(address: str, database: str) -> Settings:
    return read_settings(
        Settings,
        _env_file=None,
        api_url=address,
        database_url=database,
        access=Access.OPEN,
        bot_token=TOKEN,
        questionnaire=LIBRARIES,
    )


@pytest_asyncio.fixture
async def bot(settings: Settings) -> AsyncIterator[RunningBot]:
    async with running_bot(settings, patience=AtOnce) as bot:
        yield bot


@pytest.fixture
def amina(world: World) -> Person:
    return Person.joining(world)


async def up_to_the_portal(person: Person) -> None:
    """Up to question 1, which asks for addresses."""
    person.say("/start")
    await person.next_message()
    for caption in ("English", "Begin"):
        person.tap(caption)
        await person.next_message()
    for said in ("Pakistan", "I agree"):
        person.say(said)
        await person.next_message()


async def test_a_changed_message_corrects_the_answer_it_gave(bot: RunningBot, amina: Person) -> None:
    await up_to_the_portal(amina)
    said = amina.say("www.nlp.gov.pk")
    await amina.next_message()
    amina.edit(said, "www.pakistan.gov.pk")
    told = await amina.next_message()
    assert "✓ 1 changed · https://www.nlp.gov.pk → https://www.pakistan.gov.pk" in told.text
    assert "The open question is still 2" in told.text


async def test_a_message_is_changed_after_the_bot_was_started_again(settings: Settings, amina: Person) -> None:
    async with running_bot(settings, patience=AtOnce):
        await up_to_the_portal(amina)
        said = amina.say("www.nlp.gov.pk")
        await amina.next_message()
        await amina.all_received()
    async with running_bot(settings, patience=AtOnce):
        amina.edit(said, "www.pakistan.gov.pk")
        assert "✓ 1 changed" in (await amina.next_message()).text


async def test_a_changed_caption_corrects_the_answer_as_well(bot: RunningBot, amina: Person) -> None:
    await up_to_the_portal(amina)
    sent = amina.send_photo(caption="www.nlp.gov.pk")
    await amina.hears("✓ 1 · https://www.nlp.gov.pk")
    amina.edit(sent, "www.pakistan.gov.pk")
    await amina.hears("✓ 1 changed")


async def test_a_reply_to_an_earlier_question_corrects_its_answer(bot: RunningBot, amina: Person) -> None:
    await up_to_the_portal(amina)
    question = amina.last
    amina.say("www.nlp.gov.pk")
    await amina.next_message()
    amina.reply_to(question, "www.pakistan.gov.pk")
    await amina.hears("✓ 1 changed · https://www.nlp.gov.pk → https://www.pakistan.gov.pk")


async def test_what_was_sent_before_the_question_was_there_continues_the_answer_before(
    bot: RunningBot, amina: Person, world: World
) -> None:
    await up_to_the_portal(amina)
    world.clock = lambda: time.time() + 10
    first = amina.say("www.nlp.gov.pk")
    await amina.next_message()
    amina.say("www.pakistan.gov.pk", sent_at=first.date - 5)
    await amina.hears("2 addresses")
    amina.tap("Leave it out again")
    await amina.hears("Left out: “www.pakistan.gov.pk”")


async def test_what_was_sent_in_the_second_of_the_question_continues_the_answer_before(
    bot: RunningBot, amina: Person, world: World
) -> None:
    await up_to_the_portal(amina)
    world.clock = lambda: time.time() + 10
    amina.say("www.nlp.gov.pk")
    asked = await amina.next_message()
    amina.say("www.pakistan.gov.pk", sent_at=asked.date)
    await amina.hears("2 addresses")
    amina.say("no", sent_at=asked.date + 1)
    await amina.hears("✓ 2 · No")


async def test_the_first_answer_in_the_second_of_its_question_is_asked_about(bot: RunningBot, amina: Person) -> None:
    amina.say("/start")
    await amina.next_message()
    for caption in ("English", "Begin"):
        amina.tap(caption)
        await amina.next_message()
    amina.say("Pakistan", sent_at=amina.last.date)
    await amina.hears("“Pakistan” was sent before “Country” was asked.")


async def test_words_in_the_second_of_the_greeting_answer_what_was_open_before(
    bot: RunningBot, amina: Person, world: World
) -> None:
    await up_to_the_portal(amina)
    world.clock = lambda: time.time() + 10
    amina.say("/start")
    greeted = await amina.next_message()
    amina.say("www.nlp.gov.pk", sent_at=greeted.date)
    await amina.hears("✓ 1 · https://www.nlp.gov.pk")


async def test_several_messages_sent_in_the_same_moment_are_one_answer(bot: RunningBot, amina: Person) -> None:
    await up_to_the_portal(amina)
    for address in ("www.nlp.gov.pk", "www.pakistan.gov.pk", "www.moit.gov.pk"):
        amina.say(address)
    await amina.hears("3 addresses")


async def test_a_text_that_an_app_had_to_cut_is_one_answer(bot: RunningBot, amina: Person) -> None:
    await up_to_the_portal(amina)
    amina.say("www.nlp.gov.pk " + "and its many pages " * 300)
    await amina.hears("have 1200 words together; the limit is 50")
