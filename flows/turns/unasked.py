"""What a person is told without having done anything: reminders, announcements, what the survey team did."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OffersLoaded:
    """Answers of an earlier edition, of that `year`, are offered from now on to so many questions."""

    count: int
    year: int


@dataclass(frozen=True, slots=True)
class SentBack:
    """The survey team returns what was submitted as that revision: `questions` have remarks, `note` is about the whole.
    What was submitted stands until it is submitted again."""

    questions: tuple[str, ...]
    revision: int
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Reminder:
    """Where the person stands: at `question`, if one is put, with so many open, and so many with a remark of the survey
    team. Not an answer to anything they did."""

    question: str | None
    open: int
    remarked: int = 0
    begun: bool = True


@dataclass(frozen=True, slots=True)
class RemindersStopped:
    pass


@dataclass(frozen=True, slots=True)
class RemindersResumed:
    pass


@dataclass(frozen=True, slots=True)
class Announced:
    """A word of the survey team to many, with `**bold**` as in the questionnaire."""

    text: str


@dataclass(frozen=True, slots=True)
class Unreachable:
    """Addresses of an answer that could not be reached a moment ago. No answer to anything the person did."""

    question: str
    urls: tuple[str, ...]
