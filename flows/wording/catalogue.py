"""The texts in the respondent's language: gettext catalogues read through Babel. Knows no reply and no question.

English is written in the code and needs no catalogue; a language without one is spoken to in English.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache, lru_cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path
from typing import Literal

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_time, format_timedelta
from babel.lists import format_list
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from flows.sentences import UNGROUPED
from flows.wording.rich import Filling, Text, fill, fill_from_the_right

LOCALE_DIRECTORY = Path(__file__).parent.parent / "locale"
DOMAIN = "focalpoint"
ENGLISH = "en"

# A day before its month and a clock of 24 hours, as the United Nations write English.
_LOCALES = {ENGLISH: "en_GB"}


@dataclass(frozen=True, slots=True)
class Translator:
    """One language: its texts, and how it writes dates and lists. `language` is the one really spoken."""

    language: str
    locale: Locale
    translations: NullTranslations

    @property
    def tag(self) -> str:
        """The language as questionnaires and HTML write it (BCP 47): zh-Hant."""
        return self.language.replace("_", "-")

    @property
    def is_right_to_left(self) -> bool:
        return self.locale.text_direction == "rtl"

    def text(self, text: str) -> str:
        return self.translations.gettext(text)

    def plural(self, one: str, many: str, count: int) -> str:
        return self.translations.ngettext(one, many, count)

    def say(self, text: str, /, **values: Filling) -> Text:
        """The text in the language, its placeholders filled with literal values."""
        return self._filled(self.text(text), values)

    def say_count(self, one: str, many: str, count: int, /, **values: Filling) -> Text:
        """As `say`, in the form that goes with the count, which fills `{count}`."""
        return self._filled(self.plural(one, many, count), {"count": count, **values})

    def _filled(self, text: str, values: Mapping[str, Filling]) -> Text:
        written = {name: self._written(value) for name, value in values.items()}
        return (fill_from_the_right if self.is_right_to_left else fill)(text, **written)

    def _written(self, value: Filling) -> Filling:
        if isinstance(value, int) and value > UNGROUPED:
            return format_decimal(value, locale=self.locale)
        return value

    def day(self, day: date, *, short: bool = False) -> str:
        return _day(day, "medium" if short else "long", self.locale)

    def clock(self, moment: datetime) -> str:
        return format_time(moment, "short", locale=self.locale)

    def duration(self, minutes: int) -> str:
        return format_timedelta(timedelta(minutes=minutes), threshold=1, locale=self.locale)

    def list_of(self, items: Sequence[str]) -> str:
        return format_list(items, locale=self.locale)


def languages() -> tuple[str, ...]:
    """The languages the bot speaks, English first."""
    return languages_of(LOCALE_DIRECTORY, DOMAIN)


def languages_of(folder: Path, domain: str) -> tuple[str, ...]:
    """Those the folder has a catalogue in (LANGUAGE/LC_MESSAGES/DOMAIN.po), English first."""
    return (ENGLISH, *sorted(path.parent.parent.name for path in folder.glob(f"*/LC_MESSAGES/{domain}.po")))


@lru_cache(maxsize=1024)  # today, above all
def _day(day: date, form: Literal["medium", "long"], locale: Locale) -> str:
    return format_date(day, form, locale=locale)


@cache
def translator(language: str | None) -> Translator:
    """The translator for a BCP 47 tag: of that language, of its main language (fr for fr-CA), or of English."""
    return translator_of(LOCALE_DIRECTORY, DOMAIN, language)


def translator_of(folder: Path, domain: str, language: str | None) -> Translator:
    """The same, from the folder's catalogues. To be kept by whoever asks: they are read each time."""
    known = languages_of(folder, domain)
    spoken = next((code for code in _from_narrow_to_wide(language or "") if code in known), ENGLISH)
    return Translator(spoken, Locale.parse(_LOCALES.get(spoken, spoken)), _translations(folder, domain, spoken))


def language_name(language: str) -> str:
    """How a language is called in itself: Français. Its code where nothing is known of it."""
    try:
        name = Locale.parse(language.replace("-", "_")).get_display_name()
    except (UnknownLocaleError, ValueError):
        name = None
    return name[0].upper() + name[1:] if name else language


def _from_narrow_to_wide(language: str) -> tuple[str, str]:
    tag = language.replace("-", "_")
    return tag, tag.partition("_")[0].lower()


def _translations(folder: Path, domain: str, language: str) -> NullTranslations:
    if language == ENGLISH:
        return NullTranslations()
    with (folder / language / "LC_MESSAGES" / f"{domain}.po").open("rb") as file:
        catalogue = read_po(file, locale=language)
    # The compiled form is made in memory: the standard library applies its plural rule, and nothing can be out of date.
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return GNUTranslations(compiled)
