"""Answers: what was typed is read, and shown back, by the type of the question. Knows not what is asked next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from flows.answers import (
    acknowledge,
    country,
    date,
    email_address,
    links,
    percent,
    phone,
    select_multiple,
    select_one,
    text,
    yes_no,
)
from flows.answers.noting import with_notes_checked
from flows.answers.text import is_visible
from flows.answers.words import words_violation
from flows.questionnaire import Question, QuestionType
from flows.reading import Accepted, Circumstances, Read, Reading, Refused, Show, ToConfirm, Typed
from flows.violations import Code, Violation


@dataclass(frozen=True, slots=True)
class AnswerType:
    """How the answers to one type of question are read and shown."""

    read: Read
    show: Show


ANSWER_TYPES: Mapping[QuestionType, AnswerType] = {
    "text": AnswerType(text.read, text.show),
    "links": AnswerType(links.read, links.show),
    "percent": AnswerType(percent.read, percent.show),
    "yes_no": AnswerType(yes_no.read, yes_no.show),
    "select_one": AnswerType(select_one.read, select_one.show),
    "select_multiple": AnswerType(select_multiple.read, select_multiple.show),
    "email": AnswerType(email_address.read, email_address.show),
    "phone": AnswerType(phone.read, phone.show),
    "date": AnswerType(date.read, date.show),
    "country": AnswerType(country.read, country.show),
    "acknowledge": AnswerType(acknowledge.read, acknowledge.show),
}

# The addresses behind the words of a message belong to these answers; of any other they go to the remark.
_KEEPING_ADDRESSES: frozenset[QuestionType] = frozenset({"text", "links"})


def read(typed: Typed, question: Question, circumstances: Circumstances) -> Reading:
    """Refuses what cannot be seen, a remark longer than the question allows, and one alone where an answer is required,
    whatever the type."""
    if not is_visible(typed.text) and not typed.hyperlinks:
        return Refused(Violation(Code.EMPTY))
    reading = ANSWER_TYPES[question.type].read(typed, question, circumstances)
    if question.type not in _KEEPING_ADDRESSES:
        reading = with_notes_checked(reading, typed, question)
    if question.required:
        reading = _with_answers_only(reading, question)
    return _with_other_checked(reading, question.max_words)


def show(accepted: Accepted, question: Question, circumstances: Circumstances) -> str:
    return ANSWER_TYPES[question.type].show(accepted, question, circumstances)


def _with_answers_only(reading: Reading, question: Question) -> Reading:
    """The reading without the remarks alone that it would offer; no choice at all is an answer."""
    if not isinstance(reading, ToConfirm):
        return reading
    no_answer = (None,) if question.type == "select_multiple" else (None, ())
    readings = tuple(accepted for accepted in reading.readings if accepted.value not in no_answer)
    return replace(reading, readings=readings) if readings else Refused(Violation(Code.ANSWER_NEEDED))


def _with_other_checked(reading: Reading, limit: int | None) -> Reading:
    """The reading, or its refusal for too many words for "Other"."""
    if isinstance(reading, Refused):
        return reading
    readings = reading.readings if isinstance(reading, ToConfirm) else (reading,)
    excesses = (words_violation(accepted.other or "", limit) for accepted in readings)
    excess = next(filter(None, excesses), None)
    return Refused(excess) if excess else reading
