"""The door of the pages: links, cookies, the key of every form, headers, and who is put out."""

from __future__ import annotations

from datetime import timedelta

import httpx
import pytest
from fastapi.routing import APIRoute

from flows.administration.sessions import IDLE_LIFE, LINK_LIFE, SESSION_LIFE
from flows.errors import StorageError
from tests.access.routes import routes_of
from tests.administration.office import BOSS, TEAM, Office
from tests.web.browser import Browser, Pages, open_browser
from web.guarding import HEADERS, signed_in
from web.pages import PAGES, languages, sessions
from web.pages.sessions import MOST_GUESSES, WITHIN
from web.terms import RESERVED

PATHS = ["/", "/countries", "/questions", "/invitations", "/audit", "/audit.csv", "/sessions"]


@pytest.mark.parametrize("path", PATHS)
async def test_who_is_not_signed_in_is_shown_the_door(stranger: Browser, path: str) -> None:
    answer = await stranger.client.get(path)
    assert (answer.status_code, answer.headers["location"], answer.content) == (303, "/sign-in", b"")


def test_every_page_but_the_door_has_the_guard() -> None:
    for router in PAGES:
        for route in router.routes:
            assert isinstance(route, APIRoute)
            guarded = signed_in in {dependency.call for dependency in route.dependant.dependencies}
            assert guarded == (router not in (sessions.doors, languages.doors)), route.path


def test_every_path_of_the_pages_is_reserved(pages: Pages) -> None:
    paths = {route.split()[1] for route, _ in routes_of(pages.app)}
    assert {path.split("/")[1] for path in paths} - {""} <= RESERVED
    assert len(paths) > 20


async def test_looking_at_a_link_does_not_use_it_up(pages: Pages, stranger: Browser) -> None:
    link = await pages.link()
    for _ in range(3):
        assert "Sign in" in await stranger.open(link)
    answer = await stranger.client.post("/sign-in", data={"token": link.rpartition("/")[2]})
    assert answer.status_code == 303
    assert "Overview" in await stranger.open("/")


async def test_a_link_that_was_used_or_is_old_is_refused_with_a_sentence(pages: Pages, stranger: Browser) -> None:
    used, old = await pages.link(), await pages.link()
    assert (await stranger.client.post("/sign-in", data={"token": used.rpartition("/")[2]})).status_code == 303
    pages.office.clock.moment += LINK_LIFE
    for link in (used, old):
        answer = await stranger.client.post("/sign-in", data={"token": link.rpartition("/")[2]})
        assert answer.status_code == 403
        assert "This link opens nothing any more" in answer.text


async def test_the_cookie_is_for_this_host_over_https_alone_and_no_script_reads_it(
    pages: Pages, stranger: Browser
) -> None:
    link = await pages.link()
    answer = await stranger.client.post("/sign-in", data={"token": link.rpartition("/")[2]})
    cookie = answer.headers["set-cookie"]
    name, _, attributes = cookie.partition("=")
    assert name == "__Host-focalpoint"
    assert {each.strip() for each in attributes.split(";")[1:]} == {
        "HttpOnly",
        "Max-Age=604800",
        "Path=/",
        "SameSite=lax",
        "Secure",
    }
    assert answer.headers["strict-transport-security"]


@pytest.mark.parametrize(
    ("origin", "secure"),
    [("http://127.0.0.1:8080", False), ("http://localhost:8080", False), ("http://192.168.1.7:8080", True)],
)
async def test_without_https_the_cookie_works_within_this_machine_alone(
    office: Office, origin: str, secure: bool
) -> None:
    pages = Pages(office, origin)
    async with open_browser(pages) as browser:
        link = await pages.link()
        answer = await browser.client.post("/sign-in", data={"token": link.rpartition("/")[2]})
        assert ("Secure" in answer.headers["set-cookie"]) == secure
        assert "strict-transport-security" not in answer.headers


@pytest.mark.parametrize("path", ["/", "/sign-in", "/countries", "/nothing/here", "/responses/none", "/questions/none"])
async def test_every_page_goes_out_with_its_headers(amina: Browser, path: str) -> None:
    if path == "/nothing/here":
        assert (await amina.client.get(path)).status_code == 404
        return
    answer = await amina.client.get(path)
    assert {name: answer.headers[name] for name in HEADERS} == HEADERS
    assert "unsafe" not in answer.headers["content-security-policy"]


