"""How a language writes numbers and days on an axis, as Vega's formats (those of d3) want to be told it."""

from __future__ import annotations

import re
from typing import Any, Final

from babel import Locale
from babel.dates import get_day_names, get_month_names
from babel.numbers import get_decimal_symbol, get_group_symbol

_D3: Final = {"d": "%-d", "dd": "%d", "M": "%-m", "MM": "%m", "MMM": "%b", "LLL": "%b", "MMMM": "%B", "LLLL": "%B"}
"""The fields of CLDR's patterns of a day and its month."""


def day_and_month(locale: Locale) -> str:
    """The format of "22 Apr"."""
    pattern = locale.datetime_skeletons["MMMd"].pattern
    return re.sub("d+|M+|L+", lambda field: _D3[field[0]], pattern.replace("'", ""))


def numbers_of(locale: Locale) -> dict[str, Any]:
    return {
        "decimal": get_decimal_symbol(locale),
        "thousands": get_group_symbol(locale),
        "grouping": [3],
        "currency": ["", ""],
    }


def days_of(locale: Locale) -> dict[str, Any]:
    return {
        "dateTime": "%x %X",
        "date": "%Y-%m-%d",
        "time": "%H:%M",
        "periods": ["AM", "PM"],
        "days": _from_sunday(locale, "wide"),
        "shortDays": _from_sunday(locale, "abbreviated"),
        "months": [*_months(locale, "wide")],
        "shortMonths": [*_months(locale, "abbreviated")],
    }


def _months(locale: Locale, width: Any) -> list[str]:
    names = get_month_names(width, locale=locale)
    return [names[month] for month in range(1, 13)]


def _from_sunday(locale: Locale, width: Any) -> list[str]:
    """Babel's weeks begin on Monday."""
    names = get_day_names(width, locale=locale)
    return [names[day] for day in (6, 0, 1, 2, 3, 4, 5)]
