"""What follows where something is asked: questions put, refused, doubted, shown again."""

from __future__ import annotations

from dataclasses import dataclass

from flows.answer import Answer, Carried
from flows.reading import Accepted
from flows.violations import Violation


@dataclass(frozen=True, slots=True)
class LanguageAsked:
    pass


@dataclass(frozen=True, slots=True)
class Prompt:
    """The open question is put. `position` of `total` counts the relevant questions of the sections, 0 in the opening.

    `answered` is the answer it has already, where it is put again for a correction; `remark` is what the survey team
    asks about it. `told` are the questions whose answers stand above it in the same message. `carried`: the answer of
    an earlier edition that is to be confirmed or changed.
    """

    question: str
    position: int
    total: int
    chosen: tuple[str, ...] = ()
    answered: Answer | None = None
    remark: str | None = None
    told: tuple[str, ...] = ()
    carried: Carried | None = None


@dataclass(frozen=True, slots=True)
class OffersShown:
    """What of an earlier edition would be kept in the section of `question` by one tap. Nothing is before it."""

    question: str
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ListPart:
    """What a list holds for one question: the answer it would give, why it gives none, or the words to be asked about
    later; `was` is the present one."""

    question: str
    answer: Answer | None
    violation: Violation | None = None
    was: Answer | None = None
    doubtful: str = ""


@dataclass(frozen=True, slots=True)
class ListShown:
    """How a list would be distributed. Nothing of it is kept before the person says so; `loose` lines never are."""

    question: str
    parts: tuple[ListPart, ...]
    loose: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Refused:
    """Nothing of `typed` is kept. `times` counts refusals in a row: from the third on fuller help is given.

    `example`: an answer that could be taken, at the second refusal; of too long a text, the last words that still fit.
    `unseen`: the question was not put before; the words came with the answers to others.
    """

    question: str
    violation: Violation
    typed: str
    times: int
    unseen: bool = False
    example: str = ""


@dataclass(frozen=True, slots=True)
class Doubted:
    """The person is asked which reading is meant. `unseen`: the question was not put before. `reason`: words of theirs
    that may be why the answer stands against the warning."""

    question: str
    doubt: Violation
    readings: tuple[Accepted, ...]
    unseen: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True)
class OtherAsked:
    question: str


@dataclass(frozen=True, slots=True)
class ReasonAsked:
    """`rest`: the reason is for all of these, what is open on the question's card."""

    question: str
    rest: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CannotBeSkipped:
    question: str


@dataclass(frozen=True, slots=True)
class EnquiryAsked:
    """The words for the survey team are asked for; about the open question, if there is one."""

    question: str | None


@dataclass(frozen=True, slots=True)
class HelpShown:
    question: str | None


@dataclass(frozen=True, slots=True)
class DefinitionShown:
    question: str
    definition: str
