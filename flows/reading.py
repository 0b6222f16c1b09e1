"""What every reader of answers takes and gives, and what an answer is worth. Knows no particular type of question."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from pydantic import BaseModel, ConfigDict

from flows.questionnaire import Choice, Question
from flows.violations import Violation


class Link(BaseModel):
    """A web address: `url` is absolute, http or https, its host as a browser shows it; `name` is what it was called."""

    model_config = ConfigDict(frozen=True)

    url: str
    name: str | None = None


Value = bool | int | float | str | tuple[Link, ...] | tuple[str, ...]
"""The value of an answer as it stands in the document. A percentage is a number, yes/no and an agreement a boolean;
text, e-mail address, telephone number, ISO date, ISO 3166 code (alpha-3) and the name of a choice are strings."""


@dataclass(frozen=True, slots=True)
class Hyperlink:
    """Words of the message that carry an address of their own (Telegram's `text_link` entity)."""

    words: str
    url: str


@dataclass(frozen=True, slots=True)
class Typed:
    """What the respondent sent: the text exactly as it came, and the addresses hidden behind its words."""

    text: str
    hyperlinks: tuple[Hyperlink, ...] = ()


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What a reader may need beside the words: `language` of the respondent (BCP 47), `country` (alpha-3) answered for,
    the day of `today` where the bot runs, and the `choices` the question offers."""

    today: date
    language: str = "en"
    country: str | None = None
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class Accepted:
    """A reading: the `value` (None where only a remark is kept), the remark, and the words given for "Other"."""

    value: Value | None
    note: str | None = None
    other: str | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """Nothing is kept: what is wrong with the message, and by the code's sentence what would be right."""

    violation: Violation


@dataclass(frozen=True, slots=True)
class ToConfirm:
    """The message may mean one of `readings`, most likely first; `doubt` says why the respondent is asked."""

    doubt: Violation
    readings: tuple[Accepted, ...]


Reading = Accepted | Refused | ToConfirm

Read = Callable[[Typed, Question, Circumstances], Reading]
"""Total (never raises, whatever the text) and linear in the length of the text."""

Show = Callable[[Accepted, Question, Circumstances], str]
"""The value in words the respondent would type: reading what is shown gives the same value. Without the remark."""
