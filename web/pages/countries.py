"""The table of countries: searched, filtered, sorted and paged where the data is, so that any number can be shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import UTC, datetime
from typing import Annotated, Any, Final

from fastapi import Query, Request, Response

from flows.administration.across import folded
from flows.administration.following import Followed
from flows.administration.progress import Stage
from web.captions import STAGES
from web.guarding import SignedIn
from web.pages.paging import Page, paged
from web.pages.routers import guarded
from web.rendering import render
from web.writing import Writing

router = guarded()

_NEVER: Final = datetime.min.replace(tzinfo=UTC)
_ORDER: Final = {stage: place for place, stage in enumerate(STAGES)}

_STAGES: Final[Mapping[str, Collection[Stage]]] = {
    "submitted": (Stage.COMPLETED, Stage.AMENDED),
    "overdue": (Stage.IN_PROGRESS, Stage.INVITED, Stage.EXPIRED),
    "not-begun": (Stage.INVITED, Stage.EXPIRED),
}
"""Filters that mean several stages."""

SORTS: Final[Mapping[str, Callable[[Followed, Writing], Any]]] = {
    "country": lambda each, writing: folded(_name(each, writing)),
    "stage": lambda each, writing: (_ORDER[each.standing.stage], folded(_name(each, writing))),
    "done": lambda each, _: _share(each),
    "seen": lambda each, _: each.standing.last_seen_at or _NEVER,
}


@router.get("/countries")
async def show_countries(
    request: Request,
    visitor: SignedIn,
    q: str = "",
    stage: str = "",
    sort: str = "country",
    page: Annotated[int, Query(ge=1)] = 1,
) -> Response:
    followed = await visitor.survey.followed(visitor.actor)
    writing = Writing(visitor.reader)
    matching = [each for each in followed if _matches(each, q, writing)]
    found = [each for each in matching if not stage or each.standing.stage in _STAGES.get(stage, (stage,))]
    shown: Page[Followed] = paged(_sorted(found, sort, writing), page)
    return render(
        request,
        "countries.html",
        visitor=visitor,
        shown=shown,
        total=len(followed),
        counts=Counter(each.standing.stage for each in matching),
        all=len(matching),
        sections=visitor.survey.questionnaire.sections,
        q=q,
        stage=stage,
        sort=sort,
    )


def _name(followed: Followed, writing: Writing) -> str:
    return writing.country(followed.standing.country)


def _matches(followed: Followed, words: str, writing: Writing) -> bool:
    about = folded(f"{_name(followed, writing)} {followed.standing.country or ''} {followed.response_id or ''}")
    return all(word in about for word in folded(words).split())


def _sorted(found: Sequence[Followed], sort: str, writing: Writing) -> list[Followed]:
    """By one of the columns; turned around with a minus in front. What there is none of comes as it is."""
    key = SORTS.get(sort.removeprefix("-"), SORTS["country"])
    return sorted(found, key=lambda each: key(each, writing), reverse=sort.startswith("-"))


def _share(followed: Followed) -> tuple[float, Stage]:
    whole = followed.standing.whole
    return (whole.done / whole.total if whole.total else 0.0), followed.standing.stage
