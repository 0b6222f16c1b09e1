"""An announcement sent at the desk is followed in its own message until everybody has it."""

from __future__ import annotations

import asyncio

import pytest

from bot.campaigning import Campaigning
from flows.administration.announcing import Draft, announce, queue_announcements
from flows.administration.roles import Admission
from flows.desk.taps import Verb, tap
from flows.desk.watching import show_announcements
from flows.turns import Tapped
from tests.administration.office import BOSS, TEAM
from tests.desk.team import Team

PEOPLE = tuple(range(1001, 1013))
COUNTRIES = ("FRA", "DEU", "ITA", "ESP", "KEN", "TGO", "PER", "BRA", "GHA", "SEN", "MAR", "NOR")
SENT = 77
"""The number of the message in which it was sent."""


@pytest.fixture
async def announced(team_anywhere: Team) -> Team:
    team = team_anywhere
    for chat, country in zip(PEOPLE, COUNTRIES, strict=True):
        await team.admit(chat, country)
    await team.press(Verb.AUDIENCE, "all")
    await team.write("The portal is closed on Friday.")
    await team.hear_at_desk(Tapped(tap(Verb.SEND)), message_id=SENT)
    (said,) = await team.told(BOSS)
    assert "0 of 12" in said
    return team


async def look(team: Team, admission: Admission | None = None) -> tuple[int, ...]:
    admission = admission or Admission(administrators=frozenset({BOSS}))
    return await show_announcements(team.storage, team.questionnaire, team.clock, admission)


async def send(team: Team, number: int) -> None:
    """So many people get it."""
    team.clock.pass_by(days=1)
    for chat in await queue_announcements(team.storage, team.questionnaire, team.clock, number):
        assert "closed on Friday" in (await team.told(chat))[-1]


async def shown(team: Team) -> list[str]:
    async with team.storage.work() as work:
        delivery = await work.outbox.next_of(BOSS, team.clock.now())
        assert delivery is None or delivery.edits == SENT
    return await team.told(BOSS)


async def test_the_message_follows_it_to_its_end(announced: Team) -> None:
    team = announced
    assert await look(team) == ()
    await send(team, 1)
    assert await look(team) == ()  # a tenth more is worth a change
    await send(team, 4)
    assert await look(team) == (BOSS,)
    assert "5 of 12" in (await shown(team))[0]
    await send(team, 20)
    assert await look(team) == (BOSS,)
    (end,) = await shown(team)
    assert "The announcement is out." in end
    assert "12 of 12" in end
    assert await look(team) == ()


async def test_the_running_bot_looks_and_has_it_delivered(announced: Team) -> None:
    team, woken = announced, list[int]()
    await send(team, 20)
    admission = Admission(administrators=frozenset({BOSS}))
    await Campaigning(team.storage, team.questionnaire, team.clock, admission, woken.append).show()

    assert woken == [BOSS]


async def test_of_several_processes_one_shows_it(announced: Team) -> None:
    team = announced
    await send(team, 20)
    chats = await asyncio.gather(look(team), look(team), look(team))

    assert sorted(chats) == [(), (), (BOSS,)]
    assert len(await shown(team)) == 1


async def test_who_is_no_administrator_any_more_sees_nothing_of_it(announced: Team) -> None:
    team = announced
    await send(team, 20)

    assert await look(team, Admission()) == ()
    assert await shown(team) == []


async def test_one_sent_at_the_command_line_has_no_message(team: Team) -> None:
    await team.admit(PEOPLE[0])
    await announce(team.storage, team.questionnaire, team.clock, TEAM, Draft("Hello"))

    assert await look(team) == ()
