"""`python -m simulator`: the Bot API server and its chat page as a process of their own."""

from __future__ import annotations

import argparse
import asyncio
import sys
from contextlib import suppress
from pathlib import Path

from simulator.serving import serving
from simulator.world import TOKEN, World


def main() -> None:
    options = _read_options()
    with suppress(KeyboardInterrupt):
        asyncio.run(_serve(options))


async def _serve(options: argparse.Namespace) -> None:
    world = World(options.token, name=options.name)
    async with serving(world, options.port, host=options.host, state=options.state) as address:
        sys.stdout.write(f"{address}\n")
        sys.stdout.flush()
        await asyncio.Event().wait()


def _read_options() -> argparse.Namespace:
    reader = argparse.ArgumentParser(
        prog="simulator", description="A Bot API server for one machine, with a chat page."
    )
    reader.add_argument("--host", default="127.0.0.1", help="address to listen on (default: this machine only)")
    reader.add_argument("--port", type=int, default=8081, help="0 takes any free port; the address is printed")
    reader.add_argument("--token", default=TOKEN, help="the bot's token (default: %(default)s)")
    reader.add_argument("--name", default="Bot", help="the bot's name on the page")
    reader.add_argument("--state", type=Path, help="a file that keeps the chats from one start to the next")
    return reader.parse_args()


if __name__ == "__main__":
    main()
