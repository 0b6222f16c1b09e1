"""Addresses that were just answered are tried in the background, and who answered is told of one that is not there."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from aiohttp import web

from bot import reaching
from bot.reaching import Reaching
from flows.answer import OverrideReason
from flows.interview import Received
from flows.overriding import choice_of
from flows.reading import Link
from flows.turns import Action
from storage import open_storage
from storage.migrating import migrate
from tests.administration.office import Office

AMINA = 1001
NOWHERE = "http://127.0.0.1:1/"


@dataclass
class Site:
    """A web site of which only some pages are there."""

    url: str = ""
    calls: list[str] = field(default_factory=list)

    async def page(self, request: web.Request) -> web.Response:
        self.calls.append(request.path)
        onward = {"/moved": "/gone", "/around": "/around", "/inwards": "/inside"}.get(request.path)
        if onward is not None:
            return web.Response(status=302, headers={"Location": onward})
        return web.Response(status={"/gone": 404, "/busy": 503}.get(request.path, 200))


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    site = Site()
    app = web.Application()
    app.router.add_get("/{page:.*}", site.page)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    site.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    yield site
    await runner.cleanup()


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    database = f"sqlite:///{tmp_path}/focalpoint.sqlite"
    await migrate(database)
    async with open_storage(database) as storage:
        yield Office(storage)


class Looking:
    """Reaching, with a person at question 1 and an answer whose addresses are replaced by the site's."""

    def __init__(self, office: Office, *, private: bool = True) -> None:
        self.office = office
        self.woken: list[int] = []
        self.reaching = Reaching(
            office.storage, office.questionnaire, office.clock, self.woken.append, private=private, sleep=_at_once
        )

    async def answer(self, *words: str) -> Received:
        await self.office.admit(AMINA)
        await self.office.tap(AMINA, Action.BEGIN)
        received = await self.office.say(AMINA, "I agree", *words)
        await self.office.told(AMINA)
        return received

    async def look(self, received: Received) -> list[str]:
        """What the person is told in the end."""
        self.reaching.look(received.chat, received.recorded)
        await asyncio.gather(*self.reaching._on_its_way)
        return await self.office.told(AMINA)


async def _at_once(seconds: float) -> None:
    pass


async def at(office: Office, received: Received, *urls: str, kept: bool = True) -> Received:
    """As if these addresses had been answered, and are (`kept`) the answer still. Those of this machine are refused."""
    (recorded,) = received.recorded
    answer = recorded.answer.model_copy(update={"value": tuple(Link(url=url) for url in urls)})
    if kept:
        response = await office.response(AMINA)
        async with office.storage.work() as work:
            person = await work.respondents.lock(AMINA, office.clock.now())
            await work.responses.save(response.with_answer(recorded.question, answer), response, person)
            await work.commit()
    return replace(received, recorded=(replace(recorded, answer=answer),))


async def test_an_address_that_is_there_is_not_spoken_of(office: Office, site: Site) -> None:
    looking = Looking(office)
    received = await at(office, await looking.answer("www.gov.pk"), f"{site.url}/portal")
    assert await looking.look(received) == []
    assert site.calls == ["/portal"]


@pytest.mark.parametrize("page", ["/busy", "/"])
async def test_a_site_that_answers_at_all_is_there(office: Office, site: Site, page: str) -> None:
    looking = Looking(office)
    assert await looking.look(await at(office, await looking.answer("www.gov.pk"), f"{site.url}{page}")) == []


async def test_nobody_is_told_of_an_address_that_was_changed_meanwhile(office: Office, site: Site) -> None:
    looking = Looking(office)
    received = await at(office, await looking.answer("www.gov.pk"), f"{site.url}/gone", kept=False)
    assert await looking.look(received) == []
    assert site.calls == ["/gone", "/gone"]


async def test_who_answered_is_told_of_addresses_that_cannot_be_reached(office: Office, site: Site) -> None:
    looking = Looking(office)
    urls = f"{site.url}/gone", f"{site.url}/there", NOWHERE
    (said,) = await looking.look(await at(office, await looking.answer("www.gov.pk"), *urls))
    assert said == (
        f"I could not reach these addresses of 1 a moment ago: {site.url}/gone and {NOWHERE}. "
        "If they are right, there is nothing to do."
    )
    assert looking.woken == [AMINA]
    assert len((await office.response(AMINA)).answers["site"].value or ()) == 3  # type: ignore[arg-type]


async def test_whoever_says_why_it_stands_is_not_told_again(office: Office, site: Site) -> None:
    looking = Looking(office)
    await looking.look(await at(office, await looking.answer("www.gov.pk"), f"{site.url}/gone"))
    site.calls.clear()
    carried = choice_of(OverrideReason.DOWN_FOR_NOW, await office.response(AMINA), "site")
    received = await office.tap(AMINA, Action.ADDRESS_STANDS, question="site", choice=carried)
    assert (await office.told(AMINA))[0].startswith(f"✓ 1 · <{site.url}/gone> · kept: down at the moment")
    assert await looking.look(received) == []
    assert site.calls == []


async def test_addresses_inside_the_network_are_not_called(office: Office, site: Site) -> None:
    looking = Looking(office, private=False)
    received = await at(office, await looking.answer("www.gov.pk"), f"{site.url}/gone")
    assert await looking.look(received) == []
    assert site.calls == []


@pytest.mark.parametrize(("page", "is_there"), [("moved", False), ("around", True)])
async def test_a_page_is_looked_for_where_it_has_moved_to(
    office: Office, site: Site, page: str, is_there: bool
) -> None:
    looking = Looking(office)
    said = await looking.look(await at(office, await looking.answer("www.gov.pk"), f"{site.url}/{page}"))
    assert (said == []) is is_there


async def test_a_site_that_points_inside_the_network_is_not_followed_there(
    office: Office, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By an IP address, which no resolver sees. The site of the test stands for one outside."""
    monkeypatch.setattr(reaching, "leads_inside", lambda url: url.endswith("/inside"))
    looking = Looking(office, private=False)
    assert await looking.look(await at(office, await looking.answer("www.gov.pk"), f"{site.url}/inwards")) == []
    assert site.calls == ["/inwards"]


async def test_answers_without_addresses_are_passed_over(office: Office) -> None:
    looking = Looking(office)
    received = await looking.answer("www.gov.pk", "no")
    looking.reaching.look(received.chat, received.recorded)
    assert not looking.reaching._on_its_way


async def test_nobody_is_told_who_was_never_seen(office: Office) -> None:
    looking = Looking(office)
    received = await at(office, await looking.answer("www.gov.pk"), NOWHERE)
    await looking.look(replace(received, chat=4711))
    assert looking.woken == []


async def test_nobody_is_told_who_does_not_answer_any_more(office: Office) -> None:
    looking = Looking(office)
    received = await at(office, await looking.answer("www.gov.pk"), NOWHERE)
    person = await office.person(AMINA)
    async with office.storage.work() as work:
        await work.respondents.assign(person, None, None)
        await work.commit()
    assert await looking.look(received) == []


async def test_what_is_on_its_way_is_dropped_at_the_end(office: Office) -> None:
    looking = Looking(office)
    received = await looking.answer("www.gov.pk")
    looking.reaching.look(received.chat, received.recorded)
    await looking.reaching.finish()
    assert await office.told(AMINA) == []
