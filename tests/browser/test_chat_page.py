"""The simulator's chat page in a browser, with the real bot behind it."""

from __future__ import annotations

import time
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.async_api import Locator, Page, expect

from bot.application import RunningBot, running_bot
from bot.patience import Patience
from bot.settings import Access, Settings, read_settings
from simulator.serving import serving
from simulator.world import READING_TIME, TOKEN, World
from tests.browser.conftest import DESK, PHONE, Open

LIBRARIES = str(Path(__file__).parent.parent / "flows" / "questionnaires" / "all-types.yaml")

ANSWERS = {
    "Country": "Pakistan",
    "I agree that": "I agree",
    "on the web?": "www.nlp.gov.pk",
    "use them online?": "yes",
}
"""By the words of their questions, up to the one whose boxes are ticked."""


@dataclass
class Clock:
    """The simulator's: Playwright types faster than anybody reads, and makes up for it by moving this on."""

    ahead: float = 0.0

    def __call__(self) -> float:
        return time.time() + self.ahead

    def reads(self) -> None:
        self.ahead += READING_TIME


@pytest.mark.parametrize("width", [PHONE, DESK])
async def test_questions_are_answered_boxes_ticked_and_a_bot_that_was_restarted_goes_on(
    look: Open, sqlite_url: str, width: int
) -> None:
    clock = Clock()
    async with serving(World(clock=clock)) as address:
        window = await look(width)
        page = window.page
        async with _bot(address, sqlite_url):
            await page.goto(f"{address}/simulator/")
            await page.get_by_role("button", name="Start", exact=True).click()
            for caption in ("English", "Begin"):
                await _last_message(page).get_by_role("button", name=caption).click()
            for asked, words in ANSWERS.items():
                await _answer(page, clock, asked, words)
            await _tick(page, "Lending of e-books")
        async with _bot(address, sqlite_url):
            await _tick(page, "Recorded readings")
            await _last_message(page).get_by_role("button", name="Done").click()
            await expect(page.get_by_role("log")).to_contain_text("Which formats are lent?")
            await window.expect_to_fit()
        await page.close()


def _bot(address: str, database: str) -> AbstractAsyncContextManager[RunningBot]:
    settings = read_settings(
        Settings,
        _env_file=None,
        bot_token=TOKEN,
        api_url=address,
        database_url=database,
        questionnaire=LIBRARIES,
        access=Access.OPEN,
        files=str(Path(database.removeprefix("sqlite:///")).with_name("files")),
    )
    return running_bot(settings, patience=Patience(first=0.001, longest=0.001))


async def _answer(page: Page, clock: Clock, asked: str, words: str) -> None:
    await expect(_last_message(page)).to_contain_text(asked)
    clock.reads()
    await page.get_by_label("Message", exact=True).fill(words)
    await page.keyboard.press("Enter")


async def _tick(page: Page, choice: str) -> None:
    await _last_message(page).get_by_role("button", name=choice).click()
    await expect(_last_message(page).get_by_role("button", name=f"☑ {choice}")).to_be_visible()


def _last_message(page: Page) -> Locator:
    return page.locator(".message").last
