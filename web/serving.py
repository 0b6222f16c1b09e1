"""Runs the web application with uvicorn, in this process and beside everything else that goes on in it."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass
from typing import Final

import uvicorn
from fastapi import FastAPI

from web.stalling import PATIENCE, watched_protocol

KEEPING_ALIVE: Final = 75
"""Seconds a silent connection stays open: longer than proxies keep theirs (60), or they would use one just closed."""

TICK: Final = 1.0

SENT_AHEAD: Final = 256 * 1024
"""Bytes the system takes before the visitor does."""


@dataclass(frozen=True, slots=True)
class Serving:
    """`address` is the origin ("http://127.0.0.1:8080"); `task` goes on until the block is left, or has failed."""

    address: str
    task: asyncio.Task[None]


@asynccontextmanager
async def serving(
    app: FastAPI, host: str, port: int, *, finishing: int, patience: float = PATIENCE
) -> AsyncIterator[Serving]:
    """Serves until the block is left: then nothing new is taken, and requests in hand have `finishing` seconds.

    `patience` is that with visitors who do not take what they asked for. Port 0 takes any free one. Raises OSError
    where host and port cannot be listened on.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.create_server((host, port), family=family, backlog=2048) as listener:
        # Without this every answer waits 40 ms for the other side's delayed acknowledgement: asyncio would set it only
        # on sockets that name their protocol.
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        # Otherwise the system takes megabytes at once and then nothing for minutes: who reads slowly would look like
        # one who is gone (`web.stalling`).
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SENT_AHEAD)
        server = _Server(_config(app, finishing, patience))
        task = asyncio.create_task(server.serve(sockets=[listener]), name="web")
        try:
            yield Serving(_address(host, listener.getsockname()[1]), task)
        finally:
            server.ended.set()
            await asyncio.wait([task])
            await asyncio.gather(*server.server_state.tasks, return_exceptions=True)


def _config(app: FastAPI, finishing: int, patience: float) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        http=watched_protocol(patience),
        log_config=None,  # what is logged, and how, is said in one place where the program starts
        access_log=False,
        server_header=False,
        lifespan="off",
        ws="none",
        timeout_keep_alive=KEEPING_ALIVE,
        timeout_graceful_shutdown=finishing,
    )


def _address(host: str, port: int) -> str:
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


class _Server(uvicorn.Server):
    """Ends when it is told to; signals belong to the program around it."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.ended = asyncio.Event()

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield

    async def main_loop(self) -> None:
        # uvicorn's own looks ten times a second whether it is to end, which an idle bot need not pay for.
        while not self.ended.is_set():
            await self.on_tick(0)  # the Date of the answers
            with suppress(TimeoutError):
                await asyncio.wait_for(self.ended.wait(), TICK)
