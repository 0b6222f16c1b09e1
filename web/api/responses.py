"""Responses: a list in pages, one document, all documents as a stream of lines."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import aclosing
from datetime import datetime
from typing import Annotated, Any

import orjson
from fastapi import APIRouter, Query
from fastapi.responses import StreamingResponse
from pydantic import AwareDatetime

from flows.administration.auditing import record_export
from flows.administration.exporting import (
    Selection,
    Which,
    export_document,
    export_documents,
    list_responses,
)
from web.api.forms import Country, Document, ResponseForm, ResponsePage
from web.api.office import InOffice, Office, Reader
from web.api.problems import Problem, answers

router = APIRouter(tags=["responses"], responses=answers(401, 403, 422, 503))

_LARGEST_PAGE = 500
_CHUNK = 64 * 1024

Status = Annotated[Which, Query(alias="status", description="Submitted ones, those in progress, or both.")]
Of = Annotated[Country | None, Query(description="Only this country's.")]
Moment = Annotated[AwareDatetime | None, Query(description="With its zone, as in 2026-11-24T00:00:00Z.")]


@router.get("/responses")
async def list_all(
    office: InOffice,
    actor: Reader,
    status: Status = Which.ALL,
    country: Of = None,
    changed_since: Moment = None,
    after: Annotated[str | None, Query(max_length=36, description="`next` of the page before.")] = None,
    limit: Annotated[int, Query(ge=1, le=_LARGEST_PAGE)] = 100,
) -> ResponsePage:
    """Responses without their answers, oldest first."""
    chosen = _selection(status, country, changed_since)
    page = await list_responses(office.storage, office.questionnaire, actor, chosen, after=after, limit=limit)
    return ResponsePage(responses=tuple(map(ResponseForm.of, page)), next=page[-1].id if len(page) == limit else None)


@router.get("/responses.ndjson", response_class=StreamingResponse)
async def stream_all(
    office: InOffice,
    actor: Reader,
    status: Status = Which.COMPLETED,
    country: Of = None,
    changed_since: Moment = None,
) -> StreamingResponse:
    """Documents, one a line, oldest first: whole responses of one moment, however many they are."""
    chosen = _selection(status, country, changed_since)
    await record_export(office.storage, office.clock, actor, f"{office.questionnaire.name}, {chosen}", country)
    return StreamingResponse(_lines(office, chosen), media_type="application/x-ndjson")


@router.get("/responses/{response_id}", responses=answers(404))
async def read_one(office: InOffice, actor: Reader, response_id: str, status: Status = Which.ALL) -> Document:
    """The document of one response: as it was submitted last or, if it never was, as it stands."""
    document = await export_document(office.storage, office.questionnaire, response_id, status)
    if document is None:
        raise Problem(404, "There is no response of that id and status.")
    note = f"{office.questionnaire.name}, {response_id}"
    await record_export(office.storage, office.clock, actor, note, _country_of(document))
    return dict(document)


def _selection(which: Which, country: str | None, changed_since: datetime | None) -> Selection:
    return Selection(which=which, country=country, changed_since=changed_since)


async def _lines(office: Office, chosen: Selection) -> AsyncIterator[bytes]:
    """In chunks: a line by itself would cost more on its way than to make."""
    waiting = bytearray()
    async with aclosing(export_documents(office.storage, office.questionnaire, chosen)) as documents:
        async for document in documents:
            waiting += orjson.dumps(document, option=orjson.OPT_APPEND_NEWLINE)
            if len(waiting) >= _CHUNK:
                yield bytes(waiting)
                waiting.clear()
    yield bytes(waiting)


def _country_of(document: Mapping[str, Any]) -> str | None:
    country = document["response"]["country"]
    return country["code"] if country else None
