"""Use cases of announcements: a word of the survey team to many, looked at before, sent in the background, followed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Final

from flows.administration.each import one_by_one
from flows.administration.invitations import State
from flows.administration.orders import country_code
from flows.administration.roles import Act, Actor, Role, ensure_may
from flows.again import again_if_overtaken
from flows.campaign import Campaign
from flows.errors import CampaignError
from flows.message import Message
from flows.ports import Announcement, Audience, Clock, Outcome, Participant, Storage, Work
from flows.questionnaire import Questionnaire
from flows.response import Response, Status
from flows.sentences import N_, counted
from flows.turns import Announced, Turn
from flows.wording import render

LONGEST: Final = 3500
"""Characters: with its heading an announcement is one message."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What is to be announced to whom. `country` is as it was written; `at_once`: also in quiet hours. `text` may have
    `**bold**` pieces."""

    text: str
    audience: Audience = Audience.ALL
    country: str | None = None
    at_once: bool = False


@dataclass(frozen=True, slots=True)
class Preview:
    """`message` is what a person reads who speaks the questionnaire's first language. `countries` are those it goes to,
    `unreachable` those in which somebody has blocked the bot, `not_opened` those whose link was never opened."""

    message: Message
    people: int
    countries: tuple[str | None, ...]
    unreachable: tuple[str | None, ...]
    not_opened: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """What became of an announcement: how many people, and the countries that could not be reached."""

    announcement: Announcement
    people: Mapping[Outcome, int]
    unreachable: tuple[str | None, ...]
    failed: tuple[str | None, ...]

    def is_done(self) -> bool:
        return not self.people[Outcome.WAITING]


async def preview_announcement(
    storage: Storage, questionnaire: Questionnaire, clock: Clock, actor: Actor, draft: Draft
) -> Preview:
    """Changes nothing. Raises CampaignError for a text that cannot be sent."""
    ensure_may(actor, Act.ANNOUNCED)
    now = clock.now()
    text, country = _checked(questionnaire, draft)
    async with storage.reading() as work:
        people = await _addressed(work, questionnaire, draft.audience, country)
        not_opened = await _not_opened(work, questionnaire, draft.audience, country, now)
    return Preview(
        message=_example(questionnaire, text, now),
        people=len(people),
        countries=tuple(dict.fromkeys(person.country for person in people)),
        unreachable=tuple(dict.fromkeys(person.country for person in people if not person.reachable)),
        not_opened=not_opened,
    )


@again_if_overtaken
async def announce(
    storage: Storage, questionnaire: Questionnaire, clock: Clock, actor: Actor, draft: Draft
) -> Announcement:
    """It is kept, with everybody it goes to at this moment; the running bot sends it. Raises CampaignError."""
    ensure_may(actor, Act.ANNOUNCED)
    now = clock.now()
    text, country = _checked(questionnaire, draft)
    wanted = Announcement(questionnaire.name, draft.audience, text, actor.name, now, country, draft.at_once)
    async with storage.work() as work:
        people = await _addressed(work, questionnaire, draft.audience, country)
        if not people:
            raise CampaignError(N_("There is nobody to whom this could be sent."))
        made = await work.announcements.add(wanted, people)
        note = f"{draft.audience}, {len(people)}, {made.id}"
        await work.audit.add(now, actor.name, Act.ANNOUNCED, country=country, note=note)
        await work.commit()
    return made


async def announcements(storage: Storage, questionnaire: Questionnaire, actor: Actor) -> tuple[Announcement, ...]:
    """Newest first."""
    ensure_may(actor, Act.LOOKED)
    async with storage.reading() as work:
        return await work.announcements.all(questionnaire.name)


async def announcement_report(
    storage: Storage, questionnaire: Questionnaire, actor: Actor, announcement_id: str | None = None
) -> Report:
    """Of that announcement, or of the last one. Raises CampaignError where there is none."""
    ensure_may(actor, Act.LOOKED)
    async with storage.reading() as work:
        announcement = await _announcement(work, questionnaire, announcement_id)
        outcomes = await work.announcements.outcomes(announcement.id)
    counted = Counter(outcome for _, outcome in outcomes)
    return Report(
        announcement,
        {outcome: counted[outcome] for outcome in Outcome},
        tuple(dict.fromkeys(country for country, outcome in outcomes if outcome is Outcome.UNREACHABLE)),
        tuple(dict.fromkeys(country for country, outcome in outcomes if outcome is Outcome.FAILED)),
    )


async def queue_announcements(
    storage: Storage, questionnaire: Questionnaire, clock: Clock, limit: int
) -> tuple[int, ...]:
    """Puts announcements into the outbox, for at most so many people to whom they may go now: into which chats. However
    many processes do it, each goes out once. Raises the first error there was, after everybody else has theirs."""
    now = clock.now()
    async with storage.reading() as work:
        campaign = await work.campaigns.get(questionnaire.name)
        quiet = (campaign or Campaign()).quiet.countries(now)
        waiting = await work.announcements.waiting(questionnaire.name, quiet=quiet, limit=limit)
    return await one_by_one(partial(_queue, storage, questionnaire, now), waiting)


@again_if_overtaken
async def _queue(
    storage: Storage, questionnaire: Questionnaire, now: datetime, waiting: tuple[Announcement, str]
) -> int | None:
    announcement, respondent_id = waiting
    async with storage.work() as work:
        person = await work.respondents.get(respondent_id)
        response = await work.responses.get(person.response_id) if person and person.response_id else None
        if person is None or response is None:
            return None
        key = await work.announcements.claim(announcement.id, person.id)
        if key is None:
            return None
        message = _message(questionnaire, response, announcement.text, now)
        await work.outbox.add(person, message, prompt=response.prompt, edits=None, now=now, key=key)
        await work.commit()
    return person.chat


def _checked(questionnaire: Questionnaire, draft: Draft) -> tuple[str, str | None]:
    text = draft.text.strip()
    if not text:
        raise CampaignError(N_("The announcement has no text."))
    if len(text) > LONGEST:
        raise CampaignError(
            counted(
                "The announcement has {count} character; {limit} fit into one message.",
                "The announcement has {count} characters; {limit} fit into one message.",
                len(text),
                limit=LONGEST,
            )
        )
    return text, country_code(questionnaire, draft.country) if draft.country else None


async def _addressed(
    work: Work, questionnaire: Questionnaire, audience: Audience, country: str | None
) -> list[Participant]:
    opening = questionnaire.opening.questions if questionnaire.opening else ()
    people = await work.campaigns.participants(questionnaire.name, [question.name for question in opening])
    belongs = _BELONGS[audience]
    return [
        person
        for person in people
        if person.role is not Role.ADMINISTRATOR and belongs(person) and country in (None, person.country)
    ]


async def _not_opened(
    work: Work, questionnaire: Questionnaire, audience: Audience, country: str | None, now: datetime
) -> tuple[str, ...]:
    if audience not in (Audience.NOT_STARTED, Audience.ALL):
        return ()
    begun = {person.country for person in await work.campaigns.participants(questionnaire.name)}
    invited = await work.invitations.all(questionnaire.name, country)
    unopened = {each.country for each in invited if each.state(now) in (State.OPEN, State.EXPIRED)}
    return tuple(sorted(each for each in unopened - begun if each is not None))


async def _announcement(work: Work, questionnaire: Questionnaire, announcement_id: str | None) -> Announcement:
    if announcement_id is not None:
        found = await work.announcements.get(announcement_id)
        if found is None or found.questionnaire != questionnaire.name:
            raise CampaignError(N_("There is no announcement with the id {id}."), id=announcement_id)
        return found
    newest = await work.announcements.all(questionnaire.name)
    if not newest:
        raise CampaignError(N_("Nothing was announced yet."))
    return newest[0]


def _example(questionnaire: Questionnaire, text: str, now: datetime) -> Message:
    language = questionnaire.languages[0]
    nobody = Response(
        id="", questionnaire=questionnaire.name, version=questionnaire.version, started_at=now, language=language
    )
    return _message(questionnaire, nobody, text, now)


def _message(questionnaire: Questionnaire, response: Response, text: str, now: datetime) -> Message:
    message = render(questionnaire, response, Turn(response, (Announced(text),)), now)
    assert message is not None, "a reply says something"  # noqa: S101
    return message


_BELONGS: Mapping[Audience, Callable[[Participant], bool]] = {
    Audience.NOT_STARTED: lambda person: person.status is Status.IN_PROGRESS and not person.begun,
    Audience.IN_PROGRESS: lambda person: person.status is Status.IN_PROGRESS and person.begun,
    Audience.COMPLETED: lambda person: person.status in (Status.COMPLETED, Status.AMENDED),
    Audience.ALL: lambda person: True,
}
