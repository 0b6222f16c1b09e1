"""Answers given out of turn: kept, asked about or refused, while the course stays where it is. Reads no inputs."""

from __future__ import annotations

from flows import answering
from flows.answer import Answer
from flows.answering import lacks_words
from flows.conversation import Conversation
from flows.overriding import reading_beside
from flows.questionnaire import Question
from flows.reading import Accepted, Reading
from flows.sources import Written
from flows.turns import EnquiryAsked, Opened, Reply, StillOpen, Turn
from flows.waiting import ForAnswer, ForEnquiry, ForSubmission, Nothing


def answer(c: Conversation, question: Question, written: Written) -> Turn:
    """What was written is the answer to the question; where it is doubtful or wrong, the question is asked out of
    turn."""
    reading = answering.judged(c, question, written.typed)
    if isinstance(reading, Accepted) and not lacks_words(question, reading):
        return record(c, question, answering.answer_of(c, question, reading, written))
    return answering.answer_with_words(asked(c, question), question, written)


def record(c: Conversation, question: Question, answer: Answer, told: Reply | None = None) -> Turn:
    """The answer is kept. What it opens is asked next, unless that would drop something half done."""
    after, replies = answering.keep(c, question, answer, told)
    opened = answering.newly_open(c, after)
    if question == c.question or (opened and not _is_half_done(c)):
        return answering.go_on(after, question.name, replies, dependents=bool(opened))
    return stay(after, (*replies, Opened(opened)) if opened else replies)


def stay(c: Conversation, replies: tuple[Reply, ...]) -> Turn:
    """What is waited for stays, as far as it is still to be asked."""
    if isinstance(c.response.waiting, ForEnquiry):
        return Turn(c.response, (*replies, EnquiryAsked(c.question.name if c.question else None)))
    if c.question is None:
        return answering.rest(c, replies)
    if c.question.name not in c.relevant_names:
        return answering.resume(c, replies)
    return Turn(c.response, (*replies, StillOpen(c.question.name)))


def asked(c: Conversation, question: Question) -> Conversation:
    """The same conversation with that question waited for: out of turn, unless it is anyway."""
    waiting = c.response.waiting
    if question == c.question and isinstance(waiting, ForAnswer):
        return c
    returning = answering.is_returning(c) if question == c.question else True
    return c.having(c.response.but(waiting=ForAnswer(question=question.name, returning=returning)))


def reading_of(c: Conversation, question: Question, was: Answer, written: Written) -> Reading:
    """The reading of what the answer `was` given by, as it is written now. A warning that it stands against is given
    no more."""
    if not all(source.for_other for source in written.sources):
        return reading_beside(was, answering.judged(c, question, written.typed))
    words = answering.other_words(c, question, written.typed)
    return Accepted(was.value, was.note, str(words.value)) if isinstance(words, Accepted) else words


def _is_half_done(c: Conversation) -> bool:
    """Whether what was done for the open question would be lost if another were asked."""
    waiting = c.response.waiting
    if isinstance(waiting, ForAnswer):
        return bool(waiting.refusals) or waiting.question in c.response.ticks
    return not isinstance(waiting, ForSubmission | Nothing)
