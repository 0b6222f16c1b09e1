"""The tables as CSV (RFC 4180): UTF-8 with its mark, commas, CRLF, points in numbers, ISO dates.

The mark in front tells Excel that it is UTF-8; R's readr, pandas, Stata and SPSS take it off.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import AsyncGenerator, AsyncIterator, Iterable, Sequence
from datetime import datetime
from typing import Final

from flows.document import Document
from flows.exporting import codebook, long_table
from flows.exporting.cells import clean
from flows.exporting.columns import Cell, Column, columns_of, row_of
from flows.questionnaire import Questionnaire

MARK: Final = "\ufeff"

# What a spreadsheet takes for the beginning of a formula, also in the wide forms of East Asian keyboards. Apostrophes
# in front count as well, so that who wants the text back takes exactly one away wherever this matches.
_FORMULA: Final = re.compile(r"'*\s*[=+\-@＝＋－＠]")


async def table_chunks(questionnaire: Questionnaire, documents: AsyncIterator[Document]) -> AsyncGenerator[bytes, None]:
    """A row a response."""
    columns = columns_of(questionnaire)
    yield headed(column.name for column in columns)
    async for document in documents:
        yield rows([row_of(columns, document)])


async def long_chunks(questionnaire: Questionnaire, documents: AsyncIterator[Document]) -> AsyncGenerator[bytes, None]:
    """A row an answer."""
    table = long_table.LongTable(questionnaire)
    yield headed(long_table.HEADINGS)
    async for document in documents:
        yield rows(table.rows_of(document))


def code_book(questionnaire: Questionnaire, columns: Sequence[Column]) -> bytes:
    return headed(codebook.HEADINGS) + rows(codebook.code_book(questionnaire, columns))


def headed(names: Iterable[str]) -> bytes:
    """The beginning of a file."""
    return MARK.encode() + rows([names])


def rows(several: Iterable[Iterable[Cell]]) -> bytes:
    file = io.StringIO(newline="")
    csv.writer(file).writerows(map(_written, row) for row in several)
    return file.getvalue().encode()


def _written(cell: Cell) -> str | int | float | None:
    if isinstance(cell, str):
        return defused(clean(cell))
    if isinstance(cell, datetime):
        return cell.isoformat().replace("+00:00", "Z")
    return cell if cell is None or isinstance(cell, int | float) else cell.isoformat()


def defused(text: str) -> str:
    """With an apostrophe in front of what a spreadsheet would calculate; also of a harmless “- yes” or “+41 22 …”."""
    return f"'{text}" if _FORMULA.match(text) else text
