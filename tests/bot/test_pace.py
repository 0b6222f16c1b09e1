"""How many messages leave in a second, as Telegram asks for it: on a clock that only moves while somebody waits."""

from __future__ import annotations

import asyncio

import pytest

from bot.pace import BURST, SendingPace

AMINA, OMAR = 1001, 1002


class Watch:
    """A clock that goes on when somebody sleeps."""

    def __init__(self) -> None:
        self.seconds = 100.0

    def now(self) -> float:
        return self.seconds

    async def sleep(self, seconds: float) -> None:
        self.seconds += seconds


@pytest.fixture
def watch() -> Watch:
    return Watch()


def pace_of(watch: Watch, rate: float) -> SendingPace:
    return SendingPace(rate, now=watch.now, sleep=watch.sleep, chance=lambda: 0.5)


async def sent_at(watch: Watch, pace: SendingPace, *chats: int) -> list[float]:
    """When a message into each of the chats may go out, one after the other, in seconds from now."""
    begun, moments = watch.seconds, []
    for chat in chats:
        await pace.turn_of(chat)
        moments.append(round(watch.seconds - begun, 3))
    return moments


async def test_where_no_limit_is_known_nothing_waits(watch: Watch) -> None:
    assert await sent_at(watch, pace_of(watch, 0), *[AMINA] * 100) == [0] * 100


async def test_into_one_chat_a_few_messages_go_at_once_and_then_one_a_second(watch: Watch) -> None:
    assert await sent_at(watch, pace_of(watch, 30), *[AMINA] * (BURST + 3)) == [0] * BURST + [1, 2, 3]


async def test_a_chat_that_was_quiet_may_have_a_few_at_once_again(watch: Watch) -> None:
    pace = pace_of(watch, 30)
    await sent_at(watch, pace, *[AMINA] * (BURST + 3))
    watch.seconds += 2
    assert await sent_at(watch, pace, *[AMINA] * 3) == [0, 0, 1]


async def test_into_all_chats_no_more_than_the_rate_goes_in_a_second(watch: Watch) -> None:
    moments = await sent_at(watch, pace_of(watch, 10), *range(1000))
    in_a_second = max(sum(1 for other in moments if moment <= other < moment + 1) for moment in moments)
    assert moments[-1] == pytest.approx((1000 - BURST) / 10)
    assert in_a_second <= 10 + BURST


async def test_a_refusal_of_one_chat_holds_up_no_other(watch: Watch) -> None:
    pace = pace_of(watch, 0)
    pace.refused(AMINA, 7)
    pace.refused(AMINA, 7)
    assert await sent_at(watch, pace, OMAR) == [0]


async def test_refusals_of_several_chats_at_once_mean_the_bot_and_everything_pauses(watch: Watch) -> None:
    pace = pace_of(watch, 0)
    pace.refused(AMINA, 5)
    pace.refused(OMAR, 7)
    assert await sent_at(watch, pace, AMINA, 1003) == [7.5, 7.5]


async def test_refusals_of_several_chats_at_different_times_mean_these_chats(watch: Watch) -> None:
    pace = pace_of(watch, 0)
    pace.refused(AMINA, 5)
    watch.seconds += 3
    pace.refused(OMAR, 7)
    assert await sent_at(watch, pace, 1003) == [0]


async def test_who_comes_first_goes_first(watch: Watch) -> None:
    pace, order = SendingPace(10, now=watch.now, sleep=lambda _: asyncio.sleep(0)), []

    async def send(number: int) -> None:
        await pace.turn_of(number)
        order.append(number)

    await asyncio.gather(*map(send, range(20)))
    assert order == [*range(20)]


async def test_chats_long_quiet_take_no_memory(watch: Watch) -> None:
    pace = pace_of(watch, 1_000_000)
    for chat in range(10_000):
        await pace.turn_of(chat)
    watch.seconds += 10
    await pace.turn_of(AMINA)
    assert len(pace._chats) == 1


async def test_a_spare_place_is_taken_only_where_nobody_could_wait_for_it(watch: Watch) -> None:
    pace = pace_of(watch, 10)
    assert pace.takes_spare(AMINA)
    assert not pace.takes_spare(OMAR), "the whole bot has just used one"
    watch.seconds += 0.2
    assert pace.takes_spare(OMAR)
    assert not pace.takes_spare(AMINA), "so has the chat"
    watch.seconds += 1
    pace.refused(AMINA, 5)
    pace.refused(OMAR, 5)
    assert not pace.takes_spare(AMINA), "everything pauses"
    watch.seconds += 6
    assert pace.takes_spare(AMINA)


async def test_without_a_limit_there_is_always_room(watch: Watch) -> None:
    pace = pace_of(watch, 0)
    assert pace.takes_spare(AMINA)
    assert pace.takes_spare(AMINA)
