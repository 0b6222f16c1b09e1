"""Where one country's answers stand: Answer, Response, and what the bot waits for. Knows no storage and no wording."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field

from flows.attachments import Attachment
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


class Warned(StrEnum):
    """What an answer was warned of when it was given, though it may well be right. The names are frozen: they stand in
    the document."""

    PERCENT_UNUSUAL = "percent-unusual"
    PERCENT_ZERO = "percent-zero"
    TEXT_SHORT = "text-short"
    ADDRESS_UNREACHABLE = "address-unreachable"


class OverrideReason(StrEnum):
    """Why an answer stands against a warning. The names are frozen, too."""

    CHECKED = "checked"
    ESTIMATE = "estimate"
    NOTHING_TO_ADD = "nothing-to-add"
    ELSEWHERE = "elsewhere"  # the rest is in a file, or behind an address
    OWN_NETWORK = "own-network"
    DOWN_FOR_NOW = "down-for-now"
    OWN_WORDS = "own-words"


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


def _unused(value: object) -> bool:
    """Not written down, for a process of the version before, which knows no such field, reads it too."""
    return value is None or value is False


class Source(_Frozen):
    """One message an answer was read from. Its number, `message`, counts up within its `chat`; `sent_at` is when it was
    sent or, of a text that was edited, changed last.

    `cut`: it is as long as a message can be, so that the rest of the text follows in another. `for_other`: it gave the
    words for "Other", not the choice. `piece`: what of the text is meant, where it answers several questions.
    """

    chat: int
    message: int
    sent_at: datetime
    text: str
    hyperlinks: tuple[Hyperlink, ...] = ()
    cut: bool = False
    for_other: bool = False
    piece: str | None = Field(default=None, exclude_if=_unused)

    @property
    def typed(self) -> Typed:
        """The words that are meant for the question."""
        return Typed(self.text if self.piece is None else self.piece, self.hyperlinks)


Sources = tuple[Source, ...]


class Override(_Frozen):
    """A warning that was passed over, and why; `words` are the respondent's own, where they gave the reason in them."""

    warned: Warned
    reason: OverrideReason
    words: str = Field(default="", exclude_if=lambda words: not words)


class Answer(_Frozen):
    """What was given to one question: a value, a remark, both, or a reason for passing over it.

    `typed` is what was written exactly as it came, empty for a tap; `sources` are the messages it came in, in the order
    of their numbers. `version` is the version of the text agreed to, for an `acknowledge`. `confirmed`: there was a
    doubt about it, and the respondent said that this is what is meant. `override`: it stands against a warning.
    """

    value: Value | None = None
    note: str | None = None
    other: str | None = None
    version: str | None = None
    skipped: SkipReason | None = None
    typed: str = ""
    sources: Sources = ()
    confirmed: bool = Field(default=False, exclude_if=_unused)
    override: Override | None = Field(default=None, exclude_if=_unused)
    given_at: datetime

    @property
    def accepted(self) -> Accepted:
        return Accepted(self.value, self.note, self.other)


class Offer(StrEnum):
    """What became of an answer carried over from an earlier edition, as long as its question has no other."""

    STANDING = "standing"
    CHANGING = "changing"  # its question is put like any other, to be answered from it
    CLEARED = "cleared"  # offered no more


class Carried(_Frozen):
    """The answer an earlier edition was given, in that `year`. It counts for nothing before it is kept."""

    answer: Answer
    year: int
    offer: Offer = Offer.STANDING


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
    """Skip was pressed: the reason is to be chosen. `rest`: for all that is open on the question's card."""

    kind: Literal["reason"] = "reason"
    question: str
    returning: bool = False
    rest: bool = Field(default=False, exclude_if=_unused)


class ForList(_Frozen):
    """A list was pasted that seems to answer several questions of a group: the respondent is to say whether it does.

    Nothing of it is kept yet; it came in the messages `sources`.
    """

    kind: Literal["list"] = "list"
    question: str
    returning: bool = False
    typed: str
    sources: Sources = ()


class ForSubmission(_Frozen):
    """Every question was put; the summary with Submit was shown."""

    kind: Literal["submission"] = "submission"


class Nothing(_Frozen):
    """The response is submitted; it can be corrected from the review."""

    kind: Literal["nothing"] = "nothing"


