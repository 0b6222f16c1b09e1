"""What follows where a person is led or told where they are: the beginning, the overviews, the end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flows.turns.inputs import Thing


@dataclass(frozen=True, slots=True)
class LanguageSet:
    language: str


@dataclass(frozen=True, slots=True)
class Welcome:
    """What this is; `country` where it is known already (from an invitation)."""

    country: str | None


@dataclass(frozen=True, slots=True)
class TakenOver:
    """The person is the successor of somebody: the answers given so far are kept."""


@dataclass(frozen=True, slots=True)
class CountryFixed:
    """The country of an invitation was to be changed, which only the survey team can."""


@dataclass(frozen=True, slots=True)
class WelcomeBack:
    """Where the person stopped: `question` is open (None: only the submission is), `done` of `total` have an answer."""

    question: str | None
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class NoWayBack:
    pass


@dataclass(frozen=True, slots=True)
class SectionsShown:
    """The hub."""


@dataclass(frozen=True, slots=True)
class ReviewShown:
    section: str


@dataclass(frozen=True, slots=True)
class Summary:
    """What is still open or was passed over, before Submit. With `missing` required ones it cannot be submitted.

    `remarked` are those with a remark of the survey team that is not dealt with."""

    open: tuple[str, ...]
    skipped: tuple[str, ...]
    missing: tuple[str, ...]
    remarked: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Receipt:
    revision: int
    completed_at: datetime


@dataclass(frozen=True, slots=True)
class CopyGiven:
    """A copy was asked for: of what is submitted, or else of what there is."""


@dataclass(frozen=True, slots=True)
class AlreadySubmitted:
    revision: int
    completed_at: datetime


@dataclass(frozen=True, slots=True)
class NothingAsked:
    """Words came although no question is open: they are quoted, not kept."""

    typed: str


@dataclass(frozen=True, slots=True)
class StaleTap:
    """A button of an earlier prompt."""


@dataclass(frozen=True, slots=True)
class ThingNotRead:
    thing: Thing


@dataclass(frozen=True, slots=True)
class UnknownCommandTold:
    word: str


@dataclass(frozen=True, slots=True)
class SectionEnded:
    """The course leaves a section: so many of its questions are answered, skipped, and left open."""

    section: str
    answered: int
    skipped: int
    open: int


@dataclass(frozen=True, slots=True)
class Whereabouts:
    question: str | None
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Closed:
    """The questionnaire is closed: no answer is taken any more; one that came is `refused`."""

    refused: bool = True
