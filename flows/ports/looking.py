"""Port of looking at many responses at once. Nothing is changed through it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from flows.answer import Answer
from flows.response import Response, Status


@dataclass(frozen=True, slots=True)
class Stamp:
    """By which it is told whether a response is still as it was read. None: from before this was kept."""

    changed_at: datetime | None
    last_seen_at: datetime | None


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A response's answers to some of the questions, without the messages they came in."""

    response_id: str
    country: str | None
    status: Status
    answers: Mapping[str, Answer]


class Views(Protocol):
    async def stamps(self, questionnaire: str, statuses: Collection[Status]) -> Mapping[str, Stamp]:
        """By the ids of the responses, oldest first."""
        ...

    def some(self, response_ids: Collection[str]) -> AsyncIterator[Response]:
        """Those of them that there are, in no order, answers without the messages they came in; not held, and read in
        batches of bounded memory."""
        ...

    def excerpts(
        self, questionnaire: str, questions: Collection[str], statuses: Collection[Status]
    ) -> AsyncIterator[Excerpt]:
        """Of all responses with an answer to one of the questions, oldest first, read in batches of bounded memory."""
        ...

    def mentions(
        self, questionnaire: str, statuses: Collection[Status], fits: Callable[[str], bool]
    ) -> AsyncIterator[str]:
        """The ids of the responses, oldest first, in which an answer may be meant: all that is in it, with marks
        between, is a text that `fits`. Read in batches of bounded memory."""
        ...
