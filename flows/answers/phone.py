"""Reads and shows `phone`: E.164, with ";ext=" (RFC 3966) before an extension. Knows not whether anyone answers.

A number that is in no numbering plan, but may well be an office's, is kept as typed: after asking, or at once where the
country is not known and so nothing can be checked. Typed again, an unusual number is asked about again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from phonenumbers import (
    Leniency,
    NumberParseException,
    PhoneNumber,
    PhoneNumberFormat,
    PhoneNumberMatcher,
    format_number,
    is_valid_number,
    parse,
)

from flows.answers.characters import legible
from flows.answers.country import ALPHA_2
from flows.answers.folding import excerpt, fold, phrases
from flows.answers.remark import is_not_applicable, remark
from flows.questionnaire import Question
from flows.reading import Accepted, Circumstances, Reading, Refused, ToConfirm, Typed
from flows.violations import Code, Violation

_MAX_READINGS = 5
# E.164 allows 15 digits; the shortest internal numbers have 3.
_OFFICE_DIGITS = range(3, 16)
_CHECKED_FROM = 7
_MAX_SEARCHED = 500

_NUMERIC = re.compile(r"\+?[\d(][\d\s().–-]*")
_EXIT_CODE = re.compile(r"((?:^|[:;,\n]|[^\W\d]\.?)\s*\(?)00(?=[\s.-]?[1-9])")
_SLASHED = re.compile(r"(?P<head>\+?[\d(][\d\s().-]{4,20}\d)\s?/\s?(?P<tail>\d[\d-]{0,14})")
_LABELS = phrases(
    """
    tel|telephone|phone|phone number|telephone number|number|no|nr|mobile|mobile number|cell|cell phone
    office|fax|work|tel no
    phone no|call|whatsapp|téléphone|tél|portable|numéro|bureau|teléfono|tfno|móvil|celular|número|telefon
    telefone
    тел|телефон|моб|мобильный|номер|раб|هاتف|الهاتف|رقم الهاتف|تلفون|جوال|موبايل|رقم|电话|電話|手机
    电话号码|座机|전화|फ़ोन|فون
    """
)


@dataclass(frozen=True, slots=True)
class _Found:
    value: str
    start: int
    end: int


def read(typed: Typed, question: Question, circumstances: Circumstances) -> Reading:
    region = ALPHA_2.get(circumstances.country or "")
    text = _SLASHED.sub(lambda pair: _both(pair, region), _EXIT_CODE.sub(r"\1+", legible(typed.text)))
    found = {number.value: number for number in _valid_numbers(text, region)}
    if not found:
        return _without_valid_number(typed.text, text, region)
    if len(found) > 1:
        return ToConfirm(Violation(Code.PHONE_SEVERAL), _readings(tuple(found)))
    (number,) = found.values()
    rest = f"{text[: number.start].rstrip()} {text[number.end :].lstrip()}"
    reading = Accepted(number.value, _remark(rest))
    if any(character.isdigit() for character in rest):
        return ToConfirm(_unsure(typed.text), (reading,))
    return reading


def show(accepted: Accepted, question: Question, circumstances: Circumstances) -> str:
    value = str(accepted.value or "")
    number = _parsed(value, None)
    return format_number(number, PhoneNumberFormat.INTERNATIONAL) if number else value


def _valid_numbers(text: str, region: str | None) -> Iterator[_Found]:
    for found in PhoneNumberMatcher(text[:_MAX_SEARCHED], region, leniency=Leniency.VALID):
        yield _Found(_value(found.number), found.start, found.end)


def _without_valid_number(typed: str, text: str, region: str | None) -> Reading:
    offices = [run.group().strip(" \t\r\n.-–(") for run in _NUMERIC.finditer(text[:_MAX_SEARCHED])]
    plausible = [number for number in offices if _digits(number) in _OFFICE_DIGITS]
    if not plausible:
        unreadable = Violation(Code.PHONE_UNREADABLE, {"written": excerpt(typed)})
        keeps_remark = is_not_applicable(typed)
        return ToConfirm(unreadable, (Accepted(None, typed.strip()),)) if keeps_remark else Refused(unreadable)
    if len(plausible) > 1:
        return ToConfirm(Violation(Code.PHONE_SEVERAL), _readings(plausible))
    (number,) = plausible
    international = _parsed(f"+{number}", None)
    note = _remark(text.replace(number, " "))
    if international:
        return ToConfirm(_unsure(typed), (Accepted(_value(international), note), Accepted(number, note)))
    if region is None and not number.startswith("+") and _digits(number) >= _CHECKED_FROM:
        return Accepted(number, note)
    return ToConfirm(_unsure(typed), (Accepted(number, note),))


def _both(pair: re.Match[str], region: str | None) -> str:
    """The two numbers of "9215347/8", written out; the text as it was where the slash follows an area code."""
    head, tail = pair["head"], pair["tail"]
    if not _parsed(head, region):
        return pair.group()
    return f"{head}; {head[: -len(tail)]}{tail}" if len(tail) < 5 else f"{head}; {tail}"


def _parsed(written: str, region: str | None) -> PhoneNumber | None:
    """The valid number that is written; None for any other."""
    try:
        number = parse(written, region)
    except NumberParseException:
        return None
    return number if is_valid_number(number) else None


def _value(number: PhoneNumber) -> str:
    address = format_number(number, PhoneNumberFormat.E164)
    return f"{address};ext={number.extension}" if number.extension else address


def _digits(text: str) -> int:
    return sum(character.isdecimal() for character in text)


def _remark(rest: str) -> str | None:
    return None if fold(rest) in _LABELS else remark(rest)


def _readings(values: Sequence[str]) -> tuple[Accepted, ...]:
    return tuple(Accepted(value) for value in values)[:_MAX_READINGS]


def _unsure(written: str) -> Violation:
    return Violation(Code.PHONE_UNSURE, {"written": excerpt(written)})
