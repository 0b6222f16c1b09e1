"""For those who look after a process: is it alive, may it be given work, and its figures. Decides none of it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse, PlainTextResponse
from prometheus_client import CollectorRegistry
from prometheus_client.exposition import choose_encoder

from web.terms import PATHS


def health_router(
    conditions: Callable[[], Awaitable[Mapping[str, bool]]], figures: Callable[[], Awaitable[CollectorRegistry]]
) -> APIRouter:
    """`conditions` must all hold for the process to be given work; `figures` are of the moment they are asked for."""
    alive, ready, metrics = PATHS
    router = APIRouter()

    @router.api_route(alive, methods=["GET", "HEAD"])
    async def say_alive() -> Response:
        return PlainTextResponse("alive\n")

    @router.api_route(ready, methods=["GET", "HEAD"])
    async def say_ready() -> Response:
        held = dict(await conditions())
        return JSONResponse(held, 200 if all(held.values()) else 503)

    @router.get(metrics)
    async def say_figures(request: Request) -> Response:
        encode, content_type = choose_encoder(request.headers.get("accept", ""))
        return Response(encode(await figures()), media_type=content_type)

    return router
