"""Scenes on SQLite; those that look at who is refused on PostgreSQL as well."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio

from storage import open_storage
from tests.access.scene import Scene
from tests.storage import conftest as databases

url = databases.url
new_sqlite_url = databases.new_sqlite_url
sqlite_url = databases.sqlite_url
sqlite_template = databases.sqlite_template
postgresql_url = databases.postgresql_url
postgresql_database = databases.postgresql_database
postgresql_server = databases.postgresql_server


@pytest_asyncio.fixture
async def scene(sqlite_url: str, tmp_path: Path) -> AsyncIterator[Scene]:
    async with open_storage(sqlite_url) as storage:
        scene = Scene(sqlite_url, storage, tmp_path)
        await scene.prepare()
        yield scene


@pytest_asyncio.fixture
async def scene_anywhere(url: str, tmp_path: Path) -> AsyncIterator[Scene]:
    async with open_storage(url) as storage:
        scene = Scene(url, storage, tmp_path)
        await scene.prepare()
        yield scene
