"""A storage whose transactions are parts of one that is open already: kept with it, or not at all.

So the use cases of the survey team, each a transaction for itself, take part in the turn of the administrator who asked
for them: what they do, the message about it and the mark that the update is done stand or fall together.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any

from flows.ports import Storage, Work


class Joined(Storage):
    """Where a use case fails, the whole transaction has to be given up: nothing of it is undone for itself."""

    def __init__(self, work: Work) -> None:
        self._part = _Part(work)

    def work(self) -> AbstractAsyncContextManager[Work]:
        return self._entered()

    def reading(self) -> AbstractAsyncContextManager[Work]:
        return self._entered()

    @asynccontextmanager
    async def _entered(self) -> AsyncIterator[Work]:
        yield self._part


class _Part:
    """The open transaction, but for its end."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def __getattr__(self, repository: str) -> Any:
        return getattr(self._work, repository)

    async def commit(self) -> None:
        """The turn commits."""
