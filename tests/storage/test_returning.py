"""Remarks, enquiries, and what is told of a response's past."""

from __future__ import annotations

import asyncio

from flows.administration.enquiries import Enquiry
from flows.administration.roles import Role
from flows.ports import Given, Remark, Storage, Submitted
from flows.response import OpenRemark
from storage import open_storage
from storage.keys import new_key
from tests.storage.steps import NOW, answer, at, begin, load, meet, save


def enquiry(response_id: str, respondent_id: str, words: str = "What is meant?") -> Enquiry:
    return Enquiry("msq-2020", "PAK", response_id, respondent_id, "q1", "570\0 %", words, NOW)


async def test_the_history_of_a_response_tells_who_gave_what_when(storage: Storage) -> None:
    respondent, response = await begin(storage, chat=1)
    first = await save(storage, response.with_answer("q1", answer("a")), response, respondent)
    second = await save(storage, first.with_answer("q2", answer("b", 1)), first, respondent)
    await save(storage, second.with_answer("q1", None).but(last_seen_at=at(2)), second, respondent)

    async with storage.reading() as work:
        given = [
            Given("q1", answer("a"), respondent.id, NOW),
            Given("q2", answer("b", 1), respondent.id, at(1)),
            Given("q1", None, respondent.id, at(2)),
        ]
        assert [*await work.responses.history(response.id)] == given
        assert [*await work.responses.history(response.id, "q1")] == [given[0], given[2]]
        assert await work.responses.history("no key") == ()


async def test_the_revisions_are_told_with_their_times(storage: Storage) -> None:
    _, response = await begin(storage, chat=1)
    async with storage.work() as work:
        for revision in (1, 2):
            await work.responses.keep_submission(response.but(revision=revision, completed_at=at(revision)), {})
        await work.commit()
    async with storage.reading() as work:
        assert await work.responses.revisions(response.id) == (Submitted(1, at(1)), Submitted(2, at(2)))
        assert await work.responses.revisions("no key") == ()


async def test_a_remark_that_is_taken_off_the_response_is_noted_as_dealt_with(storage: Storage) -> None:
    respondent, response = await begin(storage, chat=1)
    remarked = response.but(remarks={"q1": OpenRemark(words="Is it?"), "q2": OpenRemark(words="And?", shown=True)})
    await save(storage, remarked, response, respondent)
    assert await load(storage, response.id) == remarked
    async with storage.work() as work:
        for question in ("q1", "q2", None):
            await work.remarks.add(Remark(response.id, 1, question, "Is it?", "amina", NOW))
        await work.commit()
    await save(storage, remarked.settled("q2").but(last_seen_at=at(3)), remarked, respondent)

    async with storage.reading() as work:
        found = await work.remarks.of(response.id)
        assert await work.remarks.of("no key") == ()
    assert [(each.question, each.dealt_with_at) for each in found] == [("q1", None), ("q2", at(3)), (None, None)]


async def test_an_enquiry_is_found_and_listed_until_it_is_answered(storage: Storage) -> None:
    respondent, response = await begin(storage, chat=1)
    async with storage.work() as work:
        first = await work.enquiries.add(enquiry(response.id, respondent.id))
        second = await work.enquiries.add(enquiry(response.id, respondent.id, "And now?"))
        answered = await work.enquiries.answer(first.id, "This.", "amina", at(1))
        assert await work.enquiries.answer(first.id, "That.", "boris", at(2)) is None
        assert await work.enquiries.answer("no key", "That.", "boris", at(2)) is None
        assert await work.enquiries.answer(new_key(), "That.", "boris", at(2)) is None
        await work.commit()

    async with storage.reading() as work:
        kept = await work.enquiries.get(first.id)
        assert kept == answered
        assert kept is not None
        assert (kept.answer, kept.answered_by, kept.answered_at) == ("This.", "amina", at(1))
        assert kept.tried == "570\ufffd %"
        assert [each.id for each in await work.enquiries.all("msq-2020")] == [first.id, second.id]
        assert [each.id for each in await work.enquiries.all("msq-2020", unanswered=True)] == [second.id]
        assert await work.enquiries.all("another") == ()
        assert await work.enquiries.get("no key") is None


async def test_of_two_processes_that_answer_at_once_one_does(storage: Storage, url: str) -> None:
    respondent, response = await begin(storage, chat=1)
    async with storage.work() as work:
        asked = await work.enquiries.add(enquiry(response.id, respondent.id))
        await work.commit()

    async def answer_by(process: Storage, name: str) -> Enquiry | None:
        async with process.work() as work:
            answered = await work.enquiries.answer(asked.id, name, name, NOW)
            await work.commit()
        return answered

    async with open_storage(url) as other:
        both = await asyncio.gather(answer_by(storage, "amina"), answer_by(other, "boris"))
    (done,) = filter(None, both)
    async with storage.reading() as work:
        assert await work.enquiries.get(asked.id) == done


async def test_administrators_are_those_by_invitation_and_those_by_setting_who_were_seen(storage: Storage) -> None:
    for chat, role in ((1, None), (2, Role.ADMINISTRATOR), (3, Role.FOCAL_POINT), (4, None)):
        person = await meet(storage, chat)
        async with storage.work() as work:
            await work.respondents.assign(person, role, None)
            await work.commit()
    async with storage.work() as work:
        assert [person.chat for person in await work.respondents.administrators((4, 5))] == [2, 4]
        assert [person.chat for person in await work.respondents.administrators()] == [2]
