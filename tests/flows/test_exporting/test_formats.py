"""Each format, opened with what people open it with; and what a hostile answer can do in it: nothing."""

from __future__ import annotations

import io
import json
import re
from collections.abc import AsyncIterator
from contextlib import aclosing
from datetime import datetime
from zipfile import ZipFile

import openpyxl
import pytest
from jsonschema import Draft202012Validator
from openpyxl.utils.escape import unescape
from openpyxl.worksheet.worksheet import Worksheet

from flows.administration.exporting import Selection, Which
from flows.answer import SkipReason
from flows.document import Document, document_schema
from flows.errors import ExportError
from flows.exporting import delimited, workbook
from flows.exporting.archive import Packed, archive_chunks, json_file, path_of
from flows.exporting.columns import columns_of
from flows.exporting.formats import FORMATS, Format, export_chunks, file_name, write_export
from flows.exporting.lines import one_document
from flows.questionnaire import Questionnaire
from flows.reading import Link
from flows.response import Status
from tests.flows.test_exporting.material import (
    ANSWERS,
    NOON,
    SMALL,
    document,
    exported,
    file_of,
    given,
    rows_of,
    streamed,
)

WHOLE = document()
KENYA = document(ANSWERS | {"country": given("KEN")}, id="r2", country="KEN", status=Status.AMENDED, revision=3)
EMPTY = document({}, id="r3", country=None, status=Status.IN_PROGRESS, revision=0, completed_at=None)


def written(words: str) -> Document:
    return document(ANSWERS | {"why": given(words), "rate": given(57, note=words)})


# JSON


@pytest.mark.parametrize("documents", [(), (WHOLE,), (WHOLE, KENYA, EMPTY)], ids=len)
async def test_json_is_an_array_of_the_documents(documents: tuple[Document, ...]) -> None:
    file = await exported(Format.JSON, *documents)

    assert json.loads(file) == list(documents)
    assert len(file.splitlines()) == (len(documents) + 2 if documents else 1)


async def test_json_lines_are_a_valid_document_each() -> None:
    lines = (await exported(Format.JSON_LINES, WHOLE, KENYA)).splitlines()

    assert [json.loads(line) for line in lines] == [WHOLE, KENYA]
    for line in lines:
        Draft202012Validator(document_schema(SMALL)).validate(json.loads(line))
    assert await exported(Format.JSON_LINES) == b""


def test_one_document_is_indented_and_keeps_every_script() -> None:
    file = one_document(written("٥٧٪ — é"))

    assert json.loads(file) == written("٥٧٪ — é")
    assert file.startswith(b'{\n  "format"')
    assert "٥٧٪ — é".encode() in file


# CSV


async def test_csv_is_a_row_a_response() -> None:
    file = await exported(Format.CSV, WHOLE, KENYA)
    first, second = rows_of(file)

    assert file.startswith(b"\xef\xbb\xbfcountry_code,country_name,")
    assert [*first] == [column.name for column in columns_of(SMALL)]
    assert (first["country_code"], second["country_code"], second["revision"]) == ("PAK", "KEN", "3")
    assert (first["rate"], first["day"], first["agree"], first["tools__chat"]) == ("57.5", "2019-04-22", "1", "0")
    assert (first["completed_at"], first["officer_email"]) == ("2019-04-22T12:00:00Z", "")


async def test_long_csv_is_a_row_an_answer_and_a_row_a_value() -> None:
    rows = rows_of(await exported(Format.LONG_CSV, WHOLE))
    short = [
        tuple(row[name] for name in ("question", "status", "reason", "place", "value", "label", "other_text", "note"))
        for row in rows
    ]

    assert short == [
        ("country", "answered", "", "1", "PAK", "", "", ""),
        ("agree", "answered", "", "1", "1", "Yes", "", ""),
        ("site", "answered", "", "1", "https://a.gov.pk", "Portal", "", "both new"),
        ("site", "answered", "", "2", "https://b.gov.pk", "", "", ""),
        ("has", "answered", "", "1", "1", "Yes", "", ""),
        ("officer_name", "answered", "", "1", "Raza Ali Shah", "", "", ""),
        ("officer_email", "skipped", "not-available", "", "", "", "", ""),
        ("tools", "answered", "", "1", "mail", "E-mail", "pigeons", "since 1951"),
        ("tools", "answered", "", "2", "other", "Other", "", ""),
        ("size", "answered", "", "1", "large", "Large", "", ""),
        ("why", "answered", "", "1", "They are cheap.", "", "", ""),
        ("rate", "answered", "", "1", "57.5", "", "", "for the portal"),
        ("day", "answered", "", "1", "2019-04-22", "", "", ""),
    ]
    assert {name: rows[2][name] for name in ("country_code", "response_id", "section", "number", "type")} == {
        "country_code": "PAK",
        "response_id": "r1",
        "section": "one",
        "number": "1",
        "type": "links",
    }


