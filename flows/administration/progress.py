"""Use case: who is where, by country and section. Reads only; knows no table, no picture and no words of a language."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from flows.administration.entering import LIVE
from flows.administration.invitations import Invitation, State
from flows.administration.roles import Act, Actor, Role, ensure_may
from flows.conversation import Conversation
from flows.ports import Clock, Storage
from flows.questionnaire import Questionnaire, Section
from flows.response import Response, Status
from flows.waiting import AboutQuestion


class Stage(StrEnum):
    """How far a country is, from nothing on."""

    EXPIRED = "expired"  # was invited, and the link was never opened
    INVITED = "invited"
    IN_PROGRESS = "in-progress"
    COMPLETED = "completed"
    AMENDED = "amended"


@dataclass(frozen=True, slots=True)
class Share:
    """`done` of `total` relevant questions have an answer or a reason for skipping."""

    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one country stands. `section` is where its focal point is; `sections` are the numbered ones by name."""

    country: str | None
    stage: Stage
    whole: Share
    sections: Mapping[str, Share]
    section: str | None = None
    last_seen_at: datetime | None = None


async def progress(storage: Storage, questionnaire: Questionnaire, clock: Clock, actor: Actor) -> tuple[Standing, ...]:
    """Every country with a response or an invitation, in the order of their codes; responses without a country last."""
    ensure_may(actor, Act.LOOKED)
    now = clock.now()
    async with storage.reading() as work:
        found = [
            standing_of(questionnaire, response, now)
            async for response in work.responses.all(questionnaire.name, statuses=LIVE)
        ]
        invitations = await work.invitations.all(questionnaire.name)
    begun = {standing.country for standing in found}
    found += standings_invited(questionnaire, invitations, begun, now)
    return tuple(sorted(found, key=lambda standing: (standing.country is None, standing.country or "")))


def standing_of(questionnaire: Questionnaire, response: Response, now: datetime) -> Standing:
    conversation = Conversation(questionnaire, response, now)
    waiting = response.waiting
    at = questionnaire.section_of(waiting.question).name if isinstance(waiting, AboutQuestion) else None
    return Standing(
        country=response.country,
        stage=_STAGES[response.status],
        whole=Share(conversation.done, conversation.total),
        sections={section.name: _share(conversation, section) for section in questionnaire.sections},
        section=at,
        last_seen_at=response.last_seen_at,
    )


def standings_invited(
    questionnaire: Questionnaire, invitations: Iterable[Invitation], begun: Collection[str | None], now: datetime
) -> list[Standing]:
    """Of those whose link was not opened. Nothing is answered: what will be relevant is told from an empty response."""
    waiting = {each.country: each for each in invitations if _waits(each, now) and each.country not in begun}
    if not waiting:
        return []
    empty = Response(id="", questionnaire=questionnaire.name, version=questionnaire.version, started_at=now)
    nothing = standing_of(questionnaire, empty, now)
    return [
        replace(nothing, country=each.country, stage=Stage.INVITED if each.state(now) is State.OPEN else Stage.EXPIRED)
        for each in waiting.values()
    ]


def _waits(invitation: Invitation, now: datetime) -> bool:
    return invitation.role is Role.FOCAL_POINT and invitation.state(now) in (State.OPEN, State.EXPIRED)


def _share(conversation: Conversation, section: Section) -> Share:
    asked = {question.name for question in section.questions} & set(conversation.relevant_names)
    return Share(sum(name in conversation.response.answers for name in asked), len(asked))


_STAGES: Mapping[Status, Stage] = {
    Status.IN_PROGRESS: Stage.IN_PROGRESS,
    Status.COMPLETED: Stage.COMPLETED,
    Status.AMENDED: Stage.AMENDED,
}
