"""The answers of the responses a process is at work on, so that they are not read again with every turn.

Several processes, and commands beside a running bot, may change one response. So what is known counts only while the
history of the answers is as long as it was: a row is added for every answer given, changed or taken back, none is lost.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from flows.answer import Answer

MOST: Final = 256
"""Responses: more than take part in a survey of all countries at the same hour. Each takes some 30 kilobytes."""


@dataclass(frozen=True, slots=True)
class Known:
    """`changes`: how many rows the history of the response had when these were its answers."""

    changes: int
    answers: Mapping[str, Answer]


class KnownAnswers:
    """Of one process. Told of nothing that is not committed: another transaction might come to the same number."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._known: dict[str, Known] = {}

    def of(self, response_id: str) -> Known | None:
        return self._known.get(response_id)

    def keep(self, committed: Mapping[str, Known]) -> None:
        for response_id, known in committed.items():
            self._known.pop(response_id, None)
            self._known[response_id] = known
        while len(self._known) > self._most:
            del self._known[next(iter(self._known))]
