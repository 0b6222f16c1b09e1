from __future__ import annotations

from sqlalchemy import select

from flows.message import Button, File, Message, Span
from flows.ports import Storage
from flows.turns import Action, Tap
from storage.tables import outbox, prompts
from tests.storage.looking import Look
from tests.storage.steps import NOW, at, first_of, meet, message, next_of, put

EVERYTHING = Message(
    text=(Span(text="✓ 17 · 57 %\n"), Span(text="18. <GDP> & ICT", bold=True)),
    buttons=((Button(caption="5 %", tap=Tap(action=Action.CONFIRM, question="q18", choice="0", prompt=3)),), ()),
    files=(File(name="msq-2020-PAK.json", media_type="application/json", content='{"a": "é\\u0000"}'),),
    question="q18",
    in_place=True,
)


async def test_a_message_comes_out_as_it_went_in(storage: Storage) -> None:
    respondent = await meet(storage, chat=1)
    async with storage.work() as work:
        await work.outbox.add(respondent, EVERYTHING, prompt=3, edits=42, now=NOW)
        await work.commit()
    delivery = await first_of(storage, chat=1)
    assert (delivery.chat, delivery.message, delivery.prompt, delivery.edits) == (1, EVERYTHING, 3, 42)
    assert (delivery.parts_sent, delivery.attempts) == (0, 0)


async def test_messages_of_a_chat_come_out_in_the_order_they_went_in(storage: Storage) -> None:
    respondent = await meet(storage, chat=1)
    await put(storage, respondent, "1", "2")
    await put(storage, respondent, "3", minute=-5)  # the clock was set back
    said = []
    while delivery := await next_of(storage, chat=1):
        said.append(delivery.message.plain_text)
        async with storage.work() as work:
            await work.outbox.delivered(delivery, NOW)
            await work.commit()
    assert said == ["1", "2", "3"]


async def test_nothing_waits_in_another_chat(storage: Storage) -> None:
    respondent = await meet(storage, chat=1)
    await put(storage, respondent, "1")
    assert await next_of(storage, chat=2) is None


async def test_a_message_that_has_gone_out_is_gone(storage: Storage) -> None:
    respondent = await meet(storage, chat=1)
    await put(storage, respondent, "1", "2")
    async with storage.work() as work:
        assert await work.outbox.depth() == 2
        await work.outbox.delivered(await first_of(storage, chat=1), NOW)
        assert await work.outbox.depth() == 1
        await work.commit()
    assert (await first_of(storage, chat=1)).message == message("2")


async def test_a_postponed_message_holds_back_those_behind_it(storage: Storage) -> None:
    respondent = await meet(storage, chat=1)
    await put(storage, respondent, "1", "2")
    async with storage.work() as work:
        await work.outbox.postpone(await first_of(storage, chat=1), until=at(10))
        await work.commit()
    assert await next_of(storage, chat=1, minute=9) is None
    later = await first_of(storage, chat=1, minute=10)
    assert (later.message, later.attempts) == (message("1"), 1)
    async with storage.reading() as work:
        assert await work.outbox.due_chats(at(9)) == ()
        assert await work.outbox.due_chats(at(10)) == (1,)
        assert await work.outbox.next_due_at() == at(10)


async def test_parts_that_went_out_are_counted(storage: Storage) -> None:
    respondent = await meet(storage, chat=1)
    await put(storage, respondent, "a long text")
    for message_id in (101, 102):
        delivery = await first_of(storage, chat=1)
        async with storage.work() as work:
            await work.outbox.part_sent(delivery, message_id, NOW)
            await work.outbox.part_sent(delivery, message_id, NOW)  # it was not heard that this was kept
            await work.commit()
    assert (await first_of(storage, chat=1)).parts_sent == 2


async def test_what_a_message_asks_is_remembered_by_its_number(storage: Storage, look: Look) -> None:
    respondent = await meet(storage, chat=1)
    async with storage.work() as work:
        for text, question, prompt in (("10. Do you …?", "q10", 3), ("11. If yes …", "q11", 4), ("Thank you", None, 5)):
            await work.outbox.add(respondent, message(text, question), prompt=prompt, edits=None, now=NOW)
        await work.commit()
    # The second takes the place of the first, the last asks nothing: it is remembered as having been said.
    for message_id, minute in ((101, 1), (101, 2), (102, 3)):
        delivery = await first_of(storage, chat=1)
        async with storage.work() as work:
            await work.outbox.delivered(delivery, at(minute), message_id)
            await work.commit()
    shown = await look(select(prompts).order_by(prompts.c.message_id))
    assert shown == [(1, 101, "q11", 4, at(2), NOW, None), (1, 102, "", 5, at(3), NOW, None)]


