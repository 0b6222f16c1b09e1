"""What the desk says of invitations: one, or all of a list."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from flows.administration.invitations import State
from flows.sentences import Sentence


@dataclass(frozen=True, slots=True)
class WhomToInvite:
    pass


@dataclass(frozen=True, slots=True)
class Offered:
    """An invitation as it would be: of a focal point, or (`country` is None) of an administrator."""

    country: str | None
    language: str | None
    days: int
    successor: bool = False


@dataclass(frozen=True, slots=True)
class HasLink:
    """The country was invited already, and its link not used. `state` is open or expired."""

    country: str
    state: State
    until: datetime


@dataclass(frozen=True, slots=True)
class HasFocalPoint:
    country: str


@dataclass(frozen=True, slots=True)
class LinkMade:
    """The link is shown once."""

    country: str | None
    link: str = field(repr=False)
    until: datetime
    successor: bool = False


@dataclass(frozen=True, slots=True)
class ListAsked:
    pass


@dataclass(frozen=True, slots=True)
class ListWrong:
    """Nobody was invited; the sentences say why, for a list that could be read one for each line that is wrong."""

    reasons: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class ListInvited:
    """All of the list are invited; `file` has their links, as CSV."""

    count: int
    file: str = field(repr=False)
