"""Every test that asks for `database` runs on SQLite and on a PostgreSQL of these tests, which they may kill."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio

from tests.postgresql import Server, fresh_database, killable_server


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> str:
    """Empty, without tables, of this test alone."""
    return str(request.getfixturevalue(request.param))


@pytest.fixture
def sqlite(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/focalpoint.sqlite"


@pytest_asyncio.fixture
async def postgresql(server: Server) -> AsyncIterator[str]:
    async with fresh_database(server.address) as url:
        yield url


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    with killable_server() as server:
        yield server