async def test_a_prompt_that_is_shown_anew_in_its_place_was_there_from_the_beginning(
    storage: Storage, look: Look
) -> None:
    respondent = await meet(storage, chat=1)
    for minute in (0, 10):
        async with storage.work() as work:
            await work.outbox.add(respondent, message("Tick", "q8"), prompt=3, edits=None, now=at(minute))
            await work.commit()
        delivery = await first_of(storage, chat=1, minute=minute)
        async with storage.work() as work:
            await work.outbox.delivered(delivery, at(minute + 1), 101)
            await work.commit()
    assert await look(select(prompts)) == [(1, 101, "q8", 3, at(1), at(10), None)]


async def test_what_two_processes_delivered_is_remembered_by_both(storage: Storage, look: Look) -> None:
    respondent = await meet(storage, chat=1)
    await put(storage, respondent, "Hello")
    delivery = await first_of(storage, chat=1)
    for message_id in (101, 102):
        async with storage.work() as work:
            await work.outbox.delivered(delivery, at(1), message_id)
            await work.commit()
    assert await look(select(prompts.c.message_id, prompts.c.said_at)) == [(101, NOW), (102, at(1))]


async def test_a_message_given_up_is_set_aside_with_the_reason_and_the_next_may_go(
    storage: Storage, look: Look
) -> None:
    respondent = await meet(storage, chat=1)
    await put(storage, respondent, "1", "2")
    async with storage.work() as work:
        await work.outbox.give_up(await first_of(storage, chat=1), "can't parse entities", at(1))
        assert await work.outbox.depth() == 1
        assert await work.outbox.due_chats(at(1)) == (1,)
        await work.commit()
    assert (await first_of(storage, chat=1)).message == message("2")
    assert await look(select(outbox.c.message).where(outbox.c.reason.is_not(None))) == [(message("1"),)]
    async with storage.reading() as work:
        (given_up,) = await work.outbox.given_up()
    assert (given_up.chat, given_up.reason) == (1, "can't parse entities")
    assert (given_up.added_at, given_up.given_up_at) == (NOW, at(1))


async def test_messages_after_one_given_up_keep_their_order(storage: Storage) -> None:
    respondent = await meet(storage, chat=1)
    await put(storage, respondent, "1")
    async with storage.work() as work:
        await work.outbox.give_up(await first_of(storage, chat=1), "refused", at(1))
        await work.commit()
    await put(storage, respondent, "2", "3")
    assert (await first_of(storage, chat=1)).message == message("2")


async def test_it_is_known_since_when_the_longest_waiting_message_to_somebody_reachable_waits(storage: Storage) -> None:
    async with storage.reading() as work:
        assert await work.outbox.waiting_since() is None
    for chat in (1, 2):
        await put(storage, await meet(storage, chat), "1", minute=chat)
    async with storage.work() as work:
        await work.respondents.mark_unreachable(1, NOW)
        await work.commit()
    async with storage.reading() as work:
        assert await work.outbox.waiting_since() == at(2)


async def test_nothing_is_sent_to_an_unreachable_person_until_they_return(storage: Storage) -> None:
    respondent = await meet(storage, chat=1)
    await put(storage, respondent, "1")
    async with storage.work() as work:
        await work.respondents.mark_unreachable(1, NOW)
        await work.commit()
    async with storage.reading() as work:
        assert await work.outbox.next_of(1, NOW) is None
        assert await work.outbox.due_chats(NOW) == ()
        assert await work.outbox.next_due_at() is None
        assert await work.outbox.depth() == 1

    await meet(storage, chat=1)
    async with storage.reading() as work:
        assert await work.outbox.due_chats(NOW) == (1,)
        assert await work.outbox.next_due_at() == NOW
    assert (await first_of(storage, chat=1)).message == message("1")


async def test_the_chat_that_waits_longest_comes_first(storage: Storage) -> None:
    for chat, minute in ((1, 3), (2, 1), (3, 2), (4, 9)):
        await put(storage, await meet(storage, chat), "first", minute=minute)
        await put(storage, await meet(storage, chat), "second", minute=0)
    async with storage.reading() as work:
        assert await work.outbox.due_chats(at(5)) == (2, 3, 1)
        assert await work.outbox.due_chats(at(5), limit=2) == (2, 3)
        assert await work.outbox.due_chats(at(0)) == ()
        assert await work.outbox.next_due_at() == at(1)


async def test_an_empty_outbox_has_nothing_due(storage: Storage) -> None:
    async with storage.reading() as work:
        assert await work.outbox.next_of(1, NOW) is None
        assert await work.outbox.due_chats(NOW) == ()
        assert await work.outbox.next_due_at() is None
        assert await work.outbox.depth() == 0
