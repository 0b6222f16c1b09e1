"""Whatever waits in the outbox reaches its chat: once, in order, through every misfortune a Bot API server offers."""

from __future__ import annotations

import asyncio
from contextlib import AbstractAsyncContextManager

import pytest
from telegram import Bot

from bot.bookkeeping import Bookkeeping
from bot.clock import SystemClock
from bot.delivering import LONGEST_REST, SHORTEST_REST, Delivering
from bot.pace import SendingPace
from bot.patience import Patience
from flows.message import Button, File, Message, Span
from flows.ports import Storage, Work
from flows.turns import Action, Tap
from simulator.faults import Faults, When
from simulator.people import Person
from simulator.world import World
from tests.bot.conftest import StandingClock
from tests.bot.unsteady import UnsteadyStorage

FILE = File(name="msq-2020.json", media_type="application/json", content="{}")


class Post:
    """Puts messages into the outbox, and lets everything that is due go out."""

    def __init__(self, bot: Bot, storage: Storage, clock: StandingClock, pace: SendingPace | None = None) -> None:
        self._storage = storage
        self._clock = clock
        self.slept: list[float] = []
        patience = Patience(first=1, longest=60, chance=lambda: 1.0)
        self.delivering = Delivering(
            bot, Bookkeeping(storage, clock, telegram=patience, database=patience, sleep=self._sleep), pace=pace
        )

    async def put(
        self,
        chat: int,
        text: str,
        *,
        edits: int | None = None,
        question: str | None = None,
        files: tuple[File, ...] = (),
    ) -> None:
        message = Message(text=(Span(text=text),), question=question, files=files)
        await self.put_message(chat, message, edits=edits)

    async def put_message(self, chat: int, message: Message, *, edits: int | None = None) -> None:
        async with self._storage.work() as work:
            respondent = await work.respondents.lock(chat, self._clock.now())
            await work.outbox.add(respondent, message, prompt=1, edits=edits, now=self._clock.now())
            await work.commit()

    async def deliver(self, after: float = 0) -> float:
        """Some seconds later, what is due goes out; the seconds until something is due again."""
        self._clock.pass_by(after)
        await self.delivering.wake_due()
        await self.delivering.finish(5)
        return await self.delivering.wake_due()

    async def depth(self) -> int:
        async with self._storage.reading() as work:
            return await work.outbox.depth()

    async def _sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        await asyncio.sleep(0)


