"""One response: the form as it is filled, and how each answer came about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from fastapi import HTTPException, Request, Response
from fastapi.responses import RedirectResponse, StreamingResponse

from flows.administration.auditing import record_export
from flows.administration.comparing import compare_versions
from flows.administration.dossier import Dossier, Told, open_dossier
from flows.administration.exporting import Which, export_document
from flows.administration.returning import MOST_CHARACTERS, remarks_on, reopen
from flows.attachments import Attachment
from flows.document import Document, carried_mark
from flows.document_parts import CarriedMark
from flows.exporting.paper import Asked, Paragraph, Table
from flows.ports import Remark
from flows.questionnaire import Group, Question, Section
from web.guarding import SignedIn, Visitor
from web.pages.exports import SINGLE
from web.pages.routers import guarded
from web.rendering import render

router = guarded()


@dataclass(frozen=True, slots=True)
class Row:
    """One question of the form with its name and history. `carried`: what became of the answer of an earlier edition,
    which was of the year `since`."""

    name: str
    asked: Asked
    history: tuple[Told, ...] = ()
    remarks: tuple[Remark, ...] = ()
    files: tuple[Attachment, ...] = ()
    carried: CarriedMark | None = None
    since: int | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A question, or (`lead` is set) several under one lead-in."""

    rows: tuple[Row, ...]
    lead: Table | None = None


@dataclass(frozen=True, slots=True)
class Chapter:
    """A section of the form."""

    name: str
    title: Paragraph
    blocks: tuple[Block, ...]


@router.get("/responses/{response_id}")
async def show_response(request: Request, visitor: SignedIn, response_id: str, done: str = "") -> Response:
    survey = visitor.survey
    dossier = await open_dossier(
        survey.storage, survey.questionnaire, survey.clock, visitor.actor, response_id, visitor.language
    )
    if dossier is None:
        raise HTTPException(404)
    remarks = await remarks_on(survey.storage, visitor.actor, response_id)
    return render(
        request,
        "response.html",
        visitor=visitor,
        dossier=dossier,
        chapters=tuple(_chapters(dossier, survey.questionnaire.sections, remarks)),
        notes=[each for each in remarks if each.question is None],
        open=sum(each.dealt_with_at is None for each in remarks),
        done=done,
        formats=SINGLE,
        most=MOST_CHARACTERS,
        changes=sum(map(len, dossier.history.values())),
    )


@router.get("/responses/{response_id}/files/{sha256}")
async def show_file(visitor: SignedIn, response_id: str, sha256: str) -> Response:
    """A file sent with an answer. Whatever it is, it is never shown as a page of this address."""
    survey = visitor.survey
    document, attachment = await _attached(visitor, response_id, sha256)
    country = document["response"]["country"]
    note = f"{survey.questionnaire.name}, {response_id}, {attachment['question']}"
    await record_export(survey.storage, survey.clock, visitor.actor, note, country["code"] if country else None)
    assert survey.fetch is not None  # noqa: S101 - there is an attachment, so there is a file store
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(attachment['name'], safe='')}"}
    return StreamingResponse(survey.fetch(sha256), headers=headers, media_type="application/octet-stream")


@router.post("/responses/{response_id}/return")
async def send_back(visitor: SignedIn, response_id: str) -> Response:
    """For correction: with the remarks that were written beside the questions, and a note on the whole."""
    survey = visitor.survey
    country = await _country_of(visitor, response_id)
    names = [question.name for question in survey.questionnaire.questions]
    remarks = {name: words for name in names if (words := _lines(visitor, f"remark-{name}"))}
    note = _lines(visitor, "note") or None
    await reopen(survey.storage, survey.questionnaire, survey.clock, visitor.actor, country, remarks, note)
    return RedirectResponse(f"/responses/{response_id}?done=returned", 303)


@router.get("/responses/{response_id}/changes")
async def show_changes(
    request: Request, visitor: SignedIn, response_id: str, before: int | None = None, after: int | None = None
) -> Response:
    """Between two versions; without any, the last two."""
    survey = visitor.survey
    country = await _country_of(visitor, response_id)
    comparison = await compare_versions(
        survey.storage, survey.questionnaire, survey.clock, visitor.actor, country, before, after, visitor.language
    )
    return render(request, "changes.html", visitor=visitor, response_id=response_id, comparison=comparison)


async def _attached(visitor: Visitor, response_id: str, sha256: str) -> tuple[Document, Mapping[str, Any]]:
    """With the document it is part of: as it stands, or as it was submitted."""
    survey = visitor.survey
    for which in (Which.IN_PROGRESS, Which.ALL):
        document = await export_document(survey.storage, survey.questionnaire, response_id, which)
        if document is None:
            continue
        for attachment in document["attachments"]:
            if attachment["sha256"] == sha256:
                return document, attachment
    raise HTTPException(404)


async def _country_of(visitor: Visitor, response_id: str) -> str:
    """Of a response that has one: by it the survey team returns and compares."""
    followed = await visitor.survey.followed(visitor.actor)
    found = next((each.standing.country for each in followed if each.response_id == response_id), None)
    if found is None:
        raise HTTPException(404)
    return found


def _lines(visitor: Visitor, field: str) -> str:
    return visitor.said(field).replace("\r\n", "\n")


def _chapters(dossier: Dossier, sections: Sequence[Section], remarks: Sequence[Remark]) -> Iterator[Chapter]:
    for section, part in zip(sections, dossier.form.sections, strict=True):
        blocks = tuple(
            _block(dossier, item, filled, remarks) for item, filled in zip(section.items, part.items, strict=True)
        )
        yield Chapter(section.name, part.title, blocks)


def _block(dossier: Dossier, item: Question | Group, filled: Asked | Table, remarks: Sequence[Remark]) -> Block:
    if isinstance(item, Group) and isinstance(filled, Table):
        rows = zip(item.questions, filled.rows, strict=True)
        return Block(tuple(_row(dossier, question, asked, remarks) for question, asked in rows), filled)
    assert isinstance(item, Question) and isinstance(filled, Asked)  # noqa: S101, PT018 - the form follows the questionnaire
    return Block((_row(dossier, item, filled, remarks),))


def _row(dossier: Dossier, question: Question, asked: Asked, remarks: Sequence[Remark]) -> Row:
    own = tuple(each for each in remarks if each.question == question.name)
    files = tuple(each for each in dossier.response.attachments if each.question == question.name)
    carried = dossier.response.carried.get(question.name)
    return Row(
        question.name,
        asked,
        dossier.history.get(question.name, ()),
        own,
        files,
        carried_mark(dossier.response, question.name),
        carried.year if carried else None,
    )
