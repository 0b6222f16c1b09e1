"""Use cases of questions to the survey team: kept and passed on, listed, answered in the chat or elsewhere.

What they mean for the conversation is `flows.enquiring`. No SQL, no chat service.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from flows.administration.enquiries import Enquiry, enquiry_meant
from flows.administration.roles import Act, Actor, administrator, ensure_may
from flows.again import again_if_overtaken
from flows.conversation import Conversation
from flows.errors import FollowUpError
from flows.message import Message
from flows.ports import Clock, Delivery, Respondent, Storage, Work
from flows.questionnaire import Questionnaire
from flows.response import Response
from flows.sentences import N_
from flows.turns import EnquirySent
from flows.wording.speaker import Speaker
from flows.wording.team import (
    answer_kept,
    answer_on_its_way,
    answered_before,
    enquiry_answered,
    enquiry_passed_on,
)


@dataclass(frozen=True, slots=True)
class Answered:
    """An enquiry with its answer; `told` are the chats of those who get it: who asked or, if they work on the response
    no more, whoever does. `first`: False where somebody else had answered before, whose answer stands."""

    enquiry: Enquiry
    told: tuple[int, ...] = ()
    first: bool = True


async def enquiries(
    storage: Storage, questionnaire: Questionnaire, actor: Actor, *, unanswered: bool = False
) -> tuple[Enquiry, ...]:
    """Oldest first."""
    ensure_may(actor, Act.LOOKED)
    async with storage.reading() as work:
        return await work.enquiries.all(questionnaire.name, unanswered=unanswered)


@again_if_overtaken
async def answer_enquiry(
    storage: Storage, questionnaire: Questionnaire, clock: Clock, actor: Actor, enquiry_id: str, words: str
) -> Answered:
    """The answer goes into the chat of who asked. Raises FollowUpError where there is no such enquiry, or nothing is
    said; not where it was answered before (`Answered.first`)."""
    ensure_may(actor, Act.ANSWERED)
    if not words.strip():
        raise FollowUpError(N_("The answer is empty."))
    async with storage.work() as work:
        answered = await answer(work, questionnaire, actor, enquiry_id, words.strip(), clock.now())
        if answered is None:
            raise FollowUpError(N_("There is no question to the survey team with the id {id}."), id=enquiry_id)
        await work.commit()
    return answered


async def answer(
    work: Work, questionnaire: Questionnaire, actor: Actor, enquiry_id: str, words: str, now: datetime
) -> Answered | None:
    """Within a transaction. None where there is no such enquiry to the questionnaire."""
    ensure_may(actor, Act.ANSWERED)
    known = await work.enquiries.get(enquiry_id)
    if known is None or known.questionnaire != questionnaire.name:
        return None
    people = await _who_gets_it(work, known)
    enquiry = await work.enquiries.answer(enquiry_id, words, actor.name, now)
    if enquiry is None:
        standing = await work.enquiries.get(enquiry_id)
        return Answered(standing or known, first=False)
    response = await work.responses.get(enquiry.response_id)
    assert response is not None  # noqa: S101 - the enquiry's row refers to it
    speaker = Speaker(Conversation(questionnaire, response, now))
    message = enquiry_answered(speaker, enquiry.question, enquiry.words, words)
    for person in people:
        await work.outbox.add(person, message, prompt=response.prompt, edits=None, now=now)
    await work.audit.add(now, actor.name, Act.ANSWERED, country=enquiry.country, note=enquiry.question)
    return Answered(enquiry, tuple(person.chat for person in people))


async def pass_on(
    work: Work,
    questionnaire: Questionnaire,
    response: Response,
    respondent: Respondent,
    asked: EnquirySent,
    administrators: Collection[int],
    now: datetime,
) -> tuple[int, ...]:
    """Within the turn in which it is asked: the enquiry is kept, and everybody of the survey team who is known in the
    chat is told. `administrators` are the chats that the settings name; returned are those of whom is told."""
    enquiry = await work.enquiries.add(
        Enquiry(
            questionnaire=questionnaire.name,
            country=response.country,
            response_id=response.id,
            respondent_id=respondent.id,
            question=asked.question,
            tried=asked.tried,
            words=asked.words,
            asked_at=now,
        )
    )
    team = await work.respondents.administrators(administrators)
    message = enquiry_passed_on(_to_the_team(questionnaire, enquiry, now), enquiry)
    for person in team:
        await work.outbox.add(person, message, prompt=0, edits=None, now=now)
    return tuple(person.chat for person in team if person.id != respondent.id)


async def answer_in_chat(
    work: Work,
    questionnaire: Questionnaire,
    person: Respondent,
    reply_to: int,
    words: str,
    now: datetime,
    language: str | None = None,
) -> tuple[Answered, Delivery | None] | None:
    """An administrator replied to the message `reply_to` of their chat, and is told in their language what became of
    it. None where that message passes on no question: then the words are for something else."""
    enquiry_id = enquiry_meant(await work.prompts.question_of(person.chat, reply_to))
    actor, said = administrator(person.chat), words.strip()
    answered = await answer(work, questionnaire, actor, enquiry_id, said, now) if enquiry_id and said else None
    if answered is None:
        return None
    message = _acknowledged(questionnaire, answered, now, language)
    return answered, await work.outbox.add(person, message, prompt=0, edits=None, now=now)


def _acknowledged(questionnaire: Questionnaire, answered: Answered, now: datetime, language: str | None) -> Message:
    speaker = _to_the_team(questionnaire, answered.enquiry, now, language)
    if not answered.first:
        return answered_before(speaker, answered.enquiry)
    return answer_on_its_way(speaker, answered.enquiry) if answered.told else answer_kept(speaker, answered.enquiry)


def _to_the_team(questionnaire: Questionnaire, enquiry: Enquiry, now: datetime, language: str | None = None) -> Speaker:
    """Without a language speaks the questionnaire's first: what the whole survey team understands."""
    blank = Response(
        id=enquiry.response_id,
        questionnaire=questionnaire.name,
        version=questionnaire.version,
        language=language or questionnaire.languages[0],
        country=enquiry.country,
        started_at=now,
    )
    return Speaker(Conversation(questionnaire, blank, now))


async def _who_gets_it(work: Work, enquiry: Enquiry) -> tuple[Respondent, ...]:
    people = await work.respondents.working_on(enquiry.response_id)
    asked = tuple(person for person in people if person.id == enquiry.respondent_id)
    return asked or people
