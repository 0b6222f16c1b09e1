"""At the desk: who is where, where one country stands, and ending an access."""

from __future__ import annotations

from collections import Counter

from flows.administration.entering import live_response
from flows.administration.invitations import State
from flows.administration.progress import Stage, standing_of
from flows.campaign import Campaign
from flows.conversation import Conversation
from flows.desk.replies import (
    AccessRevoked,
    CountryAsked,
    CountryShown,
    NobodyThere,
    OldButton,
    ProgressShown,
    RevokeAsked,
    StageShown,
)
from flows.desk.states import ForCountry, TeamCommand
from flows.desk.visit import Outcome, Visit, says


async def show_progress(visit: Visit) -> Outcome:
    countries = await visit.countries()
    if not countries:
        return says(NobodyThere(TeamCommand.PROGRESS))
    campaign = await visit.work.campaigns.get(visit.questionnaire.name) or Campaign()
    counts = Counter(each.standing.stage for each in countries)
    return says(ProgressShown(counts, campaign.deadline, campaign.days_left(visit.at)))


async def show_stage(visit: Visit, stage: str) -> Outcome:
    if stage not in list(Stage):
        return says(OldButton())
    there = tuple(each.standing for each in await visit.countries() if each.standing.stage == stage)
    return says(StageShown(Stage(stage), there))


async def open_country(visit: Visit) -> Outcome:
    asked = await ask_country(visit)
    if not asked.countries:
        return says(NobodyThere(TeamCommand.COUNTRY))
    return says(asked, state=ForCountry(command=TeamCommand.COUNTRY))


async def ask_country(visit: Visit, page: int | None = None, written: str = "") -> CountryAsked:
    """Everybody who takes part."""
    there = tuple(each.standing.country for each in await visit.countries() if each.standing.country)
    return CountryAsked(TeamCommand.COUNTRY, there, page, written)


async def show_country(visit: Visit, country: str) -> Outcome:
    async with visit.around.storage.reading() as work:
        response = await live_response(work, visit.questionnaire, country)
        invitations = await work.invitations.all(visit.questionnaire.name, country)
        people = await work.respondents.working_on(response.id) if response else ()
    states = [(each.state(visit.at), each.expires_at) for each in invitations]
    link = next((each for each in reversed(states) if each[0] in (State.OPEN, State.EXPIRED)), None)
    if response is None:
        return says(CountryShown(country, None, link=link, has_person=any(state is State.USED for state, _ in states)))
    conversation = Conversation(visit.questionnaire, response, visit.at)
    return says(
        CountryShown(
            country,
            standing_of(visit.questionnaire, response, visit.at),
            conversation.open,
            link,
            response.revision,
            bool(people),
            conversation.remarked,
        )
    )


async def ask_whether_to_revoke(visit: Visit, country: str) -> Outcome:
    response = await live_response(visit.work, visit.questionnaire, country)
    return says(RevokeAsked(country, answers=bool(response and response.answers)))


async def revoke(visit: Visit, country: str) -> Outcome:
    revoked = await visit.inviting.revoke(country, visit.actor)
    told = tuple(each.chat for each in revoked if each.chat is not None)
    return Outcome((AccessRevoked(country, told=bool(told)),), in_place=True, told=told)
