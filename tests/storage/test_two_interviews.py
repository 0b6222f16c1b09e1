"""Two processes, one chat: every turn comes after another, every update has its effect once, no answer is lost."""

from __future__ import annotations

import asyncio
import random
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import select

from flows.interview import Incoming, Interview, Received
from flows.ports import Storage
from flows.questionnaire import Questionnaire
from flows.reading import Typed
from flows.response import Response
from flows.turns import Action, Said, Started, Tap, Tapped
from storage import open_storage
from storage.tables import answer_history, outbox, updates_done
from tests.storage.looking import Look

AMINA, QUESTIONS = 1001, 12
LATER = datetime(2030, 1, 1, tzinfo=UTC)

DIARY = Questionnaire.model_validate(
    {
        "name": "diary",
        "version": "1",
        "title": {"en": "A diary"},
        "languages": ["en"],
        "introduction": {"en": "Some questions."},
        "thanks": {"en": "Thank you."},
        "minutes": 5,
        "opening": {
            "name": "opening",
            "label": {"en": "Before"},
            "questions": [{"name": "country", "type": "country", "required": True, "label": {"en": "Country"}}],
        },
        "sections": [
            {
                "name": "days",
                "label": {"en": "Days"},
                "questions": [
                    {"name": f"day{number}", "type": "text", "label": {"en": f"Day {number}?"}}
                    for number in range(QUESTIONS)
                ],
            }
        ],
    }
)


@dataclass
class Hours:
    """A clock shared by both: each look is a second later."""

    moment: datetime = LATER

    def now(self) -> datetime:
        self.moment += timedelta(seconds=1)
        return self.moment


def said(update: int, text: str) -> Incoming:
    return Incoming(update, AMINA, Said(Typed(text)), update, LATER + timedelta(days=1))


async def test_two_processes_that_take_one_chat_s_updates_at_once_lose_and_double_nothing(
    storage: Storage, url: str, look: Look
) -> None:
    texts = [f"It was the answer number {number}." for number in range(QUESTIONS)]
    updates = [said(10 + number, text) for number, text in enumerate(texts)]
    twice = random.Random(1).sample(updates * 2, k=2 * len(updates))
    async with open_storage(url) as second:
        clock = Hours()
        one, other = Interview(DIARY, storage, clock), Interview(DIARY, second, clock)
        await one.receive(Incoming(1, AMINA, Started(), 1, LATER))
        prompt = (await response_of(storage)).prompt
        await other.receive(Incoming(2, AMINA, Tapped(Tap(action=Action.BEGIN, prompt=prompt)), 1, LATER))
        await one.receive(said(3, "Pakistan"))
        received = await asyncio.gather(
            *((one, other)[number % 2].receive(incoming) for number, incoming in enumerate(twice))
        )

    response = await response_of(storage)
    kept = {name: answer.value for name, answer in response.answers.items() if name != "country"}
    assert sorted(kept) == sorted(f"day{number}" for number in range(QUESTIONS))
    assert sorted(map(str, kept.values())) == sorted(texts)
    assert sum(one.repeated for one in received) == QUESTIONS
    history = await look(select(answer_history.c.question))
    assert sorted(history) == sorted([("country",), *((name,) for name in kept)])
    assert len(await look(select(updates_done))) == QUESTIONS + 3
    places = [place for (place,) in await look(select(outbox.c.place).order_by(outbox.c.place))]
    assert places == [*range(1, QUESTIONS + 4)]
    assert_one_process_delivers(received)


def assert_one_process_delivers(received: list[Received]) -> None:
    """The first process had the chat in hand: nothing may go out that stands behind what waits."""
    assert all(one.delivery is None for one in received)


async def response_of(storage: Storage) -> Response:
    async with storage.work() as work:
        respondent = await work.respondents.lock(AMINA, LATER)
        assert respondent.response_id
        response = await work.responses.get(respondent.response_id)
    assert response
    return response
