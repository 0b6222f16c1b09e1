"""What the desk says of who is where, and of one country."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from flows.administration.invitations import State
from flows.administration.progress import Stage, Standing


@dataclass(frozen=True, slots=True)
class ProgressShown:
    """How many countries are where, with a picture of them. `days_left`: until the deadline, 0 on its day; None when it
    has passed."""

    counts: Mapping[Stage, int]
    deadline: datetime | None = None
    days_left: int | None = None


@dataclass(frozen=True, slots=True)
class StageShown:
    """Who is there, in the order of their codes."""

    stage: Stage
    standings: tuple[Standing, ...]


@dataclass(frozen=True, slots=True)
class CountryShown:
    """Where a country stands. `open` are the open questions; `link` is the state of its invitation that was not used,
    and until when it is open; `revision` counts what was submitted; `remarked` are questions with a remark of the team
    that was not dealt with yet."""

    country: str
    standing: Standing | None
    open: tuple[str, ...] = ()
    link: tuple[State, datetime] | None = None
    revision: int = 0
    has_person: bool = False
    remarked: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RevokeAsked:
    """Whether it is meant; `answers`: there are some, and they stay."""

    country: str
    answers: bool


@dataclass(frozen=True, slots=True)
class AccessRevoked:
    country: str
    told: bool
