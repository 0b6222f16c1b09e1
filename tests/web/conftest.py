"""Administrators' pages over a database with a small questionnaire; the browser is a client that keeps cookies."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from flows.ports import Storage
from storage import open_storage
from tests.administration.office import Office
from tests.storage import conftest as databases
from tests.web.browser import Browser, Pages, open_browser

new_sqlite_url = databases.new_sqlite_url
sqlite_url = databases.sqlite_url
sqlite_template = databases.sqlite_template


@pytest_asyncio.fixture
async def storage(sqlite_url: str) -> AsyncIterator[Storage]:
    async with open_storage(sqlite_url) as opened:
        yield opened


@pytest.fixture
def office(storage: Storage) -> Office:
    return Office(storage)


@pytest.fixture
def pages(office: Office) -> Pages:
    return Pages(office)


@pytest_asyncio.fixture
async def stranger(pages: Pages) -> AsyncIterator[Browser]:
    """Not signed in."""
    async with open_browser(pages) as browser:
        yield browser


@pytest_asyncio.fixture
async def amina(pages: Pages) -> AsyncIterator[Browser]:
    """An administrator, signed in."""
    async with open_browser(pages) as browser:
        await browser.sign_in()
        yield browser
