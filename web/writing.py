"""How a language writes what stands on the pages: dates, spans of time, numbers, countries, browsers. Knows no page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from math import inf
from statistics import median
from typing import Final, Literal

from babel import Locale
from babel.dates import format_date, format_time, format_timedelta, get_datetime_format
from babel.numbers import format_decimal, format_percent
from markupsafe import Markup

from flows.administration.countries import country_name
from flows.exporting.paper_text import text_direction
from flows.questionnaire import Localized, in_language
from flows.wording.annexes import size_in
from flows.wording.catalogue import Translator
from flows.wording.rich import marked, plain
from web.languages import caption

NONE: Final = "—"

NO_COUNTRY: Final = caption("No country yet")
JUST_NOW: Final = caption("just now")
LESS: Final = caption("< %(share)s")
A_BROWSER: Final = caption("A browser")
ON_A_SYSTEM: Final = caption("%(browser)s on %(system)s")

Unit = Literal["day", "hour", "minute"]

_UNITS: Final[Sequence[tuple[Unit, int]]] = (("day", 86_400), ("hour", 3_600), ("minute", 60))

# The first that fits: most say that they are several.
_BROWSERS: Final = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMS: Final = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "macOS"),
    ("Linux", "Linux"),
)


@dataclass(frozen=True, slots=True)
class Writing:
    translator: Translator

    @property
    def locale(self) -> Locale:
        return self.translator.locale

    # Time, always UTC

    def day(self, day: date | None) -> str:
        """22 April 2019"""
        return self.translator.day(day) if day else NONE

    def minute(self, moment: datetime | None) -> str:
        """22 Apr 2019, 14:05"""
        return _minute(moment.astimezone(UTC).replace(second=0, microsecond=0), self.locale) if moment else NONE

    def clock(self, moment: datetime) -> str:
        return self.translator.clock(moment)

    def ago(self, moment: datetime | None, now: datetime) -> str:
        """How long since, in one unit."""
        if moment is None:
            return NONE
        seconds = max(0, (now - moment).total_seconds())
        for unit, length in _UNITS:
            if count := int(seconds // length):
                return _ago(unit, timedelta(seconds=count * length), self.locale)
        return self.translator.text(JUST_NOW)

    # Numbers

    def number(self, number: float) -> str:
        return format_decimal(number, locale=self.locale)

    def percent(self, part: float, whole: float) -> str:
        """A whole number; neither 0 % nor 100 % unless it is that."""
        exact = 100 * part / whole if whole else 0
        rounded = round(exact)
        if rounded == 0 and part:
            return self.translator.text(LESS) % {"share": self.share(1)}
        return self.share(99 if rounded == 100 and part < whole else rounded)

    def share(self, percentage: float) -> str:
        """A percentage as it was given, with its decimals."""
        return format_percent(Decimal(str(percentage)) / 100, locale=self.locale, decimal_quantization=False)

    def middle(self, percentages: Sequence[float]) -> str:
        return self.share(median(percentages))

    def size(self, count: int) -> str:
        """Of so many bytes."""
        return size_in(self.locale, count)

    # Names and texts

    def country(self, code: str | None) -> str:
        return country_name(code, self.translator.tag) if code else self.translator.text(NO_COUNTRY)

    def label(self, text: Localized) -> str:
        """Of the questionnaire's, in its first language where it is not asked in this one."""
        return plain(marked(in_language(text, self.translator.tag)))

    def asked(self, text: Localized, most: int = 0) -> Markup:
        """The same within a line of the page, marked with the language it is in; no more than so many characters."""
        spoken = tag if (tag := self.translator.tag) in text else next(iter(text))
        words = self.label(text)
        if most and len(words) > most:
            words = words[: most - 1].rstrip() + "…"
        return Markup('<bdi lang="{}" dir="{}">{}</bdi>').format(spoken, text_direction(spoken), words)

    def device(self, said: str) -> str:
        """Browser and system, as far as what a browser says of itself tells."""
        browser = next((name for sign, name in _BROWSERS if sign in said), self.translator.text(A_BROWSER))
        system = next((name for sign, name in _SYSTEMS if sign in said), "")
        return self.translator.text(ON_A_SYSTEM) % {"browser": browser, "system": system} if system else browser


@lru_cache(maxsize=4096)  # the same moments stand on a page again and again
def _minute(moment: datetime, locale: Locale) -> str:
    day, clock = format_date(moment, "medium", locale=locale), format_time(moment, "short", locale=locale)
    return str(get_datetime_format("medium", locale)).replace("'", "").replace("{1}", day).replace("{0}", clock)


@lru_cache(maxsize=1024)
def _ago(unit: Unit, length: timedelta, locale: Locale) -> str:
    # Never in weeks or months: a reminder is thought of in days.
    return format_timedelta(-length, granularity=unit, threshold=inf, add_direction=True, locale=locale)
