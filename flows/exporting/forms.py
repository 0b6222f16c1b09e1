"""A response as a file of its own: the filled form as PDF or Word document, or its JSON. The libraries that set them
are loaded with the first that is made."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping
from functools import partial
from typing import Final

from flows.copies import FORMS, Copy
from flows.document import Document
from flows.exporting.archive import Packed, Packing, path_of
from flows.exporting.describing import describe
from flows.exporting.lines import one_document
from flows.questionnaire import Questionnaire


def pdf_form(questionnaire: Questionnaire, document: Document | None, language: str | None = None) -> bytes:
    """Blank without a document; in the respondent's language where no other is asked for."""
    from flows.exporting.paper_pdf import pdf

    return pdf(describe(questionnaire, document, language))


def docx_form(questionnaire: Questionnaire, document: Document | None, language: str | None = None) -> bytes:
    """As `pdf_form`."""
    from flows.exporting.paper_docx import docx

    return docx(describe(questionnaire, document, language))


WRITERS: Final[Mapping[Copy, Callable[[Questionnaire, Document], bytes]]] = {
    Copy.PDF: pdf_form,
    Copy.DOCX: docx_form,
    Copy.JSON: lambda questionnaire, document: one_document(document),
}


def packing(copy: Copy) -> Packing:
    """For an archive of many."""
    return partial(_packed, copy)


async def _packed(copy: Copy, questionnaire: Questionnaire, document: Document) -> AsyncIterator[Packed]:
    yield Packed(path_of(document, FORMS[copy].ending), WRITERS[copy](questionnaire, document))
