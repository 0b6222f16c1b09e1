"""The pages in a real browser: signed in to by the link, readable in light and dark, on a phone and a desk."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.administration.office import Office
from tests.simulator.chromium import FOUND, Page, chromium
from tests.web.browser import Pages
from tests.web.pseudo import spoken
from tests.web.test_pages import FOCAL_POINT, respond
from tests.web.test_team_pages import submitted
from web.serving import serving

pytestmark = pytest.mark.skipif(not FOUND, reason="there is no Chromium here: `apt-get install chromium` brings one")

LOOK = (Path(__file__).parent / "looking.js").read_text(encoding="utf-8")
PATHS = [
    "/",
    "/countries",
    "/questions",
    "/questions?q=because",
    "/questions/tools",
    "/questions/rate",
    "/questions/site",
    "/invitations",
    "/messages",
    "/enquiries?answered=true",
    "/exports",
    "/audit",
    "/sessions",
    "/questions/nothing",
]


@pytest.mark.parametrize(("width", "dark", "language"), [(390, False, "el"), (1280, True, "el"), (390, True, "ar")])
async def test_every_page_can_be_read(office: Office, tmp_path: Path, width: int, dark: bool, language: str) -> None:
    """In pseudo-languages, which are longer than English by two fifths; one runs from right to left."""
    response = await submitted(office)
    await office.invite("KEN")
    pages = Pages(office, "http://127.0.0.1")
    with spoken(tmp_path / "locale"):
        async with serving(pages.app, "127.0.0.1", 0, finishing=1) as web, chromium(tmp_path) as browser:
            page = await _signed_in(pages, browser, web.address, width, dark)
            await _choose(page, language)
            faults = []
            for path in [*PATHS, f"/responses/{response}"]:
                await _go(page, f"{web.address}{path}")
                assert await page.run("document.documentElement.lang") == language, path
                faults += [(path, fault) for fault in await page.run(LOOK)]
            assert faults == []


async def test_a_link_is_copied_a_list_saved_and_nothing_is_done_unasked(office: Office, tmp_path: Path) -> None:
    await respond(office)
    pages = Pages(office, "http://127.0.0.1")
    async with serving(pages.app, "127.0.0.1", 0, finishing=1) as web, chromium(tmp_path) as browser:
        page = await _signed_in(pages, browser, web.address, 390, False)
        await page.run("document.querySelector('.menu summary').click()")
        await page.sees("document.querySelector('.menu nav a[href=\"/invitations\"]').checkVisibility()")
        await _go(page, f"{web.address}/invitations")
        await page.run("window.confirm = () => false; document.querySelector('form[action$=revoke] button').click()")
        assert (await office.person(FOCAL_POINT)).role is not None
        await page.run("document.querySelector('#country').value = 'KEN'")
        await page.run("document.querySelector('form[action=\"/invitations\"][method=post] button').click()")
        await page.sees("document.querySelector('#links')")
        assert await page.run("document.querySelector('#links input').value.startsWith('https://t.me/the_bot?start=')")
        saved = """(async () => {
            let made; URL.createObjectURL = (blob) => { made = blob; return "blob:none"; };
            HTMLAnchorElement.prototype.click = () => {};
            document.querySelector("button[data-download]").click();
            return made.text();
        })()"""
        assert "Kenya" in await page.run(saved)


async def _signed_in(pages: Pages, browser: Page, address: str, width: int, dark: bool) -> Page:
    page = await browser.open(address + await pages.link(), width=width, dark=dark)
    await page.sees("document.querySelector('button.first')")
    await page.run("document.querySelector('button.first').click()")
    await page.sees("document.querySelector('main h1').textContent === 'Overview'")
    return page


async def _choose(page: Page, language: str) -> None:
    """By the buttons of the menu, which leads back to the same page."""
    await page.run("window.pageBefore = true")
    await page.run(f"document.querySelector('.languages button[value={language}]').click()")
    await page.sees(f"!window.pageBefore && document.documentElement.lang === '{language}'")


async def _go(page: Page, address: str) -> None:
    """Until the page is there with its styles. Its pictures are drawn meanwhile."""
    await page.run("window.pageBefore = true")
    await page.run(f"location.assign({address!r})")
    await page.sees("!window.pageBefore && document.readyState !== 'loading' && document.styleSheets.length")
