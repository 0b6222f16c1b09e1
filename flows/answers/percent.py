"""Reads and shows `percent`: a number from 0 to 100, and what is said beside it as the remark.

What is less than certain (ranges, fractions, "about", several numbers, years, money) is asked about, never guessed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from babel.numbers import format_percent, get_decimal_symbol

from flows.answers import percent_words as words
from flows.answers.characters import comparable, legible
from flows.answers.folding import excerpt
from flows.answers.locales import locale_of
from flows.answers.noting import remark_around
from flows.answers.numerals import Numeral, numerals_of
from flows.answers.text import tidy
from flows.questionnaire import Question
from flows.reading import Accepted, Circumstances, Reading, Refused, ToConfirm, Typed
from flows.violations import Code, Violation

MOST_OF_A_SMALL_SHARE = 20
"""Where shares under 1 are usual, more is rather another share than was asked for."""

_MOST_READINGS = 5
_SIGN = re.compile(rf"{words.SIGN_BEFORE}|{words.SIGN_AFTER}")
_TORN = re.compile(r" +([.,]?) *")
_PARTED_BEFORE = re.compile(r"(?:\A|[:=,;\n(\[|-]) *\Z")
_PARTED_AFTER = re.compile(r" *(?:\Z|[:,;.\n()\]\[|]|- )")


@dataclass(frozen=True, slots=True)
class _Message:
    """What was written, the same in comparable characters, and the numbers in it."""

    text: str
    comparable: str
    numerals: tuple[Numeral, ...]
    small_shares: bool

    def between(self, one: Numeral, other: Numeral) -> str:
        return self.comparable[one.end : other.start].strip()

    def before(self, numeral: Numeral) -> str:
        """As much before the number as a phrase can take."""
        return self.comparable[max(0, numeral.start - words.REACH) : numeral.start]


def read(typed: Typed, question: Question, circumstances: Circumstances) -> Reading:
    text = tidy(legible(typed.text))
    written = comparable(text)
    numerals = numerals_of(written, get_decimal_symbol(locale_of(circumstances.language)))
    return _understood(_Message(text, written, numerals, question.small_shares))


def show(accepted: Accepted, question: Question, circumstances: Circumstances) -> str:
    if accepted.value is None:
        return ""
    share = Decimal(str(accepted.value)).scaleb(-2)
    locale = locale_of(circumstances.language)
    return format_percent(share, locale=locale, decimal_quantization=False, group_separator=False)


def _understood(message: _Message) -> Reading:
    if not message.numerals:
        return _in_words(message)
    two_numbers = _fraction(message) or _with_margin(message)
    if two_numbers:
        return two_numbers
    candidates = _candidates(message)
    shares = {numeral.value: numeral for numeral in reversed(candidates) if numeral.is_share}
    if not candidates:
        return _only_a_remark(message, Code.PERCENT_UNSURE, written=excerpt(message.text))
    if not shares:
        return _out_of_bounds(message, candidates[0])
    if len({numeral.value for numeral in candidates}) == 1:
        return _single(message, candidates[0])
    return _range(message, candidates) or _several(message, list(reversed(shares.values())))


def _in_words(message: _Message) -> Reading:
    """A message without digits: "hundred per cent", "half", or no percentage at all."""
    said = " ".join(re.sub(r"[^\w' ]", " ", _SIGN.sub(" ", message.comparable)).split())
    if said in words.CERTAIN:
        return Accepted(_json_number(words.CERTAIN[said]))
    if said in words.UNCERTAIN:
        doubt = Violation(Code.PERCENT_UNSURE, {"written": message.text})
        return _to_confirm(message, doubt, words.UNCERTAIN[said])
    return _only_a_remark(message, Code.NOT_A_PERCENTAGE)


def _fraction(message: _Message) -> ToConfirm | None:
    """Such as "3 out of 4" where no number carries the sign; "1/2 %" may be half of one per cent or half of all."""
    signed = [numeral for numeral in message.numerals if numeral.signed]
    for part, whole in pairwise(message.numerals):
        joint = message.between(part, whole)
        if joint not in words.OUT_OF or (signed and (signed != [whole] or joint != "/")):
            continue
        share = _share_of(part, whole)
        if share is not None:
            doubt = Violation(Code.PERCENT_FRACTION, {"written": message.text[part.start : whole.end]})
            shares = (share / 100, share) if signed else (share,)
            return _to_confirm(message, doubt, *shares)
    return None


def _with_margin(message: _Message) -> ToConfirm | None:
    """Such as "57 ± 2 %", where the first number is meant."""
    for number, margin in pairwise(message.numerals):
        if (
            number.value is not None
            and number.is_share
            and words.PLUS_OR_MINUS.fullmatch(message.between(number, margin))
        ):
            doubt = Violation(Code.PERCENT_APPROXIMATE, {"written": message.text[number.start : margin.end]})
            return _to_confirm(message, doubt, number.value)
    return None


def _share_of(part: Numeral, whole: Numeral) -> Decimal | None:
    if part.value is None or whole.value is None or part.counts_else or whole.counts_else:
        return None
    if not 0 <= part.value <= whole.value or whole.value == 0 or (whole.is_year and part.is_share):
        return None
    return (part.value * 100 / whole.value).quantize(Decimal("0.0001"))


def _candidates(message: _Message) -> list[Numeral]:
    """The numbers that may be meant: those with the percent sign and those that share it, or else the plain ones."""
    numerals = message.numerals
    if any(map(_is_signed, numerals)):
        return [n for place, n in enumerate(numerals) if _is_signed(n) or _shares_a_sign(message, place)]
    could_be = [n for n in numerals if n.value is not None and not n.counts_else and not n.is_year]
    nothing_else = len(numerals) == 1 and _remark(message, numerals[0]) is None
    return could_be if nothing_else else [n for n in could_be if n.is_share and not n.doubtful]


def _is_signed(numeral: Numeral) -> bool:
    return numeral.signed and numeral.value is not None


def _shares_a_sign(message: _Message, place: int) -> bool:
    """Whether it is the 5 in "5 to 8 %" or "5 and 8 %", or the 8 in "5 % to 8"."""
    numeral = message.numerals[place]
    if numeral.counts_else or not numeral.is_share:
        return False
    before, after = message.numerals[max(0, place - 1) : place], message.numerals[place + 1 : place + 2]
    leads = any(n.signed and message.between(numeral, n) in words.TO | words.AND | words.OR for n in after)
    return leads or any(n.signed and message.between(n, numeral) in words.TO for n in before)


def _out_of_bounds(message: _Message, numeral: Numeral) -> Refused:
    below = numeral.value is not None and numeral.value < 0
    code = Code.PERCENT_BELOW_0 if below else Code.PERCENT_ABOVE_100
    return Refused(Violation(code, {"written": excerpt(message.text[numeral.start : numeral.end])}))


def _range(message: _Message, candidates: list[Numeral]) -> ToConfirm | None:
    if len(candidates) != 2:
        return None
    first, last = candidates
    joint = message.between(first, last)
    between = words.BETWEEN_BEFORE.search(message.before(first))
    if joint not in words.TO and not (between and joint in words.AND):
        return None
    low, high = sorted((first.value or Decimal(0), last.value or Decimal(0)))
    if low < 0 or high > 100:
        return None
    start = first.start - len(between.group()) if between else first.start
    doubt = Violation(Code.PERCENT_RANGE, {"written": message.text[start : last.end]})
    return _to_confirm(message, doubt, low, high, (low + high) / 2)


def _several(message: _Message, shares: list[Numeral]) -> ToConfirm:
    values = [numeral.value for numeral in shares[:_MOST_READINGS] if numeral.value is not None]
    return _to_confirm(message, Violation(Code.PERCENT_SEVERAL), *values)


def _single(message: _Message, numeral: Numeral) -> Reading:
    value, note = numeral.value or Decimal(0), _remark(message, numeral)
    before, rest = message.before(numeral), message.comparable[numeral.end : numeral.end + words.REACH]
    vague_before = words.APPROXIMATE_BEFORE.search(before)
    vague_after = words.APPROXIMATE_AFTER.match(rest)
    is_vague = vague_before or vague_after
    if 0 < value < 1 and not numeral.signed and not message.small_shares:
        doubt = Violation(Code.PERCENT_FRACTION, {"written": message.text[numeral.start : numeral.end]})
        kept = message.text if is_vague else note
        return ToConfirm(doubt, tuple(Accepted(_json_number(share), kept) for share in (value * 100, value)))
    if is_vague:
        start = numeral.start - len(vague_before.group()) if vague_before else numeral.start
        end = numeral.end + len(vague_after.group().rstrip()) if vague_after else numeral.end
        written = message.text[start:end].strip()
        return _to_confirm(message, Violation(Code.PERCENT_APPROXIMATE, {"written": written}), value)
    other_than = words.OTHER_THAN_BEFORE.search(before) or words.OTHER_THAN_AFTER.match(rest)
    if other_than:
        return _to_confirm(message, Violation(Code.PERCENT_UNSURE, {"written": excerpt(message.text)}), value)
    if torn := _torn(message, numeral):
        return _to_confirm(message, Violation(Code.PERCENT_UNSURE, {"written": excerpt(message.text)}), *torn)
    if numeral.doubtful or not (numeral.signed or _stands_apart(message, numeral)):
        doubt = Violation(Code.PERCENT_UNSURE, {"written": excerpt(message.text)})
        return ToConfirm(doubt, (Accepted(_json_number(value), note), Accepted(None, message.text)))
    accepted, unusual = Accepted(_json_number(value), note), _unusual(message, numeral, value)
    return ToConfirm(unusual, (accepted,)) if unusual else accepted


def _torn(message: _Message, numeral: Numeral) -> tuple[Decimal, ...]:
    """What "5 7 %" and "57 . 5 %" may mean: one number torn apart, or the last one alone. A year stands by itself."""
    place = message.numerals.index(numeral)
    before = message.numerals[place - 1] if place else None
    if before is None or before.value is None or before.signed or before.counts_else or before.is_year:
        return ()
    gap = _TORN.fullmatch(message.comparable[before.end : numeral.start])
    parts = (before.value, numeral.value)
    if not gap or not all(part is not None and part == part.to_integral_value() >= 0 for part in parts):
        return ()
    whole = Decimal(f"{before.value}{'.' if gap[1] else ''}{numeral.value}")
    return tuple(share for share in (whole, numeral.value) if share is not None and share <= 100)


def _unusual(message: _Message, numeral: Numeral, value: Decimal) -> Violation | None:
    """What is a percentage for sure, and likely not the one that is meant."""
    if message.small_shares and value > MOST_OF_A_SMALL_SHARE:
        return Violation(Code.PERCENT_UNUSUAL, {"written": message.text[numeral.start : numeral.end]})
    is_bare = not numeral.signed and message.comparable[numeral.start : numeral.end] == message.comparable
    return Violation(Code.PERCENT_ZERO) if value == 0 and is_bare else None


def _stands_apart(message: _Message, numeral: Numeral) -> bool:
    """Whether punctuation parts the number from the words around it: "57 (for the portal)", not "57 portals"."""
    before = _PARTED_BEFORE.search(message.before(numeral))
    return before is not None and _PARTED_AFTER.match(message.comparable, numeral.end) is not None


def _remark(message: _Message, numeral: Numeral) -> str | None:
    return remark_around(message.text, numeral.start, numeral.end)


def _to_confirm(message: _Message, doubt: Violation, *values: Decimal) -> ToConfirm:
    """The message itself is the remark: no one number says all of it. Last comes the remark without a number."""
    readings = [Accepted(_json_number(value), message.text) for value in values]
    return ToConfirm(doubt, (*readings, Accepted(None, message.text)))


def _only_a_remark(message: _Message, code: Code, **params: str) -> ToConfirm:
    return ToConfirm(Violation(code, params), (Accepted(None, message.text),))


def _json_number(value: Decimal) -> int | float:
    number = float(value)
    return int(number) if number.is_integer() else number
