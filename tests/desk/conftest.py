"""The desk on a fresh SQLite database; where several are at it at once or something fails, on PostgreSQL as well."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from flows.ports import Storage
from storage import open_storage
from tests.desk.team import Team
from tests.storage import conftest as databases

url = databases.url
storage = databases.storage
new_sqlite_url = databases.new_sqlite_url
sqlite_url = databases.sqlite_url
sqlite_template = databases.sqlite_template
postgresql_url = databases.postgresql_url
postgresql_database = databases.postgresql_database
postgresql_server = databases.postgresql_server


@pytest_asyncio.fixture
async def sqlite(sqlite_url: str) -> AsyncIterator[Storage]:
    async with open_storage(sqlite_url) as storage:
        yield storage


@pytest.fixture
def team(sqlite: Storage) -> Team:
    return Team(sqlite)


@pytest.fixture
def team_anywhere(storage: Storage) -> Team:
    return Team(storage)
