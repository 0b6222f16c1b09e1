"""Where one country's answers stand: Response. Knows no storage and no wording."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any, Self

from pydantic import Field

from flows.answer import Answer, Carried, Frozen, Offer
from flows.attachments import Attachment
from flows.waiting import ForLanguage, Waiting


class Status(StrEnum):
    """FHIR QuestionnaireResponse.status, the part that applies here."""

    IN_PROGRESS = "in-progress"
    COMPLETED = "completed"
    AMENDED = "amended"
    STOPPED = "stopped"


class OpenRemark(Frozen):
    """What the survey team asks about an answer. `shown`: it stood above its question, so that answering the question
    or keeping its answer deals with it."""

    words: str
    shown: bool = False


class Response(Frozen):
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
