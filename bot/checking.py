"""A file is looked over by a program before it is kept: the hook for a virus scanner. Knows no scanner."""

from __future__ import annotations

import asyncio
import shlex
import shutil
from tempfile import NamedTemporaryFile
from typing import IO, Final

import structlog

from flows.violations import Code

LONGEST: Final = 60.0
"""Seconds the program may take."""

CLEAN, FOUND = 0, 1
"""The exit codes of scanners (clamscan, clamdscan and others)."""

log = structlog.get_logger()


class Check:
    """`command` is run with the path of the file behind it."""

    def __init__(self, command: str) -> None:
        self._command = shlex.split(command)

    async def refuses(self, content: bytes) -> Code | None:
        """None for a file that passed. What could not be checked is not kept: it may be sent again."""
        code = await self._run(content)
        if code == CLEAN:
            return None
        log.warning("file_not_passed", exit_code=code)
        return Code.FILE_UNSAFE if code == FOUND else Code.FILE_NOT_FETCHED

    async def _run(self, content: bytes) -> int | None:
        try:
            with NamedTemporaryFile(prefix="focalpoint-") as file:
                await asyncio.to_thread(_write, file, content)
                return await self._code(file.name)
        except OSError:  # no such program, or no room for the file
            return None

    async def _code(self, path: str) -> int | None:
        nothing = asyncio.subprocess.DEVNULL
        process = await asyncio.create_subprocess_exec(*self._command, path, stdout=nothing, stderr=nothing)
        try:
            async with asyncio.timeout(LONGEST):
                return await process.wait()
        except TimeoutError:
            process.kill()
            await process.wait()
            return None


def is_runnable(command: str) -> bool:
    """Whether there is such a program, and its options can be told apart."""
    try:
        program, *_ = shlex.split(command)
    except ValueError:  # a quotation without its end, or nothing at all
        return False
    return shutil.which(program) is not None


def _write(file: IO[bytes], content: bytes) -> None:
    file.write(content)
    file.flush()
