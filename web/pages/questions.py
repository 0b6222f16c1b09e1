"""One question across all countries, and words looked for in everything that was written."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Annotated

from fastapi import HTTPException, Query, Request, Response

from flows.administration.across import Entry, answers_across, folded, search_answers, words_of
from flows.administration.auditing import record_reading
from flows.administration.countries import country_name
from flows.questionnaire import Questionnaire
from web.guarding import SignedIn
from web.pages.charts import of_question
from web.pages.paging import paged
from web.pages.routers import guarded
from web.rendering import render

router = guarded()

MOST_FOUND = 200


@router.get("/questions")
async def show_questions(request: Request, visitor: SignedIn, q: str = "") -> Response:
    survey = visitor.survey
    found = []
    if q.strip():
        await record_reading(survey.storage, survey.clock, visitor.actor, f"{survey.questionnaire.name}, “{q.strip()}”")
        async for entry in search_answers(survey.storage, survey.questionnaire, visitor.actor, q):
            found.append(entry)
            if len(found) == MOST_FOUND:
                break
    return render(
        request,
        "questions.html",
        visitor=visitor,
        q=q,
        found=found,
        most=MOST_FOUND,
        words=partial(words_of, survey.questionnaire, language=visitor.language),
    )


@router.get("/questions/{name}")
async def show_question(
    request: Request, visitor: SignedIn, name: str, q: str = "", page: Annotated[int, Query(ge=1)] = 1
) -> Response:
    survey = visitor.survey
    if name not in survey.questionnaire:
        raise HTTPException(404)
    question = survey.questionnaire.question(name)
    await record_reading(survey.storage, survey.clock, visitor.actor, f"{survey.questionnaire.name}, {name}")
    given = answers_across(survey.storage, survey.questionnaire, visitor.actor, question)
    entries = [entry async for entry in given]
    answered = [each for each in entries if not each.answer.skipped]
    chart = of_question(survey.questionnaire, question, entries, visitor.language)
    names = [each.name for each in survey.questionnaire.questions]
    place = names.index(name)
    return render(
        request,
        "question.html",
        visitor=visitor,
        question=question,
        section=survey.questionnaire.section_of(name),
        group=survey.questionnaire.group_of(name),
        answered=len(answered),
        skipped=len(entries) - len(answered),
        chart=chart,
        key=survey.gallery.hang(chart) if chart else None,
        numbers=sorted(each.number for each in answered if each.number is not None),
        shown=paged(_found(survey.questionnaire, entries, q, visitor.language), page),
        words=partial(words_of, survey.questionnaire, language=visitor.language),
        q=q,
        before=names[place - 1] if place else None,
        after=names[place + 1] if place + 1 < len(names) else None,
    )


def _found(questionnaire: Questionnaire, entries: Sequence[Entry], words: str, language: str) -> list[Entry]:
    """Those in which every one of the words stands, in the order of the countries' names."""
    wanted = folded(words).split()
    found = [each for each in entries if all(word in _about(questionnaire, each, language) for word in wanted)]
    return sorted(found, key=lambda each: folded(_name(each, language)))


def _about(questionnaire: Questionnaire, entry: Entry, language: str) -> str:
    chosen = words_of(questionnaire, entry, language) if entry.chosen or entry.answer.skipped else ""
    return folded(f"{_name(entry, language)} {entry.country or ''} {entry.written} {chosen}")


def _name(entry: Entry, language: str) -> str:
    return country_name(entry.country, language) if entry.country else ""
