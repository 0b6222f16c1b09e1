"""Files that people send to the real bot: fetched, looked over, kept in the file store."""

from __future__ import annotations

import inspect
import stat
import zipfile
from collections.abc import AsyncIterator
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document

from bot import fetching
from bot.checking import Check
from bot.extracting import MOST_CHARACTERS, MOST_UNPACKED, text_of
from bot.processor import ChatOrder
from flows.attachments import KINDS
from flows.errors import StorageError
from flows.response import Response
from simulator.people import Person
from simulator.values import Kind
from storage.files import Files
from tests.flows.small import small
from tests.house import House, house_of

PDF = b"%PDF-1.7\n..."


@pytest.fixture
async def house() -> AsyncIterator[House]:
    async with house_of(small()) as house:
        yield house


@pytest.fixture
async def amina(house: House) -> Person:
    """At question 1."""
    person = Person.joining(house.world)
    person.say("/start")
    await house.settle()
    await tap(house, person, "Begin")
    person.say("Pakistan")
    await house.settle()
    await tap(house, person, "I agree")
    return person


async def tap(house: House, person: Person, caption: str) -> None:
    person.tap(caption, on=person.last)
    await house.settle()


async def send(
    house: House, person: Person, name: str, content: bytes, *, caption: str = "", kind: Kind = Kind.DOCUMENT
) -> str:
    """What the bot says to it."""
    if kind is Kind.PHOTO:
        person.send_photo(content, caption=caption)
    else:
        person.send_document(name, content, caption=caption, mime_type="application/octet-stream")
    await house.settle()
    return person.last.text


async def response_of(house: House, person: Person) -> Response:
    async with house.storage.reading() as work:
        respondent = await work.respondents.find(person.account.id)
        assert respondent is not None
        assert respondent.response_id is not None
        response = await work.responses.get(respondent.response_id)
    assert response is not None
    return response


async def stored(files: Files, key: str) -> bytes:
    return b"".join([piece async for piece in files.get(key)])


async def test_a_document_is_kept_whole_and_its_question_stays_open(house: House, amina: Person) -> None:
    said = await send(house, amina, "plan 2020.pdf", PDF)
    assert said.startswith("✓ “plan 2020.pdf” (1 kB) is kept with 1.")
    assert "1 is still open" in said or "open question is still 1" in said
    (kept,) = (await response_of(house, amina)).attachments
    assert (kept.question, kept.name, kept.size) == ("site", "plan 2020.pdf", len(PDF))
    assert await stored(house.files, kept.sha256) == PDF
    assert house.failures == []


async def test_a_photo_is_kept(house: House, amina: Person) -> None:
    said = await send(house, amina, "me.jpg", b"\xff\xd8\xff\xe0...", kind=Kind.PHOTO)
    assert "“photo.jpg”" in said


async def test_the_words_with_it_answer_the_question(house: House, amina: Person) -> None:
    await send(house, amina, "plan.pdf", PDF, caption="www.gov.pk")
    response = await response_of(house, amina)
    assert response.answers["site"].typed == "www.gov.pk"
    assert len(response.attachments) == 1


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("virus.exe", b"MZ", "I cannot keep “virus.exe”: files of its kind are not taken."),
        ("plan.zip", b"PK\x03\x04", "I cannot keep “plan.zip”"),
        ("plan.pdf", b"MZ\x90\0", "“plan.pdf” is not what its name says."),
        ("plan.docx", b"%PDF-1.7", "“plan.docx” is not what its name says."),
        ("big.pdf", PDF + b"\0" * 20_000_000, "“big.pdf” is too large"),
    ],
)
async def test_what_may_not_be_kept_is_refused_with_the_reason(
    house: House, amina: Person, name: str, content: bytes, said: str
) -> None:
    assert said in await send(house, amina, name, content)
    assert (await response_of(house, amina)).attachments == ()


async def test_many_files_at_once_leave_room_for_those_who_answer(
    house: House, amina: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetching, "MOST_IN_HAND", 0)
    assert "again" in await send(house, amina, "plan.pdf", PDF)
    assert (await response_of(house, amina)).attachments == ()
    monkeypatch.undo()
    assert "is kept" in await send(house, amina, "plan.pdf", PDF)
    assert inspect.signature(ChatOrder).parameters["at_once"].default > fetching.MOST_IN_HAND


