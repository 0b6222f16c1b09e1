"""Ports of the responses and their history."""

from __future__ import annotations

from collections.abc import AsyncIterator, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Protocol

from flows.answer import Answer, Carried
from flows.ports.people import Respondent
from flows.response import Response, Status


@dataclass(frozen=True, slots=True)
class Since:
    """Begun, submitted last, changed at that moment or later; None: whenever. A response of which it is not known when
    it changed counts as changed."""

    started: datetime | None = None
    submitted: datetime | None = None
    changed: datetime | None = None


WHENEVER: Final = Since()


@dataclass(frozen=True, slots=True)
class Given:
    """One answer as it was given, changed or (None) taken back, by whom and when."""

    question: str
    answer: Answer | None
    respondent_id: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Submitted:
    """A response was submitted under that revision; its document is `Responses.submission`."""

    revision: int
    submitted_at: datetime


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

    async def history(self, response_id: str, question: str | None = None) -> tuple[Given, ...]:
        """What was answered and when, to that question or to all, oldest first."""
        ...

    async def revisions(self, response_id: str) -> tuple[Submitted, ...]:
        """What was submitted, oldest first."""
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
        self,
        questionnaire: str,
        *,
        statuses: Collection[Status] | None = None,
        country: str | None = None,
        submitted: bool | None = None,
        since: Since = WHENEVER,
    ) -> AsyncIterator[Response]:
        """Responses to the questionnaire, oldest first, read in batches of bounded memory. `submitted`: at least once,
        or never."""
        ...

    def submissions(
        self,
        questionnaire: str,
        *,
        statuses: Collection[Status] | None = None,
        country: str | None = None,
        since: Since = WHENEVER,
    ) -> AsyncIterator[tuple[str, Mapping[str, Any]]]:
        """Responses submitted at least once: the id of each, and the document as it was submitted last. Ordered and
        read as `all`."""
        ...

    async def count(
        self,
        questionnaire: str,
        *,
        statuses: Collection[Status] | None = None,
        country: str | None = None,
        submitted: bool | None = None,
        since: Since = WHENEVER,
    ) -> int:
        """How many `all` would give."""
        ...

    async def page(
        self,
        questionnaire: str,
        *,
        statuses: Collection[Status] | None = None,
        country: str | None = None,
        submitted: bool | None = None,
        since: Since = WHENEVER,
        after: str | None = None,
        limit: int,
    ) -> tuple[Response, ...]:
        """At most `limit` of those `all` would give, from behind the one whose id is `after`, without their answers."""
        ...


class CarriedAnswers(Protocol):
    """Answers of an earlier edition for countries that have not begun."""

    async def keep(self, questionnaire: str, country: str, answers: Mapping[str, Carried], now: datetime) -> None:
        """By question; in the place of those that were kept for the country."""
        ...

    async def take(self, questionnaire: str, country: str) -> Mapping[str, Carried]:
        """What was kept for the country, and is so no longer."""
        ...
