"""What the survey team does with responses: export them. No SQL, no files, no format but the JSON document's."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Mapping
from enum import StrEnum
from typing import Any

from flows.document import build_document
from flows.ports import Storage, Work
from flows.questionnaire import Questionnaire
from flows.response import Response, Status

Document = Mapping[str, Any]


class Which(StrEnum):
    """Responses by how far they are. One that is being corrected counts as both: what was submitted stands."""

    COMPLETED = "completed"
    IN_PROGRESS = "in-progress"
    ALL = "all"


_SUBMITTED = frozenset({Status.COMPLETED, Status.AMENDED})
_LIVE = _SUBMITTED | {Status.IN_PROGRESS}


async def export_documents(
    storage: Storage, questionnaire: Questionnaire, which: Which = Which.COMPLETED, country: str | None = None
) -> AsyncGenerator[Document, None]:
    """The responses' documents, oldest first, in bounded memory.

    A response is exported as it was submitted last; one never submitted, or asked for as in progress, as it stands now.
    """
    statuses = frozenset({Status.IN_PROGRESS}) if which is Which.IN_PROGRESS else _LIVE
    async with storage.reading() as work:
        async for response in work.responses.all(questionnaire.name, statuses=statuses, country=country):
            if (document := await _document(work, questionnaire, response, which)) is not None:
                yield document


async def export_document(
    storage: Storage, questionnaire: Questionnaire, response_id: str, which: Which = Which.COMPLETED
) -> Document | None:
    """The document of one response; None where there is none of that id among `which`."""
    async with storage.reading() as work:
        response = await work.responses.get(response_id)
        if response is None or response.questionnaire != questionnaire.name or response.status not in _LIVE:
            return None
        return await _document(work, questionnaire, response, which)


async def count_responses(
    storage: Storage, questionnaire: Questionnaire, which: Which = Which.COMPLETED, country: str | None = None
) -> int:
    """How many documents an export will have; those under correction are counted once, as in progress."""
    statuses = {Which.COMPLETED: _SUBMITTED, Which.IN_PROGRESS: _LIVE - _SUBMITTED, Which.ALL: _LIVE}[which]
    async with storage.reading() as work:
        return await work.responses.count(questionnaire.name, statuses=statuses, country=country)


async def _document(work: Work, questionnaire: Questionnaire, response: Response, which: Which) -> Document | None:
    if which is Which.IN_PROGRESS:
        return build_document(questionnaire, response) if response.status is Status.IN_PROGRESS else None
    if response.revision:
        return await work.responses.submission(response.id, response.revision)
    return None if which is Which.COMPLETED else build_document(questionnaire, response)
