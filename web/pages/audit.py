"""The audit log: who did what, filtered, and as a file."""

from __future__ import annotations

from collections import deque
from collections.abc import AsyncIterator
from typing import Annotated, Final

from fastapi import Query, Request, Response
from fastapi.responses import StreamingResponse

from flows.administration.across import folded
from flows.administration.auditing import read_audit, record_export
from flows.administration.countries import country_name
from flows.exporting.delimited import headed, rows
from flows.ports import Record
from web.guarding import SignedIn, Visitor
from web.pages.paging import PER_PAGE, Page
from web.pages.routers import guarded
from web.rendering import render

router = guarded()

COLUMNS: Final = ("at", "actor", "act", "country", "invitation_id", "note")


@router.get("/audit")
async def show_audit(
    request: Request, visitor: SignedIn, q: str = "", act: str = "", page: Annotated[int, Query(ge=1)] = 1
) -> Response:
    shown = await _latest(visitor, q, act, page)
    return render(request, "audit.html", visitor=visitor, shown=shown, q=q, act=act)


@router.get("/audit.csv")
async def export_audit(visitor: SignedIn, q: str = "", act: str = "") -> Response:
    survey = visitor.survey
    await record_export(survey.storage, survey.clock, visitor.actor, "audit log")
    headers = {"Content-Disposition": 'attachment; filename="audit.csv"'}
    return StreamingResponse(_lines(visitor, q, act), headers=headers, media_type="text/csv; charset=utf-8")


async def _latest(visitor: Visitor, words: str, act: str, number: int) -> Page[Record]:
    """The latest first. Only what can be shown is kept in memory; the log itself is as long as it is."""
    kept: deque[Record] = deque(maxlen=number * PER_PAGE)
    total = 0
    async for record in _matching(visitor, words, act):
        kept.append(record)
        total += 1
    pages = max(1, -(-total // PER_PAGE))
    number = min(number, pages)
    first = (number - 1) * PER_PAGE
    items = list(reversed(kept))[first : first + PER_PAGE]
    return Page(items, number, pages, first + 1 if items else 0, first + len(items), total)


async def _matching(visitor: Visitor, words: str, act: str) -> AsyncIterator[Record]:
    wanted = folded(words).split()
    async for record in read_audit(visitor.survey.storage, visitor.actor):
        if act and record.act != act:
            continue
        if all(word in folded(_about(record, visitor.language)) for word in wanted):
            yield record


def _about(record: Record, language: str) -> str:
    name = country_name(record.country, language) if record.country else ""
    return f"{record.actor} {record.act} {record.country or ''} {name} {record.note or ''} {record.invitation_id or ''}"


async def _lines(visitor: Visitor, words: str, act: str) -> AsyncIterator[bytes]:
    yield headed(COLUMNS)
    async for record in _matching(visitor, words, act):
        at = record.at.isoformat(timespec="seconds").replace("+00:00", "Z")
        yield rows([[at, *(str(getattr(record, name) or "") for name in COLUMNS[1:])]])
