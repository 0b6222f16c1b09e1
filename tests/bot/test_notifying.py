"""Other systems are told of submitted responses: signed, again until they take it, never inside by accident."""

from __future__ import annotations

import asyncio
import hmac
import json
from base64 import b64decode
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from jsonschema import Draft202012Validator

from bot.notifying import ATTEMPTS, Notifying
from bot.outside import leads_inside
from bot.patience import Patience
from flows.administration.roles import Admission
from flows.document import document_schema
from flows.interview import Interview
from flows.ports import Notice
from flows.turns import Action, Started
from storage import open_storage
from storage.migrating import migrate
from tests.administration.office import Office

SECRET = "a secret of the tests"
AT_ONCE = Patience(first=0, longest=0)
AMINA = 1001


@dataclass
class Other:
    """Another system: what came to it, and the statuses it answers with, the last for ever."""

    statuses: list[int] = field(default_factory=lambda: [204])
    bodies: list[bytes] = field(default_factory=list)
    headers: list[Any] = field(default_factory=list)
    url: str = ""
    came: asyncio.Event = field(default_factory=asyncio.Event)
    may_wake: asyncio.Event = field(default_factory=asyncio.Event)

    async def sleep(self, request: web.Request) -> web.Response:
        await self.may_wake.wait()
        return await self.take(request)

    async def take(self, request: web.Request) -> web.Response:
        self.bodies.append(await request.read())
        self.came.set()
        self.headers.append(request.headers)
        status = self.statuses.pop(0) if len(self.statuses) > 1 else self.statuses[0]
        return web.Response(status=status, headers={"Location": "/elsewhere"} if status == 302 else {})


@pytest.fixture
async def other() -> AsyncIterator[Other]:
    system = Other()
    app = web.Application()
    app.router.add_post("/told", system.take)
    app.router.add_post("/asleep", system.sleep)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = runner.addresses[0][1]
    system.url = f"http://127.0.0.1:{port}/told"
    yield system
    await runner.cleanup()


@pytest.fixture
async def office(tmp_path: Path, other: Other) -> AsyncIterator[Office]:
    database = f"sqlite:///{tmp_path}/focalpoint.sqlite"
    await migrate(database)
    async with open_storage(database) as storage:
        office = Office(storage)
        office.interview = Interview(office.questionnaire, storage, office.clock, Admission(), (other.url,))
        yield office


def notifying(office: Office, *, private: bool = True) -> Notifying:
    return Notifying(office.storage, office.clock, SECRET, private=private, patience=AT_ONCE)


async def submit(office: Office) -> None:
    await office.hear(AMINA, Started())
    await office.tap(AMINA, Action.BEGIN)
    await office.say(AMINA, "Pakistan", "I agree", "www.gov.pk", "no")
    await office.tap(AMINA, Action.SUMMARY)
    await office.tap(AMINA, Action.SUBMIT)


async def undelivered(office: Office) -> tuple[Notice, ...]:
    async with office.storage.reading() as work:
        return await work.notices.undelivered()


async def test_a_submitted_response_is_told_with_its_document_and_signed(office: Office, other: Other) -> None:
    await submit(office)
    await notifying(office).send_due()
    (body,), (headers,) = other.bodies, other.headers
    told = json.loads(body)
    assert told["type"] == "response.completed"
    Draft202012Validator(document_schema(office.questionnaire)).validate(told["data"])
    content = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    version, _, signature = headers["webhook-signature"].partition(",")
    assert version == "v1"
    assert b64decode(signature) == hmac.new(SECRET.encode(), content, sha256).digest()
    assert await undelivered(office) == ()


async def test_nothing_is_told_before_it_is_submitted_and_nothing_twice(office: Office, other: Other) -> None:
    await office.hear(AMINA, Started())
    await notifying(office).send_due()
    assert other.bodies == []
    await submit(office)
    for _ in range(3):
        await notifying(office).send_due()
    assert len(other.bodies) == 1


async def test_an_amended_response_is_told_as_such(office: Office, other: Other) -> None:
    await submit(office)
    await notifying(office).send_due()
    await office.tap(AMINA, Action.EDIT, question="site")
    await office.say(AMINA, "www.pakistan.gov.pk")
    await office.tap(AMINA, Action.SUMMARY)
    await office.tap(AMINA, Action.SUBMIT)
    await notifying(office).send_due()
    told = json.loads(other.bodies[-1])
    assert (told["type"], told["data"]["response"]["revision"]) == ("response.amended", 2)


