"""Runs the simulator with uvicorn, in this process and on a port of its own."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager, nullcontext
from pathlib import Path

import uvicorn
from starlette.applications import Starlette

from simulator.faults import Faults
from simulator.saving import kept_in
from simulator.server import create_app
from simulator.webhook import doubling_pause
from simulator.world import World


@asynccontextmanager
async def serving(
    world: World,
    port: int = 0,
    *,
    host: str = "127.0.0.1",
    faults: Faults | None = None,
    state: Path | None = None,
    webhook_pause: Callable[[int], float] = doubling_pause,
) -> AsyncIterator[str]:
    """Serves until the block is left, and yields the address ("http://127.0.0.1:8081"). Port 0 takes any free one.

    With `state`, the world is loaded from that file first and kept in it. A bot's base URL is the address with `/bot`.
    """
    app = create_app(world, faults, webhook_pause=webhook_pause)
    with kept_in(world, state) if state else nullcontext():
        async with served(app, port, host=host) as address:
            yield address


@asynccontextmanager
async def served(app: Starlette, port: int = 0, *, host: str = "127.0.0.1") -> AsyncIterator[str]:
    """Any application, in this process, until the block is left."""
    # The socket listens before the server runs, so that nobody has to wait for the start.
    with socket.create_server((host, port), backlog=128) as listener:
        # Without this every answer waits 40 ms for the other side's delayed acknowledgement: asyncio would set it only
        # on sockets that name their protocol.
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        server = _Server(uvicorn.Config(app, log_config=None, log_level="critical", access_log=False, lifespan="on"))
        running = asyncio.create_task(server.serve(sockets=[listener]))
        try:
            yield f"http://{host}:{listener.getsockname()[1]}"
        finally:
            server.ended.set()
            await running


class _Server(uvicorn.Server):
    """Ends when told to, at once: open feeds and long polls are broken off, as they are when a real server stops."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.ended = asyncio.Event()

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        # Signals belong to the program around the simulator.
        yield

    async def main_loop(self) -> None:
        await self.ended.wait()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        for server in self.servers:
            server.close()
        for connection in list(self.server_state.connections):
            connection.transport.abort()
        await asyncio.sleep(0)
        answering = list(self.server_state.tasks)
        for task in answering:
            task.cancel()
        await asyncio.gather(*answering, return_exceptions=True)
        await self.lifespan.shutdown()
