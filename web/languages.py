"""The languages of the pages: which there are, and what translates into them. Knows no page and no visitor.

English is written in the templates and needs no catalogue.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

from flows.wording.catalogue import Translator, languages_of, translator_of

LOCALE_DIRECTORY = Path(__file__).parent / "locale"
DOMAIN: Final = "pages"


def caption(text: str) -> str:
    """Marks a text of the pages where it stands in a table; it is translated where it is shown."""
    return text


def counting_caption(one: str, many: str) -> tuple[str, str]:
    """Marks one that counts, in both its forms."""
    return one, many


@cache
def languages() -> tuple[str, ...]:
    """Those the pages are written in, English first."""
    return languages_of(LOCALE_DIRECTORY, DOMAIN)


@cache
def translator(language: str) -> Translator:
    return translator_of(LOCALE_DIRECTORY, DOMAIN, language)
