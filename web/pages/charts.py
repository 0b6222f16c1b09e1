"""Charts as pictures. A page names the one it means by its content, so that browsers may keep it, and whatever process
is asked can draw it: from what it remembers, or anew."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from functools import partial

from fastapi import HTTPException, Response

from flows.administration.across import Entry, answers_across, bars
from flows.administration.following import Followed
from flows.questionnaire import Question, Questionnaire
from web.charts import Activity, Bars, Chart, Theme, svg
from web.guarding import SignedIn, Visitor
from web.pages.routers import guarded

router = guarded()


@router.get("/charts/activity/{theme}.svg")
async def show_activity(visitor: SignedIn, theme: Theme, v: str = "", narrow: bool = False) -> Response:
    chart = visitor.survey.gallery.get(v) or await _activity_anew(visitor)
    return await _picture(chart, theme, narrow)


@router.get("/charts/questions/{name}/{theme}.svg")
async def show_question(visitor: SignedIn, name: str, theme: Theme, v: str = "", narrow: bool = False) -> Response:
    if name not in visitor.survey.questionnaire:
        raise HTTPException(404)
    chart = visitor.survey.gallery.get(v) or await _drawn_anew(visitor, visitor.survey.questionnaire.question(name))
    return await _picture(chart, theme, narrow)


def activity(followed: Iterable[Followed], language: str) -> Activity | None:
    """None while nothing was answered."""
    given: Counter[date] = Counter()
    submitted: Counter[date] = Counter()
    for each in followed:
        given.update(each.days)
        if each.completed_at:
            submitted[each.completed_at.date()] += 1
    if not given:
        return None
    return Activity(tuple(sorted(given.items())), tuple(sorted(submitted.items())), language=language)


def of_question(
    questionnaire: Questionnaire, question: Question, entries: Sequence[Entry], language: str
) -> Bars | None:
    """None for a question that is answered in words, and while nobody has answered."""
    answered = [entry for entry in entries if not entry.answer.skipped]
    counted = bars(questionnaire, question, answered, language)
    if not counted or not answered:
        return None
    return Bars(counted, len(answered), upright=question.type == "percent", language=language)


async def _activity_anew(visitor: Visitor) -> Activity | None:
    return activity(await visitor.survey.followed(visitor.actor), visitor.language)


async def _drawn_anew(visitor: Visitor, question: Question) -> Bars | None:
    survey = visitor.survey
    given = answers_across(survey.storage, survey.questionnaire, visitor.actor, question)
    entries = [entry async for entry in given]
    return of_question(survey.questionnaire, question, entries, visitor.language)


async def _picture(chart: Chart | None, theme: Theme, narrow: bool) -> Response:
    if chart is None:
        raise HTTPException(404)
    drawn = await asyncio.to_thread(partial(svg, chart, theme, narrow=narrow))
    headers = {
        "Cache-Control": "private, max-age=86400, immutable",
        # The renderer writes styles into the picture; it holds nothing else, and runs nothing.
        "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'",
    }
    return Response(drawn, headers=headers, media_type="image/svg+xml")
