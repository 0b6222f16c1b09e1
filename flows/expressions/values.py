"""What expressions compute with: texts, numbers and truths, converted into each other and compared as XPath 1.0 says.

Everything here is total. What has no number is NaN, which equals nothing and is false; no operation fails.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal

from flows.answer import Answer
from flows.reading import Accepted, Link

XPathValue = str | float | bool

_NUMBER = re.compile(r"-?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_FIRST_DAY = date(1970, 1, 1).toordinal()  # XForms counts the days of a date from here


def text_of(given: Answer | Accepted | None) -> str:
    """An answer as XLSForm expressions see it; names chosen, and addresses, stand with spaces between them."""
    value = given.value if given else None
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return " ".join(item.url if isinstance(item, Link) else item for item in value)
    return as_text(value) if isinstance(value, float) else str(value)


def as_text(value: XPathValue) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if not math.isfinite(value):
        return "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"
    return str(int(value)) if value.is_integer() else format(Decimal(repr(value)), "f")


def as_number(value: XPathValue) -> float:
    """A date's number is that of its day, so that dates can be compared and subtracted."""
    if not isinstance(value, str):
        return float(value)
    text = value.strip()
    if _NUMBER.fullmatch(text):
        return float(text)
    return _number_of_day(text) if _DATE.fullmatch(text) else math.nan


def as_truth(value: XPathValue) -> bool:
    return bool(value) and value == value  # NaN is unlike itself, and false


def equal(left: XPathValue, right: XPathValue) -> bool:
    if isinstance(left, bool) or isinstance(right, bool):
        return as_truth(left) == as_truth(right)
    if isinstance(left, str) and isinstance(right, str):
        return left == right
    return as_number(left) == as_number(right)


def divided(dividend: float, divisor: float) -> float:
    if divisor:
        return dividend / divisor
    return dividend * math.copysign(math.inf, divisor)  # 0 div 0 is NaN


def remainder(dividend: float, divisor: float) -> float:
    """With the sign of the dividend, as in XPath."""
    return math.fmod(dividend, divisor) if divisor and math.isfinite(dividend) else math.nan


def rounded(number: float, places: float = 0.0) -> float:
    """Halves go up. `places` after the decimal point, as in XLSForm; up to 15, what a number holds."""
    if not math.isfinite(number) or math.isnan(places):
        return number
    scale = 10.0 ** max(-15.0, min(15.0, places))
    scaled = number * scale + 0.5
    return math.floor(scaled) / scale if math.isfinite(scaled) else number


def _number_of_day(text: str) -> float:
    try:
        return float(date.fromisoformat(text).toordinal() - _FIRST_DAY)
    except ValueError:  # 30 February
        return math.nan


OPERATIONS: Mapping[str, Callable[[XPathValue, XPathValue], XPathValue]] = {
    "or": lambda left, right: as_truth(left) or as_truth(right),
    "and": lambda left, right: as_truth(left) and as_truth(right),
    "=": equal,
    "!=": lambda left, right: not equal(left, right),
    "<": lambda left, right: as_number(left) < as_number(right),
    "<=": lambda left, right: as_number(left) <= as_number(right),
    ">": lambda left, right: as_number(left) > as_number(right),
    ">=": lambda left, right: as_number(left) >= as_number(right),
    "+": lambda left, right: as_number(left) + as_number(right),
    "-": lambda left, right: as_number(left) - as_number(right),
    "*": lambda left, right: as_number(left) * as_number(right),
    "div": lambda left, right: divided(as_number(left), as_number(right)),
    "mod": lambda left, right: remainder(as_number(left), as_number(right)),
}
