"""The remark beside a number or a date in the midst of a message: what it is, and its limits. Knows no answer type."""

from __future__ import annotations

from dataclasses import replace

from flows.answers.remark import remark
from flows.answers.text import with_addresses
from flows.answers.words import words_violation
from flows.questionnaire import Question
from flows.reading import Reading, Refused, ToConfirm, Typed


def remark_around(text: str, start: int, end: int) -> str | None:
    """What is said before or after a piece of the text; all of the text where something is said on both sides."""
    before = text[:start].rstrip(" ([{（［=≈")
    after = text[end:]
    said = [words for words in (before, after) if any(map(str.isalnum, words))]
    if len(said) == 2:
        return text
    return remark(said[0]) if said else None


def with_notes_checked(reading: Reading, typed: Typed, question: Question) -> Reading:
    """The reading with the addresses hidden in the message added to its remarks, or refused for too long a remark."""
    if isinstance(reading, Refused):
        return reading
    readings = reading.readings if isinstance(reading, ToConfirm) else (reading,)
    for accepted in readings:
        excess = words_violation(accepted.note or "", question.max_words)
        if excess:
            return Refused(excess)
    noted = tuple(
        replace(accepted, note=with_addresses(accepted.note or "", typed.hyperlinks) or None) for accepted in readings
    )
    return replace(reading, readings=noted) if isinstance(reading, ToConfirm) else noted[0]
