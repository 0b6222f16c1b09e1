"""How much a request may bring: what is longer is refused before it fills the memory. Knows no route."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any, Final

from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Receive, Scope, Send

LONGEST_BODY: Final = 5 * 1024 * 1024
"""Bytes: a list of invitations with room to spare."""


class BodyLimit:
    """ASGI middleware. The length that is announced is not believed: what comes is counted."""

    def __init__(self, app: ASGIApp, longest: int = LONGEST_BODY) -> None:
        self._app = app
        self._longest = longest

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            receive = self._counted(receive)
        await self._app(scope, receive, send)

    def _counted(self, receive: Receive) -> Callable[[], Awaitable[MutableMapping[str, Any]]]:
        come = 0

        async def counted() -> MutableMapping[str, Any]:
            nonlocal come
            message = await receive()
            come += len(message.get("body", b""))
            if come > self._longest:
                raise HTTPException(413, f"This is longer than {self._longest} bytes.")
            return message

        return counted