async def test_long_csv_says_why_an_answer_stands_against_a_warning() -> None:
    kept, in_words = json.loads(json.dumps(WHOLE)), json.loads(json.dumps(WHOLE))
    kept["answers"]["site"]["override"] = {"warned": "address-unreachable", "reason": "down-for-now"}
    words = {"warned": "percent-zero", "reason": "own-words", "words": "by law"}
    in_words["answers"]["rate"]["override"] = words
    rows = rows_of(await exported(Format.LONG_CSV, kept, in_words))
    told = [(row["question"], row["warned"], row["override_reason"], row["override_words"]) for row in rows]

    assert [each for each in told if each[1]] == [
        ("site", "address-unreachable", "down-for-now", ""),
        ("rate", "percent-zero", "own-words", "by law"),
    ]
    first, second = rows_of(await exported(Format.CSV, kept, in_words))
    assert (first["site__override"], first["rate__override"]) == ("down-for-now", "")
    assert (second["site__override"], second["rate__override"]) == ("", "by law")


async def test_long_csv_says_what_became_of_an_earlier_edition() -> None:
    kept, changed = json.loads(json.dumps(WHOLE)), json.loads(json.dumps(KENYA))
    kept["answers"]["site"]["carried"], changed["answers"]["site"]["carried"] = "confirmed", "changed"
    rows = rows_of(await exported(Format.LONG_CSV, kept, changed, WHOLE))

    assert [row["carried"] for row in rows if row["question"] == "site" and row["place"] == "1"][:1] == ["confirmed"]
    assert sorted({row["carried"] for row in rows}) == ["", "changed", "confirmed"]


async def test_in_long_csv_no_question_lacks_its_row() -> None:
    answers = ANSWERS | {
        "tools": given(()),
        "site": given(note="soon"),
        "size": given(skipped=SkipReason.NO_SUCH_THING),
    }
    rows = rows_of(await exported(Format.LONG_CSV, document(answers), EMPTY))

    assert {row["question"] for row in rows if row["response_id"] == "r3"} == {each.name for each in SMALL.questions}
    assert {row["question"]: (row["status"], row["place"], row["note"]) for row in rows[:13]}["site"] == (
        *("answered", "", "soon"),
    )
    assert {row["question"]: (row["status"], row["value"]) for row in rows[:13]}["tools"] == ("answered", "")


FORMULAS = [
    "=1+1",
    "+41 22 917 12 34",
    "-2",
    "@SUM(A1)",
    "\t=1+1",
    "\r\n=1+1",
    " =1+1",
    "＝1+1",
    "'=1+1",
    '=HYPERLINK("http://evil.example","click")',
    "=cmd|' /C calc'!A0",
]


@pytest.mark.parametrize("typed", FORMULAS)
async def test_in_csv_a_formula_gets_an_apostrophe_which_can_be_taken_away_again(typed: str) -> None:
    for form in (Format.CSV, Format.LONG_CSV):
        rows = rows_of(await exported(form, written(typed)))
        cells = [row.get("why") or row["value"] for row in rows if "why" in row or row["question"] == "why"]
        assert cells == ["'" + typed.replace("\r\n", "\n")]
        assert re.sub(r"^'(?='*\s*[=+\-@＝＋－＠])", "", cells[0]) == typed.replace("\r\n", "\n")


@pytest.mark.parametrize("typed", ["1+1=2", "a@b.example", "it's", "'tis", "؟ ٥٧٪", "\u202eevil", 'a,b;c"d"\n\ne'])
async def test_in_csv_every_other_text_stays_as_it_is(typed: str) -> None:
    (row,) = rows_of(await exported(Format.CSV, written(typed)))
    assert (row["why"], row["rate__note"]) == (typed, typed)


async def test_in_csv_what_no_table_can_hold_is_replaced() -> None:
    (row,) = rows_of(await exported(Format.CSV, written("nul\0 bell\a vt\v\rnext")))
    assert row["why"] == "nul\ufffd bell\ufffd vt\ufffd\nnext"


# XLSX


async def opened(*documents: Document) -> tuple[Worksheet, Worksheet]:
    book = openpyxl.load_workbook(io.BytesIO(await exported(Format.XLSX, *documents)))
    assert book.sheetnames == ["Responses", "Code book"]
    return book["Responses"], book["Code book"]


def cells_of(sheet: Worksheet, row: int = 2) -> dict[str, object]:
    names = [str(cell.value) for cell in sheet[1]]
    return dict(zip(names, (cell.value for cell in sheet[row]), strict=True))


