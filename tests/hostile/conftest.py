"""A house with the small questionnaire of all types, and two people who stand at its first question."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from flows.loading import load_questionnaire
from flows.questionnaire import Questionnaire
from flows.response import Response
from simulator.people import Person
from simulator.values import Message
from tests.house import House, house_of

ALL_TYPES = Path(__file__).parent.parent / "flows" / "questionnaires" / "all-types.yaml"

BEGINNING = ("/start", "[English]", "[Begin]", "Pakistan", "[I agree]")
"""What leads to question 1, which asks for web addresses."""


@pytest.fixture(scope="session")
def questionnaire() -> Questionnaire:
    return load_questionnaire(ALL_TYPES)


@pytest_asyncio.fixture
async def house(questionnaire: Questionnaire) -> AsyncIterator[House]:
    async with house_of(questionnaire) as house:
        yield house
        assert house.failures == []


@pytest_asyncio.fixture
async def amina(house: House) -> Person:
    return await someone_at_question_1(house, "Amina", "Pakistan")


@pytest_asyncio.fixture
async def omar(house: House) -> Person:
    return await someone_at_question_1(house, "Omar", "Kenya")


async def someone_at_question_1(house: House, name: str, country: str) -> Person:
    person = Person.joining(house.world, name)
    for given in BEGINNING:
        await does(house, person, country if given == "Pakistan" else given)
    return person


async def does(house: House, person: Person, *given: str) -> str:
    """Says it, or taps the button in brackets; a minute passes with each. What the bot showed in answer to the last."""
    before = 0
    for each in given:
        before = heard_by(person)
        if each.startswith("["):
            person.tap(each.strip("[]"))
        else:
            person.say(each)
        await house.settle()
        house.clock.pass_by(60)
    return shown_since(person, before)


async def response_of(house: House, country: str) -> Response:
    async with house.storage.reading() as work:
        return await anext(
            each async for each in work.responses.all(house.questionnaire.name) if each.country == country
        )


def heard_by(person: Person) -> int:
    """The newest message of the chat by its number."""
    return max((message.id for message in person.chat), default=0)


def shown_since(person: Person, number: int) -> str:
    """All new messages of the bot, buttons included, `---` between them."""
    of_bot = [m for m in person.chat if m.id > number and m.sender_id != person.account.id]
    return "\n---\n".join(map(_shown, of_bot))


def _shown(message: Message) -> str:
    rows = [" ".join(f"[{button.caption}]" for button in row) for row in message.keyboard]
    return "\n".join([message.text, *rows])
