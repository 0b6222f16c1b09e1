"""The copies of a response that its people keep: which there are, how each is called, what it is made of.

A copy is made when it is sent (`flows.message.Made`), from the document as it was submitted, or as the response stands.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from flows.document import Document, build_document
from flows.message import File, Made
from flows.ports import Storage
from flows.questionnaire import Questionnaire
from flows.response import Response


class Copy(StrEnum):
    """The value is the kind of what is made, kept in the outbox."""

    PDF = "response-pdf"
    DOCX = "response-docx"
    JSON = "response-json"


@dataclass(frozen=True, slots=True)
class _Form:
    ending: str
    media_type: str


FORMS: Final[Mapping[Copy, _Form]] = {
    Copy.PDF: _Form("pdf", "application/pdf"),
    Copy.DOCX: _Form("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    Copy.JSON: _Form("json", "application/json"),
}


def copies_of(response: Response, *kinds: Copy) -> tuple[File, ...]:
    """As it was submitted, where it is; otherwise drafts, of the response as it will stand when they are sent."""
    of = {"response_id": response.id, "language": response.language or ""}
    if response.is_submitted:
        of["revision"] = str(response.revision)
    return tuple(
        File(name=_name(response, FORMS[kind].ending), media_type=FORMS[kind].media_type, made=Made(kind=kind, of=of))
        for kind in kinds
    )


async def document_to_copy(storage: Storage, questionnaire: Questionnaire, of: Mapping[str, str]) -> Document:
    """Raises LookupError where there is no such response, or none that was submitted as that revision."""
    async with storage.reading() as work:
        if revision := of.get("revision"):
            document = await work.responses.submission(of["response_id"], int(revision))
        else:
            response = await work.responses.get(of["response_id"])
            document = build_document(questionnaire, response) if response else None
    if document is None:
        raise LookupError("There is no such response to make a copy of.")
    return document


def _name(response: Response, ending: str) -> str:
    draft = None if response.is_submitted else "draft"
    return "-".join(part for part in (response.questionnaire, response.country, draft) if part) + f".{ending}"
