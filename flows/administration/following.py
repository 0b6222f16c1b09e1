"""Use case: following the campaign from page to page. What was counted is remembered by response, and only those that
changed since are read again: a page costs as little with ten thousand responses as with ten.

Each process remembers for itself; the stamps in the database say what is still true, whoever wrote it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from flows.administration.entering import LIVE
from flows.administration.progress import Standing, standing_of, standings_invited
from flows.administration.roles import Act, Actor, ensure_may
from flows.ports import Clock, Stamp, Storage
from flows.questionnaire import Questionnaire
from flows.response import Response


@dataclass(frozen=True, slots=True)
class Followed:
    """Where a country stands; `response_id` is None while nobody has begun. `days`: how many of its answers were given,
    as they stand now, on which day (UTC)."""

    standing: Standing
    response_id: str | None = None
    started_at: datetime | None = None
    completed_at: datetime | None = None
    revision: int = 0
    days: Mapping[date, int] = field(default_factory=dict)


class Following:
    """One questionnaire's responses. Remembers about a kilobyte for each."""

    def __init__(self, questionnaire: Questionnaire, storage: Storage, clock: Clock) -> None:
        self._questionnaire = questionnaire
        self._storage = storage
        self._clock = clock
        self._known: dict[str, tuple[Stamp, Followed]] = {}

    async def all(self, actor: Actor) -> tuple[Followed, ...]:
        """Every country with a response or an invitation, in the order of their codes; responses without a country
        last."""
        ensure_may(actor, Act.LOOKED)
        now = self._clock.now()
        async with self._storage.reading() as work:
            stamps = await work.views.stamps(self._questionnaire.name, LIVE)
            for gone in self._known.keys() - stamps.keys():
                del self._known[gone]
            async for response in work.views.some(self._changed(stamps)):
                self._known[response.id] = (stamps[response.id], self._followed(response, now))
            invitations = await work.invitations.all(self._questionnaire.name)
        found = [followed for _, followed in self._known.values()]
        begun = {each.standing.country for each in found}
        found += map(Followed, standings_invited(self._questionnaire, invitations, begun, now))
        return tuple(sorted(found, key=lambda each: (each.standing.country is None, each.standing.country or "")))

    def _changed(self, stamps: Mapping[str, Stamp]) -> list[str]:
        return [key for key, stamp in stamps.items() if key not in self._known or self._known[key][0] != stamp]

    def _followed(self, response: Response, now: datetime) -> Followed:
        return Followed(
            standing_of(self._questionnaire, response, now),
            response.id,
            response.started_at,
            response.completed_at,
            response.revision,
            Counter(answer.given_at.date() for answer in response.answers.values()),
        )