async def test_an_address_that_does_not_answer_holds_up_no_other(office: Office, other: Other) -> None:
    asleep = other.url.replace("/told", "/asleep")
    office.interview = Interview(office.questionnaire, office.storage, office.clock, Admission(), (asleep, other.url))
    await submit(office)
    sending = asyncio.create_task(notifying(office).send_due())
    async with asyncio.timeout(10):
        await other.came.wait()
        assert asleep in {notice.url for notice in await undelivered(office)}
        other.may_wake.set()
        await sending
    assert len(other.bodies) == 2


@pytest.mark.parametrize("status", [302, 404, 410, 500, 503])
async def test_what_is_not_taken_comes_again_with_the_same_number(office: Office, other: Other, status: int) -> None:
    other.statuses = [status, 200]
    await submit(office)
    await notifying(office).send_due()
    (waiting,) = await undelivered(office)
    assert (waiting.attempts, waiting.reason) == (1, f"answered {status}")
    await notifying(office).send_due()
    assert await undelivered(office) == ()
    first, second = other.headers
    assert first["webhook-id"] == second["webhook-id"]


async def test_after_many_attempts_it_is_given_up_shown_and_can_be_tried_again(office: Office, other: Other) -> None:
    other.statuses = [500] * ATTEMPTS + [200]
    await submit(office)
    for _ in range(ATTEMPTS + 3):
        await notifying(office).send_due()
    assert len(other.bodies) == ATTEMPTS
    (given_up,) = await undelivered(office)
    assert given_up.given_up_at is not None
    async with office.storage.work() as work:
        assert await work.notices.try_again(("no key", given_up.id), office.clock.now()) == 1
        await work.commit()
    await notifying(office).send_due()
    assert await undelivered(office) == ()


async def test_a_system_that_is_not_there_is_tried_again(office: Office, other: Other) -> None:
    office.interview = Interview(
        office.questionnaire, office.storage, office.clock, Admission(), ("http://127.0.0.1:1/",)
    )
    await submit(office)
    await notifying(office).send_due()
    (waiting,) = await undelivered(office)
    assert waiting.attempts == 1


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
async def test_a_private_address_gets_nothing_unless_it_is_allowed(office: Office, other: Other, host: str) -> None:
    url = other.url.replace("127.0.0.1", host)
    office.interview = Interview(office.questionnaire, office.storage, office.clock, Admission(), (url,))
    await submit(office)
    await notifying(office, private=False).send_due()
    assert other.bodies == []
    (waiting,) = await undelivered(office)
    assert waiting.reason == "leads to a private address"


async def test_of_two_processes_one_sends_it(office: Office, other: Other) -> None:
    await submit(office)
    async with office.storage.reading() as work:
        (seen,) = await work.notices.due(office.clock.now())
    async with office.storage.work() as work:
        assert await work.notices.claim(seen, office.clock.now() + timedelta(minutes=1))
        assert not await work.notices.claim(seen, office.clock.now() + timedelta(minutes=2))
        await work.commit()
    await notifying(office).send_due()
    assert other.bodies == []


@pytest.mark.parametrize(
    ("url", "inside"),
    [
        ("https://example.org/told", False),
        ("https://93.184.215.14/", False),
        ("https://127.0.0.1/", True),
        ("https://10.0.0.7/", True),
        ("https://169.254.169.254/latest", True),
        ("https://[::1]/", True),
        ("https://[::ffff:10.0.0.1]/", True),
        ("https://[fe80::1%25eth0]/", True),
        ("https://224.0.0.1/", True),
        ("https://[fec0::1]/", True),
        ("https://[2002:a00:7::]/", True),
        ("https://[64:ff9b::a00:7]/", True),
        ("https://[64:ff9b:1::7f00:1]/", True),
        ("https://[64:ff9b::5db8:d70e]/", False),
        ("https://①②⑦.0.0.1/", True),
        ("https://127。0。0。1/", True),
    ],
)
def test_addresses_that_lead_inside_are_known(url: str, inside: bool) -> None:
    assert leads_inside(url) == inside
