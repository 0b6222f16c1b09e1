"""Where one country's answers stand: Answer, Response, and what the bot waits for. Knows no storage and no wording."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field

from flows.reading import Accepted, Hyperlink, Typed, Value
from flows.violations import Violation


class Status(StrEnum):
    """FHIR QuestionnaireResponse.status, the part that applies here."""

    IN_PROGRESS = "in-progress"
    COMPLETED = "completed"
    AMENDED = "amended"
    STOPPED = "stopped"


class SkipReason(StrEnum):
    """Why a question was passed over. (`later` is not among them: it leaves the question open.)"""

    NO_SUCH_THING = "no-such-thing"
    NOT_AVAILABLE = "not-available"


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Source(_Frozen):
    """One message an answer was read from. Its number, `message`, counts up within its `chat`; `sent_at` is when it was
    sent or, of a text that was edited, changed last.

    `cut`: it is as long as a message can be, so that the rest of the text follows in another. `for_other`: it gave the
    words for "Other", not the choice.
    """

    chat: int
    message: int
    sent_at: datetime
    text: str
    hyperlinks: tuple[Hyperlink, ...] = ()
    cut: bool = False
    for_other: bool = False

    @property
    def typed(self) -> Typed:
        return Typed(self.text, self.hyperlinks)


Sources = tuple[Source, ...]


class Answer(_Frozen):
    """What was given to one question: a value, a remark, both, or a reason for passing over it.

    `typed` is what was written exactly as it came, empty for a tap; `sources` are the messages it came in, in the order
    of their numbers. `version` is the version of the text agreed to, for an `acknowledge`.
    """

    value: Value | None = None
    note: str | None = None
    other: str | None = None
    version: str | None = None
    skipped: SkipReason | None = None
    typed: str = ""
    sources: Sources = ()
    given_at: datetime

    @property
    def accepted(self) -> Accepted:
        return Accepted(self.value, self.note, self.other)


class ForLanguage(_Frozen):
    """The respondent is to choose a language."""

    kind: Literal["language"] = "language"


class ForBegin(_Frozen):
    """The respondent is to press Begin on the welcome."""

    kind: Literal["begin"] = "begin"


class ForAnswer(_Frozen):
    """`question` is open. `returning`: asked out of turn, for a correction.

    `refusals` counts refusals in a row; `refused` is the text refused last, which may still be kept as a remark, and
    `sources` are the messages it came in.
    """

    kind: Literal["answer"] = "answer"
    question: str
    returning: bool = False
    refusals: int = 0
    refused: str = ""
    sources: Sources = ()


class ForConfirmation(_Frozen):
    """The respondent is to say which of `readings` of `typed`, which came in the messages `sources`, is meant."""

    kind: Literal["confirmation"] = "confirmation"
    question: str
    returning: bool = False
    typed: str
    sources: Sources = ()
    doubt: Violation
    readings: tuple[Accepted, ...]


class ForOther(_Frozen):
    """ "Other" was chosen, among `chosen`: its words are to be typed."""

    kind: Literal["other"] = "other"
    question: str
    returning: bool = False
    chosen: tuple[str, ...] = ()


class ForReason(_Frozen):
    """Skip was pressed: the reason is to be chosen."""

    kind: Literal["reason"] = "reason"
    question: str
    returning: bool = False


class ForSubmission(_Frozen):
    """Every question was put; the summary with Submit was shown."""

    kind: Literal["submission"] = "submission"


class Nothing(_Frozen):
    """The response is submitted; it can be corrected from the review."""

    kind: Literal["nothing"] = "nothing"


AboutQuestion = ForAnswer | ForConfirmation | ForOther | ForReason
Waiting = Annotated[
    ForLanguage | ForBegin | ForAnswer | ForConfirmation | ForOther | ForReason | ForSubmission | Nothing,
    Field(discriminator="kind"),
]


class Response(_Frozen):
    """One country's answers to one questionnaire.

    `ticks` are the boxes ticked so far, by question, until Done makes an answer of them.
    `country` is the answer to the questionnaire's country question. `revision` counts submissions. `position` is the
    question the course has come to, which a correction elsewhere does not move. `prompt` counts what
    the bot has waited for: a button carries the number it was shown with, so that one of an earlier prompt is
    recognised. `asked_at` is when what is waited for came to be: who has seen nothing of the bot from then on does not
    know it yet. `last_tap` is the last button taken, so that a double tap is recognised. `invited`: the country came
    with an invitation, and is no question any more.
    """

    id: str
    questionnaire: str
    version: str
    status: Status = Status.IN_PROGRESS
    revision: int = 0
    language: str | None = None
    country: str | None = None
    started_at: datetime
    completed_at: datetime | None = None
    answers: Mapping[str, Answer] = Field(default_factory=dict)
    ticks: Mapping[str, tuple[str, ...]] = Field(default_factory=dict)
    waiting: Waiting = Field(default_factory=ForLanguage)
    position: str | None = None
    prompt: int = 0
    asked_at: datetime | None = None
    last_tap: str | None = None
    last_seen_at: datetime | None = None
    invited: bool = False

    @property
    def is_submitted(self) -> bool:
        return self.status in (Status.COMPLETED, Status.AMENDED)

    def but(self, **changes: Any) -> Self:
        """The same response with some fields changed."""
        return self.model_copy(update=changes)

    def with_ticks(self, question: str, chosen: tuple[str, ...] | None) -> Self:
        """The same response with those boxes ticked, or (None) with nothing ticked beyond the answer."""
        kept = {name: ticked for name, ticked in self.ticks.items() if name != question}
        return self.but(ticks=kept if chosen is None else kept | {question: chosen})

    def with_answer(self, question: str, answer: Answer | None) -> Self:
        """The same response with one answer given, or taken back; what was ticked for it is dealt with."""
        kept = {name: given for name, given in self.answers.items() if name != question}
        return self.with_ticks(question, None).but(answers=kept if answer is None else kept | {question: answer})
