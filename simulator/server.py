"""The HTTP face of a world: `/bot<token>/…` and `/file/bot<token>/…` for bots, `/simulator/` for the chat page."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from http import HTTPStatus
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from simulator.control import page_routes
from simulator.errors import ApiError, malformed_token, no_such_method, too_large, unauthorized
from simulator.faults import DroppedConnectionError, Faults
from simulator.methods import METHODS, Method
from simulator.parameters import Parameters, read_parameters
from simulator.polling import Polling
from simulator.webhook import Delivery, delete_webhook, doubling_pause, get_webhook_info, set_webhook
from simulator.world import World

MAX_BODY = 50 * 1024 * 1024


def create_app(
    world: World, faults: Faults | None = None, *, webhook_pause: Callable[[int], float] = doubling_pause
) -> Starlette:
    """`webhook_pause` tells the seconds to wait before the n-th new attempt to reach a webhook."""
    faults = faults or Faults()
    api = BotApi(world, faults)
    delivery = Delivery(world, webhook_pause)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        with api.polling.listening():
            async with delivery.running():
                yield

    routes = [
        Route("/bot{token}/{method}", api.answer, methods=["GET", "POST"]),
        Route("/file/bot{token}/{path:path}", api.download),
        Route("/", lambda _: RedirectResponse("/simulator/")),
        *page_routes(world, faults),
    ]
    return Starlette(routes=routes, lifespan=lifespan)


class BotApi:
    """Finds the method, reads what is given, and answers as the server does: `{"ok": …}`."""

    def __init__(self, world: World, faults: Faults) -> None:
        self.polling = Polling(world)
        self._world = world
        self._faults = faults

    async def answer(self, request: Request) -> Response:
        method = request.path_params["method"].lower()
        try:
            self._check_token(request.path_params["token"])
            given = await self._read(request)
            async with self._faults.around(method):
                result = await self._call(method, given)
        except ApiError as error:
            return _refusal(error)
        except DroppedConnectionError:
            return BrokenOff()
        return _json(HTTPStatus.OK, {"ok": True, "result": result})

    async def download(self, request: Request) -> Response:
        path = request.path_params["path"]
        file = next((file for file in self._world.state.files.values() if file.path == path), None)
        if request.path_params["token"] != self._world.token or file is None:
            return _refusal(ApiError(404, "Not Found"))
        return Response(file.content, media_type="application/octet-stream")

    def _check_token(self, token: str) -> None:
        if token == self._world.token:
            return
        number, colon, _ = token.partition(":")
        raise unauthorized() if colon and number.isascii() and number.isdigit() else malformed_token()

    async def _read(self, request: Request) -> Parameters:
        if int(request.headers.get("content-length") or 0) > MAX_BODY:
            raise too_large()
        content_type = request.headers.get("content-type", "")
        return read_parameters(request.url.query, content_type, await request.body())

    async def _call(self, method: str, given: Parameters) -> Any:
        if method == "getupdates":
            return await self.polling.get_updates(given)
        found = METHODS.get(method) or _WEBHOOK_METHODS.get(method)
        if found is None:
            raise no_such_method()
        return found(self._world, given)


_WEBHOOK_METHODS: dict[str, Method] = {
    "setwebhook": set_webhook,
    "deletewebhook": delete_webhook,
    "getwebhookinfo": get_webhook_info,
}


class BrokenOff(Response):
    """Begins an answer and ends the connection in the middle: the caller cannot know what became of the call."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = [(b"content-type", b"application/json"), (b"content-length", b"1000")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})


def _refusal(error: ApiError) -> Response:
    answer: dict[str, Any] = {"ok": False, "error_code": error.code, "description": error.description}
    if error.retry_after is None:
        return _json(error.code, answer)
    answer["parameters"] = {"retry_after": error.retry_after}
    return _json(error.code, answer, {"Retry-After": str(error.retry_after)})


def _json(status: int, answer: dict[str, Any], headers: dict[str, str] | None = None) -> Response:
    content = json.dumps(answer, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
    return Response(content, status, headers, media_type="application/json")
