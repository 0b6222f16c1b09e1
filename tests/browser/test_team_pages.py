"""A day of an administrator on the pages, on a phone and at a desk."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from tests.administration.office import Office
from tests.browser.conftest import DESK, PHONE, Open
from tests.web.browser import Pages
from tests.web.test_team_pages import submitted
from web.serving import serving


@pytest.mark.parametrize("width", [PHONE, DESK])
async def test_the_team_signs_in_follows_the_campaign_reads_a_response_and_signs_out(
    look: Open, office: Office, width: int
) -> None:
    await submitted(office)
    await office.invite("KEN")
    pages = Pages(office, "http://127.0.0.1")
    window = await look(width)
    page = window.page
    async with serving(pages.app, "127.0.0.1", 0, finishing=1) as web:
        await page.goto(web.address + await pages.link())
        await page.get_by_role("button", name="Sign in").click()
        await expect(page.get_by_role("heading", level=1)).to_have_text("Overview")
        await window.expect_to_fit()

        await page.goto(f"{web.address}/countries")
        await expect(page.get_by_role("rowheader")).to_have_count(2)
        await window.expect_to_fit()
        await page.get_by_role("searchbox").fill("pak")
        await page.keyboard.press("Enter")
        await expect(page.get_by_role("rowheader")).to_have_count(1)

        await page.get_by_role("rowheader").get_by_role("link").click()
        await expect(page.get_by_role("heading", level=1)).to_contain_text("Pakistan")
        await expect(page.get_by_role("main")).to_contain_text("Because it is so")
        await window.expect_to_fit()

        await page.goto(f"{web.address}/sessions")
        await page.get_by_role("button", name="Sign out here").click()
        await expect(page).to_have_url(f"{web.address}/sign-in")
        await page.goto(f"{web.address}/countries")
        await expect(page).to_have_url(f"{web.address}/sign-in")
        await page.close()


@pytest.mark.parametrize("width", [PHONE, DESK])
async def test_a_language_is_chosen_in_the_menu_and_kept(look: Open, office: Office, width: int) -> None:
    response = await submitted(office)
    pages = Pages(office, "http://127.0.0.1")
    window = await look(width)
    page = window.page
    async with serving(pages.app, "127.0.0.1", 0, finishing=1) as web:
        await page.goto(web.address + await pages.link())
        await page.get_by_role("button", name="Sign in").click()
        await page.goto(f"{web.address}/countries?q=pak")
        if width == PHONE:
            await page.locator("summary").first.click()
        await page.get_by_role("button", name="Français").locator("visible=true").click()
        await expect(page).to_have_url(f"{web.address}/countries?q=pak")
        await expect(page.get_by_role("heading", level=1)).to_have_text("Pays")
        await expect(page.locator("html")).to_have_attribute("lang", "fr")
        await window.expect_to_fit()
        await page.goto(f"{web.address}/responses/{response}")
        await expect(page.get_by_role("main")).to_contain_text("Renvoyer pour correction")
        await window.expect_to_fit()
        await page.close()
