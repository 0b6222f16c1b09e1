"""The texts of the code as a gettext template, and the catalogues beside it. `pytest --rewrite` writes both anew."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

import flows
from flows.sentences import N_, Counted, Sentence, Value
from flows.wording.catalogue import DOMAIN, LOCALE_DIRECTORY, languages_of

ROOT = Path(flows.__file__).parent.parent

# Where a text stands: alone, or as singular and plural. Outside the wording only sentences for the survey team do.
OF_SENTENCES: Final[Mapping[str, tuple[int, ...] | None]] = {"N_": None, "counted": (1, 2)}
KEYWORDS: Final = {**OF_SENTENCES, "say": None, "words": None, "say_count": (1, 2)}
SOURCES: Final = (("flows/wording", KEYWORDS), ("flows", OF_SENTENCES), ("bot", OF_SENTENCES), ("web", OF_SENTENCES))

_HEADER = "# The texts of Focalpoint. `pytest --rewrite` of the test of these catalogues adds what the code says anew."
_ABOUT = {
    "project": "Focalpoint",
    "version": "1",
    "msgid_bugs_address": "see README.md",
    "last_translator": "the authors of Focalpoint",
    "language_team": "the authors of Focalpoint",
}

# A template changes when a text does, not when it is written again.
_WRITTEN = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Catalogues:
    """Those of one domain, in a folder; `extracted` are all texts of the code that belong there."""

    folder: Path
    domain: str
    extracted: Callable[[], Catalog]

    @property
    def languages(self) -> tuple[str, ...]:
        """Those that are translated into."""
        return languages_of(self.folder, self.domain)[1:]

    def of(self, language: str) -> Catalog:
        return _read(self._file(language), language)

    def template(self) -> Catalog:
        """As it was written last."""
        return _read(self._template)

    def rewrite(self) -> None:
        """The template as the code has it; the catalogues with the same texts, their translations kept but for spaces
        that do not break, which take the place of others where the language has them."""
        template = self.extracted()
        _write(self._template, template)
        for language in self.languages:
            catalogue = self.of(language)
            catalogue.update(template, no_fuzzy_matching=True, update_header_comment=False)
            catalogue.obsolete.clear()
            for message in catalogue if language == "fr" else ():
                message.string = _unbroken(message.string or "")
            _write(self._file(language), catalogue)

    @property
    def _template(self) -> Path:
        return self.folder / f"{self.domain}.pot"

    def _file(self, language: str) -> Path:
        return self.folder / language / "LC_MESSAGES" / f"{self.domain}.po"


TORN: Final = re.compile(r"(?<=«) | (?=[:;?»]|%(?!\())")
"""A space at which French would be torn apart at the end of a line; not one before a placeholder."""


def _unbroken(translation: str | tuple[str, ...] | list[str]) -> str | tuple[str, ...]:
    """With U+00A0 in its place."""
    if isinstance(translation, str):
        return TORN.sub("\u00a0", translation)
    return tuple(TORN.sub("\u00a0", form) for form in translation)


def new_template() -> Catalog:
    return Catalog(header_comment=_HEADER, creation_date=_WRITTEN, revision_date=_WRITTEN, fuzzy=False, **_ABOUT)


def extracted() -> Catalog:
    """Every text of the bot's, and every sentence for the survey team, with the files that say it."""
    template = new_template()
    for folder, keywords in SOURCES:
        found = extract_from_dir(ROOT / folder, keywords=keywords, comment_tags=())
        for name, _, text, comments, context in found:
            template.add(text, locations=[(f"{folder}/{name}", 1)], auto_comments=comments, context=context)
    return template


BOT: Final = Catalogues(LOCALE_DIRECTORY, DOMAIN, extracted)


@cache
def said_elsewhere() -> tuple[Sentence, ...]:
    """Every text that does not stand in the wording, filled with values: by which something is declined to the survey
    team, and what exports say."""
    found = (message for message in extracted() if message.id and not _is_of_wording(message))
    return tuple(_sentence(message) for message in found)


def _is_of_wording(message: Message) -> bool:
    return any(file.startswith(SOURCES[0][0]) for file, _ in message.locations)


def _sentence(message: Message) -> Sentence:
    one, many = message.id if isinstance(message.id, tuple) else (None, str(message.id))
    values = {name: _VALUES.get(name, "values") for name in re.findall(r"\{(\w+)\}", many) if name != "count"}
    return Sentence(N_(many), values) if one is None else Counted(N_(many), values, one=N_(one), count=1_000_000)


_VALUES: Final[Mapping[str, Value]] = {
    "country": "PAK",
    "limit": 366,
    "reason": Sentence(N_("The country is missing.")),
}


def _read(path: Path, language: str | None = None) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=language)


def _write(path: Path, catalogue: Catalog) -> None:
    with path.open("wb") as file:
        write_po(file, catalogue, width=120, sort_by_file=False, include_lineno=False, sort_output=False)
