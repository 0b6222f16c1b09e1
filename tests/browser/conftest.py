"""A Chromium driven by Playwright, and pages that are watched: whatever a browser complains of is kept."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, async_playwright, expect

from flows.ports import Storage
from storage import open_storage
from tests.administration.office import Office
from tests.simulator.chromium import FOUND
from tests.storage import conftest as databases

new_sqlite_url = databases.new_sqlite_url
sqlite_url = databases.sqlite_url
sqlite_template = databases.sqlite_template

HOW_TO_GET_IT = "there is no Chromium here: `make browser` or `apt install chromium` brings one"

expect.set_options(timeout=20_000)  # milliseconds: a machine with much to do is no mistake of the page

PHONE, DESK = 390, 1280
"""Widths in pixels."""

_WATCH_THE_POLICY = "addEventListener('securitypolicyviolation', (event) => console.error('policy', event.blockedURI))"


@dataclass
class Watched:
    """A page as somebody looks at it; `complaints` are errors of its scripts, its console and its security policy."""

    page: Page
    complaints: list[str] = field(default_factory=list)

    async def expect_to_fit(self) -> None:
        """Nothing is wider than the screen."""
        wider = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert await self.page.evaluate(wider) <= 0, self.page.url


Open = Callable[[int], Awaitable[Watched]]


@pytest_asyncio.fixture
async def chromium() -> AsyncIterator[Browser]:
    if not FOUND:
        pytest.skip(HOW_TO_GET_IT)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=FOUND, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        await browser.close()


@pytest_asyncio.fixture
async def look(chromium: Browser) -> AsyncIterator[Open]:
    """Opens a window of that width with cookies of its own. At the end no window may have complained."""
    opened: list[Watched] = []

    async def open_window(width: int) -> Watched:
        context = await chromium.new_context(viewport={"width": width, "height": 844}, has_touch=width == PHONE)
        await context.add_init_script(_WATCH_THE_POLICY)
        watched = Watched(await context.new_page())
        watched.page.on("pageerror", lambda error: watched.complaints.append(str(error)))
        watched.page.on(
            "console", lambda said: watched.complaints.append(said.text) if said.type in ("error", "warning") else None
        )
        opened.append(watched)
        return watched

    yield open_window
    assert [complaint for watched in opened for complaint in watched.complaints] == []


@pytest_asyncio.fixture
async def storage(sqlite_url: str) -> AsyncIterator[Storage]:
    async with open_storage(sqlite_url) as opened:
        yield opened


@pytest.fixture
def office(storage: Storage) -> Office:
    return Office(storage)
