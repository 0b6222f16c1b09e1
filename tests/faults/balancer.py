"""One address for several bots: requests go round, past who does not answer, and some of them to two bots at once."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from random import Random
from typing import Final

import httpx
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from simulator.serving import served

PATH: Final = "/telegram"

_TWICE: Final = 0.2
"""The share of requests that arrive twice."""

_PASSED_ON: Final = ("content-type", "x-telegram-bot-api-secret-token")


class Balancer:
    def __init__(self, http: httpx.AsyncClient, chance: Random) -> None:
        self.backends: list[str] = []
        self.url = ""
        self._http = http
        self._chance = chance
        self._next = 0

    async def pass_on(self, request: Request) -> Response:
        body = await request.body()
        headers = {name: request.headers[name] for name in _PASSED_ON}
        times = 2 if self._chance.random() < _TWICE else 1
        answers = await asyncio.gather(*(self._post(body, headers) for _ in range(times)))
        return Response(status_code=max(answers))

    async def _post(self, body: bytes, headers: dict[str, str]) -> int:
        for _ in self.backends:
            self._next = (self._next + 1) % len(self.backends)
            backend = self.backends[self._next]
            try:
                return (await self._http.post(backend, content=body, headers=headers)).status_code
            except (httpx.ConnectError, httpx.UnsupportedProtocol):  # nobody is there; or nobody yet ("")
                continue
            except httpx.HTTPError:
                return 502
        return 503


@asynccontextmanager
async def balancer(chance: Random) -> AsyncIterator[Balancer]:
    async with httpx.AsyncClient(trust_env=False, timeout=30) as http:
        opened = Balancer(http, chance)
        app = Starlette(routes=[Route(PATH, opened.pass_on, methods=["POST"])])
        async with served(app) as address:
            opened.url = address + PATH
            yield opened
