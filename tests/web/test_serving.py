"""The web application on a port of its own: how it starts, and how it stops without breaking off what is in hand."""

from __future__ import annotations

import asyncio

import httpx
import pytest
from fastapi import APIRouter

from web.application import create_app
from web.serving import serving


class Counter:
    """A room in which every request waits until it is let go."""

    def __init__(self) -> None:
        self.entered = asyncio.Event()
        self.door = asyncio.Event()
        self.router = APIRouter()
        self.router.add_api_route("/wait", self.wait)

    async def wait(self) -> str:
        self.entered.set()
        await self.door.wait()
        return "done"


@pytest.fixture
def counter() -> Counter:
    return Counter()


async def test_what_is_in_hand_at_the_end_is_finished_and_nothing_new_is_taken(counter: Counter) -> None:
    async with httpx.AsyncClient(trust_env=False) as client:
        async with serving(create_app(counter.router), "127.0.0.1", 0, finishing=10) as web:
            waiting = asyncio.create_task(client.get(f"{web.address}/wait"))
            await counter.entered.wait()
            asyncio.get_running_loop().call_later(0.05, counter.door.set)
        answer = await waiting
        with pytest.raises(httpx.ConnectError):
            await client.get(f"{web.address}/wait")

    assert (answer.status_code, answer.json()) == (200, "done")
    assert "date" in answer.headers
    assert "server" not in answer.headers
    assert web.task.done()


async def test_what_takes_longer_than_the_limit_is_given_back_as_not_done(counter: Counter) -> None:
    async with httpx.AsyncClient(trust_env=False) as client:
        async with serving(create_app(counter.router), "127.0.0.1", 0, finishing=0) as web:
            waiting = asyncio.create_task(client.get(f"{web.address}/wait"))
            await counter.entered.wait()
        assert (await waiting).status_code == 500


async def test_silent_connections_hold_nobody_up(counter: Counter) -> None:
    app = create_app(counter.router)
    async with (
        httpx.AsyncClient(trust_env=False) as client,
        asyncio.timeout(5),
        serving(app, "127.0.0.1", 0, finishing=60) as web,
    ):
        await client.get(f"{web.address}/nothing")


async def test_a_port_that_is_taken_is_told(counter: Counter) -> None:
    app = create_app(counter.router)
    async with serving(app, "127.0.0.1", 0, finishing=1) as web:
        port = int(web.address.rpartition(":")[2])
        with pytest.raises(OSError, match="in use"):
            async with serving(app, "127.0.0.1", port, finishing=1):
                pass
