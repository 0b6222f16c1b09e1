"""What words refer to, through the use case and a real database: bursts, edits and replies by numbers of messages."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import pytest_asyncio

from flows.interview import Incoming, Interview
from flows.message import Message
from flows.ports import Storage
from flows.reading import Typed
from flows.response import Response
from flows.turns import Action, Edited, Input, Origin, Said, Started, Tap, Tapped
from storage import open_storage
from storage.migrating import migrate
from tests.conversations.golden import Clock
from tests.flows.small import small

AMINA = 1001


class Chat:
    """One person's chat: messages of both sides are numbered in the order they stand there."""

    def __init__(self, storage: Storage) -> None:
        self.storage = storage
        self.clock = Clock()
        self.interview = Interview(small(), storage, self.clock)
        self.number = self.updates = 0

    async def hear(self, given: Input, reply_to: int | None = None) -> None:
        self.updates += 1
        self.clock.moment += timedelta(seconds=10)
        incoming = Incoming(self.updates, AMINA, given, self.number, self.clock.now(), reply_to=reply_to)
        await self.interview.receive(incoming)

    async def say(
        self, text: str, *, number: int | None = None, sent_at: datetime | None = None, reply_to: int | None = None
    ) -> int:
        """The number of the message."""
        number = number or self._next()
        await self.hear(Said(Typed(text), Origin(AMINA, number, sent_at or self.clock.now())), reply_to)
        return number

    async def edit(self, number: int, text: str) -> None:
        await self.hear(Edited(Typed(text), Origin(AMINA, number, self.clock.now())))

    async def tap(self, action: Action, question: str = "", choice: str = "") -> None:
        prompt = (await self.response()).prompt
        await self.hear(Tapped(Tap(action=action, question=question, choice=choice, prompt=prompt)))
        await self.told()

    async def answer(self, text: str) -> int:
        """Says it, and reads what follows."""
        number = await self.say(text)
        await self.told()
        return number

    async def told(self) -> list[tuple[int, Message]]:
        """What waits is delivered, and read: numbers and messages."""
        messages = []
        async with self.storage.work() as work:
            while delivery := await work.outbox.next_of(AMINA, self.clock.now()):
                messages.append((self._next(), delivery.message))
                await work.outbox.delivered(delivery, self.clock.now(), self.number)
            await work.commit()
        self.clock.moment += timedelta(seconds=10)
        return messages

    async def response(self) -> Response:
        async with self.storage.work() as work:
            respondent = await work.respondents.lock(AMINA, self.clock.now())
            assert respondent.response_id
            response = await work.responses.get(respondent.response_id)
            assert response
            return response

    async def urls(self) -> list[str]:
        answer = (await self.response()).answers["site"]
        assert isinstance(answer.value, tuple)
        return [getattr(link, "url", "") for link in answer.value]

    def _next(self) -> int:
        self.number += 1
        return self.number


@pytest_asyncio.fixture
async def chat(tmp_path: Path) -> AsyncIterator[Chat]:
    """At question 1."""
    url = f"sqlite+aiosqlite:///{tmp_path / 'chat.sqlite'}"
    await migrate(url)
    async with open_storage(url) as storage:
        chat = Chat(storage)
        await chat.hear(Started())
        await chat.told()
        await chat.tap(Action.BEGIN)
        await chat.answer("Pakistan")
        await chat.tap(Action.CHOOSE, "agree", "yes")
        yield chat


async def test_what_is_said_before_the_next_question_was_delivered_continues_the_answer(chat: Chat) -> None:
    await chat.say("www.gov.pk")
    await chat.say("www.moit.gov.pk")
    assert await chat.urls() == ["https://www.gov.pk", "https://www.moit.gov.pk"]


async def test_what_is_said_after_it_was_delivered_answers_it(chat: Chat) -> None:
    await chat.answer("www.gov.pk")
    await chat.say("yes")
    assert (await chat.response()).answers["has"].value is True


async def test_what_arrives_late_was_said_before_by_its_number(chat: Chat) -> None:
    late, then = chat._next(), chat.clock.now()
    await chat.answer("www.gov.pk")
    await chat.say("www.moit.gov.pk", number=late, sent_at=then)
    assert await chat.urls() == ["https://www.moit.gov.pk", "https://www.gov.pk"]


async def test_a_changed_message_corrects_its_answer_and_no_other(chat: Chat) -> None:
    number = await chat.answer("www.gov.pk")
    await chat.answer("yes")
    await chat.edit(number, "www.pakistan.gov.pk")
    assert await chat.urls() == ["https://www.pakistan.gov.pk"]


async def test_a_changed_message_whose_answer_was_replaced_is_told_so(chat: Chat) -> None:
    number = await chat.answer("www.gov.pk")
    await chat.tap(Action.EDIT, "site")
    await chat.answer("www.pakistan.gov.pk")
    await chat.edit(number, "www.moit.gov.pk")
    ((_, message),) = await chat.told()
    assert "1 has another answer by now" in message.plain_text
    assert await chat.urls() == ["https://www.pakistan.gov.pk"]


@pytest.mark.parametrize("to", ["the prompt", "the answer", "an answer since replaced", "the confirmation"])
async def test_a_reply_answers_the_question_of_the_message_replied_to(chat: Chat, to: str) -> None:
    numbers = {"the prompt": chat.number, "the answer": await chat.say("www.gov.pk")}
    await chat.told()
    if to == "an answer since replaced":
        numbers[to] = numbers["the answer"]
        await chat.tap(Action.EDIT, "site")
        await chat.answer("www.nitb.gov.pk")
    if to == "the confirmation":
        await chat.edit(numbers["the answer"], "www.nitb.gov.pk")
        ((numbers[to], _),) = await chat.told()
    await chat.say("www.moit.gov.pk", reply_to=numbers[to])
    assert await chat.urls() == ["https://www.moit.gov.pk"]


async def test_a_reply_to_words_that_were_refused_is_for_their_question(chat: Chat) -> None:
    number = await chat.answer("ftp://files.gov.pk")
    await chat.say("www.gov.pk", reply_to=number)
    assert await chat.urls() == ["https://www.gov.pk"]


async def test_a_reply_to_a_message_about_nothing_is_asked_about(chat: Chat) -> None:
    await chat.say("www.gov.pk", reply_to=1)
    ((_, message),) = await chat.told()
    assert message.plain_text.startswith("The message you replied to asks no question.")


async def test_without_the_number_of_its_message_what_is_said_is_the_answer(chat: Chat) -> None:
    await chat.hear(Said(Typed("www.gov.pk")), reply_to=7)
    await chat.hear(Said(Typed("yes")))
    assert (await chat.response()).answers["has"].value is True
