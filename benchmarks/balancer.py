"""`python -m benchmarks.balancer PORT BACKEND…`: one address before several bots; connections go round, as bytes.

A process of its own, as a proxy is, and as little work as it can be. Knows no HTTP.
"""

from __future__ import annotations

import asyncio
import sys
from itertools import cycle

HOST = "127.0.0.1"


async def balance(port: int, backends: list[int]) -> None:
    turn = cycle(backends)

    async def take(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, back = await asyncio.open_connection(HOST, next(turn))
        await asyncio.gather(_pour(reader, back), _pour(there, writer), return_exceptions=True)

    async with await asyncio.start_server(take, HOST, port) as server:
        await server.serve_forever()


async def _pour(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        while piece := await reader.read(65536):
            writer.write(piece)
    finally:
        writer.close()


if __name__ == "__main__":
    first, *others = map(int, sys.argv[1:])
    asyncio.run(balance(first, others))
