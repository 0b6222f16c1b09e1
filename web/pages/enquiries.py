"""What focal points asked the survey team, and the answers, which go into their chats."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query, Request, Response
from fastapi.responses import RedirectResponse

from flows.administration.enquiring import answer_enquiry, enquiries
from web.guarding import SignedIn
from web.pages.paging import paged
from web.pages.routers import guarded
from web.rendering import render

router = guarded()


@router.get("/enquiries")
async def show_enquiries(
    request: Request,
    visitor: SignedIn,
    answered: bool = False,
    done: str = "",
    page: Annotated[int, Query(ge=1)] = 1,
) -> Response:
    survey = visitor.survey
    found = await enquiries(survey.storage, survey.questionnaire, visitor.actor, unanswered=not answered)
    shown = paged(found[::-1] if answered else found, page)
    return render(request, "enquiries.html", visitor=visitor, shown=shown, answered=answered, done=done)


@router.post("/enquiries/{enquiry_id}")
async def answer(visitor: SignedIn, enquiry_id: str) -> Response:
    survey = visitor.survey
    words = visitor.said("words").replace("\r\n", "\n")
    answered = await answer_enquiry(
        survey.storage, survey.questionnaire, survey.clock, visitor.actor, enquiry_id, words
    )
    return RedirectResponse(f"/enquiries?done={'answered' if answered.first else 'before'}", 303)
