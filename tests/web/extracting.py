"""The texts of the pages: of the templates, of the tables of captions, of the charts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir

from tests.flows.test_wording.extracting import ROOT, Catalogues, new_template
from web.languages import DOMAIN, LOCALE_DIRECTORY

# Where a text stands: alone, or as singular and plural. Sentences by which something is declined are the bot's as well.
KEYWORDS: Final[Mapping[str, tuple[int, ...] | None]] = {
    "_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "caption": None,
    "counting_caption": (1, 2),
}

_METHODS: Final = [("templates/**.html", "jinja2"), ("**.py", "python")]
_OPTIONS: Final = {"templates/**.html": {"trimmed": "true", "newstyle_gettext": "true", "silent": "false"}}


def extracted() -> Catalog:
    template = new_template()
    for name, text, comments, context in _found():
        template.add(text, locations=[(f"web/{name}", 1)], auto_comments=comments, context=context)
    return template


def _found() -> Iterator[tuple[str, Any, list[str], str | None]]:
    found = extract_from_dir(ROOT / "web", _METHODS, _OPTIONS, keywords=KEYWORDS, comment_tags=())
    for name, _, text, comments, context in found:
        yield name, text, comments, context


PAGES: Final = Catalogues(LOCALE_DIRECTORY, DOMAIN, extracted)