async def test_excel_opens_numbers_as_numbers_and_days_as_days() -> None:
    sheet, _ = await opened(WHOLE, KENYA)
    cells = cells_of(sheet)

    assert (cells["rate"], cells["agree"], cells["tools__chat"], cells["site__count"]) == (57.5, 1, 0, 2)
    assert cells["day"] == datetime(2019, 4, 22)  # noqa: DTZ001 - Excel knows no zones
    assert cells["completed_at"] == NOON.replace(tzinfo=None)
    assert (cells["officer_email"], cells["country_code"]) == (None, "PAK")
    assert cells_of(sheet, 3)["country_name"] == "Kenya"


async def test_the_heading_stays_and_filters() -> None:
    sheet, book = await opened(WHOLE, KENYA)

    assert (sheet.freeze_panes, book.freeze_panes) == ("C2", "B2")
    assert sheet.auto_filter.ref == f"A1:{sheet.cell(3, len(columns_of(SMALL))).coordinate}"
    assert [cell.value for cell in book[1]][:4] == ["Column", "Section", "Number", "Question"]
    assert book.max_row == len(columns_of(SMALL)) + 1


async def test_a_workbook_speaks_the_first_language_of_the_questionnaire() -> None:
    french = SMALL.model_copy(update={"languages": ("fr", "en")})
    chunks = export_chunks(Format.XLSX, french, streamed(written("x" * 40_000)))
    book = openpyxl.load_workbook(io.BytesIO(b"".join([chunk async for chunk in chunks])))
    assert book.sheetnames == ["Réponses", "Guide de codage"]
    assert [cell.value for cell in book["Guide de codage"][1]][:3] == ["Colonne", "Section", "Numéro"]
    assert str(cells_of(book["Réponses"])["why"]).endswith(
        "x … [coupé ici\u00a0: le texte compte 40\u202f000 caractères\u00a0; "
        "les fichiers CSV et JSON le contiennent en entier]"
    )


async def test_without_a_response_the_sheet_has_its_heading() -> None:
    sheet, _ = await opened()
    assert (sheet.max_row, sheet.max_column) == (1, len(columns_of(SMALL)))


@pytest.mark.parametrize(
    "typed", [*FORMULAS, "http://evil.example", "mailto:a@b.example", "internal:Responses!A1", "57"]
)
async def test_in_excel_every_text_is_a_text(typed: str) -> None:
    file = await exported(Format.XLSX, written(typed))
    sheet = openpyxl.load_workbook(io.BytesIO(file))["Responses"]
    cell = sheet[2][[heading.value for heading in sheet[1]].index("why")]
    assert (cell.data_type, cell.hyperlink) == ("s", None)
    assert cell.value == typed.replace("\r\n", "\n")
    with ZipFile(io.BytesIO(file)) as parts:
        sheets = [parts.read(name).decode() for name in parts.namelist() if name.startswith("xl/worksheets/sheet")]
    assert not any("<f>" in xml or "<hyperlink" in xml for xml in sheets)


async def test_in_excel_what_xml_cannot_hold_is_replaced_and_all_else_kept() -> None:
    sheet, _ = await opened(written("nul\0 bell\a \uffff _x0041_ <b>&amp; \u202e ٥٧٪ 👍"))
    # openpyxl leaves to who reads what Excel does by itself: "_x0041_" stands there as "_x005F_x0041_".
    assert unescape(str(cells_of(sheet)["why"])) == "nul\ufffd bell\ufffd \ufffd _x0041_ <b>&amp; \u202e ٥٧٪ 👍"


@pytest.mark.parametrize(
    ("typed", "whole"),
    [
        ("a" * 32_767, True),
        ("👍" * 16_383, True),
        ("a" * 32_768, False),
        ("👍" * 16_384, False),
        ("👍a" * 40_000, False),
    ],
    ids=["fits", "fits in two units", "one too many", "one too many in two units", "far too many"],
)
async def test_in_excel_a_text_too_long_for_a_cell_says_that_it_was_cut(typed: str, whole: bool) -> None:
    sheet, _ = await opened(document(ANSWERS | {"site": given(note=typed)}))
    cell = str(cells_of(sheet)["site__note"])

    assert (cell == typed) is whole
    assert len(cell.encode("utf-16-le")) <= 2 * 32_767
    if not whole:
        assert cell.endswith(f" … [cut here: the text has {len(typed):,} characters; CSV and JSON hold all of it]")
        assert typed.startswith(cell.partition(" … [")[0])


async def test_a_day_before_excel_can_count_days_stays_a_text() -> None:
    sheet, _ = await opened(
        document(ANSWERS | {"day": given("1851-05-01")}), document(ANSWERS | {"day": given("1900-03-01")})
    )
    assert cells_of(sheet)["day"] == "1851-05-01"
    assert cells_of(sheet, 3)["day"] == datetime(1900, 3, 1)  # noqa: DTZ001


