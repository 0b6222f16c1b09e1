"""How tests read what was printed: the words of a PDF and of a Word document, without their line breaks."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import docx
from pypdf import PdfReader

from flows.exporting.paper import Asked, Form, Given, Paragraphs, Table


def squeezed(text: str) -> str:
    """What does not depend on where a line ends."""
    return "".join(text.split()).replace("\u200b", "")


def stands_in(text: str, words: str) -> bool:
    """In one piece, or in two where a page ends in the middle of it."""
    wanted = squeezed(text)
    return wanted in words or any(wanted[:end] in words and wanted[end:] in words for end in range(1, len(wanted)))


def words_of_pdf(file: bytes) -> str:
    return squeezed("".join(page.extract_text() for page in PdfReader(io.BytesIO(file)).pages))


def words_of_docx(file: bytes) -> str:
    return squeezed("".join(node.text or "" for node in docx.Document(io.BytesIO(file)).element.body.iter(_TEXT)))


_TEXT = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"


def asked_in(form: Form) -> Iterator[Asked]:
    """Every question of a form but those in its head."""
    items = [*form.opening, *(item for section in form.sections for item in section.items)]
    for item in items:
        yield from item.rows if isinstance(item, Table) else (item,)


def text_of(paragraphs: Paragraphs) -> str:
    return "\n".join(paragraph.text for paragraph in paragraphs)


def seen(given: Given) -> dict[str, Any]:
    """An answer's place as a person sees it; what is not there is left out."""
    parts = {
        "ticks": [f"{'☒' if tick.ticked else '☐'} {text_of(tick.words)}" for tick in given.ticks],
        "words": text_of(given.words),
        "remark": text_of(given.remark),
        "instead": given.instead,
        "lines": given.lines,
    }
    return {name: part for name, part in parts.items() if part}
