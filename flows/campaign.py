"""The campaign of a questionnaire: until when it is answered, what is said at its beginning, when people are reminded.
Knows no storage and no sentences of the bot."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Final

from flows.quiet_hours import Quiet

GRACE: Final = timedelta(days=3)
"""So long after its time a reminder may still go out: longer than a weekend, so that it survives one, and short enough
that nobody is flooded with old ones when the bot was away."""

AT_WORK: Final = timedelta(days=1)
"""Whoever was here so shortly before the time of a reminder needs none."""


@dataclass(frozen=True, slots=True)
class Reminders:
    """How many days before the deadline people are reminded, and after how many days without a sign of them (None:
    never)."""

    days_before: tuple[int, ...] = (14, 7, 3, 1)
    after_silence: int | None = 10


@dataclass(frozen=True, slots=True)
class Campaign:
    """`closes`: after the deadline no answer is taken any more. `opening` is the survey team's text for the welcome, by
    language."""

    deadline: datetime | None = None
    closes: bool = False
    opening: Mapping[str, str] = field(default_factory=dict)
    quiet: Quiet = field(default_factory=Quiet)
    reminders: Reminders = field(default_factory=Reminders)

    def is_over(self, now: datetime) -> bool:
        """Whether the deadline has passed."""
        return self.deadline is not None and now > self.deadline

    def is_closed(self, now: datetime) -> bool:
        return self.closes and self.is_over(now)

    def days_left(self, now: datetime) -> int | None:
        """Whole days by the calendar (UTC): 0 on the day of the deadline. None without one, or when it has passed."""
        if self.deadline is None or self.is_over(now):
            return None
        return (self.deadline.astimezone(UTC).date() - now.astimezone(UTC).date()).days

    def reminder_due(self, now: datetime) -> datetime | None:
        """The time of the reminder before the deadline that is due now, if one is: the latest, as long as it is no
        older than `GRACE`. One whose time was missed is not made up for."""
        if self.deadline is None or self.is_over(now):
            return None
        moments = (self.deadline - timedelta(days=days) for days in self.reminders.days_before)
        latest = max((moment for moment in moments if moment <= now), default=None)
        return latest if latest is not None and now - latest < GRACE else None

    def silent_since(self, now: datetime) -> datetime | None:
        """Who was not here since that moment is reminded for their silence; None: nobody is."""
        days = self.reminders.after_silence
        return None if days is None or self.is_over(now) else now - timedelta(days=days)
