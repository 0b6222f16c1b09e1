"""The numbers in a text: where each stands, what it comes to, what is beside it. Knows no question and no answer."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from flows.answers import percent_words as words

_CHAIN = r"\d++(?P<joint>[-/.:])\d++(?:(?P=joint)\d++)++|\d++:\d++"  # a date, a time, a telephone number
_GROUPED = r"\d{1,3}(?: \d{3})++(?!\d)(?:[.,٫]\d++)?"
_PLAIN = r"\d++(?:[.,٫]\d++|'\d{3}(?!\d))*+|(?<![\w.,])[.,٫]\d++"
_FRACTION = "[½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞]"
_NUMERAL = re.compile(
    rf"(?:(?P<before>{words.SIGN_BEFORE}) ?)?"
    rf"(?:(?P<digits>{_CHAIN}|{_GROUPED}|{_PLAIN})(?: ?(?P<part>{_FRACTION}))?|(?P<fraction>{_FRACTION}))"
    rf"(?: {{0,2}}(?P<after>{words.SIGN_AFTER}))?"
)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S*+|(?<![\w.+-])[\w.+-]++@\S*+")
_THOUSANDS = re.compile(r"\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*+")
# More say nothing more of a percentage, and could exceed what Decimal computes with.
_MOST_DIGITS = 400
_DIGITS = re.compile(r"\d++")
_LIKELY_YEARS = range(1900, 2101)


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number between `start` and `end`, the percent sign and the minus included.

    `value` is None for digits that are no number. `signed`: the percent sign stands beside it. `doubtful`: "1.234" may
    mean either of two numbers, "57%5" anything. `counts_else`: money, a great many, a part of a name; no percentage.
    """

    start: int
    end: int
    value: Decimal | None
    signed: bool
    doubtful: bool
    counts_else: bool

    @property
    def is_year(self) -> bool:
        return not self.signed and self.value in _LIKELY_YEARS

    @property
    def is_share(self) -> bool:
        """Whether it lies between 0 and 100."""
        return self.value is not None and 0 <= self.value <= 100


def numerals_of(text: str, decimal_symbol: str) -> tuple[Numeral, ...]:
    """The numbers of a comparable text in their order; those inside web and mail addresses are none."""
    return tuple(_numerals(_ADDRESS.sub(lambda address: "\n" * len(address.group()), text), decimal_symbol))


def _numerals(text: str, decimal_symbol: str) -> Iterator[Numeral]:
    previous_end = 0
    for match in _NUMERAL.finditer(text):
        signed = match["before"] is not None or match["after"] is not None
        value, doubtful = _amount(match, decimal_symbol if signed else "")
        is_cut = match["after"] is not None and text[match.end() : match.end() + 1].isdigit()  # "57%5"
        minus = None if value is None else _minus_before(text, previous_end, match.start())
        yield Numeral(
            start=match.start() if minus is None else minus,
            end=match.end(),
            value=value if value is None or minus is None else -value,
            signed=signed,
            doubtful=doubtful or is_cut or _has_case(text[match.start() - 1 : match.start()]),  # "l00%"
            counts_else=not signed and _counts_else(text, match.start(), match.end()),
        )
        previous_end = match.end()


def _amount(match: re.Match[str], decimal_symbol: str) -> tuple[Decimal | None, bool]:
    """What the digits come to, and whether that is in doubt."""
    value, doubtful = _number(match["digits"] or "0", decimal_symbol)
    fraction = match["part"] or match["fraction"]
    if value is not None and fraction:
        value += Decimal(str(round(unicodedata.numeric(fraction), 4)))
    if value is not None and "‰" in (match["after"] or ""):
        return value / 10, True
    return value, doubtful


def _number(digits: str, decimal_symbol: str) -> tuple[Decimal | None, bool]:
    """A point or comma is decimal, or parts thousands: "1.234" is in doubt unless its mark is the decimal symbol."""
    digits = digits[:_MOST_DIGITS].replace(" ", "").replace("'", "")
    marks = _DIGITS.sub("", digits)
    if marks in {"", "٫"}:
        return Decimal(digits.replace("٫", ".")), False
    if marks in {".", ","}:
        doubtful = marks != decimal_symbol and not digits.startswith("0") and _THOUSANDS.fullmatch(digits)
        return Decimal(digits.replace(",", ".")), bool(doubtful)
    if _THOUSANDS.fullmatch(digits):
        return Decimal(digits.replace(marks[0], "")), False
    whole, decimal_mark, part = digits.rpartition(marks[-1])
    if decimal_mark in {".", ","} and decimal_mark not in whole and _THOUSANDS.fullmatch(whole):
        return Decimal(f"{whole.replace(marks[0], '')}.{part}"), False
    return None, False


def _minus_before(text: str, earliest: int, start: int) -> int | None:
    """Where the minus begins; a dash that joins the digits to a number or word before them is none."""
    gap = text[earliest:start]
    if gap.endswith("-"):
        joins_numbers = earliest > 0 and gap.strip() == "-"
        joins_word = len(gap) > 1 and (gap[-2].isalnum() or gap[-2] in "%)")
        return None if joins_numbers or joins_word else start - 1
    word = words.MINUS_BEFORE.search(text, max(earliest, start - words.REACH), start)
    return word.start() if word else None


def _counts_else(text: str, start: int, end: int) -> bool:
    glued = any(_has_case(character) for character in (text[start - 1 : start], text[end : end + 1]))
    money = words.MONEY_BEFORE.search(text, max(0, start - words.REACH), start)
    return glued or money is not None or words.COUNT_AFTER.match(text, end) is not None


def _has_case(character: str) -> bool:
    return character.lower() != character.upper()
