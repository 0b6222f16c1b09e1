"""The survey team is told in the chat that a response was submitted, within the turn in which it is."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from flows.conversation import Conversation
from flows.ports import Respondent, Work
from flows.questionnaire import Questionnaire
from flows.response import Response
from flows.wording.speaker import Speaker
from flows.wording.team import submission_told


async def tell_of_submission(
    work: Work,
    questionnaire: Questionnaire,
    response: Response,
    respondent: Respondent,
    administrators: Collection[int],
    now: datetime,
) -> tuple[int, ...]:
    """`administrators` are the chats that the settings name. Returned are the chats of those who are told; whoever
    submits knows it."""
    spoken = response.but(language=questionnaire.languages[0])
    message = submission_told(Speaker(Conversation(questionnaire, spoken, now)), response)
    team = [each for each in await work.respondents.administrators(administrators) if each.id != respondent.id]
    for person in team:
        await work.outbox.add(person, message, prompt=0, edits=None, now=now)
    return tuple(person.chat for person in team)
