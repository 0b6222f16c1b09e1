"""The words of dates: months and weekdays from babel, and what stands beside them. Knows no text and no calendar."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from babel import Locale

from flows.answers.characters import comparable
from flows.answers.folding import fold, words_of
from flows.answers.locales import locale_of
from flows.answers.phrases import any_of, listed

# Beside the respondent's language; Arabic has several sets of names of the months.
_ALWAYS_READ = ("en", "fr", "es", "ru", "ar", "ar-SY", "ar-MA", "ar-TN", "zh", "pt", "hi", "ur")

_FILLING = listed(
    """
    of|the|st|nd|rd|th|er|º|ª|°|го|е|de|del|do|day|year|año|г|год|года|سنة|عام|من|شهر|年|月|日|号|號|년|월|일|tháng|năm
    ปี|พ.ศ|ค.ศ|เดือน
    """
)
_ENDINGS = listed("st|nd|rd|th|er|º|日|号|號|일|года|год|г.|г|م|ad|ce")
_SAYING_NOTHING = """
    on|date|dated|the|as of|today is|le|du|en date du|el|fecha|a|em|data|am|den|vom|datum|дата|от|на|التاريخ|بتاريخ
    تاريخ|في|يوم|日期|日付|날짜|ngày|วันที่|tanggal|tarih|tarehe|दिनांक|تاریخ|dia|día
"""
_OTHER_THAN = listed(
    """
    not|before|after|pas|avant|après|antes de|antes del|después de|después del|не|до|после|ليس|قبل|بعد|不是|nicht|vor
    nach|não|antes do|depois de
    """
)
OTHER_THAN_BEFORE = re.compile(rf"(?:{any_of(_OTHER_THAN)})(?: the| le)? ?\Z")
"""What makes another day of the one that follows: "not 22 April"."""

_TODAY = """
    today|aujourd'hui|hoy|сегодня|اليوم|今天|今日|hoje|heute|oggi|bugün|сьогодні|dzisiaj|dziś|vandaag|hari ini
    hôm nay|วันนี้|leo|امروز|आज|오늘|idag|i dag|tänään|dnes|ma|danas|днес|бүгін|bugun|დღეს|այսօր|היום|ዛሬ|আজ|آج|ngayon
"""
_YESTERDAY = """
    yesterday|hier|ayer|вчера|أمس|昨天|昨日|ontem|gestern|ieri|dün|вчора|wczoraj|gisteren|kemarin|hôm qua
    เมื่อวาน|jana|دیروز|어제|igår|i går|eilen|včera|tegnap|jučer|кеше|kecha|გუშინ|երեկ|אתמול|ትናንት|গতকাল|kahapon
"""

_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_BETWEEN_DIGITS = rf"(?<=\d[-./ ])(?:{'|'.join(_ROMAN)})(?=[-./ ]\d)"

_FIELDS = re.compile(r"[A-Za-z]+")
_QUOTED = re.compile(r"'([^']*)'")
_NO_WORD = re.compile(r"[ .,/'()-]+")


@dataclass(frozen=True, slots=True)
class DateWords:
    """What one respondent may write.

    `part` finds the names of `months` and digits, `gap` is what may stand between two parts of a date, `ending` what
    may close it; the folded words of `noise` say nothing beyond the date, and `weekdays` (0 is Monday) what it says.
    """

    months: Mapping[str, int]
    part: re.Pattern[str]
    gap: re.Pattern[str]
    ending: re.Pattern[str]
    noise: frozenset[str]
    weekdays: Mapping[str, frozenset[int]]


def _folded(table: str) -> frozenset[str]:
    return frozenset(map(fold, re.split(r"[|\n]", table))) - {""}


DAYS_AGO: Mapping[str, int] = {**dict.fromkeys(_folded(_YESTERDAY), 1), **dict.fromkeys(_folded(_TODAY), 0)}
"""Folded words for today and yesterday, to how many days ago that is."""


@lru_cache(maxsize=64)
def date_words(language: str) -> DateWords:
    locales = [locale_of(tag) for tag in (language, *_ALWAYS_READ)]
    months = _months(locales)
    literals = {word for locale in locales for word in _literals(locale)} - {""}
    endings = {_ending(locale) for locale in locales} - {""}
    return DateWords(
        months={roman: number for number, roman in enumerate(_ROMAN, 1)} | dict(months),
        part=re.compile(rf"(?P<month>{any_of(months, whole=False)}|{_BETWEEN_DIGITS})|(?P<digits>\d++)"),
        gap=re.compile(rf"(?:[ .,/'()،⹁-]|{any_of(_FILLING | literals, whole=False)})*+"),
        ending=re.compile(rf"t\d\d:\d\d\S*+| ?(?:{any_of(_ENDINGS | endings)})"),
        noise=frozenset(word.folded for word in words_of(" ".join([_SAYING_NOTHING, *literals]))),
        weekdays=_weekdays(locales),
    )


def _months(locales: list[Locale]) -> Mapping[str, int]:
    """The name of a month as it is compared, to its number; the respondent's language goes before the others."""
    months: dict[str, int] = {}
    for number, name in (*_names(locales, "months"), (9, "Sept")):
        months.setdefault(comparable(name).rstrip("."), number)
    return {name: number for name, number in months.items() if any(map(str.isalpha, name))}


def _weekdays(locales: list[Locale]) -> Mapping[str, frozenset[int]]:
    weekdays: dict[str, frozenset[int]] = {}
    for number, name in _names(locales, "days"):
        for word in words_of(name):
            weekdays[word.folded] = weekdays.get(word.folded, frozenset()) | {number}
    return weekdays


def _names(locales: list[Locale], field: str) -> Iterator[tuple[int, str]]:
    for locale in locales:
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                yield from getattr(locale, field)[context][width].items()


def _literals(locale: Locale) -> Iterator[str]:
    """The words that the language puts between the fields of a date: "de", "г", "年"."""
    for width in ("long", "full"):
        pattern = locale.date_formats[width].pattern
        unquoted = _FIELDS.sub(" ", _QUOTED.sub(" ", pattern))
        yield from _NO_WORD.split(comparable(" ".join([*_QUOTED.findall(pattern), unquoted])))


def _ending(locale: Locale) -> str:
    """What the language writes after the last field of a date."""
    pattern = locale.date_formats["long"].pattern
    unquoted = _QUOTED.sub(lambda quoted: "\0" * len(quoted.group()), pattern)
    last = max(field.end() for field in _FIELDS.finditer(unquoted))
    return comparable(pattern[last:].replace("'", "")).strip()
