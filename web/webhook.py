"""Telegram's webhook: an update a request, answered 200 only when its effect is kept. Knows nothing an update says.

Every other answer makes Telegram send the update again, here or to another process behind the same address.
"""

from __future__ import annotations

import asyncio
import hmac
import json
from collections.abc import Awaitable, Callable
from typing import Any, Final

from fastapi import APIRouter, HTTPException, Request, Response

from web.terms import NotKeptError

SECRET_HEADER: Final = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - a header's name

MAX_BODY: Final = 1024 * 1024
"""Bytes. An update with the longest message, its markup and its keyboard takes less than a tenth."""

LONGEST_WAIT: Final = 20.0
"""Seconds an update may take. Telegram waits longer; proxies on the way often break off after 30."""

Receive = Callable[[dict[str, Any]], Awaitable[None]]


def webhook_router(path: str, secret: str, receive: Receive, *, longest_wait: float = LONGEST_WAIT) -> APIRouter:
    """`receive` returns when the update's effect is committed, or was before. What it raises, and that it takes longer
    than `longest_wait` seconds, means that it may not be."""
    router = APIRouter()

    @router.post(path)
    async def take(request: Request) -> Response:
        _require_secret(request, secret)
        update = _read_update(await _read_body(request))
        try:
            async with asyncio.timeout(longest_wait):
                await receive(update)
        except (TimeoutError, NotKeptError):
            raise HTTPException(503, "not kept: send it again") from None
        return Response()

    return router


def _require_secret(request: Request, secret: str) -> None:
    given = request.headers.get(SECRET_HEADER, "")
    # Headers come as latin-1; bytes, because compare_digest takes no other text than ASCII.
    if not hmac.compare_digest(given.encode("latin-1"), secret.encode("ascii")):
        raise HTTPException(403)


async def _read_body(request: Request) -> bytes:
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise HTTPException(415)
    body = bytearray()
    # The length that is announced need not be true: what comes is counted.
    async for piece in request.stream():
        body += piece
        if len(body) > MAX_BODY:
            raise HTTPException(413)
    return bytes(body)


def _read_update(body: bytes) -> dict[str, Any]:
    try:
        update = json.loads(body)
    except (ValueError, RecursionError):
        raise HTTPException(400, "not JSON") from None
    if not isinstance(update, dict) or type(update.get("update_id")) is not int:
        raise HTTPException(400, "not an update")
    return update
