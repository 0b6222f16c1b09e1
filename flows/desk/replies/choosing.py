"""What the desk says whatever the command: the welcome, the choice of a country, what could not be done."""

from __future__ import annotations

from dataclasses import dataclass

from flows.desk.states import AtDesk, TeamCommand
from flows.sentences import Sentence


@dataclass(frozen=True, slots=True)
class Welcomed:
    """What can be done here. `answering`: the administrator answers the questionnaire, too."""

    entered: bool = False
    answering: bool = False


@dataclass(frozen=True, slots=True)
class CountryAsked:
    """A country is to be named, or chosen from these (codes). `page`: only those of that page, from 0. `written` is
    what was typed and is none."""

    command: TeamCommand
    countries: tuple[str, ...]
    page: int | None = None
    written: str = ""


@dataclass(frozen=True, slots=True)
class NobodyThere:
    """No country is such that the command could do something for it."""

    command: TeamCommand


@dataclass(frozen=True, slots=True)
class Declined:
    """It could not be done; the sentences say why."""

    reasons: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class WaitsFor:
    """What the desk waits for is something else: it is said once more."""

    state: AtDesk


@dataclass(frozen=True, slots=True)
class DroppedHalfway:
    """What was half done is dropped; `asked`: because the administrator wanted it."""

    state: AtDesk | None
    asked: bool = True


@dataclass(frozen=True, slots=True)
class OldButton:
    pass
