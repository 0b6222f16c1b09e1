"""Every test that asks for `storage` or `url` runs on SQLite and on PostgreSQL, each time on a fresh database."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio
from sqlalchemy import Engine, event

from flows.ports import Storage
from storage import open_storage
from storage.migrating import migrate
from tests.postgresql import empty_all_tables, fresh_database, running_server
from tests.storage.looking import Look, looking
from tests.storage.portable import refuse_what_is_not_shared


@pytest.fixture(autouse=True)
def only_what_all_databases_run() -> Iterator[None]:
    """Every statement of every test: see docs/decisions/003-storage.md."""
    event.listen(Engine, "before_cursor_execute", refuse_what_is_not_shared)
    yield
    event.remove(Engine, "before_cursor_execute", refuse_what_is_not_shared)


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest) -> str:
    """A database with our tables, all empty."""
    return str(request.getfixturevalue(f"{request.param}_url"))


@pytest.fixture(params=["sqlite", "postgresql"])
def new_url(request: pytest.FixtureRequest) -> str:
    """A database without tables, of this test alone."""
    return str(request.getfixturevalue(f"new_{request.param}_url"))


@pytest_asyncio.fixture
async def storage(url: str) -> AsyncIterator[Storage]:
    async with open_storage(url) as opened:
        yield opened


@pytest_asyncio.fixture
async def look(url: str) -> AsyncIterator[Look]:
    async with looking(url) as look:
        yield look


@pytest.fixture
def new_sqlite_url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/focalpoint.sqlite"


@pytest.fixture
def sqlite_url(sqlite_template: Path, new_sqlite_url: str) -> str:
    shutil.copy(sqlite_template, new_sqlite_url.removeprefix("sqlite:///"))
    return new_sqlite_url


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("template") / "focalpoint.sqlite"
    await migrate(f"sqlite:///{file}")
    return file


@pytest_asyncio.fixture
async def new_postgresql_url(postgresql_server: str) -> AsyncIterator[str]:
    async with fresh_database(postgresql_server) as url:
        yield url


@pytest_asyncio.fixture
async def postgresql_url(postgresql_database: str) -> str:
    await empty_all_tables(postgresql_database)
    return postgresql_database


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def postgresql_database(postgresql_server: str) -> AsyncIterator[str]:
    async with fresh_database(postgresql_server) as url:
        await migrate(url)
        yield url


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """The address of its first database, which never gets tables."""
    with running_server() as url:
        yield url
