"""A world, its server on a loopback port, a person, and two ways to call it: python-telegram-bot and bare HTTP."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Coroutine
from dataclasses import dataclass
from typing import Any

import httpx
import pytest
from telegram import Bot

from simulator.faults import Faults
from simulator.people import Person
from simulator.serving import serving
from simulator.world import World


@dataclass
class Clock:
    """Time stands still until a test moves it."""

    now: float = 1_700_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def world(clock: Clock) -> World:
    return World(clock=clock)


@pytest.fixture
def faults() -> Faults:
    return Faults()


@pytest.fixture
async def address(world: World, faults: Faults) -> AsyncIterator[str]:
    async with serving(world, faults=faults, webhook_pause=lambda attempt: 0.0) as address:
        yield address


@pytest.fixture
async def bot(world: World, address: str) -> AsyncIterator[Bot]:
    async with Bot(world.token, base_url=f"{address}/bot", base_file_url=f"{address}/file/bot") as bot:
        yield bot


@pytest.fixture
async def browser(address: str) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(base_url=address, trust_env=False, headers={"X-Simulator": "1"}) as client:
        yield client


Call = Callable[..., Coroutine[Any, Any, dict[str, Any]]]


@pytest.fixture
def call(world: World, browser: httpx.AsyncClient) -> Call:
    """Calls a method with JSON and hands back the whole answer, `ok` or not."""

    async def call(method: str, **given: Any) -> dict[str, Any]:
        response = await browser.post(f"/bot{world.token}/{method}", json=given)
        answer: dict[str, Any] = response.json()
        assert answer.get("error_code", 200) == response.status_code
        return answer

    return call


@pytest.fixture
def amina(world: World) -> Person:
    """Somebody who has started the bot."""
    person = Person.joining(world, "Amina")
    person.say("/start")
    return person
