"""Buttons that no longer apply disappear from old messages, when nothing else is to be done."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

import pytest
from telegram import Bot

from bot.bookkeeping import Bookkeeping
from bot.delivering import Delivering
from bot.pace import SendingPace
from bot.tidying import MOST_CHATS, MOST_OF_CHAT, QUIET, Tidying
from flows.message import Button, File, Message, Span
from flows.ports import Delivery, Storage
from flows.turns import Action, Tap
from simulator.faults import Faults
from simulator.people import Person
from simulator.world import World
from tests.bot.conftest import StandingClock

FILE = File(name="a.json", media_type="application/json", content="{}")


def prompt_of(number: int, *extra: Button) -> Message:
    """A question with a button that counts while it is asked, and one that counts always."""
    question = f"q{number}"
    skip = Button("Skip", Tap(action=Action.SKIP, question=question, prompt=number))
    about = Button("What is it?", Tap(action=Action.DEFINE, question=question, choice="it", prompt=number))
    return Message(text=(Span(text=question),), buttons=((about,), (skip, *extra)), question=question)


NOTICE = Message(text=(Span(text="A notice"),), buttons=((Button("Sections", Tap(action=Action.SECTIONS)),),))


@dataclass
class Watch:
    seconds: float = 100.0

    def now(self) -> float:
        return self.seconds


@dataclass
class House:
    """The bot, as far as it delivers; nothing of it sleeps."""

    bot: Bot
    storage: Storage
    clock: StandingClock
    watch: Watch = field(default_factory=Watch)
    rate: float = 0.0

    def __post_init__(self) -> None:
        self.pace = SendingPace(self.rate, now=self.watch.now)
        self.tidying = Tidying(self.bot, self.pace, now=self.watch.now, sleep=lambda _: asyncio.sleep(0))
        self.delivering = Delivering(
            self.bot, Bookkeeping(self.storage, self.clock), pace=self.pace, tidying=self.tidying
        )

    async def say(self, chat: int, message: Message, prompt: int, *, edits: int | None = None) -> None:
        async with self.storage.work() as work:
            person = await work.respondents.lock(chat, self.clock.now())
            await work.outbox.add(person, message, prompt=prompt, edits=edits, now=self.clock.now())
            await work.commit()
        await self.delivering.wake_due()
        await self.delivering.finish(5)

    async def tidy(self, after: float = QUIET, times: int = 1) -> None:
        self.watch.seconds += after
        for _ in range(times):
            await self.tidying.tidy_one()


@pytest.fixture
def house(bot: Bot, storage: Storage, clock: StandingClock) -> House:
    return House(bot, storage, clock)


@pytest.fixture
def amina(world: World) -> Person:
    person = Person.joining(world)
    person.say("/start")
    return person


def buttons_of(person: Person) -> list[list[str]]:
    return [message.captions for message in person.chat if message.sender_id != person.account.id]


async def test_of_a_prompt_that_is_over_only_the_buttons_stay_that_count_always(amina: Person, house: House) -> None:
    await house.say(amina.account.id, prompt_of(1), 1)
    await house.say(amina.account.id, prompt_of(2), 2)
    await house.tidy()
    assert buttons_of(amina) == [["What is it?"], ["What is it?", "Skip"]]


async def test_a_prompt_without_other_buttons_loses_all(amina: Person, house: House) -> None:
    begin = Message(text=(Span(text="Welcome"),), buttons=((Button("Begin", Tap(action=Action.BEGIN, prompt=1)),),))
    await house.say(amina.account.id, begin, 1)
    await house.say(amina.account.id, Message(text=(Span(text="Country"),), question="country"), 2)
    await house.tidy()
    assert buttons_of(amina) == [[], []]


@pytest.mark.parametrize("message", [NOTICE, prompt_of(1)])
async def test_as_long_as_the_prompt_stands_its_buttons_do(amina: Person, house: House, message: Message) -> None:
    """A notice of the survey team's knows no prompt; the same question shown again is the same prompt."""
    await house.say(amina.account.id, prompt_of(1), 1)
    await house.say(amina.account.id, message, 0 if message is NOTICE else 1)
    await house.tidy(times=2)
    assert buttons_of(amina)[0] == ["What is it?", "Skip"]


async def test_both_copies_of_a_prompt_lose_their_buttons_when_it_is_over(amina: Person, house: House) -> None:
    for number, prompt in ((1, 1), (1, 1), (2, 2)):
        await house.say(amina.account.id, prompt_of(number), prompt)
    await house.tidy(times=2)
    assert buttons_of(amina)[:2] == [["What is it?"], ["What is it?"]]


