"""Ports of what goes back and forth between the survey team and a focal point: remarks, enquiries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from flows.administration.enquiries import Enquiry


@dataclass(frozen=True, slots=True)
class Remark:
    """What the survey team asked about an answer of that revision; about the whole of it where `question` is None.

    `dealt_with_at`: the question was answered anew since, or its answer kept knowingly."""

    response_id: str
    revision: int
    question: str | None
    words: str
    made_by: str
    made_at: datetime
    dealt_with_at: datetime | None = None


class Remarks(Protocol):
    """The record of them. What is open is in `Response.remarks`; `Responses.save` notes here what was dealt with."""

    async def add(self, remark: Remark) -> None: ...

    async def of(self, response_id: str) -> tuple[Remark, ...]:
        """Oldest first."""
        ...


class Enquiries(Protocol):
    async def add(self, enquiry: Enquiry) -> Enquiry:
        """The enquiry with its id."""
        ...

    async def get(self, enquiry_id: str) -> Enquiry | None: ...

    async def all(self, questionnaire: str, *, unanswered: bool = False) -> tuple[Enquiry, ...]:
        """Oldest first."""
        ...

    async def answer(self, enquiry_id: str, words: str, answered_by: str, now: datetime) -> Enquiry | None:
        """The enquiry as it is answered now. None if it was answered before: of two who answer at once, one does."""
        ...
