"""The recorded response as Excel and as a program that reads CSV find it, cell by cell for some questions."""

from __future__ import annotations

import io
from datetime import datetime
from pathlib import Path

import openpyxl

from flows.administration.exporting import export_documents
from flows.exporting.formats import Format, write_export
from flows.loading import load_questionnaire
from storage import open_storage
from tests.flows.test_exporting.material import rows_of

EXPORTED = {
    "country_code": "PAK",
    "country_name": "Pakistan",
    "response_status": "completed",
    "revision": 1,
    "date": datetime(2019, 4, 22),  # noqa: DTZ001 - a day
    "authorization": 1,
    "q1": None,
    "q1__count": 0,
    "q1__note": "The E-Government Portal is being upgraded",
    "q3": "https://www.moit.gov.pk https://www.nitb.gov.pk",
    "q3__names": "Ministry of IT & Telecom (MoITT) | National Information Technology Board (NITB)",
    "q3__count": 2,
    "q4": 1,
    "q4_name": "Mr. Raza Ali Shah",
    "q4_phone": "+92519215347",
    "q17": 57,
    "q17__note": "satisfactory rate (for Pakistan Citizen Portal)",
    "q17__status": "answered",
    "q18": None,
    "q18__status": "not-available",
}
"""What was recorded, cell by cell, as Excel has it."""


async def the_tables_hold_what_was_recorded(database: Path) -> None:
    for row in (await _row_of_excel(database), await _row_of_csv(database)):
        assert {name: row[name] for name in EXPORTED} == EXPORTED


async def _row_of_excel(database: Path) -> dict[str, object]:
    book = openpyxl.load_workbook(io.BytesIO(await _exported(database, Format.XLSX)))
    heading, row = book["Responses"].iter_rows(values_only=True)
    return dict(zip(map(str, heading), row, strict=True))


async def _row_of_csv(database: Path) -> dict[str, object]:
    """In the types that Excel has."""
    (row,) = rows_of(await _exported(database, Format.CSV))
    return {name: _typed(EXPORTED.get(name), cell) for name, cell in row.items()}


def _typed(like: object, cell: str) -> object:
    if isinstance(like, datetime):
        return datetime.fromisoformat(cell)
    return int(cell) if isinstance(like, int) else cell.removeprefix("'") or None


async def _exported(database: Path, form: Format) -> bytes:
    questionnaire = load_questionnaire("msq-2020")
    file = io.BytesIO()
    async with open_storage(f"sqlite:///{database}") as storage:
        await write_export(form, questionnaire, export_documents(storage, questionnaire), file)
    return file.getvalue()
