"""The files themselves, opened with what people open them with: nothing missing, nothing read as markup."""

from __future__ import annotations

import io
from typing import Any
from zipfile import ZipFile

import docx
import pytest
from pypdf import PdfReader

from flows.administration.exporting import Selection
from flows.copies import FORMS, Copy
from flows.document import Document
from flows.exporting.describing import describe
from flows.exporting.formats import Format, file_name
from flows.exporting.forms import WRITERS, docx_form, pdf_form
from flows.exporting.lines import one_document
from flows.exporting.paper_pdf import pdf
from flows.questionnaire import Questionnaire
from flows.reading import Link
from flows.response import Status
from tests.flows.small import SMALL as DEFINITION
from tests.flows.small import small
from tests.flows.test_exporting.material import ANSWERS, SMALL, document, exported, given
from tests.flows.test_exporting.papers import asked_in, squeezed, stands_in, text_of, words_of_docx, words_of_pdf
from tests.flows.test_wording.saying import ANSWERS as MSQ_ANSWERS
from tests.flows.test_wording.saying import LIBRARIES, MSQ

WHOLE = document()
PAKISTAN = document(MSQ_ANSWERS, of=MSQ)
DRAFT: dict[str, Any] = {"status": Status.IN_PROGRESS, "revision": 0, "completed_at": None}
HOSTILE = (
    "= Heading\n#panic() #set text(red) $x$ *bold* _it_ `raw` <b>& </w:t> \\u{41} @ref [x](y) {{a}} %s\n" + "x" * 300
)
ARABIC_AND_CHINESE = "وزارة الاتصالات (e-government) في البلاد.\n中华人民共和国国务院办公厅"

READERS = [(pdf_form, words_of_pdf), (docx_form, words_of_docx)]
both = pytest.mark.parametrize(("write", "words_of"), READERS, ids=["pdf", "docx"])
wholes = pytest.mark.parametrize(
    ("questionnaire", "filled"),
    [(SMALL, WHOLE), (MSQ, PAKISTAN), (MSQ, None), (LIBRARIES, None)],
    ids=["small", "msq", "msq blank", "libraries blank"],
)


@pytest.mark.parametrize("lines", [22, 24, 25])
def test_the_thanks_do_not_stand_alone_on_a_page(lines: int) -> None:
    """So many lines fill a page to where the thanks would be the first, or half of them."""
    cover = {"country": given("PAK"), "authorization": given(True, version="1")}
    written = pdf_form(MSQ, document({**cover, "q23": given("\n".join(["line"] * lines))}, of=MSQ))
    assert "LinkedIn" in PdfReader(io.BytesIO(written)).pages[-1].extract_text()


@both
@wholes
def test_every_question_and_every_answer_stands_in_the_file(
    write: Any, words_of: Any, questionnaire: Questionnaire, filled: Document | None
) -> None:
    words = words_of(write(questionnaire, filled))
    form = describe(questionnaire, filled)
    assert squeezed(form.title) in words
    for asked in asked_in(form):
        place = asked.given
        ticks = (tick.words for tick in place.ticks)
        for paragraph in (*asked.words, *place.words, *place.remark, *(line for tick in ticks for line in tick)):
            assert stands_in(paragraph.text, words)
        for piece in (asked.number or "", asked.hint or "", place.instead or ""):
            assert squeezed(piece) in words
    for label, _ in form.facts:
        assert squeezed(label) in words
    notes = [*form.opening_notes, *(note for section in form.sections for note in section.notes)]
    assert all(stands_in(text_of(note.words), words) for note in notes)


@both
def test_the_boxes_are_ticked_as_they_were(write: Any, words_of: Any) -> None:
    words = words_of(write(SMALL, WHOLE))
    for box in ("☒Iagree", "☐Idonotagree", "☒E-mail", "☐Chat", "☒Other:pigeons", "☐Small", "☒Large"):
        assert box in words
    assert "☒" not in words_of(write(SMALL, None))


@both
def test_a_draft_says_that_it_is_one(write: Any, words_of: Any) -> None:
    assert squeezed("Draft, not submitted") in words_of(write(SMALL, document(**DRAFT)))


@both
def test_a_form_can_be_had_in_french(write: Any, words_of: Any) -> None:
    words = words_of(write(LIBRARIES, None, "fr"))
    assert squeezed("Les bibliothèques publiques en ligne") in words
    assert "Élément" in words


@both
def test_markup_in_an_answer_is_shown_as_it_was_typed(write: Any, words_of: Any) -> None:
    links = (Link(url="https://a.gov.pk/" + "long" * 60, name="#panic()"),)
    filled = document(ANSWERS | {"why": given(HOSTILE), "site": given(links, note=HOSTILE)})
    words = words_of(write(SMALL, filled))
    assert words.count(squeezed(HOSTILE)) == 2
    assert squeezed("#panic(): https://a.gov.pk/" + "long" * 60) in words


@both
def test_every_script_can_be_written(write: Any, words_of: Any) -> None:
    """Whether a PDF shows it is up to the fonts of the machine; it is made in any case."""
    file = write(SMALL, document(ANSWERS | {"why": given(ARABIC_AND_CHINESE)}))
    assert words_of(file)
    if write is docx_form:
        assert squeezed(ARABIC_AND_CHINESE) in words_of(file)


