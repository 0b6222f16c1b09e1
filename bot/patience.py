"""How long to wait before trying again: longer each time, up to a limit, never quite the same. Waits for nothing."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Patience:
    """`first` and `longest` in seconds. `chance` gives numbers from 0 to 1; without it, many that failed together would
    come back together."""

    first: float
    longest: float
    chance: Callable[[], float] = random.random

    def after(self, attempts: int) -> float:
        """Seconds to wait after that many attempts without success, from 1."""
        doubled: float = self.first * 2 ** min(attempts - 1, 30)
        return min(self.longest, doubled) * (0.5 + self.chance() / 2)


WITH_TELEGRAM = Patience(first=0.5, longest=60)
WITH_DATABASE = Patience(first=0.1, longest=5)
