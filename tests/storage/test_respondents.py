from __future__ import annotations

from sqlalchemy import select

from flows.desk.states import ForRemark
from flows.ports import Respondent, Storage
from storage.tables import respondents
from tests.storage.looking import Look
from tests.storage.steps import NOW, at, begin, meet


async def test_a_person_is_created_at_first_sight_and_found_again(storage: Storage) -> None:
    first = await meet(storage, chat=5)
    assert first == Respondent(id=first.id, chat=5)
    assert await meet(storage, chat=5) == first
    assert (await meet(storage, chat=6)).id != first.id


async def test_the_chat_may_have_any_number_of_telegrams(storage: Storage) -> None:
    for chat in (-(2**52), 2**52):
        assert (await meet(storage, chat)).chat == chat


async def test_a_person_is_found_with_the_response_they_work_on(storage: Storage) -> None:
    _, response = await begin(storage, chat=5)
    assert (await meet(storage, chat=5)).response_id == response.id


async def test_when_a_person_came_first_and_last_is_kept(storage: Storage, look: Look) -> None:
    for minute in (0, 3):
        async with storage.work() as work:
            await work.respondents.lock(5, at(minute))
            await work.commit()
    assert await look(select(respondents.c.created_at, respondents.c.last_seen_at)) == [(NOW, at(3))]


async def test_an_unreachable_person_who_returns_is_reachable_again(storage: Storage, look: Look) -> None:
    await meet(storage, chat=5)
    await meet(storage, chat=6)
    async with storage.work() as work:
        await work.respondents.mark_unreachable(5, NOW)
        await work.commit()
    reachable = select(respondents.c.chat).where(respondents.c.reachable)
    assert await look(reachable) == [(6,)]

    assert (await meet(storage, chat=5)).reachable
    assert await look(reachable.order_by(respondents.c.chat)) == [(5,), (6,)]


async def test_marking_an_unknown_chat_unreachable_does_nothing(storage: Storage, look: Look) -> None:
    async with storage.work() as work:
        await work.respondents.mark_unreachable(5, NOW)
        await work.commit()
    assert await look(select(respondents)) == []


async def test_what_an_administrator_is_in_the_middle_of_is_kept_and_forgotten(storage: Storage) -> None:
    for desk in (ForRemark(country="PAK", questions=("q3",), remarks={"q1": "Please check."}), None):
        person = await meet(storage, chat=5)
        async with storage.work() as work:
            await work.respondents.keep_desk(person, desk)
            await work.commit()
        assert (await meet(storage, chat=5)).desk == desk
