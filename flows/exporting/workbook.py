"""The flat table and its code book as an Excel workbook (XLSX). Whatever was typed, nothing is a formula or a link.

Rows leave memory as they are written: XlsxWriter keeps them in temporary files, and puts them together at the end.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator, Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime
from tempfile import TemporaryFile
from textwrap import wrap
from typing import TYPE_CHECKING, Final

from flows.document import Document
from flows.errors import ExportError
from flows.exporting import codebook
from flows.exporting.cells import clean
from flows.exporting.columns import Cell, Column, Kind, columns_of, row_of, text_of
from flows.questionnaire import Questionnaire
from flows.sentences import N_, counted
from flows.wording.catalogue import Translator, translator
from flows.wording.sentences import in_language

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

MAX_ROWS: Final = 1_048_576
MAX_LENGTH: Final = 32_767
"""What Excel takes in a sheet, and in a cell, where a character beyond U+FFFF counts as two."""

A4: Final = 9
LINE: Final = 15
"""A line's height, in points."""

CHUNK: Final = 1 << 16
FIRST_DAY: Final = date(1900, 3, 1)
"""Excel counts a 29th of February 1900, which never was: earlier days would be another day in other programs."""

RESPONSES: Final = N_("Responses")
CODE_BOOK: Final = N_("Code book")
MAX_NAME: Final = 31
"""Characters of a sheet's name, for Excel."""

FROZEN: Final = 2
"""The columns that stay while the others pass by: the country's."""

_OPTIONS: Final = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
    "remove_timezone": True,
}
_WIDTHS: Final[Mapping[Kind, int]] = {
    Kind.ID: 38,
    Kind.TEXT: 30,
    Kind.CODE: 14,
    Kind.NUMBER: 10,
    Kind.FLAG: 8,
    Kind.DAY: 12,
    Kind.MOMENT: 19,
}
_CODE_BOOK_WIDTHS: Final = (28, 26, 9, 60, 45, 14, 48, 18)


@dataclass(frozen=True, slots=True)
class _Styles:
    heading: Format
    wrapped: Format
    day: Format
    moment: Format
    said: Translator
    """Says what stands in a cell beside what was typed."""


async def workbook_chunks(
    questionnaire: Questionnaire, documents: AsyncIterator[Document]
) -> AsyncGenerator[bytes, None]:
    """Raises ExportError where there are more responses than a sheet has rows."""
    import xlsxwriter

    columns = columns_of(questionnaire)
    with TemporaryFile() as file:
        with closing(xlsxwriter.Workbook(file, _OPTIONS)) as book:
            await _write_responses(book, questionnaire, columns, documents)
            _write_code_book(book, questionnaire, columns)
        file.seek(0)
        while chunk := file.read(CHUNK):
            yield chunk


async def _write_responses(
    book: Workbook, questionnaire: Questionnaire, columns: Sequence[Column], documents: AsyncIterator[Document]
) -> None:
    styles = _styles(book, questionnaire)
    sheet = book.add_worksheet(text_of(questionnaire, RESPONSES)[:MAX_NAME])
    _head(sheet, styles, [(column.name, _width(column)) for column in columns], FROZEN)
    row = 0
    async for document in documents:
        row += 1
        if row >= MAX_ROWS:
            raise ExportError(
                N_("An Excel sheet holds {limit} responses, and these are more: CSV holds any number."),
                limit=MAX_ROWS - 1,
            )
        for place, cell in enumerate(row_of(columns, document)):
            _write(sheet, styles, row, place, cell)
    sheet.autofilter(0, 0, row, len(columns) - 1)
    sheet.repeat_columns(0, FROZEN - 1)


def _write_code_book(book: Workbook, questionnaire: Questionnaire, columns: Sequence[Column]) -> None:
    styles = _styles(book, questionnaire)
    sheet = book.add_worksheet(text_of(questionnaire, CODE_BOOK)[:MAX_NAME])
    headings = [text_of(questionnaire, heading) for heading in codebook.FOR_PEOPLE]
    _head(sheet, styles, list(zip(headings, _CODE_BOOK_WIDTHS, strict=True)), 1)
    row = 0
    for row, cells in enumerate(codebook.code_book(questionnaire, columns), 1):
        sheet.set_row(row, LINE * max(map(_lines, cells, _CODE_BOOK_WIDTHS)))
        for place, cell in enumerate(cells):
            sheet.write_string(row, place, _fitting(cell, styles.said), styles.wrapped)
    sheet.autofilter(0, 0, row, len(headings) - 1)
    sheet.fit_to_pages(1, 0)


def _head(sheet: Worksheet, styles: _Styles, headings: Iterable[tuple[str, int]], frozen: int) -> None:
    for place, (heading, width) in enumerate(headings):
        sheet.set_column(place, place, width)
        sheet.write_string(0, place, heading, styles.heading)
    sheet.freeze_panes(1, frozen)
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.repeat_rows(0)


def _write(sheet: Worksheet, styles: _Styles, row: int, place: int, cell: Cell) -> None:
    match cell:
        case None | "":
            pass
        case str():
            sheet.write_string(row, place, _fitting(cell, styles.said))
        case datetime():
            sheet.write_datetime(row, place, cell, styles.moment)
        case date() if cell >= FIRST_DAY:
            sheet.write_datetime(row, place, cell, styles.day)
        case date():
            sheet.write_string(row, place, cell.isoformat())
        case _:
            sheet.write_number(row, place, cell)


def _fitting(text: str, said: Translator) -> str:
    """What fits into a cell; of a longer text the end says that it was cut, and how long it is."""
    text = clean(text)
    if len(text) <= MAX_LENGTH // 2 or len(units := text.encode("utf-16-le")) <= 2 * MAX_LENGTH:
        return text
    cut = counted(
        "[cut here: the text has {count} character; CSV and JSON hold all of it]",
        "[cut here: the text has {count} characters; CSV and JSON hold all of it]",
        len(text),
    )
    end = f" … {in_language(cut, said)}"
    return units[: 2 * (MAX_LENGTH - len(end))].decode("utf-16-le", "ignore") + end


def _width(column: Column) -> int:
    """The heading fits as well, with the button of its filter."""
    return max(_WIDTHS[column.kind], len(column.name) + 4)


def _lines(text: str, width: int) -> int:
    """How many the text takes: LibreOffice leaves rows at one line where no height is given."""
    return sum(len(wrap(line, width)) or 1 for line in text.split("\n"))


def _styles(book: Workbook, questionnaire: Questionnaire) -> _Styles:
    return _Styles(
        heading=book.add_format({"bold": True, "bg_color": "#E8EDF3", "bottom": 1, "valign": "top"}),
        wrapped=book.add_format({"text_wrap": True, "valign": "top"}),
        day=book.add_format({"num_format": "yyyy-mm-dd", "align": "left"}),
        moment=book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss", "align": "left"}),
        said=translator(questionnaire.languages[0]),
    )
