"""The days that three numbers, or two and a month, may mean. Knows no words and no respondent."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from flows.violations import Code

_YEARS = range(1500, 2200)
_BUDDHIST_ERA = 543  # years before the common era; a Thai 2562 is 2019
_BUDDHIST_YEARS = range(1900 + _BUDDHIST_ERA, 2200 + _BUDDHIST_ERA)
_YEARS_AHEAD = 20  # a year of two digits is taken no further into the future


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a date, between `start` and `end` of the text: digits, or a month's name and then its number."""

    start: int
    end: int
    digits: str
    month: int | None = None


@dataclass(frozen=True, slots=True)
class Days:
    """The days that are meant, most likely first, and whether the only one is certain; without any, the `problem`."""

    days: tuple[date, ...]
    certain: bool = False
    problem: Code = Code.DATE_IMPOSSIBLE


def days_of(parts: tuple[Part, ...], today: date, *, month_first: bool, dotted: bool) -> Days | None:
    """None where the three parts cannot be meant as a date."""
    if any(part.month for part in parts):
        orders = list(_with_named_month(parts))
    else:
        first, second, third = (part.digits for part in parts)
        orders = list(_in_numbers(first, second, third, month_first=month_first, dotted=dotted))
    return _days(orders, today) if orders else None


def days_in_one_number(digits: str, today: date, *, month_first: bool) -> Days | None:
    """The days of "20190422" or "22042019"; None where no order makes a date of the eight digits."""
    year_first = _in_numbers(digits[:4], digits[4:6], digits[6:], month_first=month_first, dotted=False)
    year_last = _in_numbers(digits[:2], digits[2:4], digits[4:], month_first=month_first, dotted=False)
    found = _days([order for order in (*year_first, *year_last) if int(order[0]) in _YEARS], today)
    return found if found.days else None


def days_without_year(day: str, month: int, today: date) -> Days:
    """This year's day and last year's, the nearer one first."""
    this_and_last = [_day(year, month, day) for year in (today.year, today.year - 1)]
    days = sorted((day for day in this_and_last if day), key=lambda day: abs(day - today))
    return Days(tuple(days))


def _days(orders: list[tuple[str, int, str]], today: date) -> Days:
    years = [_year(digits, today) for digits, _, _ in orders]
    days = [_day(year, month, day) for year, (_, month, day) in zip(years, orders, strict=True)]
    distinct = tuple(dict.fromkeys(day for day in days if day))
    plain = all(int(digits) == year for (digits, _, _), year in zip(orders, years, strict=True))
    problem = Code.DATE_IMPOSSIBLE if any(years) else Code.DATE_YEAR
    return Days(distinct, certain=plain and len(distinct) == 1, problem=problem)


def _with_named_month(parts: tuple[Part, ...]) -> Iterator[tuple[str, int, str]]:
    month = next(part.month for part in parts if part.month)
    one, other = (part.digits for part in parts if not part.month)
    if parts[2].month and len(one) != 4 != len(other):
        return
    for year, day in ((other, one), (one, other)):
        if len(year) in {2, 4} and len(day) <= 2:
            yield year, month, day


def _in_numbers(
    first: str, second: str, third: str, *, month_first: bool, dotted: bool
) -> Iterator[tuple[str, int, str]]:
    if len(second) > 2:
        return
    if len(first) == 4 and len(third) <= 2:
        yield first, int(second), third
    if len(first) <= 2 and len(third) in {2, 4}:
        # No language of CLDR writes dots between a month and the day after it.
        orders = [(third, int(second), first)] + [(third, int(first), second)] * (not dotted)
        yield from reversed(orders) if month_first else orders
    if len(first) == len(third) == 2:
        yield first, int(second), third


def _year(digits: str, today: date) -> int | None:
    """None where the year is not one of our calendar, or far from the present."""
    year = int(digits)
    if len(digits) == 2:
        year += today.year // 100 * 100
        year -= 100 * (year > today.year + _YEARS_AHEAD)
    elif year in _BUDDHIST_YEARS:
        year -= _BUDDHIST_ERA
    return year if year in _YEARS else None


def _day(year: int | None, month: int, day: str) -> date | None:
    try:
        return date(year, month, int(day)) if year else None
    except ValueError:
        return None