class ForEnquiry(_Frozen):
    """The respondent is to write what is asked of the survey team. `interrupted` is what was waited for before, and
    will be again."""

    kind: Literal["enquiry"] = "enquiry"
    interrupted: Waiting


AboutQuestion = ForAnswer | ForConfirmation | ForOther | ForReason | ForList
Waiting = Annotated[
    ForLanguage
    | ForBegin
    | ForAnswer
    | ForConfirmation
    | ForOther
    | ForReason
    | ForList
    | ForSubmission
    | Nothing
    | ForEnquiry,
    Field(discriminator="kind"),
]
ForEnquiry.model_rebuild()


class OpenRemark(_Frozen):
    """What the survey team asks about an answer. `shown`: it stood above its question, so that answering the question
    or keeping its answer deals with it."""

    words: str
    shown: bool = False


class Response(_Frozen):
    """One country's answers to one questionnaire.

    `ticks` are the boxes ticked so far, by question, until Done makes an answer of them. `remarks` are those of the
    survey team which are not dealt with, by question.
    `country` is the answer to the questionnaire's country question. `revision` counts submissions. `position` is the
    question the course has come to, which a correction elsewhere does not move. `prompt` counts what
    the bot has waited for: a button carries the number it was shown with, so that one of an earlier prompt is
    recognised. `asked_at` is when what is waited for came to be: who has seen nothing of the bot from then on does not
    know it yet. `last_tap` is the last button taken, so that a double tap is recognised. `changed_at` is when an answer
    or the status changed last, whatever was looked at since. `invited`: the country came with an invitation, and is no
    question any more. `reminders`: the respondent has not asked to be left alone. `carried` are the answers of an
    earlier edition, by question; they stay when it is answered, so that it is known whether one was confirmed.
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
    remarks: Mapping[str, OpenRemark] = Field(default_factory=dict)
    waiting: Waiting = Field(default_factory=ForLanguage)
    position: str | None = None
    prompt: int = 0
    asked_at: datetime | None = None
    last_tap: str | None = None
    last_seen_at: datetime | None = None
    changed_at: datetime | None = None
    attachments: tuple[Attachment, ...] = ()
    invited: bool = False
    reminders: bool = True
    carried: Mapping[str, Carried] = Field(default_factory=dict)

    @property
    def is_submitted(self) -> bool:
        return self.status in (Status.COMPLETED, Status.AMENDED)

    def but(self, **changes: Any) -> Self:
        """The same response with some fields changed."""
        return self.model_copy(update=changes)

    def marked(self, before: Response, now: datetime) -> Self:
        """The same response, marked as changed now if it leaves as another document than `before`."""
        same = all(getattr(self, name) == getattr(before, name) for name in _TOLD)
        return self if same else self.but(changed_at=now)

    def with_ticks(self, question: str, chosen: tuple[str, ...] | None) -> Self:
        """The same response with those boxes ticked, or (None) with nothing ticked beyond the answer."""
        kept = {name: ticked for name, ticked in self.ticks.items() if name != question}
        return self.but(ticks=kept if chosen is None else kept | {question: chosen})

    def with_answer(self, question: str, answer: Answer | None) -> Self:
        """The same response with one answer given, or taken back; what was ticked for it is dealt with."""
        kept = {name: given for name, given in self.answers.items() if name != question}
        return self.settled(question).but(answers=kept if answer is None else kept | {question: answer})

    def with_offer(self, question: str, offer: Offer) -> Self:
        """The same response with that done about the answer carried over to the question."""
        changed = self.carried[question].model_copy(update={"offer": offer})
        return self.but(carried={**self.carried, question: changed})

    def settled(self, question: str) -> Self:
        """The same response with nothing left to do about that question: no ticks, no remark that was shown."""
        left = {name: remark for name, remark in self.remarks.items() if name != question or not remark.shown}
        return self.with_ticks(question, None).but(remarks=left)

    def with_remarks_shown(self, questions: Collection[str]) -> Self:
        shown = {
            name: remark.model_copy(update={"shown": True}) if name in questions else remark
            for name, remark in self.remarks.items()
        }
        return self.but(remarks=shown)


_TOLD = ("answers", "attachments", "status", "revision", "country", "language", "completed_at")
"""What is told of a response outside."""
