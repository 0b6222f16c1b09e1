"""Whom the settings let in, and how often somebody may try a link that opens nothing. Looks nothing up: who was invited
is known to the transaction of the turn (`flows.interview`), so that a revoked person is out at their next message.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from bot.settings import Access, Settings
from flows.administration.roles import Admission
from flows.interview import Incoming
from flows.turns import Started

MOST_GUESSES: Final = 5
WITHIN: Final = timedelta(hours=1)

_MOST_CHATS: Final = 10_000


def admission(settings: Settings) -> Admission:
    return Admission(open=settings.access is Access.OPEN, administrators=settings.administrators)


class Guesses:
    """Links that opened nothing, by chat: after some, a chat's links are not looked up for a while. Each process counts
    for itself; what keeps the door shut is the length of the secret, this keeps the noise down."""

    def __init__(self, most: int = MOST_GUESSES) -> None:
        self._most = most
        self._made: dict[int, tuple[datetime, ...]] = {}

    def sifted(self, incoming: Incoming) -> Incoming:
        """The same, without the link of somebody who has tried too many."""
        given = incoming.input
        if not isinstance(given, Started) or not given.token:
            return incoming
        if len(self._recent(incoming)) < self._most:
            return incoming
        return replace(incoming, input=Started())

    def count(self, incoming: Incoming) -> int:
        """One more that opened nothing: how many it are within the hour."""
        made = (*self._recent(incoming), incoming.sent_at)
        self._made.pop(incoming.chat, None)
        if len(self._made) >= _MOST_CHATS:
            self._made.pop(next(iter(self._made)))
        self._made[incoming.chat] = made
        return len(made)

    def _recent(self, incoming: Incoming) -> tuple[datetime, ...]:
        since = incoming.sent_at - WITHIN
        return tuple(moment for moment in self._made.get(incoming.chat, ()) if moment > since)
