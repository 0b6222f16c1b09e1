"""The one address Telegram knows, and what stands behind it: a load balancer as small as a test needs."""

from __future__ import annotations

from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from simulator.serving import served

PATH, SECRET = "/telegram", "s3-cret_"
KEPT_HEADERS = ("content-type", "x-telegram-bot-api-secret-token")


class Front:
    """Gives each request to the next process behind it. The next `lost` answers do not come back."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self.behind: deque[str] = deque()
        self.given_to: list[str] = []
        self.statuses: list[int] = []
        self.lost = 0
        self._client = client

    async def pass_on(self, request: Request) -> Response:
        status = await self._status(request)
        self.statuses.append(status)
        if self.lost:
            self.lost -= 1
            status = 502
        return Response(status_code=status)

    async def _status(self, request: Request) -> int:
        if not self.behind:
            return 502
        origin = self.behind[0]
        self.behind.rotate(-1)
        self.given_to.append(origin)
        headers = {name: request.headers[name] for name in KEPT_HEADERS if name in request.headers}
        try:
            return (await self._client.post(origin + PATH, content=await request.body(), headers=headers)).status_code
        except httpx.HTTPError:
            return 502


@asynccontextmanager
async def front() -> AsyncIterator[tuple[Front, str]]:
    """And the address Telegram is to post to."""
    async with httpx.AsyncClient(trust_env=False, timeout=60) as client:
        one = Front(client)
        async with served(Starlette(routes=[Route(PATH, one.pass_on, methods=["POST"])])) as address:
            yield one, address + PATH
