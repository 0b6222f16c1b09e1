"""A bot as a process of its own on one core, and what it uses: /proc tells. Linux only."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

TICK = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Process:
    pid: int

    @property
    def cpu_seconds(self) -> float:
        """Of all its threads, since it began."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICK

    @property
    def peak_megabytes(self) -> float:
        return self._megabytes("VmHWM")

    @property
    def megabytes(self) -> float:
        return self._megabytes("VmRSS")

    def _megabytes(self, name: str) -> float:
        lines = Path(f"/proc/{self.pid}/status").read_text().splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith(name)) / 1024


@contextmanager
def running(arguments: Sequence[str], environment: Mapping[str, str], core: int | None, log: Path) -> Iterator[Process]:
    """Python with these arguments, on that core, until the block is left; then it is ended as a power cut would."""
    with log.open("ab") as errors:
        process = subprocess.Popen(  # noqa: S603 - this Python, and our own modules
            [sys.executable, *arguments],
            env={**os.environ, **environment},
            stdout=subprocess.DEVNULL,
            stderr=errors,
        )
    try:
        if core is not None:
            os.sched_setaffinity(process.pid, {core})
        yield Process(process.pid)
    finally:
        process.kill()
        process.wait()
