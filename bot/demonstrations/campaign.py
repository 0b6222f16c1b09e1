"""A made-up campaign as a database: the stories kept through the same ports as what real people do.

The persons are nobody: their chats' numbers are beyond those Telegram gives, and the secrets of their links are thrown
away.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from typing import Final

from bot.demonstrations.stories import Ending, Story
from flows.administration.enquiries import Enquiry
from flows.administration.invitations import Invitation, hash_of, new_token
from flows.administration.roles import Act, Role
from flows.campaign import Campaign, Reminders
from flows.document import build_document
from flows.ports import Remark, Respondent, Storage, Work
from flows.questionnaire import Questionnaire
from flows.waiting import ForAnswer

NOBODYS_CHAT: Final = 2**52
"""Telegram's numbers have at most 52 bits."""

TOGETHER: Final = 100
"""How many countries are kept by one transaction."""

LEFT: Final = timedelta(days=12)
"""From today to the deadline."""

_ACTOR: Final = "generated example"


async def keep_campaign(
    storage: Storage, questionnaire: Questionnaire, told: Iterable[Story], now: datetime, show: Callable[[int], None]
) -> None:
    """Into a database with nothing in it. `show` hears how many countries are kept so far."""
    stories, number, log = iter(told), 0, list[_Deed]()
    await _schedule(storage, questionnaire, now)
    while together := tuple(islice(stories, TOGETHER)):
        async with storage.work() as work:
            for story in together:
                number += 1
                log += await _keep(work, questionnaire, story, NOBODYS_CHAT + number)
            await work.commit()
        show(number)
    async with storage.work() as work:
        for deed in sorted(log, key=lambda deed: deed.at):
            await work.audit.add(deed.at, _ACTOR, deed.act, country=deed.country, invitation_id=deed.invitation_id)
        await work.commit()


async def _schedule(storage: Storage, questionnaire: Questionnaire, now: datetime) -> None:
    """A deadline, and no reminders by themselves: there is nobody to whom a running bot could send them."""
    deadline = now.replace(hour=23, minute=59, second=0, microsecond=0) + LEFT
    async with storage.work() as work:
        campaign = Campaign(deadline=deadline, reminders=Reminders(days_before=(), after_silence=None))
        await work.campaigns.put(questionnaire.name, campaign, now)
        await work.commit()


@dataclass(frozen=True, slots=True)
class _Deed:
    """A line of the audit log, which is written in the order of time when everything has happened."""

    at: datetime
    act: Act
    country: str
    invitation_id: str


async def _keep(work: Work, questionnaire: Questionnaire, story: Story, chat: int) -> list[_Deed]:
    if story.ending is Ending.NOT_INVITED:
        return []
    token_hash = hash_of(new_token())
    invitation = await work.invitations.add(_invitation(questionnaire, story), token_hash)
    deeds = [_Deed(story.invited_at, Act.INVITED, story.country, invitation.id)]
    if story.ending is Ending.REVOKED:
        await work.invitations.revoke(invitation.id, story.opened_at)
        deeds.append(_Deed(story.opened_at, Act.REVOKED, story.country, invitation.id))
    if story.states:
        person = await work.respondents.lock(chat, story.states[-1].last_seen_at or story.opened_at)
        await work.invitations.use(token_hash, questionnaire.name, person, story.opened_at)
        await _answer(work, questionnaire, story, person)
        if story.blocked:
            await work.respondents.mark_unreachable(chat, story.states[-1].last_seen_at or story.opened_at)
        deeds.append(_Deed(story.opened_at, Act.ENTERED, story.country, invitation.id))
    return deeds


def _invitation(questionnaire: Questionnaire, story: Story) -> Invitation:
    return Invitation(
        questionnaire=questionnaire.name,
        role=Role.FOCAL_POINT,
        country=story.country,
        language=story.language,
        created_at=story.invited_at,
        expires_at=story.expires_at,
        name=story.name,
        address=story.address,
    )


async def _answer(work: Work, questionnaire: Questionnaire, story: Story, person: Respondent) -> None:
    before = await work.responses.start(person, questionnaire.name, questionnaire.version, story.opened_at)
    await work.respondents.assign(person, Role.FOCAL_POINT, before.id)
    for state in story.states:
        at = state.last_seen_at or story.opened_at
        response = state.but(id=before.id).marked(before, at)
        await work.responses.save(response, before, person)
        for question in response.remarks.keys() - before.remarks.keys():
            words = response.remarks[question].words
            await work.remarks.add(Remark(response.id, response.revision, question, words, _ACTOR, at))
        if response.revision > before.revision:
            await work.responses.keep_submission(response, build_document(questionnaire, response))
        before = response
    waiting = before.waiting
    if story.asks and isinstance(waiting, ForAnswer):
        at = before.last_seen_at or story.opened_at
        asked = Enquiry(
            questionnaire.name, story.country, before.id, person.id, waiting.question, "", story.asks, asked_at=at
        )
        await work.enquiries.add(asked)
