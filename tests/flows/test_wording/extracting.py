"""The texts of the code as a gettext template, and the catalogues beside it. `pytest --rewrite` writes both anew."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

import flows
from flows.wording.catalogue import DOMAIN, LOCALE_DIRECTORY, languages

ROOT = Path(flows.__file__).parent.parent
TEMPLATE = LOCALE_DIRECTORY / f"{DOMAIN}.pot"

# Where a text stands: alone, or as singular and plural.
KEYWORDS = {"N_": None, "say": None, "words": None, "say_count": (1, 2)}

_HEADER = "# The texts of Focalpoint. `pytest --rewrite tests/flows/test_wording` adds what the code says anew."
_ABOUT = {
    "project": "Focalpoint",
    "version": "1",
    "msgid_bugs_address": "see README.md",
    "last_translator": "the authors of Focalpoint",
    "language_team": "the authors of Focalpoint",
}

# A template changes when a text does, not when it is written again.
_WRITTEN = datetime(2026, 1, 1, tzinfo=UTC)


def extracted() -> Catalog:
    """Every text of the wording, with the files that say it."""
    template = Catalog(header_comment=_HEADER, creation_date=_WRITTEN, revision_date=_WRITTEN, fuzzy=False, **_ABOUT)
    wording = ROOT / "flows" / "wording"
    for name, _, text, comments, context in extract_from_dir(wording, keywords=KEYWORDS, comment_tags=()):
        template.add(text, locations=[(f"flows/wording/{name}", 1)], auto_comments=comments, context=context)
    return template


def catalogue_of(language: str) -> Catalog:
    return _read(LOCALE_DIRECTORY / language / "LC_MESSAGES" / f"{DOMAIN}.po", language)


def written_template() -> Catalog:
    return _read(TEMPLATE)


def rewrite() -> None:
    """The template as the code has it; the catalogues with the same texts, their translations kept."""
    template = extracted()
    _write(TEMPLATE, template)
    for language in languages()[1:]:
        catalogue = catalogue_of(language)
        catalogue.update(template, no_fuzzy_matching=True, update_header_comment=False)
        catalogue.obsolete.clear()
        _write(LOCALE_DIRECTORY / language / "LC_MESSAGES" / f"{DOMAIN}.po", catalogue)


def _read(path: Path, language: str | None = None) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=language)


def _write(path: Path, catalogue: Catalog) -> None:
    with path.open("wb") as file:
        write_po(file, catalogue, width=120, sort_by_file=False, include_lineno=False, sort_output=False)