async def test_more_responses_than_a_sheet_has_rows_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "MAX_ROWS", 3)
    await exported(Format.XLSX, WHOLE, KENYA)
    with pytest.raises(ExportError, match="holds 2 responses"):
        await exported(Format.XLSX, WHOLE, KENYA, EMPTY)


# ZIP


async def test_a_zip_holds_each_document_the_table_the_code_book_and_the_schema() -> None:
    with ZipFile(io.BytesIO(await exported(Format.ZIP, WHOLE, EMPTY))) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == [
            "responses/PAK-r1.json",
            "responses/unknown-r3.json",
            "responses.csv",
            "code-book.csv",
            "schema.json",
        ]
        assert json.loads(archive.read("responses/PAK-r1.json")) == WHOLE
        Draft202012Validator(json.loads(archive.read("schema.json"))).validate(WHOLE)
        assert archive.read("responses.csv") == await exported(Format.CSV, WHOLE, EMPTY)
        assert rows_of(archive.read("code-book.csv"))[0]["column"] == "country_code"
        assert {entry.date_time for entry in archive.infolist()} == {(2019, 4, 22, 12, 0, 0)}


async def test_a_zip_holds_the_files_sent_with_answers() -> None:

    async def fetch(sha256: str) -> AsyncIterator[bytes]:
        yield b"of "
        yield sha256[:3].encode()

    target = io.BytesIO()
    await write_export(Format.ZIP, SMALL, streamed(document(attachments=(file_of("site"),))), target, fetch=fetch)
    with ZipFile(target) as archive:
        assert archive.namelist()[:2] == ["responses/PAK-r1.json", "responses/PAK-r1/site-1-plan.pdf"]
        assert archive.read("responses/PAK-r1/site-1-plan.pdf") == b"of aaa"


async def test_the_same_responses_make_the_same_zip() -> None:
    assert await exported(Format.ZIP, WHOLE, KENYA) == await exported(Format.ZIP, WHOLE, KENYA)


async def test_a_zip_takes_what_else_there_is_of_a_response() -> None:
    async def letters(_: Questionnaire, response: Document) -> AsyncIterator[Packed]:
        for number in (1, 2):
            yield Packed(path_of(response, f"{number}.txt"), b"Dear Sir or Madam")

    chunks = archive_chunks(SMALL, streamed(KENYA), packings=(json_file, letters))
    with ZipFile(io.BytesIO(b"".join([chunk async for chunk in chunks]))) as archive:
        assert archive.namelist()[:3] == [f"responses/KEN-r2.{ending}" for ending in ("json", "1.txt", "2.txt")]


async def test_a_table_too_large_for_memory_goes_through_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("flows.exporting.archive.IN_MEMORY", 100)
    with ZipFile(io.BytesIO(await exported(Format.ZIP, WHOLE, KENYA, EMPTY))) as archive:
        assert len(rows_of(archive.read("responses.csv"))) == 3


# All of them


@pytest.mark.parametrize("form", Format)
async def test_who_waits_hears_how_many_are_done(form: Format) -> None:
    heard: list[int] = []
    async for _ in export_chunks(form, SMALL, streamed(WHOLE, KENYA, EMPTY), heard.append):
        pass
    assert heard == [1, 2, 3]


@pytest.mark.parametrize("form", Format)
async def test_who_goes_away_in_the_middle_leaves_nothing_open(form: Format) -> None:
    chunks = export_chunks(form, SMALL, streamed(*[WHOLE] * 3))
    async with aclosing(chunks):
        async for _ in chunks:
            break


def test_every_format_says_how_it_is_written() -> None:
    assert FORMATS.keys() == set(Format)


@pytest.mark.parametrize(
    ("form", "selection", "name"),
    [
        (Format.XLSX, Selection(), "small-completed.xlsx"),
        (Format.LONG_CSV, Selection(Which.ALL, "PAK"), "small-PAK-all-long.csv"),
    ],
)
def test_a_file_is_called_after_what_is_in_it(form: Format, selection: Selection, name: str) -> None:
    assert file_name(form, SMALL, selection) == name


def test_apostrophes_are_put_in_front_of_nothing_else() -> None:
    assert [delimited.defused(text) for text in ("", "'", "a", "''x")] == ["", "'", "a", "''x"]


async def test_links_stay_texts() -> None:
    sheet, _ = await opened(document(ANSWERS | {"site": given((Link(url="https://a.gov.pk"),))}))
    assert cells_of(sheet)["site"] == "https://a.gov.pk"
    assert cells_of(sheet)["site__names"] is None
