"""What a refused message could have looked like: examples made from what was typed, and behind them those of the type.

Only proposes. Whoever shows an example reads it first, so that none is shown that would be refused itself.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from difflib import get_close_matches

from flows.answers import show
from flows.answers.characters import comparable
from flows.answers.text import tidy
from flows.answers.words import within
from flows.questionnaire import Question, QuestionType, in_language
from flows.reading import Accepted, Circumstances
from flows.violations import Code, Violation

MAX_TAIL = 60
"""So many characters show where in a text the limit falls."""

_MAX_WORDS_OF_A_NAME = 3
_ALIKE = 0.45  # what is less alike was hardly meant, and an example should not lead anybody to it
_LONGEST_NUMBER = 13  # digits of a telephone number with its country code
_SHORTEST_NUMBER = 9

_SCHEME = re.compile(r"\A[a-z][a-z0-9+.-]*:/*", re.IGNORECASE)
_HOST = re.compile(r"\A(?:https?://)?[^\s/?#]+", re.IGNORECASE)
_NUMBERS = re.compile(
    r"(?P<one>\d{1,4})(?P<gap>\s?[./-]\s?)(?P<two>\d{1,2})(?P<last_gap>\s?[./-]\s?)(?P<three>\d{1,4})"
)
_DAY = re.compile(r"(?<!\d)\d{1,2}(?!\d)")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_FOUR_DIGITS = re.compile(r"(?<!\d)\d{4}(?!\d)")
_LAST_POSSIBLE_YEAR = 2200
"""A year behind it is a slip; one of another calendar cannot be guessed from its digits."""


@dataclass(frozen=True, slots=True)
class _Given:
    """What was typed, the piece of it that was refused, the question, and whom it is asked."""

    typed: str
    written: str
    question: Question
    circumstances: Circumstances

    def shown(self, value: Accepted) -> str:
        return show(value, self.question, self.circumstances)


def examples(typed: str, question: Question, violation: Violation, circumstances: Circumstances) -> Iterator[str]:
    """Likely answers in the place of the refused one, the closest to it first."""
    given = _Given(typed, _whole(str(violation.params.get("written", typed)), typed), question, circumstances)
    if violation.code in _MADE:
        yield from _MADE[violation.code](given)
    if question.type in _OF_THE_TYPE:
        yield from _OF_THE_TYPE[question.type](given)


def last_words_within(text: str, limit: int) -> str:
    """The last words of the text that keep to the limit: “… and opened in 2018”."""
    kept = " ".join(within(tidy(text), limit).split())
    if len(kept) <= MAX_TAIL:
        return kept
    tail = kept[-MAX_TAIL:]
    return "… " + (tail.partition(" ")[2] or tail)


def _whole(written: str, typed: str) -> str:
    """The piece as it was typed, where only its beginning is quoted."""
    if not written.endswith("…"):
        return written
    found = re.search(re.escape(written[:-1]) + r"\S*", typed)
    return found.group() if found else ""


# Made from what was typed, by why it was refused


def _with_https(given: _Given) -> Iterator[str]:
    yield "https://" + _SCHEME.sub("", given.written)


def _without_credentials(given: _Given) -> Iterator[str]:
    yield re.sub(r"//[^\s/]*@", "//", given.written)


def _site_of_mailbox(given: _Given) -> Iterator[str]:
    yield "www." + given.written.rpartition("@")[2]


def _host_alone(given: _Given) -> Iterator[str]:
    found = _HOST.match(given.written)
    yield found.group() if found else ""


def _scaled_down(given: _Given) -> Iterator[str]:
    """57 % for "570": what is too much is mostly a decimal point that was lost."""
    digits = re.sub(r"\D", "", comparable(given.written))[:_LONGEST_NUMBER]
    share = Decimal(digits or 0)
    while share > 100:
        share /= 10
    yield given.shown(Accepted(float(round(share, 2))))


def _without_minus(given: _Given) -> Iterator[str]:
    for number in re.findall(r"\d+", comparable(given.written))[:1]:
        yield given.shown(Accepted(int(number)))


def _on_the_list(given: _Given) -> Iterator[str]:
    """The numbers that are on the list, or the choice whose words come closest."""
    numbers = [int(digits) for digits in re.findall(r"\d{1,3}", comparable(given.typed))]
    listed = [str(number) for number in numbers if 1 <= number <= len(given.circumstances.choices)]
    if listed:
        yield ", ".join(listed)
    labels = {label.casefold(): label for label in _labels(given)}
    for close in get_close_matches(given.typed.strip().casefold()[:MAX_TAIL], labels, n=1, cutoff=_ALIKE):
        yield labels[close]


def _with_at(given: _Given) -> Iterator[str]:
    before, at, after = given.typed.strip().partition("@")
    local = ".".join(re.findall(r"[a-z0-9_-]+", before.lower())) or "name"
    if at and after.strip():
        yield f"{local}@{after.strip()}"
    host = before.lower().removeprefix("www.")
    if not at and "." in host and " " not in host:
        yield f"name@{host}"
    if local.count(".") < _MAX_WORDS_OF_A_NAME:
        yield f"{local}@example.org"


def _first_number(given: _Given) -> Iterator[str]:
    """Of more digits than a number has, the first ones that make one."""
    digits = re.sub(r"\D", "", comparable(given.typed))
    for length in range(min(_LONGEST_NUMBER, len(digits) - 1), _SHORTEST_NUMBER - 1, -1):
        yield given.shown(Accepted(f"+{digits[:length]}"))


def _possible_day(given: _Given) -> Iterator[str]:
    """31.12.2019 for "31.31.2019", 30 April 2019 for "31 April 2019"."""
    written = comparable(given.written)
    if numbers := _NUMBERS.search(written):
        yield _in_bounds(numbers)
    else:
        yield from (_DAY.sub(str(last), given.written, count=1) for last in (30, 29, 28))


def _in_bounds(numbers: re.Match[str]) -> str:
    year_first = len(numbers["one"]) == 4
    year, day = (numbers["one"], numbers["three"]) if year_first else (numbers["three"], numbers["one"])
    month = min(max(int(numbers["two"]), 1), 12)
    last = monthrange(int(year) or 1, month)[1]
    within_month = f"{min(max(int(day), 1), last):02}"
    first, third = (year, within_month) if year_first else (within_month, year)
    return f"{first}{numbers['gap']}{month:02}{numbers['last_gap']}{third}"


def _with_day(given: _Given) -> Iterator[str]:
    """A month or a year alone lacks its day."""
    yield f"1 {given.typed.strip()}"
    if year := _YEAR.search(comparable(given.typed)):
        yield given.shown(Accepted(date(int(year.group()), given.circumstances.today.month, 1).isoformat()))


def _with_year_of_today(given: _Given) -> Iterator[str]:
    written = comparable(given.written)
    year = _FOUR_DIGITS.search(written)
    if year and int(year.group()) >= _LAST_POSSIBLE_YEAR:
        yield written[: year.start()] + str(given.circumstances.today.year) + written[year.end() :]


_MADE: Mapping[Code, Callable[[_Given], Iterator[str]]] = {
    Code.ADDRESS_SCHEME: _with_https,
    Code.ADDRESS_CREDENTIALS: _without_credentials,
    Code.ADDRESS_IS_EMAIL: _site_of_mailbox,
    Code.ADDRESS_TOO_LONG: _host_alone,
    Code.PERCENT_ABOVE_100: _scaled_down,
    Code.PERCENT_BELOW_0: _without_minus,
    Code.NOT_A_CHOICE: _on_the_list,
    Code.EMAIL_UNREADABLE: _with_at,
    Code.PHONE_UNREADABLE: _first_number,
    Code.DATE_IMPOSSIBLE: _possible_day,
    Code.NOT_A_DATE: _with_day,
    Code.DATE_YEAR: _with_year_of_today,
}


# Of the type, whatever was typed. (A constraint of the questionnaire may allow only some of them.)


def _addresses(given: _Given) -> Iterator[str]:
    yield "www.example.org"


def _percentages(given: _Given) -> Iterator[str]:
    yield from (given.shown(Accepted(share)) for share in (57, 5.7, 0.57))


def _labels(given: _Given) -> Iterator[str]:
    language = given.circumstances.language
    return (in_language(choice.label, language) for choice in given.circumstances.choices)


def _mailboxes(given: _Given) -> Iterator[str]:
    yield "name@example.org"


def _numbers(given: _Given) -> Iterator[str]:
    yield "+1 212 555 0100"


def _days(given: _Given) -> Iterator[str]:
    yield given.shown(Accepted(given.circumstances.today.isoformat()))


def _countries(given: _Given) -> Iterator[str]:
    yield given.shown(Accepted("KEN"))


# Words and a yes or no need no example: their refusals say it all.
_OF_THE_TYPE: Mapping[QuestionType, Callable[[_Given], Iterator[str]]] = {
    "links": _addresses,
    "percent": _percentages,
    "select_one": _labels,
    "select_multiple": _labels,
    "email": _mailboxes,
    "phone": _numbers,
    "date": _days,
    "country": _countries,
}
