"""What the desk says of announcements: written, shown, followed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flows.administration.announcing import Preview, Report
from flows.ports import Audience


@dataclass(frozen=True, slots=True)
class AudienceAsked:
    pass


@dataclass(frozen=True, slots=True)
class TextAsked:
    audience: Audience


@dataclass(frozen=True, slots=True)
class AnnouncementShown:
    """As it will be, and whom it goes to: nobody perhaps."""

    audience: Audience
    preview: Preview


@dataclass(frozen=True, slots=True)
class AnnouncementFollowed:
    """How far it is; `key` names it in a button."""

    report: Report
    key: str
    at: datetime
