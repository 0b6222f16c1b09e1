"""How a command runs that goes on until it is stopped. Knows no command."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Coroutine
from contextlib import suppress
from typing import Any


def go_on(work: Coroutine[Any, Any, None]) -> None:
    """Runs until the work ends or the program is told to stop (Ctrl+C, SIGTERM); the work then puts itself in order."""
    asyncio.run(_until_stopped(work))


async def _until_stopped(work: Coroutine[Any, Any, None]) -> None:
    task = asyncio.create_task(work)
    for stop in (signal.SIGINT, signal.SIGTERM):
        with suppress(NotImplementedError):  # Windows: there Ctrl+C ends `asyncio.run` itself
            asyncio.get_running_loop().add_signal_handler(stop, task.cancel)
    with suppress(asyncio.CancelledError):
        await task
