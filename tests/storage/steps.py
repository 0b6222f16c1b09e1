"""What tests of the storage do over and over, in the words of the use cases."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from flows.answer import Answer
from flows.message import Message, Span
from flows.ports import DeadLetter, Delivery, Respondent, Storage
from flows.response import Response

QUESTIONNAIRE = "msq-2020"
NOW = datetime(2019, 4, 22, 14, 5, tzinfo=UTC)


def at(minute: int) -> datetime:
    return NOW + timedelta(minutes=minute)


def answer(value: str, minute: int = 0) -> Answer:
    return Answer(value=value, typed=value, given_at=at(minute))


async def meet(storage: Storage, chat: int) -> Respondent:
    async with storage.work() as work:
        respondent = await work.respondents.lock(chat, NOW)
        await work.commit()
    return respondent


async def begin(storage: Storage, chat: int, questionnaire: str = QUESTIONNAIRE) -> tuple[Respondent, Response]:
    async with storage.work() as work:
        respondent = await work.respondents.lock(chat, NOW)
        response = await work.responses.start(respondent, questionnaire, "1", NOW)
        await work.commit()
    return respondent, response


async def save(storage: Storage, response: Response, before: Response, respondent: Respondent) -> Response:
    async with storage.work() as work:
        await work.responses.save(response, before, respondent)
        await work.commit()
    return response


async def load(storage: Storage, response_id: str) -> Response | None:
    async with storage.reading() as work:
        return await work.responses.get(response_id)


def message(text: str, question: str | None = None) -> Message:
    return Message(text=(Span(text=text),), question=question)


async def put(storage: Storage, respondent: Respondent, *texts: str, minute: int = 0) -> None:
    """Messages into the outbox, in one transaction."""
    async with storage.work() as work:
        for text in texts:
            await work.outbox.add(respondent, message(text), prompt=1, edits=None, now=at(minute))
        await work.commit()


async def next_of(storage: Storage, chat: int, minute: int = 0) -> Delivery | None:
    async with storage.reading() as work:
        return await work.outbox.next_of(chat, at(minute))


async def first_of(storage: Storage, chat: int, minute: int = 0) -> Delivery:
    delivery = await next_of(storage, chat, minute)
    assert delivery is not None
    return delivery


def letter(update_id: int, *, tries: int = 3, minute: int = 0, failure: str = "ValueError") -> DeadLetter:
    """An update that began to fail a minute before it was set aside."""
    return DeadLetter(
        update_id=update_id,
        chat=1,
        failure=failure,
        content={"update_id": update_id, "message": {"text": "é\0 \u202e"}},
        tries=tries,
        first_failed_at=at(minute - 1),
        last_failed_at=at(minute),
    )
