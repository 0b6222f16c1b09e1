"""A file is looked over by a program before it is kept: the hook for a virus scanner. Knows no scanner."""

from __future__ import annotations

import asyncio
import shlex
from pathlib import Path
from typing import Final

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

    async def refuses(self, path: Path) -> Code | None:
        """None for a file that passed. What could not be checked is not kept: it may be sent again."""
        code = await self._run(path)
        if code == CLEAN:
            return None
        log.warning("file_not_passed", exit_code=code)
        return Code.FILE_UNSAFE if code == FOUND else Code.FILE_NOT_FETCHED

    async def _run(self, path: Path) -> int | None:
        nothing = asyncio.subprocess.DEVNULL
        try:
            process = await asyncio.create_subprocess_exec(*self._command, str(path), stdout=nothing, stderr=nothing)
        except OSError:
            return None
        try:
            async with asyncio.timeout(LONGEST):
                return await process.wait()
        except TimeoutError:
            process.kill()
            await process.wait()
            return None
