"""Reads and shows `date`: an ISO date, and what is said beside it as the remark. Knows no clock.

What may mean two days (04/05/2019, a year of two digits, no year) is asked about, never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from babel.dates import format_date

from flows.answers.calendar_days import Days, Part, days_in_one_number, days_of, days_without_year
from flows.answers.characters import comparable, legible
from flows.answers.date_words import DAYS_AGO, OTHER_THAN_BEFORE, DateWords, date_words
from flows.answers.folding import excerpt, fold, words_of
from flows.answers.locales import locale_of
from flows.answers.noting import remark_around
from flows.answers.percent_words import AND, OR, TO
from flows.answers.phrases import any_of
from flows.answers.remark import is_not_applicable
from flows.answers.text import tidy
from flows.questionnaire import Question
from flows.reading import Accepted, Circumstances, Reading, Refused, ToConfirm, Typed
from flows.violations import Code, Violation

# The member states whose dates of numbers begin with the month (CLDR, short date formats).
_MONTH_FIRST = frozenset({"USA", "PHL", "FSM", "MHL", "PLW"})
_MOST_READINGS = 5
_REACH = 24  # so many characters beside a date tell whether digits touch it
_BETWEEN_NUMBERS = re.compile(r" ?(?:[-/.]|\. ?|年|月|년|월) ?| ")
_JOINED_BEFORE = re.compile(rf"\d(?:st|nd|rd|th|er|º|°)? *(?:[-/.&]|{any_of((TO | AND | OR) - {',', ';'})})? *\Z")
_JOINED_AFTER = re.compile(r"[-/.]?\d| *[-/&] *\d")


@dataclass(frozen=True, slots=True)
class _Message:
    text: str
    comparable: str
    parts: tuple[Part, ...]
    words: DateWords
    circumstances: Circumstances

    @property
    def month_first(self) -> bool:
        return self.circumstances.country in _MONTH_FIRST

    def between(self, one: Part, other: Part) -> str:
        return self.comparable[one.end : other.start]


@dataclass(frozen=True, slots=True)
class _Found:
    """A piece of the message that is meant as a date."""

    start: int
    end: int
    meant: Days


def read(typed: Typed, question: Question, circumstances: Circumstances) -> Reading:
    text = tidy(legible(typed.text))
    written, words = comparable(text), date_words(circumstances.language)
    parts = tuple(_parts(written, words))
    return _understood(_Message(text, written, parts, words, circumstances))


def show(accepted: Accepted, question: Question, circumstances: Circumstances) -> str:
    if accepted.value is None:
        return ""
    return format_date(date.fromisoformat(str(accepted.value)), "long", locale_of(circumstances.language))


def _parts(written: str, words: DateWords) -> Iterator[Part]:
    for match in words.part.finditer(written):
        name, digits = match["month"], match["digits"]
        yield Part(match.start(), match.end(), digits or "", words.months[name] if name else None)


def _understood(message: _Message) -> Reading:
    found = list(_found(message, 4)) or list(_found(message, 2)) or list(_found_without_year(message))[:1]
    if not found:
        return _relative(message) or _no_date(message)
    days = list(dict.fromkeys(day for piece in found for day in piece.meant.days))
    first, last = found[0], found[-1]
    if not days:
        written = excerpt(message.text[first.start : first.end])
        return Refused(Violation(first.meant.problem, {"written": written}))
    if len(days) == 1 and all(piece.meant.certain for piece in found) and not _is_part_of_more(message, first, last):
        note = _note(message, first, days[0])
        if note is None or not _is_a_weekday(note, message.words):
            return Accepted(days[0].isoformat(), note)
    doubt = Violation(Code.DATE_AMBIGUOUS, {"written": excerpt(message.text[first.start : last.end])})
    notes = [message.text if first is not last else _note(message, first, day) for day in days]
    readings = [Accepted(day.isoformat(), note) for day, note in zip(days, notes, strict=True)]
    return ToConfirm(doubt, tuple(readings[:_MOST_READINGS]))


def _found(message: _Message, year_length: int) -> Iterator[_Found]:
    """The dates in the message, from left to right; no part of it belongs to two of them."""
    place = 0
    while place < len(message.parts):
        parts = message.parts[place : place + 3]
        days = _days_in_one(message, parts[0])
        length = 1 if days else 3
        if not days and any(len(part.digits) == year_length for part in parts):
            days = _days_in_three(message, parts)
        if days:
            yield _Found(parts[0].start, _end(message, parts[length - 1]), days)
        place += length if days else 1


def _end(message: _Message, part: Part) -> int:
    ending = message.words.ending.match(message.comparable, part.end)
    return ending.end() if ending else part.end


def _days_in_one(message: _Message, part: Part) -> Days | None:
    if len(part.digits) != 8:
        return None
    return days_in_one_number(part.digits, message.circumstances.today, month_first=message.month_first)


def _days_in_three(message: _Message, parts: tuple[Part, ...]) -> Days | None:
    names = [part.month for part in parts if part.month]
    if len(parts) < 3 or len(names) > 1 or max(len(part.digits) for part in parts) > 4:
        return None
    gaps = [message.between(one, other) for one, other in pairwise(parts)]
    fits = message.words.gap if names else _BETWEEN_NUMBERS
    if not all(map(fits.fullmatch, gaps)):
        return None
    return days_of(
        parts,
        message.circumstances.today,
        month_first=message.month_first,
        dotted=all("." in gap for gap in gaps),
    )


def _found_without_year(message: _Message) -> Iterator[_Found]:
    for one, other in pairwise(message.parts):
        day, month = (one.digits or other.digits), (one.month or other.month)
        start, end = one.start, _end(message, other)
        around = message.comparable[start - 1 : start] + message.comparable[end : end + 1]
        if not month or not 1 <= len(day) <= 2 or any(map(str.isalnum, around)):
            continue
        if message.words.gap.fullmatch(message.between(one, other)):
            yield _Found(start, end, days_without_year(day, month, message.circumstances.today))


def _relative(message: _Message) -> Reading | None:
    """ "today" and "yesterday": certain where nothing else is said."""
    today, said = message.circumstances.today, fold(message.text)
    if said in DAYS_AGO:
        return Accepted((today - timedelta(days=DAYS_AGO[said])).isoformat())
    ago = next((days for phrase, days in DAYS_AGO.items() if f" {phrase} " in f" {said} "), None)
    if ago is None:
        return None
    doubt = Violation(Code.DATE_AMBIGUOUS, {"written": excerpt(message.text)})
    return ToConfirm(doubt, (Accepted((today - timedelta(days=ago)).isoformat(), message.text),))


def _no_date(message: _Message) -> Reading:
    violation = Violation(Code.NOT_A_DATE)
    if is_not_applicable(message.text):
        return ToConfirm(violation, (Accepted(None, message.text),))
    return Refused(violation)


def _is_part_of_more(message: _Message, first: _Found, last: _Found) -> bool:
    """Whether more of a date stands beside it: "5-22 April 2019", "22 April to 24 April 2019", "not 22 April"."""
    if any(piece.end <= first.start or last.end <= piece.start for piece in _found_without_year(message)):
        return True
    before = message.comparable[max(0, first.start - _REACH) : first.start]
    after = message.comparable[last.end : last.end + _REACH]
    if OTHER_THAN_BEFORE.search(before):
        return True
    return _JOINED_BEFORE.search(before) is not None or _JOINED_AFTER.match(after) is not None


def _note(message: _Message, found: _Found, day: date) -> str | None:
    """What is said beside the date, unless it says no more than "Date:" or the right weekday."""
    before, after = message.text[: found.start], message.text[found.end :]
    start = 0 if _says_nothing(before, day, message.words) else found.start
    end = len(message.text) if _says_nothing(after, day, message.words) else found.end
    return remark_around(message.text, start, end)


def _is_a_weekday(note: str, words: DateWords) -> bool:
    """Whether the remark is a weekday; it is another one than the date's, or it would not have become the remark."""
    return all(word.folded in words.noise or word.folded in words.weekdays for word in words_of(note))


def _says_nothing(text: str, day: date, words: DateWords) -> bool:
    return all(
        word.folded in words.noise or day.weekday() in words.weekdays.get(word.folded, frozenset())
        for word in words_of(text)
    )