async def test_guessing_is_limited_and_the_limit_passes(pages: Pages, stranger: Browser) -> None:
    for _ in range(MOST_GUESSES):
        assert (await stranger.client.post("/sign-in", data={"token": "A" * 32})).status_code == 403
    link = await pages.link()
    token = {"token": link.rpartition("/")[2]}
    refused = await stranger.client.post("/sign-in", data=token)
    assert refused.status_code == 429
    assert "Too many tries" in refused.text
    pages.office.clock.moment += WITHIN - timedelta(minutes=1)
    assert (await stranger.client.post("/sign-in", data=token)).status_code == 429
    pages.office.clock.moment += timedelta(minutes=1)
    fresh = await pages.link()
    assert (await stranger.client.post("/sign-in", data={"token": fresh.rpartition("/")[2]})).status_code == 303


@pytest.mark.parametrize("key", ["", "0" * 64, "é"])
async def test_a_form_without_the_sessions_own_key_does_nothing(amina: Browser, key: str) -> None:
    refused = await amina.send("/sign-out", key=key)
    assert refused.status_code == 403
    assert "Overview" in await amina.open("/")


async def test_the_key_of_another_session_does_nothing(pages: Pages, amina: Browser) -> None:
    async with open_browser(pages) as other:
        await other.sign_in()
        assert (await amina.send("/sign-out", key=other.key)).status_code == 403


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
async def test_a_form_of_another_site_does_nothing_even_with_the_key(amina: Browser, site: str) -> None:
    amina.client.headers["sec-fetch-site"] = site
    assert (await amina.send("/sign-out")).status_code == 403
    assert (await amina.client.post("/sign-in", data={"token": "A" * 32})).status_code == 403


async def test_a_form_that_is_too_large_is_not_read(amina: Browser) -> None:
    answer = await amina.send("/invitations/list", file=("list.csv", b"x" * (6 * 1024 * 1024)))
    assert answer.status_code == 413


async def test_signing_out_here_leaves_other_browsers_signed_in(pages: Pages, amina: Browser) -> None:
    async with open_browser(pages) as phone:
        await phone.sign_in()
        out = await amina.send("/sign-out")
        assert (out.status_code, out.headers["location"]) == (303, "/sign-in")
        assert 'focalpoint=""' in out.headers["set-cookie"]
        await amina.open("/", 303)
        await phone.open("/")


async def test_signing_out_everywhere_ends_all(pages: Pages, amina: Browser) -> None:
    async with open_browser(pages) as phone:
        await phone.sign_in()
        await phone.open("/sessions")
        assert phone.text.count("A browser") == 2
        await amina.send("/sign-out-everywhere")
        await phone.open("/", 303)
        await amina.open("/", 303)


async def test_a_session_ends_by_itself(pages: Pages, amina: Browser) -> None:
    pages.office.clock.moment += IDLE_LIFE
    await amina.open("/", 303)


async def test_a_session_ends_after_a_week_whatever_is_done(pages: Pages, amina: Browser) -> None:
    began = pages.office.clock.moment
    for hours in range(10, 168, 10):
        pages.office.clock.moment = began + timedelta(hours=hours)
        await amina.open("/")
    pages.office.clock.moment = began + SESSION_LIFE
    await amina.open("/", 303)


async def test_a_revoked_administrator_is_out_at_the_next_page(pages: Pages, office: Office) -> None:
    issued = await office.admit(4711, None)
    async with open_browser(pages) as browser:
        await browser.sign_in(4711)
        await browser.open("/countries")
        await office.inviting.revoke(issued.invitation.id, TEAM)
        await browser.open("/countries", 303)
        assert (await browser.send("/invitations", {"country": "PAK"})).status_code == 403
    assert len(await office.invitations()) == 1


async def test_an_administrator_of_the_settings_signs_in_from_the_chat(pages: Pages) -> None:
    async with open_browser(pages) as browser:
        await browser.sign_in(BOSS)
        await browser.open("/")


async def test_what_fails_in_the_database_is_told_without_its_words(pages: Pages, amina: Browser) -> None:
    def fail(*_: object) -> None:
        raise StorageError("The database failed: a secret")

    pages.survey.storage.reading = fail  # type: ignore[method-assign, assignment]
    answer: httpx.Response = await amina.client.get("/audit")
    assert answer.status_code == 503
    assert "The database does not answer" in answer.text
    assert "secret" not in answer.text
