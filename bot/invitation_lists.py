"""Lists of people to invite, as survey teams keep them: CSV or XLSX with a heading, read into orders. Knows no storage.

What stands in a row is judged where invitations are made; here only what makes the file unreadable as a list.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final
from zipfile import BadZipFile

from flows.administration.orders import Order
from flows.errors import InvitationError
from flows.sentences import N_, Sentence, counted

COLUMNS: Final = ("country", "name", "address", "language")
MOST_ROWS: Final = 2000

Row = tuple[int, Sequence[str]]
"""A row's number in the file, from 1, and its cells."""


def read_list(file: Path, template: Order) -> tuple[Order, ...]:
    """One order for each row that is not empty; what the list does not say is taken from the template. Raises
    InvitationError where the file is no list."""
    try:
        content = file.read_bytes()
    except OSError as error:
        raise InvitationError(
            N_("{file} cannot be read: {reason}."), file=str(file), reason=str(error.strerror)
        ) from error
    return read_content(str(file), content, template)


def read_content(file: str, content: bytes, template: Order) -> tuple[Order, ...]:
    """As `read_list`, of what is in a file of that name."""
    rows = (row for row in _rows(file, content) if any(cell.strip() for cell in row[1]))
    line, heading = next(rows, (1, ()))
    columns = [cell.strip().casefold() for cell in heading]
    if "country" not in columns:
        raise InvitationError(
            N_("{file}, line {line}: the heading must name its columns: {columns}."),
            file=file,
            line=line,
            columns=", ".join(COLUMNS),
        )
    if unknown := [name for name in columns if name not in ("", *COLUMNS)]:
        raise InvitationError(
            N_("{file}, line {line}: there is no column “{column}”; the columns are {columns}."),
            file=file,
            line=line,
            column=unknown[0],
            columns=", ".join(COLUMNS),
        )
    orders = tuple(_order(columns, row, template) for row in rows)
    if not orders:
        raise InvitationError(N_("{file} has nobody in it."), file=file)
    if len(orders) > MOST_ROWS:
        raise InvitationError(
            counted(
                "{file} has {count} row; {limit} are taken at once.",
                "{file} has {count} rows; {limit} are taken at once.",
                len(orders),
                file=file,
                limit=MOST_ROWS,
            )
        )
    return orders


def _order(columns: Sequence[str], row: Row, template: Order) -> Order:
    line, cells = row
    given = {name: cell.strip() for name, cell in zip(columns, cells, strict=False) if name and cell.strip()}
    return replace(
        template,
        country=given.get("country"),
        name=given.get("name"),
        address=given.get("address"),
        language=given.get("language", template.language),
        place=Sentence(N_("line {line}"), {"line": line}),
    )


def _rows(file: str, content: bytes) -> Iterator[Row]:
    return _of_sheet(content, file) if file.lower().endswith(".xlsx") else _of_text(content, file)


def _of_text(content: bytes, file: str) -> Iterator[Row]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InvitationError(N_("{file} is not in UTF-8: save it as “CSV UTF-8”, or as .xlsx."), file=file) from error
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    # A cell may hold several lines: what is named is the line on which its row begins.
    begins = 1
    for cells in reader:
        yield begins, cells
        begins = reader.line_num + 1


def _delimiter(text: str) -> str:
    """Spreadsheets separate by commas, by semicolons where a comma is the decimal sign, or by tabs."""
    heading = text.lstrip().partition("\n")[0]
    return max(",;\t", key=heading.count)


def _of_sheet(content: bytes, file: str) -> Iterator[Row]:
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    except (BadZipFile, InvalidFileException, KeyError, ValueError) as error:
        raise InvitationError(N_("{file} is not an Excel workbook."), file=file) from error
    try:
        sheet: Iterable[Sequence[Any]] = book.worksheets[0].iter_rows(values_only=True)
        rows = [tuple("" if cell is None else str(cell) for cell in cells) for cells in sheet]
    finally:
        book.close()
    return iter([*enumerate(rows, 1)])