async def test_a_stranger_leaves_nothing_behind(house: House) -> None:
    async with house_of(small()) as other:
        stranger = Person.joining(other.world, "Stranger")
        await send(other, stranger, "plan.pdf", PDF)
        folder = Path(other.database.removeprefix("sqlite:///")).with_name("files")
        assert (await response_of(other, stranger)).attachments == ()
        assert not folder.exists() or len([*folder.iterdir()]) <= 1


async def test_a_word_document_is_offered_as_the_text_it_holds(house: House, amina: Person) -> None:
    for words in ("www.gov.pk", "no"):
        amina.say(words)
        await house.settle()
    amina.say("E-mail")
    await house.settle()
    amina.say("Small")
    await house.settle()
    said = await send(house, amina, "why.docx", word("They are", "well known."))
    assert "“why.docx” has 4 words of text. Shall I take them as your answer to 5?" in said


async def test_a_file_that_does_not_pass_the_check_is_not_kept(house: House, amina: Person, tmp_path: Path) -> None:
    house.check = Check(program(tmp_path, 1))
    await house.start()
    assert "“plan.pdf” did not pass the file check" in await send(house, amina, "plan.pdf", PDF)
    house.check = Check(program(tmp_path, 2))
    await house.start()
    assert "“plan.pdf” could not be fetched" in await send(house, amina, "plan.pdf", PDF)
    house.check = Check(str(tmp_path / "nothing"))
    await house.start()
    assert "“plan.pdf” could not be fetched" in await send(house, amina, "plan.pdf", PDF)
    house.check = Check(program(tmp_path, 0))
    await house.start()
    assert "✓ “plan.pdf”" in await send(house, amina, "plan.pdf", PDF)


async def test_the_file_store_tells_what_it_does_not_have(tmp_path: Path) -> None:
    files = Files((tmp_path / "my files").as_uri())
    with pytest.raises(StorageError, match="The file store failed"):
        await stored(files, "nothing")
    await files.put("key", PDF)
    assert await stored(files, "key") == PDF
    assert (tmp_path / "my files" / "key").read_bytes() == PDF
    (tmp_path / "taken").write_bytes(b"")
    with pytest.raises(StorageError, match="The file store failed"):
        await Files((tmp_path / "taken").as_uri()).put("key", PDF)


@pytest.mark.parametrize(
    ("media_type", "content", "text"),
    [
        (KINDS[".txt"], "Zwölf Wörter".encode(), "Zwölf Wörter"),
        (KINDS[".txt"], "\ufeffwith a mark".encode(), "with a mark"),
        (KINDS[".txt"], "wide".encode("utf-16"), "wide"),
        (KINDS[".txt"], "Zwölf".encode("cp1252"), "Zwölf"),
        (KINDS[".txt"], b"\xff\xfe\xd8", "ÿþØ"),
        (KINDS[".txt"], b"  \n ", None),
        (KINDS[".txt"], b"x" * (MOST_CHARACTERS + 1), None),
        (KINDS[".pdf"], PDF, None),
        (KINDS[".docx"], b"PK\x03\x04 no zip", None),
    ],
)
def test_the_text_of_a_file_is_taken_out_where_there_is_one(media_type: str, content: bytes, text: str | None) -> None:
    assert text_of(media_type, content) == text


def test_the_text_of_a_word_document_is_its_paragraphs_and_tables() -> None:
    document = Document()
    document.add_paragraph("First.")
    table = document.add_table(2, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "left", "right"
    table.cell(1, 0).merge(table.cell(1, 1)).text = "across"
    document.add_paragraph("Last.")
    assert text_of(KINDS[".docx"], saved(document)) == "First.\nleft\tright\nacross\nLast."


def test_a_word_document_that_would_fill_the_memory_is_not_opened() -> None:
    content = BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", b"\0" * (MOST_UNPACKED + 1))
    assert text_of(KINDS[".docx"], content.getvalue()) is None


def test_a_zip_that_is_no_word_document_has_no_text() -> None:
    content = BytesIO()
    with zipfile.ZipFile(content, "w") as package:
        package.writestr("a.txt", b"words")
    assert text_of(KINDS[".docx"], content.getvalue()) is None


def word(*paragraphs: str) -> bytes:
    document = Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    return saved(document)


def saved(document: object) -> bytes:
    content = BytesIO()
    document.save(content)  # type: ignore[attr-defined]
    return content.getvalue()


def program(folder: Path, exit_code: int) -> str:
    """A scanner of which every verdict is this one."""
    file = folder / f"scan-{exit_code}"
    file.write_text(f"#!/bin/sh\nexit {exit_code}\n")
    file.chmod(file.stat().st_mode | stat.S_IXUSR)
    return str(file)
