"""Programs as the operating system runs them: started, killed, stopped, and never left behind."""

from __future__ import annotations

import asyncio
import ctypes
import os
import resource
import signal
import sys
from collections import deque
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Final

PATIENCE: Final = 60.0
"""Seconds a program may take to start or to stop: on a busy machine, far more than it needs."""

ROOT: Final = Path(__file__).parents[2]

_LIBC: Final = ctypes.CDLL(None)
_PARENT_DEATH_SIGNAL: Final = 1  # PR_SET_PDEATHSIG of prctl(2)


class ProgramError(AssertionError):
    """A program did not do what it was started for. The text ends with what it said last."""


class Program:
    """A program in a process group of its own. What it says is read as it comes: its last lines are kept."""

    def __init__(self, name: str, process: asyncio.subprocess.Process) -> None:
        self.name = name
        self._process = process
        self._said: deque[str] = deque(maxlen=400)
        self._spoke = asyncio.Event()
        self._reading = asyncio.create_task(self._read())

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def runs(self) -> bool:
        return self._process.returncode is None

    @property
    def said(self) -> str:
        return "\n".join(self._said)

    async def says(self, words: str) -> str:
        """Waits for a line with these words."""
        try:
            async with asyncio.timeout(PATIENCE):
                while True:
                    for line in self._said:
                        if words in line:
                            return line
                    if self._reading.done():
                        raise ProgramError(f"{self.name} ended without saying “{words}”:\n{self.said}")
                    self._spoke.clear()
                    await self._spoke.wait()
        except TimeoutError:
            raise ProgramError(f"{self.name} did not say “{words}”:\n{self.said}") from None

    async def kill(self) -> None:
        """kill -9: it does not get another instruction."""
        self._signal(signal.SIGKILL)
        await self._process.wait()
        await self._reading

    async def stop(self) -> None:
        """SIGTERM, and time to put itself in order."""
        self._signal(signal.SIGTERM)
        try:
            await asyncio.wait_for(self._process.wait(), PATIENCE)
        except TimeoutError:
            await self.kill()
            raise ProgramError(f"{self.name} did not stop:\n{self.said}") from None
        await self._reading

    def limit_files(self, size: int | None) -> None:
        """No file may grow beyond that many bytes from now on, as on a full disk; None: the disk has room again."""
        _, hard = resource.prlimit(self.pid, resource.RLIMIT_FSIZE)
        resource.prlimit(self.pid, resource.RLIMIT_FSIZE, (hard if size is None else size, hard))

    def _signal(self, number: signal.Signals) -> None:
        with suppress(ProcessLookupError):
            os.killpg(self.pid, number)

    async def _read(self) -> None:
        assert self._process.stdout is not None
        async for line in self._process.stdout:
            self._said.append(line.decode(errors="replace").rstrip())
            self._spoke.set()
        self._spoke.set()


@asynccontextmanager
async def running(
    name: str, folder: Path, *arguments: str, settings: Mapping[str, str] | None = None
) -> AsyncIterator[Program]:
    """`python ARGUMENTS` in that folder, until the block is left at the latest."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *arguments,
        cwd=folder,
        env={**_surroundings(), **(settings or {})},
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
        start_new_session=True,
        preexec_fn=_end_with_parent,
    )
    program = Program(name, process)
    try:
        yield program
    finally:
        await program.kill()


def _surroundings() -> dict[str, str]:
    """Ours, without the settings of a bot that somebody may run from this shell."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("FOCALPOINT_")}
    return {**kept, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}


def _end_with_parent() -> None:
    """Whoever kills the tests leaves no bot behind that polls for ever."""
    if sys.platform == "linux":
        _LIBC.prctl(_PARENT_DEATH_SIGNAL, signal.SIGKILL)