class CountingStorage:
    """Remembers which transactions there were."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage
        self.transactions: list[str] = []

    def work(self) -> AbstractAsyncContextManager[Work]:
        self.transactions.append("work")
        return self._storage.work()

    def reading(self) -> AbstractAsyncContextManager[Work]:
        self.transactions.append("reading")
        return self._storage.reading()


@pytest.fixture
def amina(world: World) -> Person:
    person = Person.joining(world)
    person.say("/start")
    return person


@pytest.fixture
def post(bot: Bot, storage: Storage, clock: StandingClock) -> Post:
    return Post(bot, storage, clock)


def said_to(person: Person) -> list[str]:
    """What the bot said to the person, as it stands in the chat now."""
    return [message.text for message in person.chat if message.sender_id != person.account.id]


async def test_messages_arrive_in_the_order_they_were_put_in(amina: Person, post: Post) -> None:
    for text in ("one", "two", "three"):
        await post.put(amina.account.id, text)

    assert await post.deliver() == LONGEST_REST
    assert said_to(amina) == ["one", "two", "three"]
    assert await post.depth() == 0


async def test_markup_arrives_as_what_it_is(amina: Person, post: Post) -> None:
    await post.put(amina.account.id, "1 < 2 & <b>R&D</b>")
    await post.deliver()

    assert said_to(amina) == ["1 < 2 & <b>R&D</b>"]


async def test_a_long_text_and_its_file_arrive_as_parts(amina: Person, post: Post) -> None:
    await post.put(amina.account.id, "a" * 4096 + "b", files=(FILE,))
    await post.deliver()

    assert said_to(amina) == ["a" * 4096, "b", ""]
    assert amina.file(amina.last).content == b"{}"
    assert amina.file(amina.last).name == "msq-2020.json"


async def test_after_a_failure_between_two_parts_only_the_rest_is_sent(
    amina: Person, post: Post, faults: Faults
) -> None:
    faults.fail("sendDocument", status=502)
    await post.put(amina.account.id, "Here is your copy.", files=(FILE,))

    assert await post.deliver() == 1.0
    assert said_to(amina) == ["Here is your copy."]

    await post.deliver(after=1)
    assert said_to(amina) == ["Here is your copy.", ""]


async def test_too_many_messages_are_sent_when_telegram_says_so_and_nothing_overtakes(
    amina: Person, post: Post, faults: Faults
) -> None:
    faults.flood("sendMessage", retry_after=7)
    await post.put(amina.account.id, "one")
    await post.put(amina.account.id, "two")

    assert await post.deliver() == 7.0
    assert await post.deliver(after=6.5) == 0.5
    assert said_to(amina) == []

    await post.deliver(after=0.5)
    assert said_to(amina) == ["one", "two"]


async def test_one_chat_that_has_to_wait_holds_up_no_other(
    amina: Person, post: Post, faults: Faults, world: World
) -> None:
    omar = Person.joining(world, "Omar")
    omar.say("/start")
    faults.flood("sendMessage", retry_after=7)
    await post.put(amina.account.id, "one")
    await post.deliver()
    await post.put(omar.account.id, "uno")
    await post.deliver()

    assert said_to(amina) == []
    assert said_to(omar) == ["uno"]


@pytest.mark.parametrize("status", [500, 502, 503])
async def test_while_telegram_is_in_trouble_the_pauses_grow(
    amina: Person, post: Post, faults: Faults, status: int
) -> None:
    faults.fail("sendMessage", status=status, times=4)
    await post.put(amina.account.id, "one")

    pauses = [await post.deliver()]
    for _ in range(4):
        pauses.append(await post.deliver(after=pauses[-1]))

    assert pauses == [1.0, 2.0, 4.0, 8.0, LONGEST_REST]
    assert said_to(amina) == ["one"]


async def test_a_connection_dropped_before_the_message_was_taken_loses_nothing(
    amina: Person, post: Post, faults: Faults
) -> None:
    faults.drop("sendMessage")
    await post.put(amina.account.id, "one")
    await post.deliver()
    await post.deliver(after=1)

    assert said_to(amina) == ["one"]


async def test_a_connection_dropped_after_the_message_was_taken_repeats_only_that_one(
    amina: Person, post: Post, faults: Faults
) -> None:
    faults.drop("sendMessage", when=When.AFTER)
    await post.put(amina.account.id, "one")
    await post.put(amina.account.id, "two")
    await post.deliver()
    await post.deliver(after=1)

    assert said_to(amina) == ["one", "one", "two"]


async def test_to_a_person_who_blocked_the_bot_nothing_is_sent_until_they_return(amina: Person, post: Post) -> None:
    amina.block()
    await post.put(amina.account.id, "one")

    assert await post.deliver() == LONGEST_REST
    assert await post.depth() == 1

    amina.unblock()
    await post.put(amina.account.id, "two")  # a turn: the person is back
    await post.deliver()
    assert said_to(amina) == ["one", "two"]


async def test_a_chat_that_does_not_exist_is_not_tried_again(post: Post) -> None:
    await post.put(999, "one")

    assert await post.deliver() == LONGEST_REST
    assert await post.depth() == 1


async def test_a_message_is_changed_in_its_place(amina: Person, post: Post) -> None:
    await post.put(amina.account.id, "☐ one")
    await post.deliver()
    await post.put(amina.account.id, "☑ one", edits=amina.last.id)
    await post.deliver()

    assert said_to(amina) == ["☑ one"]


async def test_a_change_that_changes_nothing_counts_as_made(amina: Person, post: Post) -> None:
    await post.put(amina.account.id, "☐ one")
    await post.deliver()
    await post.put(amina.account.id, "☐ one", edits=amina.last.id)
    await post.put(amina.account.id, "two")
    await post.deliver()

    assert said_to(amina) == ["☐ one", "two"]
    assert await post.depth() == 0


async def test_a_change_of_a_message_that_is_gone_is_sent_as_a_new_one(amina: Person, post: Post, world: World) -> None:
    await post.put(amina.account.id, "☐ one")
    await post.deliver()
    world.delete(amina.last)
    await post.put(amina.account.id, "☑ one", edits=2)
    await post.deliver()

    assert said_to(amina) == ["☑ one"]


async def test_what_telegram_refuses_for_good_is_set_aside_and_the_next_goes_out(amina: Person, post: Post) -> None:
    await post.put(amina.account.id, "Here:", files=(File(name="empty.json", media_type="", content=""),))
    await post.put(amina.account.id, "two")

    assert await post.deliver() == LONGEST_REST
    assert said_to(amina) == ["Here:", "two"]
    assert await post.depth() == 0


async def test_a_message_that_cannot_be_written_is_set_aside_and_the_next_goes_out(amina: Person, post: Post) -> None:
    button = Button(caption="?", tap=Tap(action=Action.CHOOSE, choice="not a name"))
    await post.put_message(amina.account.id, Message(text=(Span(text="one"),), buttons=((button,),)))
    await post.put(amina.account.id, "two")
    await post.deliver()

    assert said_to(amina) == ["two"]


async def test_a_message_with_nothing_in_it_is_passed_over(amina: Person, post: Post) -> None:
    await post.put(amina.account.id, " ")
    await post.put(amina.account.id, "two")
    await post.deliver()

    assert said_to(amina) == ["two"]


async def test_a_message_that_was_sent_is_not_sent_again_because_the_database_fails(
    amina: Person, bot: Bot, storage: Storage, clock: StandingClock
) -> None:
    unsteady = UnsteadyStorage(storage)
    post = Post(bot, unsteady, clock)
    await post.put(amina.account.id, "one")
    unsteady.failing = 3
    await post.deliver()

    assert said_to(amina) == ["one"]
    assert post.slept == [1.0, 2.0, 4.0]
    assert await post.depth() == 0


async def test_the_message_of_a_turn_goes_out_in_one_transaction_more(
    amina: Person, bot: Bot, storage: Storage, clock: StandingClock
) -> None:
    counting = CountingStorage(storage)
    delivering = Delivering(bot, Bookkeeping(counting, clock))
    async with storage.work() as work:
        respondent = await work.respondents.lock(amina.account.id, clock.now(), leasing=True)
        message = Message(text=(Span(text="one"),), question="q1")
        delivery = await work.outbox.add(respondent, message, prompt=1, edits=None, now=clock.now())
        await work.commit()
    delivering.wake(amina.account.id, delivery)
    await delivering.finish(5)

    assert said_to(amina) == ["one"]
    assert counting.transactions == ["work"]

    delivering.wake(amina.account.id, delivery)  # too late: it went out, woken by something else
    await delivering.finish(5)
    assert said_to(amina) == ["one"]


async def test_a_bot_that_is_refused_in_several_chats_at_once_pauses(
    amina: Person, bot: Bot, storage: Storage, clock: StandingClock, faults: Faults, world: World
) -> None:
    slept: list[float] = []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)
        moment[0] += seconds

    moment = [100.0]
    pace = SendingPace(now=lambda: moment[0], sleep=sleep, chance=lambda: 0.5)
    post = Post(bot, storage, clock, pace=pace)
    omar = Person.joining(world, "Omar")
    omar.say("/start")
    faults.flood("sendMessage", retry_after=7, times=2)
    for person in (amina, omar):
        await post.put(person.account.id, "one")
    await post.deliver()
    await post.deliver(after=7)

    assert slept == [7.5]
    assert [said_to(person) for person in (amina, omar)] == [["one"], ["one"]]


async def test_what_comes_while_the_chat_is_being_told_something_follows_at_once(
    amina: Person, post: Post, faults: Faults
) -> None:
    faults.delay("sendMessage", seconds=0.02)
    await post.put(amina.account.id, "one")
    post.delivering.wake(amina.account.id)
    await amina.hears("one")
    await post.put(amina.account.id, "two")
    post.delivering.wake(amina.account.id)

    await amina.hears("two")
    await post.delivering.finish(5)


async def test_the_relay_delivers_what_a_stopped_process_left_and_what_was_postponed(
    amina: Person, bot: Bot, storage: Storage, post: Post, faults: Faults
) -> None:
    await post.put(amina.account.id, "one")
    faults.fail("sendMessage", times=3)
    books = Bookkeeping(storage, SystemClock(), telegram=Patience(first=0.001, longest=0.001))
    delivering = Delivering(bot, books)
    relay = asyncio.create_task(delivering.run())

    await amina.hears("one")

    relay.cancel()
    await delivering.finish(5)


async def test_while_something_is_in_hand_the_relay_looks_again_soon(amina: Person, post: Post, faults: Faults) -> None:
    faults.delay("sendMessage", seconds=0.05)
    await post.put(amina.account.id, "one")

    assert await post.delivering.wake_due() == SHORTEST_REST
    await post.delivering.finish(5)
