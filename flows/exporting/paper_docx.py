"""A form as a Word document: real headings, tables, links and page numbers. Knows no questionnaire.

python-docx makes no footnotes: the notes stand at the end of the section in which they are first marked.
"""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from typing import Any, Final

from docx import Document
from docx.shared import Pt
from docx.text.paragraph import Paragraph as Line
from docx.text.run import Run

from flows.exporting import word_elements as word
from flows.exporting.paper import Asked, Form, Given, Note, Paragraph, Piece, Table
from flows.exporting.word_styles import (
    FIRST_COLUMN,
    HAIRLINE,
    INK,
    LINK,
    QUIET,
    SHADE,
    WARNING,
    WIDTH,
    set_properties,
    set_up,
)

SIGNS: Final = "Segoe UI Symbol"
"""Has the boxes; where it is missing, Word and LibreOffice take them from another font."""

SMALLER: Final = Pt(9.5)


def docx(form: Form) -> bytes:
    setting = _Setting(form)
    setting.write()
    file = BytesIO()
    setting.document.save(file)
    return file.getvalue()


class _Setting:
    """One document in the making. A `place` is the document or a cell of a table."""

    def __init__(self, form: Form) -> None:
        self._form = form
        self.document = Document()
        set_up(self.document, language=form.language, from_right=form.direction == "rtl")
        author = form.country or ""
        # python-docx would look through all of them for every line.
        self._style_ids = {style.name or "": style.style_id for style in self.document.styles}
        set_properties(self.document, title=form.title, author=author, language=form.language, at=form.dated)

    def write(self) -> None:
        self._edges()
        self._head()
        self._items(self._form.opening, "Question")
        self._notes(self._form.opening_notes)
        for section in self._form.sections:
            self._paragraph(self.document, "Heading 1", section.title)
            self._items(section.items, "Heading 2")
            self._notes(section.notes)
        for paragraph in self._form.thanks:
            self._paragraph(self.document, "Thanks", paragraph)

    # The edges of the pages, and the head of the first

    def _edges(self) -> None:
        page = self.document.sections[0]
        if self._form.direction == "rtl":
            word.turn_page(page)
        right = " · ".join(filter(None, (self._form.country, self._form.mark)))
        self._edge(page.header, f"{self._form.title}\t{right}")
        for footer in (page.footer, page.first_page_footer):
            word.page_numbers(self._edge(footer, f"{self._form.foot}\t"), self._form.page)

    def _edge(self, edge: Any, text: str) -> Line:
        line: Line = edge.paragraphs[0]
        line._p.style = self._style_ids["Edge"]
        word.turn(line, self._form.direction)
        line.add_run(text)
        return line

    def _head(self) -> None:
        self._words(self.document, "Title", self._form.title)
        if self._form.country:
            self._words(self.document, "Subtitle", self._form.country)
        edition = self._words(self.document, "Quiet", self._form.edition)
        if self._form.mark:
            mark = edition.add_run(f"   {self._form.mark}")
            mark.bold, mark.font.color.rgb = True, WARNING
        for paragraph in self._form.introduction:
            self._paragraph(self.document, "Introduction", paragraph)
        if self._form.facts:
            self._facts()

    def _facts(self) -> None:
        table = self._table(len(self._form.facts))
        for row, (label, given) in zip(table.rows, self._form.facts, strict=True):
            name, answer = row.cells
            word.shade(name, SHADE)
            self._words(name, "Cell", label)
            self._given(answer, "Cell", given)
        self._close(table)

    # The questions

    def _items(self, items: Iterable[Asked | Table], style: str) -> None:
        for item in items:
            self._lead(item, style)
            if isinstance(item, Table):
                self._rows(item)
            else:
                self._given(self.document, "Answer", item.given)

    def _lead(self, item: Asked | Table, style: str) -> None:
        """The number hangs in front of the words."""
        first, *more = item.words
        line = self._line(self.document, style, first.direction)
        self._number(line, f"{item.number}.\t" if item.number else "\t")
        self._pieces(line, first)
        for paragraph in more:
            line = self._paragraph(self.document, "Question Goes On", paragraph)
        self._hint(line, item)

    def _number(self, line: Line, words: str) -> None:
        number = line.add_run(words)
        number.bold, number.font.color.rgb = True, INK

    def _hint(self, line: Line, item: Asked | Table) -> None:
        if item.hint:
            hint = line.add_run(f" {item.hint}")
            hint.font.size, hint.font.color.rgb = SMALLER, QUIET

    def _rows(self, item: Table) -> None:
        table = self._table(len(item.rows) + 1)
        head, *rows = table.rows
        word.repeat_as_head(head)
        for cell, column in zip(head.cells, self._form.columns, strict=True):
            word.shade(cell, SHADE)
            self._words(cell, "Cell Head", column)
        for row, asked in zip(rows, item.rows, strict=True):
            name, answer = row.cells
            self._row_label(name, asked)
            self._given(answer, "Cell", asked.given)
        self._close(table)

    def _row_label(self, cell: Any, asked: Asked) -> None:
        first, *more = asked.words
        line = self._line(cell, "Cell", first.direction)
        if asked.number:
            self._number(line, f"{asked.number}. ")
        self._pieces(line, first)
        for paragraph in more:
            line = self._paragraph(cell, "Cell", paragraph)
        self._hint(line, asked)

    def _table(self, rows: int) -> Any:
        table = self.document.add_table(rows=rows, cols=2)
        table.style, table.autofit = self.document.styles["Table Grid"], False
        if self._form.direction == "rtl":
            word.turn_table(table)
        word.frame(table, HAIRLINE)
        for column, width in zip(table.columns, (FIRST_COLUMN, WIDTH - FIRST_COLUMN), strict=True):
            column.width = width
            for cell in column.cells:
                cell.width = width
        return table

    def _close(self, table: Any) -> None:
        """A cell is born with an empty line, and a table needs one behind it."""
        for cell in (cell for row in table.rows for cell in row.cells):
            if len(cell.paragraphs) > 1:
                cell._tc.remove(cell.paragraphs[0]._p)
        self._line(self.document, "After Table")

    # The answers

    def _given(self, place: Any, style: str, given: Given) -> None:
        for tick in given.ticks:
            first, *more = tick.words
            line = self._line(place, f"{style} Box", first.direction)
            line.add_run("☒" if tick.ticked else "☐").font.name = SIGNS
            line.add_run("\t")
            self._pieces(line, first, bold=tick.ticked)
            for paragraph in more:
                self._paragraph(place, style, paragraph)
        for paragraph in given.words:
            self._paragraph(place, style, paragraph)
        if given.instead:
            instead = self._words(place, style, given.instead).runs[0]
            instead.italic, instead.font.color.rgb = True, QUIET
        self._remark(place, style, given)
        for _ in range(given.lines):
            self._line(place, f"{style} Line")

    def _remark(self, place: Any, style: str, given: Given) -> None:
        if given.remark:
            label = self._words(place, style, self._form.remark)
            label.paragraph_format.keep_with_next = True
            label.runs[0].font.size, label.runs[0].font.color.rgb = SMALLER, QUIET
        for paragraph in given.remark:
            self._paragraph(place, style, paragraph)

    def _notes(self, notes: tuple[Note, ...]) -> None:
        if notes:
            self._words(self.document, "Notes Head", self._form.notes)
        for note in notes:
            first, *more = note.words
            line = self._line(self.document, "Note", first.direction)
            word.place(line, _place_of(note.number), note.number, str(note.number))
            line.add_run("\t")
            self._pieces(line, first)
            for paragraph in more:
                self._paragraph(self.document, "Note", paragraph)

    # Lines and words

    def _line(self, place: Any, style: str, direction: str | None = None) -> Line:
        line: Line = place.add_paragraph()
        line._p.style = self._style_ids[style]
        word.turn(line, direction or self._form.direction)
        if style == "Answer" and direction and direction != self._form.direction:
            word.mirror_indent(line)
        return line

    def _words(self, place: Any, style: str, text: str) -> Line:
        line = self._line(place, style)
        _turned(line.add_run(text), self._form.direction)
        return line

    def _paragraph(self, place: Any, style: str, paragraph: Paragraph) -> Line:
        line = self._line(place, style, paragraph.direction)
        self._pieces(line, paragraph)
        return line

    def _pieces(self, line: Line, paragraph: Paragraph, *, bold: bool = False) -> None:
        for piece in paragraph.pieces:
            run = _piece(line, piece)
            run.bold = True if piece.bold or bold else None
            if not piece.url:
                _turned(run, paragraph.direction)


def _piece(line: Line, piece: Piece) -> Run:
    if piece.note is not None:
        mark = word.link(line, str(piece.note), bookmark=_place_of(piece.note))
        mark.font.superscript = True
        return mark
    if piece.url:
        leading = word.link(line, piece.text, url=piece.url)
        leading.font.color.rgb = LINK
        return leading
    return line.add_run(piece.text)


def _turned(run: Run, direction: str) -> None:
    """Word takes complex scripts for what they are only where it is told."""
    if direction == "rtl":
        run.font.rtl = True


def _place_of(note: int) -> str:
    return f"note{note}"
