"""The questionnaire, the schema of its documents, and who is where."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter

from flows.administration.progress import progress
from flows.document import document_schema
from web.api.forms import StandingForm
from web.api.office import Author, Follower, InOffice
from web.api.problems import answers

router = APIRouter(tags=["questionnaire"], responses=answers(401, 403, 422, 503))


@router.get("/questionnaire")
async def read_questionnaire(office: InOffice, _: Author) -> dict[str, Any]:
    """The questionnaire as its file has it: sections, questions, choices, in all its languages."""
    return office.questionnaire.model_dump(mode="json", exclude_none=True)


@router.get("/schema")
async def read_schema(office: InOffice, _: Author) -> dict[str, Any]:
    """JSON Schema (2020-12) of the documents."""
    return document_schema(office.questionnaire)


@router.get("/progress")
async def read_progress(office: InOffice, actor: Follower) -> tuple[StandingForm, ...]:
    """Every country with a response or an invitation, in the order of their codes."""
    standings = await progress(office.storage, office.questionnaire, office.clock, actor)
    return tuple(map(StandingForm.of, standings))
