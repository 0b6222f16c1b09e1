"""getUpdates: the one waiting poller, and what turns it away. Unconfirmed updates are handed out again."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from simulator.api_objects import update_object
from simulator.errors import ApiError, other_poller, poller_ended_by_webhook, webhook_is_active
from simulator.parameters import Parameters
from simulator.values import Change
from simulator.world import World

MAX_WAIT = 50
MAX_UPDATES = 100


class Polling:
    """Answers getUpdates. One poller waits at a time: the next one that must wait turns it away with a 409."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._waiting: asyncio.Future[None] | None = None

    @contextmanager
    def listening(self) -> Iterator[None]:
        with self._world.listening(self._hear):
            yield

    async def get_updates(self, given: Parameters) -> list[dict[str, Any]]:
        if self._world.state.webhook.url:
            raise webhook_is_active()
        remember_allowed_updates(self._world, given)
        self._confirm(given.integer("offset"))
        limit = min(max(given.integer("limit", MAX_UPDATES), 1), MAX_UPDATES)
        timeout = min(max(given.integer("timeout"), 0), MAX_WAIT)
        if not self._world.state.updates and timeout:
            await self._wait(timeout)
        return [update_object(update) for update in self._world.state.updates[:limit]]

    def _confirm(self, offset: int) -> None:
        """A negative offset keeps that many updates from the end of the queue."""
        updates = self._world.state.updates
        if offset > 0:
            self._world.confirm(before=offset)
        elif offset < 0 and updates:
            self._world.confirm(before=updates[max(offset, -len(updates))].id)

    async def _wait(self, timeout: float) -> None:
        self._end_wait(other_poller())
        waiting = self._waiting = asyncio.get_running_loop().create_future()
        try:
            await asyncio.wait_for(waiting, timeout)
        except TimeoutError:
            return
        finally:
            if self._waiting is waiting:
                self._waiting = None

    def _hear(self, change: Change) -> None:
        if change.kind == "update":
            self._end_wait()
        elif change.kind == "webhook" and self._world.state.webhook.url:
            self._end_wait(poller_ended_by_webhook())

    def _end_wait(self, error: ApiError | None = None) -> None:
        waiting, self._waiting = self._waiting, None
        if waiting is None or waiting.done():
            return
        if error is None:
            waiting.set_result(None)
        else:
            waiting.set_exception(error)


def remember_allowed_updates(world: World, given: Parameters) -> None:
    """Applies to updates that happen from now on; what is not given stays as it was."""
    allowed = given.structure("allowed_updates", "can't parse allowed updates JSON object")
    if isinstance(allowed, list):
        world.state.allowed_updates = [str(kind) for kind in allowed]
