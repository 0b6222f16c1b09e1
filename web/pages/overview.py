"""The first page: how the campaign stands, at a glance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from fastapi import Request, Response

from flows.administration.campaign import read_campaign
from flows.administration.enquiring import enquiries
from flows.administration.following import Followed
from flows.administration.progress import Stage
from flows.campaign import Campaign
from web.captions import STAGES
from web.charts import Activity
from web.guarding import SignedIn, Visitor
from web.pages.charts import activity
from web.pages.routers import guarded
from web.rendering import render

MOST_SHOWN: Final = 250
"""Countries with a bar of their own on this page; the table has them all."""

router = guarded()

_BEGUN: Final = (Stage.IN_PROGRESS, Stage.COMPLETED, Stage.AMENDED)
_DONE: Final = (Stage.COMPLETED, Stage.AMENDED)


@router.get("/")
async def show_overview(request: Request, visitor: SignedIn) -> Response:
    followed = await visitor.survey.followed(visitor.actor)
    survey = visitor.survey
    campaign = await read_campaign(survey.storage, survey.questionnaire, visitor.actor) or Campaign()
    stages = Counter(each.standing.stage for each in followed)
    return render(
        request,
        "overview.html",
        visitor=visitor,
        total=len(followed),
        begun=sum(stages[stage] for stage in _BEGUN),
        done=sum(stages[stage] for stage in _DONE),
        stages={stage: stages[stage] for stage in STAGES if stages[stage]},
        campaign=campaign,
        waiting=len(await enquiries(survey.storage, survey.questionnaire, visitor.actor, unanswered=True)),
        over=campaign.is_over(survey.clock.now()),
        activity=_hung(visitor, followed),
        shown=_furthest_first(followed)[:MOST_SHOWN],
        sections=visitor.survey.questionnaire.sections,
    )


def _hung(visitor: Visitor, followed: Sequence[Followed]) -> tuple[str, Activity] | None:
    """The chart with the key under which it is fetched; None while nothing was answered."""
    chart = activity(followed, visitor.language)
    return (visitor.survey.gallery.hang(chart), chart) if chart else None


def _furthest_first(followed: Sequence[Followed]) -> list[Followed]:
    order = {stage: place for place, stage in enumerate(STAGES)}
    return sorted(followed, key=lambda each: (order[each.standing.stage], -each.standing.whole.done))
