"""Use cases of reminders: those that are due by the campaign's schedule, and those the survey team asks for.

Whoever is reminded is told where they stand. Nobody is in quiet hours, nor who cannot be reached or asked not to be; an
answer or a submission in between makes the reminder needless. See docs/decisions/011-campaign.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import partial
from typing import Final

from flows.administration.each import one_by_one
from flows.administration.invitations import Invitation, State
from flows.administration.orders import country_code
from flows.administration.roles import Act, Actor, Admission, Role, ensure_may
from flows.again import again_if_overtaken
from flows.campaign import GRACE, Campaign
from flows.campaigning import reminder
from flows.conversation import Conversation
from flows.message import Message
from flows.ports import Among, Clock, Occasion, Participant, Respondent, Storage, Work
from flows.questionnaire import Questionnaire
from flows.response import Response, Status
from flows.turns import Turn
from flows.wording import render

BATCH: Final = 100


class Why(StrEnum):
    """Why somebody is not reminded."""

    SUBMITTED = "submitted"
    STOPPED = "stopped"  # they asked not to be reminded
    UNREACHABLE = "unreachable"  # they blocked the bot
    NOT_OPENED = "not-opened"  # their link was never opened: only the survey team knows where they are
    NOT_INVITED = "not-invited"


@dataclass(frozen=True, slots=True)
class Reminded:
    """`at`: when the quiet hours are over there; now, as a rule."""

    country: str | None
    at: datetime


@dataclass(frozen=True, slots=True)
class PassedOver:
    country: str | None
    why: Why


@dataclass(frozen=True, slots=True)
class Reminding:
    """What came of reminding, in the order of the countries."""

    reminded: tuple[Reminded, ...]
    passed_over: tuple[PassedOver, ...]


@again_if_overtaken
async def remind(
    storage: Storage,
    questionnaire: Questionnaire,
    clock: Clock,
    actor: Actor,
    countries: Sequence[str] | None = None,
) -> Reminding:
    """Those countries, or (None) everybody whose answers are not submitted yet. The running bot sends it, when it is
    not quiet there. Raises InvitationError for what is no country."""
    ensure_may(actor, Act.REMINDED)
    now = clock.now()
    wanted = None if countries is None else {country_code(questionnaire, written) for written in countries}
    async with storage.work() as work:
        campaign = await work.campaigns.get(questionnaire.name) or Campaign()
        people = await _participants(work, questionnaire)
        invitations = await work.invitations.all(questionnaire.name)
        asked = [person for person in people if wanted is None or person.country in wanted]
        to_remind = [person for person in asked if _why_not(person) is None]
        for person in to_remind:
            await work.reminders.plan(person.respondent_id, now)
        reminded = {person.country: campaign.quiet.over_at(person.country, now) for person in to_remind}
        for country in reminded:
            await work.audit.add(now, actor.name, Act.REMINDED, country=country)
        await work.commit()
    passed_over = _passed_over(asked, wanted) | _without_chat(people, invitations, wanted, now)
    return Reminding(
        tuple(Reminded(country, at) for country, at in reminded.items()),
        tuple(PassedOver(country, passed_over[country]) for country in sorted(passed_over, key=str)),
    )


async def remind_due(
    storage: Storage, questionnaire: Questionnaire, clock: Clock, admission: Admission, limit: int = BATCH
) -> tuple[int, ...]:
    """Puts the reminders that are due into the outbox, at most so many: into which chats. However many processes do it,
    each goes out once. Raises the first error there was, after everybody else is reminded."""
    now = clock.now()
    async with storage.reading() as work:
        campaign = await work.campaigns.get(questionnaire.name)
        quiet = (campaign or Campaign()).quiet.countries(now)
        # An administrator is who tries the questionnaire out.
        among = Among(questionnaire.name, quiet, not admission.open, limit, admission.administrators)
        due = await _due(work, campaign, among, now)
    return await one_by_one(partial(_remind, storage, questionnaire, campaign, now), due)


def reminder_message(
    questionnaire: Questionnaire, response: Response, campaign: Campaign | None, now: datetime
) -> Message:
    turn = Turn(response, (reminder(Conversation(questionnaire, response, now, campaign)),))
    message = render(questionnaire, response, turn, now, campaign)
    assert message is not None, "a reply says something"  # noqa: S101
    return message


async def _due(work: Work, campaign: Campaign | None, among: Among, now: datetime) -> tuple[Occasion, ...]:
    due_at, since = (campaign.reminder_due(now), campaign.silent_since(now)) if campaign else (None, None)
    silent = await work.reminders.silent(among, since) if since else ()
    near = await work.reminders.near_deadline(among, due_at, now) if due_at else ()
    asked_for = await work.reminders.asked_for(among, now - GRACE)
    # Of several occasions of one person the first is taken, and stands for the others.
    return tuple({each.chat: each for each in (*silent, *near, *asked_for)}.values())


@again_if_overtaken
async def _remind(
    storage: Storage, questionnaire: Questionnaire, campaign: Campaign | None, now: datetime, occasion: Occasion
) -> int | None:
    async with storage.work() as work:
        person = await work.respondents.get(occasion.respondent_id)
        response = await work.responses.get(person.response_id) if person and person.response_id else None
        if person is None or response is None or not _still_wanted(person, response, now):
            return None
        if not await work.reminders.claim(occasion, now):
            return None
        message = reminder_message(questionnaire, response, campaign, now)
        await work.outbox.add(person, message, prompt=response.prompt, edits=None, now=now)
        await work.commit()
    return person.chat


def _still_wanted(person: Respondent, response: Response, now: datetime) -> bool:
    """Whether the person has done nothing since it was looked whom to remind."""
    unseen = response.last_seen_at is None or response.last_seen_at <= now
    return unseen and person.reachable and response.reminders and response.status is Status.IN_PROGRESS


async def _participants(work: Work, questionnaire: Questionnaire) -> tuple[Participant, ...]:
    everybody = await work.campaigns.participants(questionnaire.name)
    return tuple(person for person in everybody if person.role is not Role.ADMINISTRATOR)


def _why_not(person: Participant) -> Why | None:
    if person.status is not Status.IN_PROGRESS:
        return Why.SUBMITTED
    if not person.reminders:
        return Why.STOPPED
    return None if person.reachable else Why.UNREACHABLE


def _passed_over(asked: Iterable[Participant], wanted: set[str] | None) -> dict[str | None, Why]:
    """That a country has submitted goes without saying, unless it was named."""
    whys = {person.country: why for person in asked if (why := _why_not(person))}
    return {country: why for country, why in whys.items() if wanted is not None or why is not Why.SUBMITTED}


def _without_chat(
    people: Iterable[Participant], invitations: Iterable[Invitation], wanted: set[str] | None, now: datetime
) -> dict[str | None, Why]:
    """Countries in which nobody has opened their link, or nobody was invited."""
    known = {person.country for person in people}
    unopened = {each.country for each in invitations if each.state(now) in (State.OPEN, State.EXPIRED)} - {None, *known}
    if wanted is None:
        return dict.fromkeys(unopened, Why.NOT_OPENED)
    missing = wanted - known
    return {country: Why.NOT_OPENED if country in unopened else Why.NOT_INVITED for country in missing}
