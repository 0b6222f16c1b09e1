"""What a running bot does for the campaign: reminders and announcements go out by themselves, slowly enough."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
import structlog

from bot.campaigning import AT_ONCE, LOOKING, SOON, Campaigning
from flows.administration.announcing import Draft, announce
from flows.administration.campaign import set_campaign
from flows.administration.roles import Admission, operator
from flows.campaign import Campaign, Reminders
from flows.interview import Incoming, Interview
from flows.ports import Storage
from flows.turns import Started
from flows.waiting import ForAnswer
from tests.bot.conftest import StandingClock
from tests.bot.unsteady import UnsteadyStorage
from tests.flows.small import small

TEAM = operator("amina")


class Round:
    """The job, for two rounds; `woken` are the chats that have something to be told."""

    def __init__(self, storage: Storage, clock: StandingClock) -> None:
        self.storage = UnsteadyStorage(storage)
        self.woken: list[int] = []
        self.slept: list[float] = []
        self.job = Campaigning(self.storage, small(), clock, Admission(), self.woken.append, sleep=self._sleep)

    async def run(self) -> None:
        with pytest.raises(asyncio.CancelledError):
            await self.job.run()

    async def _sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        if len(self.slept) == 2:
            raise asyncio.CancelledError


@pytest.fixture
def job(storage: Storage, clock: StandingClock) -> Round:
    return Round(storage, clock)


async def begin(storage: Storage, clock: StandingClock, people: int) -> None:
    interview = Interview(small(), storage, clock)
    for chat in range(1, people + 1):
        await interview.receive(Incoming(chat, chat, Started(), None, clock.now()))


async def test_who_is_to_be_reminded_is_and_then_it_rests(job: Round, storage: Storage, clock: StandingClock) -> None:
    await begin(storage, clock, people=1)
    deadline = datetime(2019, 5, 31, 14, tzinfo=UTC)
    campaign = Campaign(deadline, reminders=Reminders((1,), None))
    await set_campaign(storage, small(), clock, TEAM, campaign)
    clock.moment = deadline - timedelta(days=1)
    await job.run()
    assert (job.woken, job.slept) == ([1], [LOOKING, LOOKING])


async def test_an_announcement_to_many_goes_out_little_by_little(
    job: Round, storage: Storage, clock: StandingClock
) -> None:
    await begin(storage, clock, people=AT_ONCE + 2)
    await announce(storage, small(), clock, TEAM, Draft("Hello"))
    await job.run()
    assert sorted(job.woken) == [*range(1, AT_ONCE + 3)]
    assert job.slept == [SOON, LOOKING]


async def test_while_the_database_fails_it_waits(job: Round) -> None:
    job.storage.failing, job.storage.away = 2, True
    with structlog.testing.capture_logs() as logs:
        await job.run()
    assert {line["event"] for line in logs} == {"campaign_failed"}
    assert job.slept == [LOOKING, LOOKING]


async def test_one_person_for_whom_it_fails_stands_in_nobodys_way(
    job: Round, storage: Storage, clock: StandingClock
) -> None:
    await begin(storage, clock, people=3)
    async with storage.work() as work:
        person = await work.respondents.lock(1, clock.now())
        response = await work.responses.get(person.response_id or "")
        assert response
        await work.responses.save(response.but(waiting=ForAnswer(question="unheard_of")), response, person)
        await work.commit()
    await set_campaign(storage, small(), clock, TEAM, Campaign(reminders=Reminders((), 7)))
    await announce(storage, small(), clock, TEAM, Draft("Hello"))
    clock.moment += timedelta(days=8)

    with structlog.testing.capture_logs() as logs:
        await job.run()
    assert {line["error"].split(" ")[0] for line in logs if line["event"] == "campaign_failed"} == {"KeyError"}
    async with storage.reading() as work:
        others = {found.id for chat in (2, 3) if (found := await work.respondents.find(chat))}
        assert (await work.reminders.last_sent(small().name)).keys() == others
        assert await work.announcements.waiting(small().name, quiet=(), limit=9) == (), "all have it in the outbox"
