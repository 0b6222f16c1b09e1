"""The use case of every message, on a real database: one transaction a turn, each update once."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from flows.document import build_document
from flows.interview import Incoming, Interview
from flows.message import Made, Message
from flows.ports import Storage
from flows.reading import Typed
from flows.response import Response, Status
from flows.turns import Action, Input, Said, Started, Tap, Tapped
from storage import open_storage
from storage.migrating import migrate
from tests.conversations.golden import Clock
from tests.flows.small import small

AMINA, BORIS = 1001, 1002


class Office:
    """An interview with a storage, and what the tests look at."""

    def __init__(self, storage: Storage) -> None:
        self.storage = storage
        self.interview = Interview(small(), storage, Clock())
        self.update = 0

    async def hear(self, chat: int, given: Input, *, again: bool = False) -> bool:
        """True where the update was done before. `again` delivers the last update once more."""
        self.update += 0 if again else 1
        incoming = Incoming(self.update, chat, given, 7, datetime(2019, 4, 22, tzinfo=UTC))
        return (await self.interview.receive(incoming)).repeated

    async def say(self, chat: int, *texts: str) -> None:
        for text in texts:
            await self.hear(chat, Said(Typed(text)))

    async def tap(self, chat: int, action: Action, **what: str) -> None:
        prompt = (await self.response(chat)).prompt
        await self.hear(chat, Tapped(Tap(action=action, prompt=prompt, **what)))

    async def begin(self, chat: int) -> None:
        await self.hear(chat, Started())
        await self.tap(chat, Action.BEGIN)

    async def response(self, chat: int) -> Response:
        async with self.storage.work() as work:
            respondent = await work.respondents.lock(chat, datetime.now(UTC))
            assert respondent.response_id
            response = await work.responses.get(respondent.response_id)
            assert response
            return response

    async def outbox(self, chat: int) -> list[Message]:
        """What waits for the chat; taken out of the outbox."""
        now = datetime.now(UTC)
        messages = []
        async with self.storage.work() as work:
            while delivery := await work.outbox.next_of(chat, now):
                messages.append(delivery.message)
                await work.outbox.delivered(delivery, now)
            await work.commit()
        return messages


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    url = f"sqlite+aiosqlite:///{tmp_path / 'office.sqlite'}"
    await migrate(url)
    async with open_storage(url) as storage:
        yield Office(storage)


async def test_the_first_message_of_a_person_is_the_start_whatever_it_says(office: Office) -> None:
    await office.say(AMINA, "hello")
    (welcome,) = await office.outbox(AMINA)
    assert "A small questionnaire" in welcome.plain_text


async def test_a_redelivered_update_changes_nothing_and_says_nothing_new(office: Office) -> None:
    await office.begin(AMINA)
    assert not await office.hear(AMINA, Said(Typed("Pakistan")))
    assert await office.hear(AMINA, Said(Typed("Pakistan")), again=True)
    assert len(await office.outbox(AMINA)) == 3
    assert (await office.response(AMINA)).country == "PAK"


async def test_a_country_that_somebody_answers_for_is_refused_to_another(office: Office) -> None:
    for person in (AMINA, BORIS):
        await office.begin(person)
        await office.say(person, "Pakistan")
    refusal = (await office.outbox(BORIS))[-1]
    assert "Pakistan" in refusal.plain_text
    assert (await office.response(BORIS)).country is None
    await office.say(BORIS, "Kenya")
    assert (await office.response(BORIS)).country == "KEN"


async def test_ticking_a_box_changes_the_message_tapped(office: Office) -> None:
    await office.begin(AMINA)
    await office.say(AMINA, "Pakistan", "I agree", "www.gov.pk", "no")
    await office.outbox(AMINA)
    await office.tap(AMINA, Action.TOGGLE, question="tools", choice="mail")
    async with office.storage.work() as work:
        delivery = await work.outbox.next_of(AMINA, datetime.now(UTC))
    assert delivery
    assert delivery.edits == 7


async def test_a_double_tap_says_nothing(office: Office) -> None:
    await office.begin(AMINA)
    await office.say(AMINA, "Pakistan")
    prompt = (await office.response(AMINA)).prompt
    tap = Tapped(Tap(action=Action.CHOOSE, question="agree", choice="yes", prompt=prompt))
    await office.hear(AMINA, tap)
    await office.outbox(AMINA)
    await office.hear(AMINA, tap)
    assert await office.outbox(AMINA) == []


async def test_what_was_submitted_is_kept_and_handed_over_as_copies_made_of_it(office: Office) -> None:
    await office.begin(AMINA)
    await office.say(AMINA, "Pakistan", "I agree", "/x")
    await office.tap(AMINA, Action.SUMMARY)
    await office.tap(AMINA, Action.SUBMIT)
    receipt = (await office.outbox(AMINA))[-1]
    response = await office.response(AMINA)
    assert response.status is Status.COMPLETED
    async with office.storage.reading() as work:
        assert await work.responses.submission(response.id, 1) == build_document(small(), response)
    assert [file.name for file in receipt.files] == ["small-PAK.pdf", "small-PAK.json"]
    of = {"response_id": response.id, "revision": "1", "language": "en"}
    assert [file.made for file in receipt.files] == [
        Made(kind="response-pdf", of=of),
        Made(kind="response-json", of=of),
    ]
