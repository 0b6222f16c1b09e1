"""One person sends faster than anyone can answer: told once, nothing confirmed is lost, others notice nothing."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest_asyncio

from bot.flood import PAUSE
from flows.questionnaire import Questionnaire
from flows.wording.commands import Outside, outside
from simulator.people import Person
from tests.hostile.conftest import does, heard_by, response_of, shown_since, someone_at_question_1
from tests.house import House, house_of

LIMIT = 10
TOO_FAST = outside(Outside.TOO_FAST, "en")


@pytest_asyncio.fixture
async def house(questionnaire: Questionnaire) -> AsyncIterator[House]:
    async with house_of(questionnaire, flood_limit=LIMIT) as house:
        yield house
        assert house.failures == []


async def test_a_flood_is_read_up_to_the_limit_and_the_person_is_told_once(house: House, amina: Person) -> None:
    sent = [amina.say(f"www.library{number}.gov.pk") for number in range(3 * LIMIT)]
    await house.settle()

    told = [message for message in amina.chat if message.text == TOO_FAST]
    assert [message.reply_to for message in told] == [sent[LIMIT].id]
    assert len([message for message in amina.chat if message.id > sent[-1].id]) == LIMIT + 1


async def test_nothing_confirmed_is_lost_and_nothing_unread_becomes_an_answer(house: House, amina: Person) -> None:
    await does(house, amina, "www.nlp.gov.pk")
    for _ in range(3 * LIMIT):
        amina.say("/where")
    amina.say("www.wrong.gov.pk")
    await house.settle()

    response = await response_of(house, "PAK")
    assert [link.url for link in response.answers["portals"].value] == ["https://www.nlp.gov.pk"]  # type: ignore[union-attr]
    assert "www.wrong.gov.pk" not in response.model_dump_json()


async def test_after_the_pause_the_next_honest_answer_works(house: House, amina: Person) -> None:
    for _ in range(3 * LIMIT):
        amina.say("/where")
    await house.settle()

    house.clock.pass_by(PAUSE - 1)
    assert await does(house, amina, "www.nlp.gov.pk") == ""
    assert (await does(house, amina, "www.nlp.gov.pk")).startswith("✓ 1 · https://www.nlp.gov.pk")


async def test_a_flood_that_goes_on_is_answered_once_a_pause_and_no_more(house: House, amina: Person) -> None:
    before = heard_by(amina)
    for _ in range(60):
        for _ in range(20):
            amina.say("/where")
        await house.settle()
        house.clock.pass_by(1)

    shown = shown_since(amina, before).split("\n---\n")
    assert shown.count(TOO_FAST) <= 60 / PAUSE
    assert len(shown) <= LIMIT + 60 * LIMIT / 30 + 60 / PAUSE


async def test_others_are_answered_as_if_nothing_was(house: House, amina: Person) -> None:
    omar = await someone_at_question_1(house, "Omar", "Kenya")
    for _ in range(20 * LIMIT):
        amina.say("www.nlp.gov.pk")
    assert (await does(house, omar, "www.knls.ac.ke")).startswith("✓ 1 · https://www.knls.ac.ke")


async def test_who_writes_at_a_human_pace_never_hears_of_it(house: House, amina: Person) -> None:
    before = heard_by(amina)
    for _ in range(40):
        amina.say("/where")
        await house.settle()
        house.clock.pass_by(30 / LIMIT)
    assert TOO_FAST not in shown_since(amina, before)


async def test_what_waited_while_the_bot_was_away_is_all_read(house: House, amina: Person) -> None:
    before = heard_by(amina)
    house.clock.pass_by(60 * 3 * LIMIT)
    for minutes in range(3 * LIMIT):
        sent_at = house.clock.moment - timedelta(minutes=3 * LIMIT - minutes)
        amina.say("/where", sent_at=sent_at.timestamp())
    await house.settle()
    assert TOO_FAST not in shown_since(amina, before)
    assert len(shown_since(amina, before).split("\n---\n")) == 3 * LIMIT


async def test_a_flood_of_taps_is_told_of_as_well(house: House, amina: Person) -> None:
    for _ in range(3 * LIMIT):
        amina.tap("Sections")
    await house.settle()
    assert [message.text for message in amina.chat].count(TOO_FAST) == 1
    assert (await does(house, amina, "www.nlp.gov.pk")).startswith("✓ 1 · https://www.nlp.gov.pk")
