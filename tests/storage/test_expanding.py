"""Every step of the migrations, also those to come: the rows stay, and a process of the version before goes on."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from itertools import pairwise
from typing import TypeVar

import pytest
from sqlalchemy import Connection
from sqlalchemy.ext.asyncio import AsyncEngine

from storage.engines import create_engines
from storage.migrating import downgrade, migrate, revisions
from tests.storage import any_rows

STEPS = [pytest.param(*step, id=f"{step[0]}-to-{step[1]}") for step in pairwise(revisions())]

Result = TypeVar("Result")


class Program:
    """A running program: its connections live as long as it does, through every migration."""

    def __init__(self, url: str) -> None:
        self._engines = create_engines(url)

    async def run(self, step: Callable[[Connection], Result]) -> Result:
        if isinstance(self._engines.writing, AsyncEngine):
            async with self._engines.writing.begin() as connection:
                return await connection.run_sync(step)
        with self._engines.writing.begin() as beside:
            return step(beside)

    async def stop(self) -> None:
        await self._engines.dispose()


@asynccontextmanager
async def program(url: str) -> AsyncIterator[Program]:
    running = Program(url)
    try:
        yield running
    finally:
        await running.stop()


@pytest.mark.parametrize(("before", "after"), STEPS)
async def test_the_rows_there_are_survive_the_step_and_the_step_back(new_url: str, before: str, after: str) -> None:
    await migrate(new_url, before)
    async with program(new_url) as older:
        tables = await older.run(any_rows.tables_of)
        for number in (1, 2):
            await older.run(lambda connection, number=number: any_rows.fill(connection, tables, number))  # type: ignore[misc]
        kept = await older.run(lambda connection: any_rows.rows(connection, tables))
        for step, revision in ((migrate, after), (downgrade, before), (migrate, after)):
            await step(new_url, revision)
            assert await older.run(lambda connection: any_rows.rows(connection, tables)) == kept


@pytest.mark.parametrize(("before", "after"), STEPS)
async def test_a_process_of_the_version_before_goes_on_after_the_step(new_url: str, before: str, after: str) -> None:
    """Expand, then contract: no column it writes is gone, and none it does not know must be given."""
    await migrate(new_url, before)
    async with program(new_url) as older:
        tables = await older.run(any_rows.tables_of)
        await older.run(lambda connection: any_rows.use(connection, tables, 1))
        await migrate(new_url, after)
        await older.run(lambda connection: any_rows.use(connection, tables, 2))


async def test_rows_of_this_version_survive_all_the_way_down_as_far_as_there_are_columns_for_them(new_url: str) -> None:
    await migrate(new_url, revisions()[0])
    async with program(new_url) as first:
        oldest = await first.run(any_rows.tables_of)
    await migrate(new_url)
    async with program(new_url) as newest:
        tables = await newest.run(any_rows.tables_of)
        await newest.run(lambda connection: any_rows.fill(connection, tables, 1))
        kept = await newest.run(lambda connection: any_rows.rows(connection, oldest))
    await downgrade(new_url, revisions()[0])
    async with program(new_url) as first:
        assert await first.run(lambda connection: any_rows.rows(connection, oldest)) == kept
