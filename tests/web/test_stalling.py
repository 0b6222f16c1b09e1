"""Visitors who do not take what they asked for: the connection is broken off, and what was open for them is closed."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Callable
from typing import Any, cast
from urllib.parse import urlsplit

import pytest
import uvicorn
from fastapi import APIRouter
from fastapi.responses import StreamingResponse
from uvicorn.server import ServerState

from web.application import create_app
from web.serving import serving
from web.stalling import LEAST, watched_protocol


class Endless:
    """An export without end, which holds something open until it is left."""

    def __init__(self) -> None:
        self.begun, self.left = asyncio.Event(), asyncio.Event()
        self.router = APIRouter()
        self.router.add_api_route("/export", self.export, response_class=StreamingResponse)

    async def export(self) -> StreamingResponse:
        return StreamingResponse(self._chunks())

    async def _chunks(self) -> AsyncIterator[bytes]:
        self.begun.set()
        try:
            while True:
                yield bytes(64 * 1024)
                await asyncio.sleep(0)  # as exports do
        finally:
            self.left.set()


async def test_what_is_open_for_a_visitor_who_stopped_reading_is_closed() -> None:
    endless = Endless()
    async with (
        asyncio.timeout(20),
        serving(create_app(endless.router), "127.0.0.1", 0, finishing=0, patience=0.05) as web,
    ):
        at = urlsplit(web.address)
        with socket.create_connection((at.hostname, at.port)) as visitor:
            visitor.sendall(b"GET /export HTTP/1.1\r\nHost: localhost\r\n\r\n")
            await endless.begun.wait()
            await endless.left.wait()


class Looks:
    """A loop in which the moment of the next look comes when the test says so."""

    def __init__(self) -> None:
        self.next: Callable[[], None] | None = None

    def call_later(self, _seconds: float, look: Callable[..., None], *about: object) -> Looks:
        self.next = lambda: look(*about)
        return self

    def cancel(self) -> None:
        self.next = None


class Line:
    """A transport that holds so many bytes nobody took yet."""

    def __init__(self, waiting: int) -> None:
        self.waiting = waiting
        self.aborted = False

    def get_write_buffer_size(self) -> int:
        return self.waiting

    def get_extra_info(self, _name: str) -> None:
        return None

    def abort(self) -> None:
        self.aborted = True


@pytest.fixture
def looks() -> Looks:
    return Looks()


def connected(looks: Looks, line: Line) -> asyncio.Protocol:
    config = uvicorn.Config(create_app(), log_config=None)
    config.load()
    protocol = watched_protocol()(config, ServerState(), {}, cast(Any, looks))
    protocol.connection_made(cast(Any, line))
    return protocol


@pytest.mark.parametrize(("taken", "let_go"), [(0, True), (LEAST - 1, True), (LEAST, False), (10 * LEAST, False)])
async def test_a_slow_visitor_is_given_time_as_long_as_something_is_taken(
    looks: Looks, taken: int, let_go: bool
) -> None:
    line = Line(100 * LEAST)
    connected(looks, line).pause_writing()
    for _ in range(3):
        line.waiting -= taken
        if looks.next:
            looks.next()
    assert line.aborted is let_go


async def test_nobody_looks_when_all_was_taken_or_the_visitor_is_gone(looks: Looks) -> None:
    protocol = connected(looks, Line(100 * LEAST))
    protocol.pause_writing()
    protocol.resume_writing()
    assert looks.next is None
    protocol.pause_writing()
    protocol.connection_lost(ConnectionResetError())
    assert looks.next is None
