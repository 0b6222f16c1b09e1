"""What the desk says of reminders."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flows.administration.reminding import Reminding


@dataclass(frozen=True, slots=True)
class WhomToRemind:
    """`number` of countries are answering at the moment."""

    number: int


@dataclass(frozen=True, slots=True)
class WhetherToRemind:
    """That country, or (None) all `number` of those who are answering."""

    country: str | None
    number: int = 1


@dataclass(frozen=True, slots=True)
class RemindersPlanned:
    """The running bot sends them; `at` is the moment at which this is said."""

    done: Reminding
    at: datetime
