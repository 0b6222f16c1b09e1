"""What the desk says while a response is given back for correction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flows.answer import Answer


@dataclass(frozen=True, slots=True)
class NotSubmitted:
    """There is nothing to give back."""

    country: str


@dataclass(frozen=True, slots=True)
class QuestionsAsked:
    """On which questions there are remarks; `unknown` is what was typed and is none, or is not asked of the country."""

    country: str
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RemarkAsked:
    """The remark on one question, of which this is the answer; an empty `question` is the whole response. `more` are to
    be written after it."""

    country: str
    question: str
    answer: Answer | None
    more: int


@dataclass(frozen=True, slots=True)
class RemarksShown:
    """All of them, before the response is given back; by question, the note on the whole under an empty one."""

    country: str
    remarks: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class GivenBack:
    country: str
    revision: int