@both
def test_a_form_from_the_right_is_made(write: Any, words_of: Any) -> None:
    arabic = small(languages=["ar", "en"], title={"ar": "استبيان صغير", "en": "A small questionnaire"})
    assert words_of(write(arabic, document(of=arabic, language="ar")))
    assert words_of(write(arabic, None, "ar"))


# PDF


def test_a_pdf_is_for_screen_readers_and_for_the_archive() -> None:
    reader = PdfReader(io.BytesIO(pdf_form(SMALL, WHOLE)))
    root: Any = reader.trailer["/Root"]
    about = root["/Metadata"].get_data().decode()
    assert root["/MarkInfo"]["/Marked"]
    assert (root["/Lang"], "pdfuaid:part" in about, "pdfaid:part" in about) == ("en", True, True)
    assert reader.metadata is not None
    assert (reader.metadata.title, reader.metadata.author) == ("A small questionnaire", "Pakistan")


def test_a_character_no_font_has_does_not_stop_the_form() -> None:
    file = pdf_form(SMALL, document(ANSWERS | {"why": given("a \u0378 b")}))
    assert squeezed("Why these tools?") in words_of_pdf(file)


def test_the_same_response_makes_the_same_file() -> None:
    assert pdf(describe(SMALL, WHOLE)) == pdf(describe(SMALL, WHOLE))


def test_pages_are_counted_and_a_draft_is_marked_on_each() -> None:
    file = pdf_form(MSQ, document(MSQ_ANSWERS, of=MSQ, **DRAFT))
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(file)).pages]
    assert len(pages) > 3
    for number, page in enumerate(pages, 1):
        assert f"Page {number} of {len(pages)}" in page
        assert "Draft, not submitted" in page


def test_a_long_title_is_cut_in_the_head_of_the_pages_only() -> None:
    long = small(title={"en": "A questionnaire " * 12})
    words = words_of_pdf(pdf_form(long, None))
    assert squeezed("A questionnaire " * 12) in words


# Word


def test_a_word_document_has_headings_tables_links_and_properties() -> None:
    file = docx.Document(io.BytesIO(docx_form(SMALL, WHOLE)))
    headings = [line.text for line in file.paragraphs if line.style and line.style.name == "Heading 1"]
    assert headings == ["I. One", "II. Two"]
    facts, officer = file.tables
    assert [cell.text for cell in facts.rows[0].cells] == ["Country", "Pakistan"]
    assert [cell.text for cell in officer.rows[1].cells] == ["Name:", "Raza Ali Shah"]
    assert "w:tblHeader" in officer.rows[0]._tr.xml
    links = {part.target_ref for part in file.part.rels.values() if part.is_external}
    assert {"https://a.gov.pk", "https://b.gov.pk"} <= links
    about = file.core_properties
    assert (about.title, about.author, about.language) == ("A small questionnaire", "Pakistan", "en")
    assert (about.created, about.last_modified_by) == (about.modified, "Pakistan")


def test_whatever_a_form_may_hold_has_a_place() -> None:
    """Labels, notes and words for Other of several paragraphs, a cell with nothing to be seen in it, no opening."""
    note = {"name": "portal", "label": {"en": "A portal?"}, "text": {"en": "A page.\nOr several."}}
    one = DEFINITION["sections"][0]
    site, has, officer = one["questions"]
    name = {**officer["questions"][0], "label": {"en": "Name,\nin full:"}, "hint": {"en": "As in a passport"}}
    sections = [{**one, "questions": [site, has, {**officer, "questions": [name]}]}, DEFINITION["sections"][1]]
    wild = small(opening=None, definitions=[note], sections=sections)
    answers = ANSWERS | {"officer_name": given("\u2066"), "size": given("other", other="two\nand a dog")}
    whole = document(answers)
    kept = {question.name: whole["answers"][question.name] for question in wild.questions}
    blank, filled = (words_of_docx(docx_form(wild, each)) for each in (None, {**whole, "answers": kept}))
    for words in (blank, filled):
        assert squeezed("Name,in full: As in a passport") in words
        assert squeezed("A page.Or several.") in words
    assert squeezed("Other: two and a dog") in filled


def test_a_blank_word_document_is_of_no_day() -> None:
    with ZipFile(io.BytesIO(docx_form(SMALL, None))) as file:
        assert b"created" not in file.read("docProps/core.xml")


def test_a_mark_leads_to_its_note() -> None:
    with ZipFile(io.BytesIO(docx_form(SMALL, WHOLE))) as file:
        xml = file.read("word/document.xml").decode()
    assert '<w:hyperlink w:anchor="note1">' in xml
    assert 'w:name="note1"' in xml


# Among the formats


def test_a_json_copy_is_the_document() -> None:
    assert WRITERS[Copy.JSON](SMALL, WHOLE) == one_document(WHOLE)
    assert WRITERS.keys() == FORMS.keys() == set(Copy)


@pytest.mark.parametrize(("form", "ending"), [(Format.PDF, "pdf"), (Format.DOCX, "docx")])
async def test_the_forms_of_many_are_an_archive(form: Format, ending: str) -> None:
    kenya = document(ANSWERS | {"country": given("KEN")}, id="r2", country="KEN")
    with ZipFile(io.BytesIO(await exported(form, WHOLE, kenya))) as archive:
        names = archive.namelist()
    assert names[:2] == [f"responses/PAK-r1.{ending}", f"responses/KEN-r2.{ending}"]
    assert file_name(form, SMALL, Selection()) == f"small-completed-{ending}.zip"
