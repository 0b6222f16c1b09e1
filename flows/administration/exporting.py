"""What the survey team does with responses: export them. No SQL, no files, no format but the JSON document's."""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from flows.administration.roles import Act, Actor, ensure_may
from flows.document import Document, build_document
from flows.ports import Since, Storage, Work
from flows.questionnaire import Questionnaire
from flows.response import Response, Status


class Which(StrEnum):
    """Responses by how far they are. One that is being corrected counts as both: what was submitted stands."""

    COMPLETED = "completed"
    IN_PROGRESS = "in-progress"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Selection:
    """Which responses are exported: those that meet everything that is given.

    `country` is a code of three letters; `started_since`, `submitted_since` (the last time) and `changed_since` are
    moments, each included. Who pulls every night asks for what changed since some minutes before the last pull, since a
    change is committed a little later than its time, and replaces what it has by the response's id. One that is being
    corrected counts as changed, although among the completed it leaves as it was submitted.
    """

    which: Which = Which.COMPLETED
    country: str | None = None
    started_since: datetime | None = None
    submitted_since: datetime | None = None
    changed_since: datetime | None = None

    @property
    def since(self) -> Since:
        return Since(started=self.started_since, submitted=self.submitted_since, changed=self.changed_since)

    def __str__(self) -> str:
        """For the audit log, which has the country in a column of its own."""
        moments = {"begun": self.started_since, "submitted": self.submitted_since, "changed": self.changed_since}
        said = (f"{what} since {moment.isoformat()}" for what, moment in moments.items() if moment)
        return ", ".join((str(self.which), *said))


COMPLETED = Selection()
_LIVE = frozenset({Status.COMPLETED, Status.AMENDED, Status.IN_PROGRESS})
_STATUSES: Mapping[Which, Collection[Status]] = {
    Which.COMPLETED: _LIVE,
    Which.IN_PROGRESS: frozenset({Status.IN_PROGRESS}),
    Which.ALL: _LIVE,
}
_SUBMITTED: Mapping[Which, bool | None] = {Which.COMPLETED: True, Which.IN_PROGRESS: None, Which.ALL: None}

_Keyed = AsyncIterator[tuple[str, Document]]


async def export_documents(
    storage: Storage, questionnaire: Questionnaire, selection: Selection = COMPLETED
) -> AsyncGenerator[Document, None]:
    """The responses' documents, oldest first, of one moment, in bounded memory.

    A response is exported as it was submitted last; one never submitted, or asked for as in progress, as it stands now.
    """
    async with storage.reading() as work:
        async for _, document in _documents(work, questionnaire, selection):
            yield document


async def export_document(
    storage: Storage, questionnaire: Questionnaire, response_id: str, which: Which = Which.COMPLETED
) -> Document | None:
    """The document of one response; None where there is none of that id among `which`."""
    async with storage.reading() as work:
        response = await work.responses.get(response_id)
        if response is None or response.questionnaire != questionnaire.name:
            return None
        if response.status not in _STATUSES[which]:
            return None
        if response.revision and which is not Which.IN_PROGRESS:
            return await work.responses.submission(response.id, response.revision)
        return None if which is Which.COMPLETED else build_document(questionnaire, response)


async def count_responses(storage: Storage, questionnaire: Questionnaire, selection: Selection = COMPLETED) -> int:
    """How many documents an export will have."""
    async with storage.reading() as work:
        return await work.responses.count(
            questionnaire.name,
            statuses=_STATUSES[selection.which],
            country=selection.country,
            submitted=_SUBMITTED[selection.which],
            since=selection.since,
        )


async def list_responses(
    storage: Storage,
    questionnaire: Questionnaire,
    actor: Actor,
    selection: Selection = COMPLETED,
    *,
    after: str | None = None,
    limit: int = 100,
) -> tuple[Response, ...]:
    """At most `limit` responses without their answers, oldest first, from behind the one whose id is `after`."""
    ensure_may(actor, Act.LOOKED)
    async with storage.reading() as work:
        return await work.responses.page(
            questionnaire.name,
            statuses=_STATUSES[selection.which],
            country=selection.country,
            submitted=_SUBMITTED[selection.which],
            since=selection.since,
            after=after,
            limit=limit,
        )


def _documents(work: Work, questionnaire: Questionnaire, selection: Selection) -> _Keyed:
    if selection.which is Which.COMPLETED:
        return _submitted(work, questionnaire, selection)
    if selection.which is Which.IN_PROGRESS:
        return _standing(work, questionnaire, selection, submitted=None)
    never = _standing(work, questionnaire, selection, submitted=False)
    return _in_order(_submitted(work, questionnaire, selection), never)


def _submitted(work: Work, questionnaire: Questionnaire, selection: Selection) -> _Keyed:
    return work.responses.submissions(
        questionnaire.name, statuses=_LIVE, country=selection.country, since=selection.since
    )


async def _standing(
    work: Work, questionnaire: Questionnaire, selection: Selection, *, submitted: bool | None
) -> _Keyed:
    begun = frozenset({Status.IN_PROGRESS})
    async for response in work.responses.all(
        questionnaire.name, statuses=begun, country=selection.country, submitted=submitted, since=selection.since
    ):
        yield response.id, build_document(questionnaire, response)


async def _in_order(first: _Keyed, second: _Keyed) -> _Keyed:
    """Both are in the order of the ids, and so is what comes of them."""
    one, other = await anext(first, None), await anext(second, None)
    while one and other:
        if one[0] < other[0]:
            yield one
            one = await anext(first, None)
        else:
            yield other
            other = await anext(second, None)
    while one:
        yield one
        one = await anext(first, None)
    while other:
        yield other
        other = await anext(second, None)