async def test_what_is_said_last_ends_a_prompt_even_without_a_question(amina: Person, house: House) -> None:
    await house.say(amina.account.id, prompt_of(1), 1)
    await house.say(amina.account.id, NOTICE, 2)
    await house.tidy()
    assert buttons_of(amina)[0] == ["What is it?"]


async def test_a_message_changed_in_place_is_a_prompt_of_now(amina: Person, house: House) -> None:
    await house.say(amina.account.id, prompt_of(1), 1)
    number = amina.last.id
    await house.say(amina.account.id, prompt_of(2), 2)
    await house.say(amina.account.id, prompt_of(3), 3, edits=number)
    await house.tidy(times=3)
    assert buttons_of(amina) == [["What is it?", "Skip"], ["What is it?"]]


async def test_the_buttons_hang_on_the_text_and_not_on_the_file_behind_it(amina: Person, house: House) -> None:
    with_file = Message(text=(Span(text="q1"),), buttons=prompt_of(1).buttons, question="q1", files=(FILE,))
    await house.say(amina.account.id, with_file, 1)
    await house.say(amina.account.id, prompt_of(2), 2)
    await house.tidy()
    assert buttons_of(amina)[:2] == [["What is it?"], []]


async def test_while_somebody_may_be_tapping_nothing_is_tidied(amina: Person, house: House) -> None:
    await house.say(amina.account.id, prompt_of(1), 1)
    await house.say(amina.account.id, prompt_of(2), 2)
    await house.tidy(after=QUIET - 1)
    assert buttons_of(amina)[0] == ["What is it?", "Skip"]


async def test_nothing_is_tidied_where_the_pace_has_no_room_for_it(
    amina: Person, bot: Bot, storage: Storage, clock: StandingClock
) -> None:
    house = House(bot, storage, clock, rate=30)
    await house.say(amina.account.id, prompt_of(1), 1)
    await house.say(amina.account.id, prompt_of(2), 2)
    house.watch.seconds += QUIET
    await house.pace.turn_of(4711)
    await house.tidy(after=0)
    assert buttons_of(amina)[0] == ["What is it?", "Skip"]
    await house.tidy(after=1)
    assert buttons_of(amina)[0] == ["What is it?"]


async def test_while_messages_are_on_their_way_nothing_is_tidied(amina: Person, house: House) -> None:
    await house.say(amina.account.id, prompt_of(1), 1)
    await house.say(amina.account.id, prompt_of(2), 2)
    house.watch.seconds += QUIET
    busy = [True, True, False]
    asked: list[bool] = []

    def is_busy() -> bool:
        if not busy:
            raise asyncio.CancelledError
        asked.append(buttons_of(amina)[0] == ["What is it?", "Skip"])
        return busy.pop(0)

    with pytest.raises(asyncio.CancelledError):
        await house.tidying.run(is_busy)
    assert asked == [True, True, True]
    assert buttons_of(amina)[0] == ["What is it?"]


async def test_what_goes_wrong_is_left_as_it_is(amina: Person, house: House, faults: Faults) -> None:
    for number in (1, 2, 3):
        await house.say(amina.account.id, prompt_of(number), number)
    faults.fail("editMessageReplyMarkup")
    await house.tidy(times=2)
    assert buttons_of(amina) == [["What is it?", "Skip"], ["What is it?"], ["What is it?", "Skip"]]


async def test_when_telegram_asks_for_less_it_is_given_up_altogether(
    amina: Person, house: House, faults: Faults
) -> None:
    for number in (1, 2, 3):
        await house.say(amina.account.id, prompt_of(number), number)
    faults.flood("editMessageReplyMarkup", retry_after=3)
    await house.tidy(times=3)
    assert buttons_of(amina) == [["What is it?", "Skip"]] * 3


async def test_what_is_remembered_is_bounded(house: House) -> None:
    for chat in range(MOST_CHATS + 5):
        house.tidying.sent(Delivery(str(chat), chat, prompt_of(1), 1), 7)
    for number in range(3 * MOST_OF_CHAT):
        house.tidying.sent(Delivery("x", 1, prompt_of(number), number), number)
    assert len(house.tidying._chats) == MOST_CHATS
    assert len(house.tidying._chats[1].stale) == MOST_OF_CHAT
