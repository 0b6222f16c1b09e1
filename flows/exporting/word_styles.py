"""How a form looks in Word: page, styles, properties of the document. Knows nothing of what stands in the form."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

from flows.exporting.word_elements import element, rule

FONT: Final = "Times New Roman"
"""On every machine, under this name or as one of the same widths; it has Arabic and Hebrew too."""

INK: Final = RGBColor(0x16, 0x32, 0x4F)
QUIET: Final = RGBColor(0x4D, 0x56, 0x61)
WARNING: Final = RGBColor(0x8A, 0x2F, 0x1C)
LINK: Final = RGBColor(0x1A, 0x4F, 0x8A)
SHADE: Final = "EEF2F6"

HAIRLINE: Final = "9AA7B4"
_BAR: Final = "C3CFDB"

WIDTH: Final = Cm(16.4)
"""Of the text: A4 without its margins."""

FIRST_COLUMN: Final = Cm(5.2)

_INDENT: Final = 0.9
"""Of the words behind a question's number."""

_ANSWER: Final = 1.15

_BOX: Final = 0.65


@dataclass(frozen=True, slots=True)
class _Style:
    """Sizes and spaces in points, indents in centimetres. `hanging` is how far the first line stands out before the
    `indent` of the others; a tab leads back to it."""

    size: float = 11
    colour: RGBColor | None = None
    bold: bool = False
    before: float = 0
    after: float = 3
    indent: float = 0
    hanging: float = 0
    keep: bool = False
    align: WD_ALIGN_PARAGRAPH | None = None


_QUESTION: Final = _Style(before=14, after=4, indent=_INDENT, hanging=_INDENT, keep=True)
_BOXED: Final = _Style(after=2, indent=_ANSWER + _BOX, hanging=_BOX)

_STYLES: Final = {
    "Title": _Style(size=18, colour=INK, bold=True, after=6),
    "Subtitle": _Style(size=14, after=2),
    "Quiet": _Style(size=9.5, colour=QUIET, after=12),
    "Introduction": _Style(size=9.5, after=6),
    "Heading 1": _Style(size=13, colour=INK, bold=True, before=22, after=8, keep=True),
    "Heading 2": _QUESTION,
    "Question": _QUESTION,
    "Question Goes On": _Style(after=4, indent=_INDENT, keep=True),
    "Answer": _Style(after=4, indent=_ANSWER),
    "Answer Box": _BOXED,
    "Answer Line": _Style(before=14, after=0, indent=_ANSWER),
    "Cell": _Style(before=2, after=0),
    "Cell Head": _Style(size=9, colour=INK, bold=True, before=2, after=0),
    "Cell Box": _Style(before=1, after=0, indent=_BOX, hanging=_BOX),
    "Cell Line": _Style(before=14, after=0),
    "After Table": _Style(size=4, after=0),
    "Notes Head": _Style(size=8.5, colour=QUIET, before=14, after=2, keep=True),
    "Note": _Style(size=8.5, after=2, indent=0.5, hanging=0.5),
    "Thanks": _Style(colour=QUIET, before=14, align=WD_ALIGN_PARAGRAPH.CENTER),
    "Edge": _Style(size=8.5, colour=QUIET, after=0),
}

_RULES: Final = {
    "Heading 1": (("bottom",), "16324F", 6, "single"),
    "Answer Line": (("bottom", "between"), HAIRLINE, 4, "dotted"),
    "Cell Line": (("bottom", "between"), HAIRLINE, 4, "dotted"),
}
_BESIDE_ANSWERS: Final = ("Answer", "Answer Box")


def set_up(document: Document, *, language: str, from_right: bool) -> None:
    """Page, fonts, styles. `language` is a BCP 47 tag, by which Word checks the spelling and reads aloud."""
    _set_page(document)
    _set_language(document, language)
    for name, style in _STYLES.items():
        _set(_found_or_new(document, name), style)
    for name, (sides, colour, size, kind) in _RULES.items():
        rule(document.styles[name].element.get_or_add_pPr(), *sides, colour=colour, size=size, kind=kind)
    for name in _BESIDE_ANSWERS:
        properties = document.styles[name].element.get_or_add_pPr()
        rule(properties, "right" if from_right else "left", colour=_BAR, size=12, space=6)
    document.styles["Edge"].paragraph_format.tab_stops.add_tab_stop(WIDTH, WD_TAB_ALIGNMENT.RIGHT)


def set_properties(document: Document, *, title: str, author: str, language: str, at: datetime | None) -> None:
    properties = document.core_properties
    properties.title, properties.author, properties.language = title[:255], author[:255], language
    properties.last_modified_by, properties.comments = author[:255], ""
    if at is None:  # those of python-docx's template would be an invention
        for moment in ("dcterms:created", "dcterms:modified"):
            for found in properties._element.findall(qn(moment)):
                properties._element.remove(found)
    else:
        properties.created = properties.modified = at.replace(tzinfo=None)


def _set_page(document: Document) -> None:
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = Cm(2.3)
    page.top_margin, page.bottom_margin = Cm(2.4), Cm(2.2)
    page.different_first_page_header_footer = True


def _set_language(document: Document, language: str) -> None:
    defaults = document.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    for before in defaults.findall(qn("w:lang")):
        defaults.remove(before)
    defaults.append(element("lang", val=language, eastAsia=language, bidi=language))


def _found_or_new(document: Document, name: str) -> ParagraphStyle:
    styles: Any = document.styles
    if name in styles:
        found: ParagraphStyle = styles[name]
        return found
    new: ParagraphStyle = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    new.base_style = styles["Normal"]
    return new


def _set(style: ParagraphStyle, how: _Style) -> None:
    _set_font(style, how)
    line = style.paragraph_format
    line.space_before, line.space_after = Pt(how.before), Pt(how.after)
    line.left_indent, line.first_line_indent = Cm(how.indent), Cm(-how.hanging)
    line.keep_with_next, line.alignment = how.keep, how.align
    line.widow_control = True
    if how.hanging:
        line.tab_stops.add_tab_stop(Cm(how.indent))


def _set_font(style: ParagraphStyle, how: _Style) -> None:
    properties = style.element.get_or_add_rPr()
    for before in list(properties):
        properties.remove(before)
    for border in style.element.get_or_add_pPr().findall(qn("w:pBdr")):
        style.element.pPr.remove(border)
    properties.append(element("rFonts", ascii=FONT, hAnsi=FONT, cs=FONT))
    style.font.size, style.font.bold = Pt(how.size), how.bold
    style.font.color.rgb = how.colour or RGBColor(0, 0, 0)
    properties.append(element("szCs", val=str(round(how.size * 2))))
