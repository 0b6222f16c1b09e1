"""Use case: one response opened by the survey team: the form as it is filled, and how each answer came about.

Opening one is recorded. Knows no page and no file.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from flows.administration.invitations import Invitation
from flows.administration.progress import Standing, standing_of
from flows.administration.roles import Act, Actor, ensure_may
from flows.again import again_if_overtaken
from flows.answer import Answer
from flows.document import build_document
from flows.exporting.describing import describe
from flows.exporting.paper import Form
from flows.ports import Clock, Given, Storage, Submitted, Work
from flows.questionnaire import Question, Questionnaire
from flows.reading import Accepted, Circumstances
from flows.relevance import relevant_questions
from flows.response import Response
from flows.wording.forms import FormWords
from flows.wording.showing import value_in


@dataclass(frozen=True, slots=True)
class Told:
    """One entry of an answer's history: who gave it when, what was understood, and what was typed, if anything was.
    `words` are empty for an answer taken back. `confirmed`: there was a doubt, and the person said that it is meant.
    `kept`: why it stands against a warning, if there was one."""

    question: str
    at: datetime
    who: str
    words: str
    remark: str = ""
    typed: str = ""
    confirmed: bool = False
    kept: str = ""


@dataclass(frozen=True, slots=True)
class Dossier:
    """`form` is the response as it stands now; `relevant` are the questions that are asked as its
    answers stand; `history` is by question, the latest first."""

    response: Response
    standing: Standing
    form: Form
    relevant: Collection[str]
    history: Mapping[str, tuple[Told, ...]]
    submitted: tuple[Submitted, ...]
    invitations: tuple[Invitation, ...]


@again_if_overtaken
async def open_dossier(
    storage: Storage,
    questionnaire: Questionnaire,
    clock: Clock,
    actor: Actor,
    response_id: str,
    language: str | None = None,
) -> Dossier | None:
    """In that language, or the questionnaire's first. None where there is no such response to this questionnaire."""
    ensure_may(actor, Act.OPENED)
    async with storage.work() as work:
        # Recorded first: nothing may be shown of which it is not known who saw it.
        response = await _of(work, questionnaire, response_id)
        if response is None:
            return None
        now = clock.now()
        await work.audit.add(now, actor.name, Act.OPENED, country=response.country, note=response.id)
        await work.commit()
    async with storage.reading() as work:
        given = await work.responses.history(response.id)
        submitted = await work.responses.revisions(response.id)
        invitations = await work.invitations.all(questionnaire.name, response.country) if response.country else ()
    spoken = language or questionnaire.languages[0]
    return Dossier(
        response,
        standing_of(questionnaire, response, now),
        describe(questionnaire, build_document(questionnaire, response), spoken),
        frozenset(question.name for question in relevant_questions(questionnaire, response.answers)),
        _history(questionnaire, response, given, _names(given, invitations, spoken), spoken),
        tuple(submitted),
        tuple(invitations),
    )


async def _of(work: Work, questionnaire: Questionnaire, response_id: str) -> Response | None:
    response = await work.responses.get(response_id)
    return response if response and response.questionnaire == questionnaire.name else None


def _names(given: Sequence[Given], invitations: Sequence[Invitation], language: str) -> Mapping[str, str]:
    """Everybody who answered, by the name they were invited with, or numbered where there is none."""
    invited = {each.respondent_id: each.name for each in invitations if each.respondent_id and each.name}
    people = dict.fromkeys(each.respondent_id for each in given)
    words = FormWords(language)
    return {person: invited.get(person) or words.person(place) for place, person in enumerate(people, 1)}


def _history(
    questionnaire: Questionnaire, response: Response, given: Sequence[Given], names: Mapping[str, str], language: str
) -> Mapping[str, tuple[Told, ...]]:
    told: dict[str, list[Told]] = {}
    # An earlier version may have had questions that are gone.
    for each in [each for each in reversed(given) if each.question in questionnaire]:
        entry = _told(questionnaire, response, each, names[each.respondent_id], language)
        told.setdefault(each.question, []).append(entry)
    return {question: tuple(entries) for question, entries in told.items()}


def _told(questionnaire: Questionnaire, response: Response, given: Given, who: str, language: str) -> Told:
    answer = given.answer
    if answer is None:
        return Told(given.question, given.at, who, "")
    words = answer_words(questionnaire, questionnaire.question(given.question), answer, response.started_at, language)
    kept = FormWords(language).kept(answer.override) if answer.override else ""
    return Told(given.question, given.at, who, words, answer.note or "", answer.typed, answer.confirmed, kept)


def answer_words(
    questionnaire: Questionnaire, question: Question, answer: Answer, begun: datetime, language: str
) -> str:
    """What was understood, without the remark."""
    words = FormWords(language)
    if answer.skipped:
        return words.skipped(answer.skipped)
    if answer.value is None or answer.value == ():
        return words.none_of_these if question.type == "select_multiple" and not answer.note else words.remark_only
    accepted = Accepted(answer.value, None, answer.other)
    circumstances = Circumstances(begun.date(), language, None, questionnaire.choices_of(question))
    return value_in(words.translator, question, accepted, circumstances)
