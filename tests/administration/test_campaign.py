"""The campaign is set by the survey team, kept, and known to the conversations soon."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest

from flows.administration.campaign import KEPT, read_campaign, set_campaign
from flows.administration.roles import Act
from flows.campaign import Campaign, Reminders
from flows.errors import CampaignError
from flows.quiet_hours import Quiet
from flows.turns import Action, Command, Commanded, Started
from tests.administration.office import TEAM, Office

AMINA = 1001
DEADLINE = datetime(2019, 5, 31, 23, 59, tzinfo=UTC)
CAMPAIGN = Campaign(
    DEADLINE, closes=True, opening={"en": "Please read this."}, quiet=Quiet(time(21), time(7, 30), weekends=False)
)


async def put(office: Office, campaign: Campaign) -> Campaign:
    return await set_campaign(office.storage, office.questionnaire, office.clock, TEAM, campaign)


async def read(office: Office) -> Campaign | None:
    return await read_campaign(office.storage, office.questionnaire, TEAM)


async def test_a_campaign_is_kept_as_it_was_set_and_who_set_it_is_recorded(office: Office) -> None:
    assert await read(office) is None
    await put(office, CAMPAIGN)
    assert await read(office) == CAMPAIGN
    await put(office, replace(CAMPAIGN, closes=False, reminders=Reminders((5,), None)))

    assert await read(office) == replace(CAMPAIGN, closes=False, reminders=Reminders((5,), None))
    assert [(record.act, record.actor, record.note) for record in await office.records()] == [
        (Act.SCHEDULED, TEAM.name, "2019-05-31 23:59 UTC, closes"),
        (Act.SCHEDULED, TEAM.name, "2019-05-31 23:59 UTC"),
    ]


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (Campaign(datetime(2019, 4, 1, tzinfo=UTC)), "The deadline has passed already: give one that is to come."),
        (Campaign(closes=True), "Only a questionnaire with a deadline can close: give one."),
        (Campaign(opening={"fr": "Bonjour"}), "“fr” is no language of small, which has: en."),
        (Campaign(opening={"en": "a" * 1501}), "The opening text may have 1500 characters."),
        (
            Campaign(reminders=Reminders((0,))),
            "Reminders go out 1 to 366 days before the deadline, or after as many of silence.",
        ),
        (
            Campaign(reminders=Reminders((), 400)),
            "Reminders go out 1 to 366 days before the deadline, or after as many of silence.",
        ),
        (Campaign(quiet=Quiet(time(9), time(8))), "The quiet hours must leave at least two hours of the day."),
    ],
)
async def test_what_cannot_be_is_refused_with_a_sentence(office: Office, wrong: Campaign, sentence: str) -> None:
    with pytest.raises(CampaignError) as refused:
        await put(office, wrong)
    assert str(refused.value) == sentence
    assert await read(office) is None


async def test_a_campaign_may_be_changed_after_its_deadline(office: Office) -> None:
    await put(office, Campaign(DEADLINE))
    office.clock.pass_by(days=60)
    await put(office, Campaign(DEADLINE, closes=True))
    with pytest.raises(CampaignError):
        await put(office, Campaign(DEADLINE + timedelta(days=1)))


async def test_a_conversation_knows_of_the_campaign_after_half_a_minute(office: Office) -> None:
    await office.admit(AMINA)
    await put(office, Campaign(DEADLINE))
    office.clock.moment += KEPT
    await office.hear(AMINA, Started())
    (welcome,) = await office.told(AMINA)
    assert "Answers are taken until 31 May 2019." in welcome


async def test_the_end_of_a_campaign_leaves_answers_as_they_are_and_lets_them_be_submitted(office: Office) -> None:
    await put(office, Campaign(DEADLINE, closes=True))
    await office.admit(AMINA)
    await office.tap(AMINA, Action.BEGIN)
    await office.say(AMINA, "I agree", "www.gov.pk")
    office.clock.pass_by(days=60)
    await office.told(AMINA)

    before = await office.response(AMINA)
    await office.say(AMINA, "no")
    await office.tap(AMINA, Action.CHOOSE, question="has", choice="yes")
    assert (await office.response(AMINA)).answers == before.answers
    assert len(set(await office.told(AMINA))) == 1
    await office.hear(AMINA, Commanded(Command.SUBMIT))
    await office.tap(AMINA, Action.SUBMIT)

    assert (await office.response(AMINA)).revision == 1
    assert "The questionnaire closed on 31 May 2019. If something must be corrected" in (await office.told(AMINA))[-1]


async def test_a_turn_reads_the_campaign_only_now_and_then(office: Office) -> None:
    """Half a minute: a change made in between is seen later, and not with every turn."""
    await office.admit(AMINA)
    await office.hear(AMINA, Started())
    await put(office, Campaign(DEADLINE))
    await office.hear(AMINA, Started())
    assert not any("2019" in said for said in await office.told(AMINA))
