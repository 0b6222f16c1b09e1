"""A form as a PDF file, set by typst: tagged for screen readers, and fit to be archived. Knows no questionnaire.

What respondents typed goes to the template as JSON: it is shown, and never read as markup.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from functools import cache
from importlib.resources import files
from typing import Any, Final

import typst

from flows.answers.locales import locale_of
from flows.exporting.paper import Form

_TEMPLATE: Final = (files("flows") / "exporting" / "paper.typ").read_bytes()

_FOR_EVERYBODY: tuple[typst.PDFStandard, ...] = ("ua-1",)
"""PDF/UA-1 (ISO 14289-1): read by screen readers."""

_FOR_THE_ARCHIVE: tuple[typst.PDFStandard, ...] = ("a-2a",)
"""PDF/A-2a (ISO 19005-2), which wants a date: not for a blank form."""

MAX_SHORT_TITLE: Final = 90


def pdf(form: Form) -> bytes:
    """The same form gives the same file. Where this machine has no font for a character, the file shows that one is
    missing, and is only tagged: the standards take no such file."""
    values = {"form": json.dumps(_values(form), ensure_ascii=False, default=str)}
    try:
        return _set(form, values, _FOR_EVERYBODY + (_FOR_THE_ARCHIVE if form.dated else ()))
    except typst.TypstError:
        return _set(form, values, ())


def _set(form: Form, values: dict[str, str], standards: tuple[typst.PDFStandard, ...]) -> bytes:
    return typst.compile(
        _TEMPLATE,
        format="pdf",
        font_paths=_fonts(),
        sys_inputs=values,
        pdf_standards=[*standards],
        timestamp=form.dated,
    )


@cache
def _fonts() -> typst.Fonts:
    """Those within typst, and the system's, looked for once."""
    return typst.Fonts()


def _values(form: Form) -> dict[str, Any]:
    locale = locale_of(form.language)
    notes = [note for part in (form.opening_notes, *(section.notes for section in form.sections)) for note in part]
    return asdict(form) | {
        "lang": locale.language,
        "region": locale.territory if locale.territory and len(locale.territory) == 2 else None,
        "short": form.title if len(form.title) <= MAX_SHORT_TITLE else form.title[: MAX_SHORT_TITLE - 1] + "…",
        "all_notes": [asdict(note) for note in notes],
    }
