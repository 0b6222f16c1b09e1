"""Reads and shows `links`: web addresses, each with or without a name; all other words are a remark.

What is an address, what was meant by a slip and which words are names is told in `addresses/`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from flows.answers.addresses.judging import judge
from flows.answers.addresses.lines import Line, line_of, lines_of, without_unseen
from flows.answers.addresses.naming import Placed, Row, compose
from flows.answers.addresses.pieces import exact_piece, pieces_of
from flows.answers.addresses.verdicts import Found, Option, Verdict, about
from flows.answers.text import is_visible
from flows.answers.words import words_violation
from flows.questionnaire import Question
from flows.reading import Accepted, Circumstances, Link, Reading, Refused, ToConfirm, Typed
from flows.violations import Code, Violation

MAX_ADDRESSES = 100
_MAX_READINGS = 3
_OVERRIDE = re.compile(r"[\u202d\u202e]")  # makes a text look like another one
_IN_NO_ADDRESS = re.compile(r'[\s<>"\x00-\x1f\x7f]')


@dataclass(frozen=True, slots=True)
class _Judged:
    """A line with the addresses found in it, what is refused of it, and the e-mail addresses."""

    line: Line
    found: tuple[Found, ...]
    refused: tuple[Violation, ...]
    emails: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Hidden:
    """Words in a line, from `start` to `end`, and the address behind them."""

    start: int
    end: int
    words: str
    url: str


def read(typed: Typed, question: Question, circumstances: Circumstances) -> Reading:
    """A message without any address is doubted, not refused: its words may be kept as a remark."""
    if not is_visible(typed.text) and not typed.hyperlinks:
        return Refused(Violation(Code.EMPTY))
    judged = [_judged(line, hidden) for line, hidden in _with_hidden(typed)]
    found = [each for line in judged for each in line.found]
    if refusal := _refusal(judged, has_address=bool(found)):
        return Refused(refusal)
    if not found:
        return _kept_within(question, Violation(Code.NO_ADDRESS), [Accepted((), typed.text.strip())])
    doubt = next((each.doubt for each in found if each.doubt), None)
    if not doubt and _OVERRIDE.search(typed.text):
        doubt = about(Code.ADDRESS_UNSURE, typed.text)
    return _kept_within(question, doubt, _readings(judged, found))


def show(accepted: Accepted, question: Question, circumstances: Circumstances) -> str:
    links = [link for link in accepted.value if isinstance(link, Link)] if isinstance(accepted.value, tuple) else []
    return "\n".join(f"{link.name}: {_shown(link.url)}" if link.name else _shown(link.url) for link in links)


@lru_cache(maxsize=1024)  # what was confirmed is shown again with every look at the section
def _shown(url: str) -> str:
    """In <> where without them its end could be taken for part of a sentence."""
    bare, marked, sure = _options(url), _options(f"<{url}>"), (Option(url),)
    needs_marks = bare != sure and (marked == sure or Option(url) not in bare)
    return f"<{url}>" if needs_marks else url


def _options(text: str) -> tuple[Option, ...]:
    """The addresses the text may be, if it is one from beginning to end."""
    match [judge(piece) for piece in pieces_of(line_of(text))]:
        case [Found(start=0, end=end, options=options)] if end == len(text):
            return options
    return ()


def _kept_within(question: Question, doubt: Violation | None, readings: Sequence[Accepted]) -> Reading:
    """The readings that keep to the limits, to be confirmed where there is a doubt; else what is exceeded."""
    excesses = [_excess(question, reading) for reading in readings]
    within = tuple(reading for reading, excess in zip(readings, excesses, strict=True) if not excess)
    if not within:
        return Refused(next(excess for excess in excesses if excess))
    return ToConfirm(doubt, within) if doubt else within[0]


def _excess(question: Question, reading: Accepted) -> Violation | None:
    count = len(reading.value) if isinstance(reading.value, tuple) else 0
    if count > MAX_ADDRESSES:
        return Violation(Code.TOO_MANY_ADDRESSES, {"count": count, "limit": MAX_ADDRESSES})
    return words_violation(reading.note or "", question.max_words)


def _refusal(judged: Sequence[_Judged], *, has_address: bool) -> Violation | None:
    """E-mail addresses are refused only where they are given instead of web addresses."""
    refused = [violation for line in judged for violation in line.refused]
    emails = [email for line in judged for email in line.emails]
    if has_address:
        refused = [violation for violation in refused if violation.params.get("scheme") != "mailto"]
    elif emails:
        refused.append(about(Code.ADDRESS_IS_EMAIL, emails[0]))
    return next(iter(refused), None)


def _readings(judged: Sequence[_Judged], found: Sequence[Found]) -> list[Accepted]:
    """The likeliest reading of all, then the next likely one of each piece in doubt."""
    choices = range(min(max(len(each.options) for each in found), _MAX_READINGS))
    readings = (Accepted(*compose(_row(line, choice) for line in judged)) for choice in choices)
    return list(dict.fromkeys(readings))


def _row(judged: _Judged, choice: int) -> Row:
    text = judged.line.text
    words, addresses, spoken, place = [], [], "", 0
    for found in judged.found:
        option = found.options[min(choice, len(found.options) - 1)]
        spoken += text[place : found.start] + option.before
        if option.url is None:
            spoken += text[found.start : found.end]
        else:
            words.append(spoken)
            addresses.append(Placed(option.url, found.words))
            spoken = option.after
        place = found.end
    return Row((*words, spoken + text[place:]), tuple(addresses))


def _judged(line: Line, hidden: Sequence[_Hidden]) -> _Judged:
    verdicts: list[Verdict] = [_behind_words(each) for each in hidden]
    emails = []
    end = 0
    for piece in pieces_of(_without(line, hidden)):
        if piece.start < end:
            continue
        emails.append(piece.email)
        verdict = judge(piece)
        end = verdict.end if isinstance(verdict, Found) else piece.end
        verdicts.append(verdict)
    found = sorted((each for each in verdicts if isinstance(each, Found)), key=lambda each: each.start)
    refused = tuple(each for each in verdicts if isinstance(each, Violation))
    return _Judged(line, tuple(found), refused, tuple(filter(None, emails)))


def _without(line: Line, hidden: Sequence[_Hidden]) -> Line:
    """The line with signs that are in no address in the place of words that hide one."""
    text = line.text
    for each in hidden:
        text = text[: each.start] + "\0" * (each.end - each.start) + text[each.end :]
    return line_of(text) if hidden else line


def _behind_words(hidden: _Hidden) -> Verdict:
    """The address behind the words, asked about where the words are another one."""
    verdict = _judge_whole(hidden.url)
    if not isinstance(verdict, Found):
        return verdict
    verdict = replace(verdict, start=hidden.start, end=hidden.end)
    if not pieces_of(line_of(hidden.words)):
        return replace(verdict, words=hidden.words)
    seen = _judge_whole(hidden.words)
    if not isinstance(seen, Found):
        options = (replace(option, after=f" {hidden.words}") for option in verdict.options)
        return replace(verdict, options=tuple(options))
    if _host(seen.options[0]) == _host(verdict.options[0]):
        return verdict
    doubt = about(Code.ADDRESS_UNSURE, hidden.words)
    return replace(verdict, options=verdict.options + seen.options, doubt=doubt)


def _judge_whole(address: str) -> Verdict:
    """The judgement on a text that is one address from beginning to end."""
    line = line_of(_IN_NO_ADDRESS.sub(lambda sign: f"%{ord(sign[0]):02X}", address))
    piece = exact_piece(line, 0, len(line.text))
    return judge(piece) if piece else about(Code.ADDRESS_UNREADABLE, address)


def _host(option: Option) -> str:
    return (option.url or "//").split("/")[2]


def _with_hidden(typed: Typed) -> Iterator[tuple[Line, list[_Hidden]]]:
    """The lines of the message, each with the addresses hidden in it; an address without a place has its own line."""
    lines = lines_of(without_unseen(typed.text))
    hidden: list[list[_Hidden]] = [[] for _ in lines]
    row = place = 0
    for link in typed.hyperlinks:
        words, url = " ".join(without_unseen(link.words).split()), without_unseen(link.url).strip()
        at = next(_places(lines, words, row, place), None)
        if at is None:
            lines.append(line_of(words))
            hidden.append([_Hidden(0, len(words), words, url)])
            continue
        row, start = at
        place = start + len(words)
        hidden[row].append(_Hidden(start, place, words, url))
    yield from zip(lines, hidden, strict=True)


def _places(lines: Sequence[Line], words: str, row: int, place: int) -> Iterator[tuple[int, int]]:
    """Where the words stand, as row and place in it, from a place on."""
    for number in range(row, len(lines) if words else row):
        start = lines[number].text.find(words, place if number == row else 0)
        if start >= 0:
            yield number, start
