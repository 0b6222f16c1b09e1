"""Ports of the responses and their history."""

from __future__ import annotations

from collections.abc import AsyncIterator, Collection, Mapping
from datetime import datetime
from typing import Any, Protocol

from flows.ports.people import Respondent
from flows.response import Response, Status


class Responses(Protocol):
    async def start(self, respondent: Respondent, questionnaire: str, version: str, now: datetime) -> Response:
        """A new, empty response which the respondent works on from now on."""
        ...

    async def get(self, response_id: str) -> Response | None: ...

    async def save(self, response: Response, before: Response, respondent: Respondent) -> None:
        """Writes what differs from `before`; every answer given, changed or taken back also enters the history with the
        respondent and the time. Raises `flows.errors.CountryTaken` where another live response to the questionnaire is
        of that country; nothing of the transaction can be kept then."""
        ...

    async def question_once_answered_by(self, response_id: str, chat: int, message_id: int) -> str | None:
        """The question to which that message of a respondent's gave an answer at some time; from the history."""
        ...

    async def keep_submission(self, response: Response, document: Mapping[str, Any]) -> None:
        """Keeps the document as it was submitted, under the response's revision, for good."""
        ...

    async def submission(self, response_id: str, revision: int) -> Mapping[str, Any] | None:
        """The document as it was submitted under that revision."""
        ...

    def all(
        self, questionnaire: str, *, statuses: Collection[Status] | None = None, country: str | None = None
    ) -> AsyncIterator[Response]:
        """Responses to the questionnaire, oldest first, read in batches of bounded memory."""
        ...

    async def count(
        self, questionnaire: str, *, statuses: Collection[Status] | None = None, country: str | None = None
    ) -> int: ...
