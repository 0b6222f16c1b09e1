"""Use case: a person opens an invitation's link. What it makes of them, whom they succeed, and how they are greeted.

All of it belongs to the transaction of the turn in which the link is opened.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from flows.administration.invitations import Invitation, hash_of, looks_like_a_token
from flows.administration.roles import Act, Role
from flows.answer import Answer, Carried
from flows.campaign import Campaign
from flows.engine import carry_over, take_turn
from flows.message import Message, Span
from flows.ports import Respondent, Work
from flows.questionnaire import Questionnaire
from flows.response import Response, Status
from flows.turns import Started, TakenOver, Turn
from flows.waiting import ForBegin, ForLanguage, Nothing
from flows.wording.commands import Outside, outside

LIVE = frozenset({Status.IN_PROGRESS, Status.COMPLETED, Status.AMENDED})


@dataclass(frozen=True, slots=True)
class Entrance:
    """`taken_over`: the country has answers of others. `told` are the chats of those whom the person succeeds.
    `carried` are an earlier edition's answers, for a country that begins."""

    invitation: Invitation
    respondent: Respondent
    taken_over: bool = False
    told: tuple[int, ...] = ()
    carried: Mapping[str, Carried] = field(default_factory=dict)


async def enter(
    work: Work, questionnaire: Questionnaire, respondent: Respondent, token: str, now: datetime
) -> Entrance | None:
    """None where the link opens nothing, whatever the reason. A focal point works on the country's response if there is
    one, and whoever worked on it loses it and is told."""
    if not looks_like_a_token(token):
        return None
    invitation = await work.invitations.use(hash_of(token), questionnaire.name, respondent, now)
    if invitation is None:
        return None
    await _record(work, Act.ENTERED, invitation, now)
    if invitation.role is Role.ADMINISTRATOR or invitation.country is None:
        admitted = await work.respondents.assign(respondent, invitation.role, respondent.response_id)
        return Entrance(invitation, admitted)
    standing = await live_response(work, questionnaire, invitation.country)
    told = await _succeed(work, standing, respondent, invitation, now) if standing else ()
    admitted = await work.respondents.assign(respondent, Role.FOCAL_POINT, standing.id if standing else None)
    taken_over = standing is not None and standing.id != respondent.response_id
    carried = {} if standing else await work.carried.take(questionnaire.name, invitation.country)
    return Entrance(invitation, admitted, taken_over, told, carried)


def greet(
    questionnaire: Questionnaire,
    before: Response,
    entrance: Entrance,
    now: datetime,
    campaign: Campaign | None = None,
) -> Turn:
    """The welcome to the invitation's country in its language; `before` is the response as it is stored."""
    invitation = entrance.invitation
    if invitation.country is None:
        return take_turn(questionnaire, before, Started(), now, campaign)
    prepared = _prepared(questionnaire, before, invitation, now)
    offering = carry_over(questionnaire, prepared, entrance.carried, now).response
    turn = take_turn(questionnaire, offering, Started(), now, campaign)
    return Turn(turn.response, (*([TakenOver()] if entrance.taken_over else []), *turn.replies))


async def live_response(work: Work, questionnaire: Questionnaire, country: str) -> Response | None:
    """The country's one response, whoever works on it. (The database allows no second.)"""
    found = None
    async for response in work.responses.all(questionnaire.name, statuses=LIVE, country=country):
        found = response
    return found


async def tell(work: Work, respondent: Respondent, occasion: Outside, language: str | None, now: datetime) -> None:
    """A sentence for somebody who takes no turn. Their row must be held."""
    message = Message(text=(Span(text=outside(occasion, language)),))
    await work.outbox.add(respondent, message, prompt=0, edits=None, now=now)


def _prepared(questionnaire: Questionnaire, before: Response, invitation: Invitation, now: datetime) -> Response:
    question = questionnaire.country_question
    response = before.but(
        country=invitation.country,
        invited=True,
        language=invitation.language or before.language,
        reminders=True,
    )
    if question and before.country != invitation.country:
        response = response.with_answer(question.name, Answer(value=invitation.country, given_at=now))
    if response.is_submitted:
        return response.but(waiting=Nothing())
    return response.but(waiting=ForBegin() if invitation.language else ForLanguage())


async def _succeed(
    work: Work, standing: Response, successor: Respondent, invitation: Invitation, now: datetime
) -> tuple[int, ...]:
    """Invitations are held before people, as wherever both are."""
    for earlier in await work.invitations.all(invitation.questionnaire, invitation.country):
        if earlier.id != invitation.id:
            await work.invitations.revoke(earlier.id, now)
    others = [each for each in await work.respondents.working_on(standing.id) if each.id != successor.id]
    for other in others:
        await work.respondents.assign(other, other.role if other.role is Role.ADMINISTRATOR else None, None)
        await tell(work, other, Outside.REPLACED, standing.language, now)
        await _record(work, Act.REPLACED, invitation, now)
    return tuple(other.chat for other in others)


async def _record(work: Work, act: Act, invitation: Invitation, now: datetime) -> None:
    actor = f"invited person ({invitation.role})"
    await work.audit.add(now, actor, act, country=invitation.country, invitation_id=invitation.id)
