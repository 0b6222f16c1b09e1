"""Pseudo-languages: every text of a catalogue and of a questionnaire in letters of another script, longer and in
brackets. What still stands in Latin letters, or in English quotation marks, was not translatable.

They stand in the places of Greek, which runs like English, and of Arabic, which runs the other way and has six plurals:
dates, lists and countries come in the same script from CLDR.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from flows.questionnaire import Questionnaire
from flows.wording import catalogue
from tests.flows.test_wording.extracting import BOT, Catalogues

LATIN: Final = "abcdefghijklmnopqrstuvwxyz"
_LETTERS: Final[Mapping[str, str]] = {
    "el": "αβψδεφγηιξκλμνοπϗρστυϋωχύζ",
    "ar": "ابثدهفغحيجكلمنوپقرستعڤشخصز",
}
LANGUAGES: Final = tuple(_LETTERS)

LONGER: Final = 0.4
"""By how much translations grow; a text this long in English may be longer by a half in another language."""

_UNTOUCHED: Final = re.compile(r"(\{\w+\}|%\(\w+\)s|%%|<[^>]+>|\*\*|(?<!\w)/[a-z]+|https?://\S*|^[IVX]+\. |\n)")


def pseudo(text: str, language: str) -> str:
    """Numerals of sections, placeholders, bold, commands and lines stay as they are."""
    pieces = _UNTOUCHED.split(text)
    written = "".join(piece if place % 2 else _transcribed(piece, language) for place, piece in enumerate(pieces))
    padding = _padding(_LETTERS[language][0], round(LONGER * len(text)))
    numeral = re.match(r"[IVX]+\. ", written)
    before = numeral[0] if numeral else ""
    if not any(sign.isalpha() for sign in "".join(pieces[::2])):
        return written
    return f"{before}⟦{written[len(before) :]} {padding}⟧"


def _padding(letter: str, length: int) -> str:
    """Words like others: lines break between them."""
    return "".join(" " if place % 8 == 7 else letter for place in range(length))


def _transcribed(text: str, language: str) -> str:
    signs = LATIN + LATIN.upper() + "“”"
    letters = str.maketrans(signs, _LETTERS[language] + _LETTERS[language].upper() + "‹›")
    return text.translate(letters)


def in_pseudo(questionnaire: Questionnaire, language: str) -> Questionnaire:
    """Asked in the pseudo-language as well."""
    properties = _with_language(questionnaire.model_dump(by_alias=True, exclude_none=True), language)
    return Questionnaire.model_validate(properties | {"languages": [*questionnaire.languages, language]})


def _with_language(value: Any, language: str) -> Any:
    match value:
        case {"en": str(english)}:
            return {**value, language: pseudo(english, language)}
        case Mapping():
            return {key: _with_language(each, language) for key, each in value.items()}
        case list() | tuple():
            return [_with_language(each, language) for each in value]
        case _:
            return value


@contextmanager
def spoken(folder: Path) -> Iterator[None]:
    """While the block lasts, the bot speaks the pseudo-languages, from catalogues like any other's in the folder."""
    write_catalogues(folder, BOT)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(catalogue, "LOCALE_DIRECTORY", folder)
        catalogue.translator.cache_clear()
        yield
    catalogue.translator.cache_clear()


def write_catalogues(folder: Path, catalogues: Catalogues) -> None:
    """Of all texts of the domain, in every pseudo-language."""
    for language in LANGUAGES:
        file = folder / language / "LC_MESSAGES" / f"{catalogues.domain}.po"
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("wb") as opened:
            write_po(opened, _catalogue_of(catalogues.extracted(), language))


def _catalogue_of(said: Catalog, language: str) -> Catalog:
    made = Catalog(locale=language)
    for message in (message for message in said if message.id):
        texts = message.id if isinstance(message.id, tuple) else (message.id,)
        forms = tuple(pseudo(str(texts[-1] if form else texts[0]), language) for form in range(made.num_plurals))
        made.add(message.id, forms if isinstance(message.id, tuple) else forms[0])
    return made
