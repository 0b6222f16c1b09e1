"""The babel locale of a respondent's language. Knows no text and no value."""

from __future__ import annotations

from functools import lru_cache

from babel import Locale, UnknownLocaleError

# The English of international texts: 22 April 2019, not April 22, 2019.
_ENGLISH = Locale("en", "001")


@lru_cache(maxsize=256)
def locale_of(language: str) -> Locale:
    """`language` is a BCP 47 tag; English where babel does not know it."""
    if language == "en":
        return _ENGLISH
    try:
        return Locale.parse(language, sep="-" if "-" in language else "_")
    except (UnknownLocaleError, ValueError):
        return _ENGLISH
