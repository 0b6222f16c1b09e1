"""The formats in which responses leave, in one table: what writes each, what it is called, how its file ends."""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator, Callable, Mapping
from contextlib import aclosing
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import BinaryIO, Final

from flows.administration.exporting import Selection
from flows.copies import FORMS, Copy
from flows.document import Document
from flows.exporting.archive import archive_chunks, json_file
from flows.exporting.attached import Fetch, files_kept
from flows.exporting.delimited import long_chunks, table_chunks
from flows.exporting.forms import WRITERS, packing
from flows.exporting.lines import array_chunks, line_chunks
from flows.exporting.workbook import workbook_chunks
from flows.questionnaire import Questionnaire

Chunks = Callable[[Questionnaire, AsyncIterator[Document]], AsyncGenerator[bytes, None]]
Progress = Callable[[int], None]


class Format(StrEnum):
    JSON = "json"
    JSON_LINES = "jsonl"
    CSV = "csv"
    LONG_CSV = "csv-long"
    XLSX = "xlsx"
    ZIP = "zip"
    PDF = "pdf"
    DOCX = "docx"


@dataclass(frozen=True, slots=True)
class Alone:
    """How a single response is written where that is something else than a file of one."""

    media_type: str
    extension: str
    write: Callable[[Questionnaire, Document], bytes]


@dataclass(frozen=True, slots=True)
class Written:
    """How a format is written: `chunks` gives the bytes of a file one after the other, in bounded memory."""

    media_type: str
    extension: str
    chunks: Chunks
    alone: Alone | None = None


def _alone(copy: Copy) -> Alone:
    return Alone(FORMS[copy].media_type, FORMS[copy].ending, WRITERS[copy])


def _archive_of(copy: Copy) -> Written:
    """A format of one file for each response: a ZIP of them."""
    return Written("application/zip", "zip", partial(archive_chunks, packings=(packing(copy),)), _alone(copy))


FORMATS: Final[Mapping[Format, Written]] = {
    Format.JSON: Written("application/json", "json", array_chunks, _alone(Copy.JSON)),
    Format.JSON_LINES: Written("application/x-ndjson", "jsonl", line_chunks),
    Format.CSV: Written("text/csv; charset=utf-8", "csv", table_chunks),
    Format.LONG_CSV: Written("text/csv; charset=utf-8", "csv", long_chunks),
    Format.XLSX: Written("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx", workbook_chunks),
    Format.ZIP: Written("application/zip", "zip", archive_chunks),
    Format.PDF: _archive_of(Copy.PDF),
    Format.DOCX: _archive_of(Copy.DOCX),
}


def export_chunks(
    format: Format,  # noqa: A002 - it is the word
    questionnaire: Questionnaire,
    documents: AsyncIterator[Document],
    progress: Progress | None = None,
    fetch: Fetch | None = None,
) -> AsyncGenerator[bytes, None]:
    """The file, piece by piece, for whoever sends it on while it is made (and closes this generator). `progress` hears
    how many documents are done, after each; `fetch` gives the files sent with answers, which an archive holds too.
    Raises ExportError for what a format cannot hold."""
    counted = _counted(documents, progress) if progress else documents
    if format is Format.ZIP and fetch:
        return archive_chunks(questionnaire, counted, (json_file, files_kept(fetch)))
    return FORMATS[format].chunks(questionnaire, counted)


async def write_export(
    format: Format,  # noqa: A002
    questionnaire: Questionnaire,
    documents: AsyncIterator[Document],
    target: BinaryIO,
    progress: Progress | None = None,
    fetch: Fetch | None = None,
) -> None:
    """The file into `target`, which need not be seekable and is not closed; otherwise as `export_chunks`."""
    async with aclosing(export_chunks(format, questionnaire, documents, progress, fetch)) as chunks:
        async for chunk in chunks:
            target.write(chunk)


def file_name(format: Format, questionnaire: Questionnaire, selection: Selection) -> str:  # noqa: A002
    """msq-2020-completed.xlsx, msq-2020-PAK-all-long.csv."""
    parts = (questionnaire.name, selection.country, str(selection.which), _NAMED.get(format))
    return f"{'-'.join(part for part in parts if part)}.{FORMATS[format].extension}"


# Where the ending alone does not tell.
_NAMED: Final = {Format.LONG_CSV: "long", Format.PDF: "pdf", Format.DOCX: "docx"}


async def _counted(documents: AsyncIterator[Document], progress: Progress) -> AsyncIterator[Document]:
    """Who asks for the next document is done with the one before."""
    done = 0
    async for document in documents:
        yield document
        done += 1
        progress(done)
