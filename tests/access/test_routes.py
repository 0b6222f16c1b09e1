"""The access table of the web application: every route, and everybody at its door."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import httpx
import pytest

from flows.administration.roles import administrator
from flows.administration.tokens import Scope, make_token
from tests.access.people import PEOPLE, PERSON, TEAM_MEMBERS
from tests.access.routes import ROUTES, Door, Row, routes_of
from tests.access.scene import COOKIE, SECRET, Baggage, Scene
from tests.administration.office import BOSS
from web.guarding import HEADERS

SHUT: Mapping[Door, tuple[int, str | None]] = {
    Door.LINK: (403, None),
    Door.PAGE: (303, "/sign-in"),
    Door.FORM: (403, None),
    Door.API: (401, None),
    Door.TELEGRAM: (403, None),
}


def test_every_route_has_its_row(scene: Scene) -> None:
    assert {route for route, _ in routes_of(scene.app)} == set(ROUTES)


@pytest.mark.parametrize(
    ("url", "who"),
    [
        *(("sqlite", who) for who in PEOPLE if who not in TEAM_MEMBERS),
        ("postgresql", "revoked administrator"),
        ("postgresql", "expired session, token and link"),
    ],
    indirect=["url"],
)
async def test_who_is_not_of_the_team_is_let_in_nowhere_and_changes_nothing(scene_anywhere: Scene, who: str) -> None:
    scene = scene_anywhere
    person = await PEOPLE[who](scene)
    before = await scene.rows()
    async with scene.browser() as browser:
        for route, row in ROUTES.items():
            answer = await go(scene, browser, route, person.baggage)
            expected = (row.status, None) if row.door is Door.OPEN else SHUT[row.door]
            assert (answer.status_code, answer.headers.get("location")) == expected, route
            assert SECRET not in answer.text, route
            assert "set-cookie" not in answer.headers, route
    assert await scene.rows() == before


@pytest.mark.parametrize("who", sorted(TEAM_MEMBERS))
async def test_the_team_is_let_in_everywhere(scene: Scene, who: str) -> None:
    person = await PEOPLE[who](scene)
    outcomes = {}
    async with scene.browser() as browser:
        for route in ROUTES:
            answer = await go(scene, browser, route, await scene.baggage(person.chat))
            outcomes[route] = answer.status_code, answer.headers.get("location") == "/sign-in"
    out = ("POST /sign-out", "POST /sign-out-everywhere")
    assert outcomes == {
        route: (403 if row.door is Door.TELEGRAM else row.status, route in out) for route, row in ROUTES.items()
    }


async def test_what_opens_one_door_opens_no_other(scene: Scene) -> None:
    own = (await PEOPLE["administrator"](scene)).baggage
    before = await scene.rows()
    async with scene.browser() as browser:
        for mixed in (Baggage(own.token, own.session, own.session), Baggage(own.link, own.link, own.token)):
            for route, row in ROUTES.items():
                if row.door is not Door.OPEN:
                    status, location = SHUT[row.door]
                    answer = await go(scene, browser, route, mixed)
                    assert (answer.status_code, answer.headers.get("location")) == (status, location), route
    assert await scene.rows() == before


@pytest.mark.parametrize("scope", Scope)
async def test_a_token_is_good_for_its_scope_alone(scene: Scene, scope: Scope) -> None:
    team = scene.team
    _, secret = await make_token(scene.storage, team.clock, administrator(BOSS), "one thing", [scope])
    async with scene.browser() as browser:
        for route, row in ROUTES.items():
            if row.door is Door.API:
                answer = await go(scene, browser, route, Baggage(token=secret))
                assert answer.status_code == (row.status if row.scope is scope else 403), route


@pytest.mark.parametrize("forged", ["no key", "the key of another session", "a form of another site"])
async def test_a_form_that_is_not_of_this_session_and_site_does_nothing(scene: Scene, forged: str) -> None:
    own = (await PEOPLE["administrator"](scene)).baggage
    other = await scene.baggage(PERSON)
    key = {"no key": "", "the key of another session": other.key}.get(forged, own.key)
    site = "cross-site" if forged == "a form of another site" else "same-origin"
    before = await scene.rows()
    async with scene.browser() as browser:
        for route in (route for route, row in ROUTES.items() if row.door is Door.FORM):
            answer = await go(scene, browser, route, own, {"sec-fetch-site": site}, key=key)
            assert answer.status_code == 403, route
    assert await scene.rows() == before


async def test_every_page_goes_out_with_its_headers_whoever_asks_for_it(scene: Scene) -> None:
    person = await PEOPLE["administrator"](scene)
    async with scene.browser() as browser:
        for route in (route for route, is_page in routes_of(scene.app) if is_page):
            for baggage in (Baggage(), await scene.baggage(person.chat)):
                answer = await go(scene, browser, route, baggage)
                assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS, route
                assert answer.headers["strict-transport-security"], route


async def test_the_cookie_is_for_this_host_and_no_script_and_no_other_site(scene: Scene) -> None:
    person = await PEOPLE["administrator"](scene)
    async with scene.browser() as browser:
        given = (await go(scene, browser, "POST /sign-in", person.baggage)).headers["set-cookie"]
        taken = (await go(scene, browser, "POST /sign-out", person.baggage)).headers["set-cookie"]
    for cookie in (given, taken):
        name, *attributes = cookie.split("; ")
        assert name.startswith(f"{COOKIE}=")
        assert {"HttpOnly", "Secure", "SameSite=lax", "Path=/"} <= set(attributes)
        assert not any(attribute.startswith("Domain") for attribute in attributes)
    assert "Max-Age=0" in taken


async def test_a_link_signs_in_once(scene: Scene) -> None:
    person = await PEOPLE["administrator"](scene)
    async with scene.browser() as browser:
        answers = [await go(scene, browser, "POST /sign-in", person.baggage) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [303, 403]


async def go(
    scene: Scene,
    browser: httpx.AsyncClient,
    route: str,
    baggage: Baggage,
    headers: Mapping[str, str] | None = None,
    key: str | None = None,
) -> httpx.Response:
    """To the address of that route, with all that the person has, and the form or the body that belongs there."""
    row, (method, path) = ROUTES[route], route.split()
    browser.cookies.clear()
    return await browser.request(
        method,
        row.address(path, scene.ids),
        headers={**baggage.headers, **(headers or {})},
        **_content(row, baggage, baggage.key if key is None else key),
    )


def _content(row: Row, baggage: Baggage, key: str) -> Mapping[str, Any]:
    match row.door:
        case Door.FORM:
            return {"data": {"key": key, **row.fields}}
        case Door.LINK:
            return {"data": {"token": baggage.link}}
        case Door.TELEGRAM:
            return {"json": {"update_id": 1}}
        case _:
            return {"params": row.fields, "json": row.body}
