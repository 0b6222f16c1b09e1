"""A look at the tables beside the ports: for what no use case reads yet, and for what only the database can tell."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

from sqlalchemy import Engine, Executable, text

from storage.engines import create_engines

Look = Callable[[Executable], Awaitable[list[tuple[Any, ...]]]]


@asynccontextmanager
async def looking(url: str) -> AsyncIterator[Look]:
    engines = create_engines(url)

    async def look(statement: Executable) -> list[tuple[Any, ...]]:
        if isinstance(engines.reading, Engine):
            with engines.reading.connect() as connection:
                return [tuple(row) for row in connection.execute(statement)]
        async with engines.reading.connect() as waiting:
            return [tuple(row) for row in await waiting.execute(statement)]

    yield look
    await engines.dispose()


async def until_one_waits_for_a_lock(look: Look) -> None:
    """Returns when a transaction of this PostgreSQL database waits for another."""
    waits = text("SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'")
    async with asyncio.timeout(10):
        while not await look(waits):
            pass
