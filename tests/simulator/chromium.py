"""A headless Chromium over its debugging pipe: open a page, run a script in it, wait for what it shows."""

from __future__ import annotations

import asyncio
import base64
import itertools
import json
import os
import shutil
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any, Self

FOUND = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
PATIENCE = 20.0

_OPTIONS = [
    "--headless",
    "--remote-debugging-pipe",
    "--no-sandbox",
    "--no-first-run",
    "--hide-scrollbars",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--disable-sync",
    "--disable-background-networking",
    "--disable-component-update",
]


class Page:
    def __init__(self, reader: asyncio.StreamReader, pipe: int) -> None:
        self._reader = reader
        self._pipe = pipe
        self._numbers = itertools.count(1)
        self._session: str | None = None

    async def open(self, address: str, *, width: int = 1280, height: int = 800, dark: bool = False) -> Self:
        target = await self._send("Target.createTarget", url="about:blank")
        attached = await self._send("Target.attachToTarget", targetId=target["targetId"], flatten=True)
        self._session = attached["sessionId"]
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 700}
        await self._send("Emulation.setDeviceMetricsOverride", **size)
        colours = [{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}]
        await self._send("Emulation.setEmulatedMedia", features=colours)
        await self._send("Page.navigate", url=address)
        return self

    async def run(self, script: str) -> Any:
        """The value of a JavaScript expression; promises are awaited."""
        answer = await self._send("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        if "exceptionDetails" in answer:
            raise AssertionError(answer["exceptionDetails"]["exception"].get("description"))
        if "result" not in answer:
            raise AssertionError("The page was left before the script had its answer")
        return answer["result"].get("value")

    async def sees(self, condition: str) -> None:
        """Until the expression is true, looked at again with every frame the browser paints."""
        async with asyncio.timeout(PATIENCE):
            while True:
                with suppress(AssertionError):
                    if await self.run(_EVERY_FRAME % condition):
                        return

    async def picture(self) -> bytes:
        """What one sees now, as PNG."""
        shot = await self._send("Page.captureScreenshot", format="png")
        return base64.b64decode(shot["data"])

    async def _send(self, method: str, **parameters: Any) -> dict[str, Any]:
        number = next(self._numbers)
        call = {"id": number, "method": method, "params": parameters}
        if self._session:
            call["sessionId"] = self._session
        os.write(self._pipe, json.dumps(call).encode() + b"\0")
        async with asyncio.timeout(PATIENCE):
            while True:
                answer = json.loads((await self._reader.readuntil(b"\0"))[:-1])
                if answer.get("id") == number:
                    return dict(answer.get("result", {}))


# Chromium reads orders from descriptor 3 and writes to 4. Both are copied out of the way first: one may be 3 itself.
_WITH_PIPES = """
import fcntl, os, sys
pipes = [fcntl.fcntl(int(pipe), fcntl.F_DUPFD, 10) for pipe in sys.argv[1:3]]
os.dup2(pipes[0], 3)
os.dup2(pipes[1], 4)
os.execv(sys.argv[3], sys.argv[3:])
"""

# A page that is being loaded throws the script away; `sees` then asks the new page.
_EVERY_FRAME = """new Promise((resolve) => {
  const look = (frames) => { let seen = false; try { seen = Boolean(%s); } catch {} ;
    seen || frames === 0 ? resolve(seen) : requestAnimationFrame(() => look(frames - 1)); };
  look(30);
})"""


@asynccontextmanager
async def chromium(profile: Path) -> AsyncIterator[Page]:
    """Runs with a fresh profile until the block is left."""
    assert FOUND
    (to_read, to_write), (from_read, from_write) = os.pipe(), os.pipe()
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-c",
        _WITH_PIPES,
        str(to_read),
        str(from_write),
        FOUND,
        *_OPTIONS,
        f"--user-data-dir={profile}",
        pass_fds=(to_read, from_write),
        stderr=asyncio.subprocess.DEVNULL,
    )
    os.close(to_read)
    os.close(from_write)
    reader = asyncio.StreamReader(limit=64 * 1024 * 1024)
    transport, _ = await asyncio.get_running_loop().connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(reader), os.fdopen(from_read, "rb")
    )
    try:
        yield Page(reader, to_write)
    finally:
        # Closing the pipe is the order to end, to all of the browser's processes.
        os.close(to_write)
        await process.wait()
        transport.close()
