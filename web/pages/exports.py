"""Responses as files: many in one of the formats, sent while they are made, or a single one."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing
from datetime import UTC, datetime
from typing import Final

from fastapi import HTTPException, Request, Response
from fastapi.responses import StreamingResponse

from flows.administration.auditing import record_export
from flows.administration.exporting import Selection, Which, count_responses, export_document, export_documents
from flows.administration.orders import country_code
from flows.errors import DeclinedError
from flows.exporting.formats import FORMATS, Format, export_chunks, file_name
from flows.sentences import N_
from web.guarding import SignedIn, Visitor
from web.pages.routers import guarded
from web.rendering import render

router = guarded()

SINGLE: Final = (Format.PDF, Format.DOCX, Format.JSON)


@router.get("/exports")
async def show_exports(request: Request, visitor: SignedIn) -> Response:
    survey = visitor.survey
    counts = {which: await count_responses(survey.storage, survey.questionnaire, Selection(which)) for which in Which}
    return render(request, "exports.html", visitor=visitor, counts=counts)


@router.post("/exports")
async def export(visitor: SignedIn) -> Response:
    form, selection = _format(visitor), _selection(visitor)
    survey = visitor.survey
    note = f"{survey.questionnaire.name}, {selection}, {form}"
    await record_export(survey.storage, survey.clock, visitor.actor, note, selection.country)
    name = file_name(form, survey.questionnaire, selection)
    return StreamingResponse(
        _chunks(visitor, form, selection), headers=_named(name), media_type=FORMATS[form].media_type
    )


@router.post("/responses/{response_id}/export")
async def export_one(visitor: SignedIn, response_id: str) -> Response:
    """As it was submitted last, or as it stands."""
    form = _format(visitor)
    alone = FORMATS[form].alone
    survey = visitor.survey
    document = await export_document(survey.storage, survey.questionnaire, response_id, Which.ALL)
    if document is None or alone is None:
        raise HTTPException(404)
    country = document["response"]["country"]
    code = country["code"] if country else None
    note = f"{survey.questionnaire.name}, {response_id}, {form}"
    await record_export(survey.storage, survey.clock, visitor.actor, note, code)
    content = await asyncio.to_thread(alone.write, survey.questionnaire, document)
    name = f"{survey.questionnaire.name}-{code or response_id}.{alone.extension}"
    return Response(content, headers=_named(name), media_type=alone.media_type)


async def _chunks(visitor: Visitor, form: Format, selection: Selection) -> AsyncGenerator[bytes, None]:
    survey = visitor.survey
    async with (
        aclosing(export_documents(survey.storage, survey.questionnaire, selection)) as documents,
        aclosing(export_chunks(form, survey.questionnaire, documents, fetch=survey.fetch)) as chunks,
    ):
        async for chunk in chunks:
            yield chunk


def _format(visitor: Visitor) -> Format:
    try:
        return Format(visitor.said("format"))
    except ValueError:
        raise HTTPException(400) from None


def _selection(visitor: Visitor) -> Selection:
    try:
        which = Which(visitor.said("which"))
    except ValueError:
        raise HTTPException(400) from None
    written = visitor.said("country")
    country = country_code(visitor.survey.questionnaire, written) if written else None
    return Selection(
        which, country, _since(visitor, "started"), _since(visitor, "submitted"), _since(visitor, "changed")
    )


def _since(visitor: Visitor, field: str) -> datetime | None:
    written = visitor.said(field)
    if not written:
        return None
    try:
        return datetime.fromisoformat(written).replace(tzinfo=UTC)
    except ValueError:
        raise DeclinedError(N_("“{written}” is no day: write 2019-04-22."), written=written) from None


def _named(name: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="{name}"'}
