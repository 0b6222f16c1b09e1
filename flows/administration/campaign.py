"""Use cases of the campaign itself: reading and setting it. Writes to nobody."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from flows.administration.roles import Act, Actor, ensure_may
from flows.again import again_if_overtaken
from flows.campaign import Campaign
from flows.errors import CampaignError
from flows.ports import Clock, Storage, Work
from flows.questionnaire import Questionnaire
from flows.sentences import N_

KEPT: Final = timedelta(seconds=30)
"""How old the campaign may be that a conversation is held in."""

SHORTEST_DAY: Final = timedelta(hours=2)
MOST_DAYS: Final = 366
LONGEST_OPENING: Final = 1500
"""Characters: the welcome is one message with the title, the introduction and this."""


class CampaignAtHand:
    """One questionnaire's campaign for who asks with every turn: read anew after half a minute."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self._name = questionnaire.name
        self._campaign: Campaign | None = None
        self._read_at: datetime | None = None

    async def get(self, work: Work, now: datetime) -> Campaign | None:
        if self._read_at is None or not timedelta() <= now - self._read_at < KEPT:
            self._campaign = await work.campaigns.get(self._name)
            self._read_at = now
        return self._campaign


async def read_campaign(storage: Storage, questionnaire: Questionnaire, actor: Actor) -> Campaign | None:
    ensure_may(actor, Act.LOOKED)
    async with storage.reading() as work:
        return await work.campaigns.get(questionnaire.name)


@again_if_overtaken
async def set_campaign(
    storage: Storage, questionnaire: Questionnaire, clock: Clock, actor: Actor, campaign: Campaign
) -> Campaign:
    """In the place of the one before; conversations know it within half a minute. Raises CampaignError."""
    ensure_may(actor, Act.SCHEDULED)
    now = clock.now()
    async with storage.work() as work:
        before = await work.campaigns.get(questionnaire.name)
        _check(questionnaire, campaign)
        if campaign.is_over(now) and (before is None or campaign.deadline != before.deadline):
            raise CampaignError(N_("The deadline has passed already: give one that is to come."))
        await work.campaigns.put(questionnaire.name, campaign, now)
        await work.audit.add(now, actor.name, Act.SCHEDULED, note=_summary(campaign))
        await work.commit()
    return campaign


def _check(questionnaire: Questionnaire, campaign: Campaign) -> None:
    reminders = campaign.reminders
    days = (*reminders.days_before, *([] if reminders.after_silence is None else [reminders.after_silence]))
    if unknown := sorted(campaign.opening.keys() - {*questionnaire.languages}):
        offered = ", ".join(questionnaire.languages)
        raise CampaignError(
            N_("“{language}” is no language of {questionnaire}, which has: {languages}."),
            language=unknown[0],
            questionnaire=questionnaire.name,
            languages=offered,
        )
    if any(len(text) > LONGEST_OPENING for text in campaign.opening.values()):
        raise CampaignError(N_("The opening text may have {limit} characters."), limit=LONGEST_OPENING)
    if not all(1 <= each <= MOST_DAYS for each in days):
        raise CampaignError(
            N_("Reminders go out 1 to {limit} days before the deadline, or after as many of silence."), limit=MOST_DAYS
        )
    if campaign.closes and campaign.deadline is None:
        raise CampaignError(N_("Only a questionnaire with a deadline can close: give one."))
    if campaign.quiet.open_for < SHORTEST_DAY:
        raise CampaignError(N_("The quiet hours must leave at least two hours of the day."))


def _summary(campaign: Campaign) -> str:
    until = f"{campaign.deadline:%Y-%m-%d %H:%M} UTC" if campaign.deadline else "no deadline"
    return f"{until}, closes" if campaign.closes else until
