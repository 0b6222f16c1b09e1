"""What had been seen of the bot when a message was sent."""

from __future__ import annotations

import pytest
import pytest_asyncio

from flows.ports import Respondent, Storage
from flows.turns import Seen
from tests.storage.steps import NOW, at, first_of, meet, message


async def show(storage: Storage, respondent: Respondent, question: str | None, number: int, minute: int) -> None:
    """Said at that minute, in the chat one minute later."""
    async with storage.work() as work:
        await work.outbox.add(respondent, message("?", question), prompt=number, edits=None, now=at(minute))
        await work.commit()
    delivery = await first_of(storage, respondent.chat, minute)
    async with storage.work() as work:
        await work.outbox.delivered(delivery, at(minute + 1), number)
        await work.commit()


@pytest_asyncio.fixture
async def chat(storage: Storage) -> int:
    """Question 10 is message 101, question 11 is 103; 105 puts none."""
    respondent = await meet(storage, chat=1)
    await show(storage, respondent, "q10", 101, 0)
    await show(storage, respondent, "q11", 103, 10)
    await show(storage, respondent, None, 105, 20)
    await show(storage, await meet(storage, chat=2), "q1", 90, 0)
    return 1


@pytest.mark.parametrize(
    ("number", "minute", "seen"),
    [
        (100, 30, None),  # its number is the lower one: sent before, whatever the clock says
        (102, 0, None),  # its time is the earlier one
        (102, 1, None),  # within the same second: nobody reads and types so fast
        (102, 2, Seen("q10", NOW)),
        (102, 11, Seen("q10", NOW, for_certain=False)),  # question 11 may have gone out once before its 103
        (104, 12, Seen("q11", at(10))),
        (104, 30, Seen("q11", at(10), for_certain=False)),
        (106, 12, Seen("q11", at(10))),
        (106, 21, Seen("q11", at(10))),  # within the second of what was said last
        (106, 22, Seen("q11", at(20))),
    ],
)
async def test_seen_is_what_came_before_by_number_and_by_time(
    storage: Storage, chat: int, number: int, minute: int, seen: Seen | None
) -> None:
    async with storage.reading() as work:
        assert await work.prompts.seen(chat, number, at(minute)) == seen


@pytest.mark.parametrize(("number", "question"), [(101, "q10"), (103, "q11"), (105, None), (90, None), (7, None)])
async def test_the_question_of_a_message(storage: Storage, chat: int, number: int, question: str | None) -> None:
    async with storage.reading() as work:
        assert await work.prompts.question_of(chat, number) == question


async def test_a_message_that_puts_no_question_may_tell_of_one(storage: Storage) -> None:
    respondent = await meet(storage, chat=1)
    async with storage.work() as work:
        told = message("✓ 1").model_copy(update={"about": "q1"})
        await work.outbox.add(respondent, told, prompt=1, edits=None, now=NOW)
        await work.commit()
    delivery = await first_of(storage, chat=1)
    async with storage.work() as work:
        await work.outbox.delivered(delivery, at(1), 101)
        await work.commit()
    async with storage.reading() as work:
        assert await work.prompts.question_of(1, 101) == "q1"
        assert await work.prompts.seen(1, 102, at(2)) == Seen(None, NOW)


async def test_where_no_question_was_put_what_was_said_is_seen_all_the_same(storage: Storage) -> None:
    await show(storage, await meet(storage, chat=1), None, 101, 0)
    async with storage.reading() as work:
        assert await work.prompts.seen(1, 102, at(2)) == Seen(None, NOW)


@pytest.mark.parametrize(("minute", "for_certain"), [(10, True), (11, False)])
async def test_what_waits_in_the_outbox_may_have_been_seen(
    storage: Storage, chat: int, minute: int, for_certain: bool
) -> None:
    """Sent and not noted: who writes well after it was said may answer it."""
    async with storage.work() as work:
        respondent = await work.respondents.lock(chat, at(30))
        await work.outbox.add(respondent, message("?", "q12"), prompt=107, edits=None, now=at(30))
        await work.commit()
    async with storage.reading() as work:
        seen = await work.prompts.seen(chat, 108, at(20 + minute))
    assert seen == Seen("q11", at(20), for_certain)
