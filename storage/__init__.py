"""Keeps what respondents did: SQLite or PostgreSQL behind the ports of `flows`. Knows no rules of the questionnaire."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from flows import ports
from storage.engines import create_engines
from storage.work import Storage

__all__ = ["open_storage"]


@asynccontextmanager
async def open_storage(url: str) -> AsyncIterator[ports.Storage]:
    """The database at `url`, migrated before (`storage.migrating`). Raises StorageError for a `url` that names none."""
    storage = Storage(create_engines(url))
    try:
        yield storage
    finally:
        await storage.close()
