"""Who does not take what they asked for is let go: whatever is held open for them, such as an export, must end.

uvicorn waits without a limit for the other side to read. Knows no route.
"""

from __future__ import annotations

import asyncio
from typing import Final

from uvicorn.protocols.http.h11_impl import H11Protocol

PATIENCE: Final = 180.0
"""Seconds between two looks at a connection that takes less than it is given."""

LEAST: Final = 16 * 1024
"""Bytes it must have taken in between. The slowest of mobile networks carry several times as much."""


def watched_protocol(patience: float = PATIENCE) -> type[H11Protocol]:
    """HTTP as uvicorn speaks it. A connection that is broken off tells the application that its visitor is gone."""

    class Watched(H11Protocol):
        _looking: asyncio.TimerHandle | None = None

        def pause_writing(self) -> None:
            super().pause_writing()
            self._look_later()

        def resume_writing(self) -> None:
            super().resume_writing()
            self._look_no_more()

        def connection_lost(self, exc: Exception | None) -> None:
            super().connection_lost(exc)
            self._look_no_more()

        def _look_later(self) -> None:
            self._look_no_more()
            waiting = self.transport.get_write_buffer_size()
            self._looking = self.loop.call_later(patience, self._look, waiting)

        def _look(self, waited: int) -> None:
            """Nothing is added meanwhile: what is less was taken, by a system that asks for more in large pieces."""
            if waited - self.transport.get_write_buffer_size() < LEAST:
                self.transport.abort()
            else:
                self._look_later()

        def _look_no_more(self) -> None:
            if self._looking is not None:
                self._looking.cancel()
                self._looking = None

    return Watched
