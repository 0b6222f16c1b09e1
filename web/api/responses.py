"""Responses: a list in pages, one document, all documents as a stream of lines."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import aclosing
from datetime import datetime
from typing import Annotated, Any

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
from flows.exporting.formats import FORMATS, Format, export_chunks, file_name
from web.api.forms import Country, Document, ResponseForm, ResponsePage
from web.api.office import InOffice, Office, Reader
from web.api.problems import Problem, answers

router = APIRouter(tags=["responses"], responses=answers(401, 403, 422, 503))

_LARGEST_PAGE = 500

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
    return StreamingResponse(_chunks(office, Format.JSON_LINES, chosen), media_type="application/x-ndjson")


@router.get("/export", response_class=StreamingResponse)
async def export(
    office: InOffice,
    actor: Reader,
    form: Annotated[Format, Query(alias="format")],
    status: Status = Which.COMPLETED,
    country: Of = None,
    changed_since: Moment = None,
) -> StreamingResponse:
    """All responses as one file: a table for statisticians, an archive, the filled forms."""
    chosen = _selection(status, country, changed_since)
    await record_export(office.storage, office.clock, actor, f"{office.questionnaire.name}, {chosen}, {form}", country)
    name = file_name(form, office.questionnaire, chosen)
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return StreamingResponse(_chunks(office, form, chosen), media_type=FORMATS[form].media_type, headers=headers)


@router.get("/responses/{response_id}", responses=answers(404))
async def read_one(office: InOffice, actor: Reader, response_id: str, status: Status = Which.ALL) -> Document:
    """The document of one response: as it was submitted last or, if it never was, as it stands."""
    document = await export_document(office.storage, office.questionnaire, response_id, status)
    if document is None:
        raise Problem(404, "There is no response of that id and status.")
    note = f"{office.questionnaire.name}, {response_id}"
    await record_export(office.storage, office.clock, actor, note, _country_of(document))
    return dict(document)


@router.get("/responses/{response_id}/attachments/{sha256}", responses=answers(404), response_class=StreamingResponse)
async def read_attachment(office: InOffice, actor: Reader, response_id: str, sha256: str) -> StreamingResponse:
    """A file sent with an answer, by the hash that the document names."""
    document = await export_document(office.storage, office.questionnaire, response_id, Which.ALL)
    attachments = document["attachments"] if document else ()
    found = next((each for each in attachments if each["sha256"] == sha256), None)
    if document is None or found is None:
        raise Problem(404, "There is no such file in that response.")
    note = f"{office.questionnaire.name}, {response_id}, {found['question']}"
    await record_export(office.storage, office.clock, actor, note, _country_of(document))
    # Whatever it is: never shown as a page of this address.
    headers = {"Content-Disposition": "attachment", "X-Content-Type-Options": "nosniff"}
    return StreamingResponse(office.fetch(sha256), media_type="application/octet-stream", headers=headers)


def _selection(which: Which, country: str | None, changed_since: datetime | None) -> Selection:
    return Selection(which=which, country=country, changed_since=changed_since)


async def _chunks(office: Office, form: Format, chosen: Selection) -> AsyncIterator[bytes]:
    async with (
        aclosing(export_documents(office.storage, office.questionnaire, chosen)) as documents,
        aclosing(export_chunks(form, office.questionnaire, documents, fetch=office.fetch)) as chunks,
    ):
        async for chunk in chunks:
            yield chunk


def _country_of(document: Mapping[str, Any]) -> str | None:
    country = document["response"]["country"]
    return country["code"] if country else None
