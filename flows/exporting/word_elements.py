"""What Word can and python-docx has no method for, as elements of its XML: links, marks, directions, page numbers.

The order of elements within their parent is Word's (ECMA-376, part 1, 17.3.1.26 and the like).
"""

from __future__ import annotations

import re
from typing import Any, Final

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph
from docx.text.run import Run

_BEHIND_DIRECTION: Final = (
    "adjustRightInd",
    "snapToGrid",
    "spacing",
    "ind",
    "contextualSpacing",
    "mirrorIndents",
    "suppressOverlap",
    "jc",
    "textDirection",
    "textAlignment",
    "textboxTightWrap",
    "outlineLvl",
    "divId",
    "cnfStyle",
    "rPr",
    "sectPr",
    "pPrChange",
)
_BEHIND_BORDERS: Final = ("shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap", "bidi", *_BEHIND_DIRECTION)


def element(tag: str, **attributes: str) -> Any:
    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    return made


def turn(paragraph: Paragraph, direction: str) -> None:
    """The paragraph is read from the right, or from the left."""
    if direction == "rtl":
        properties = paragraph._p.get_or_add_pPr()
        properties.insert_element_before(element("bidi"), *(f"w:{tag}" for tag in _BEHIND_DIRECTION))


def mirror_indent(paragraph: Paragraph) -> None:
    """Where the style's indent would be at the other side, because the paragraph is read from there."""
    indent = paragraph.style.paragraph_format.left_indent if paragraph.style else None
    paragraph.paragraph_format.left_indent, paragraph.paragraph_format.right_indent = Pt(0), indent


def turn_page(section: Any) -> None:
    section._sectPr.insert_element_before(element("bidi"), "w:rtlGutter", "w:docGrid", "w:printerSettings")


def turn_table(table: Any) -> None:
    """Its first column stands at the right."""
    table._tbl.tblPr.find(qn("w:tblStyle")).addnext(element("bidiVisual"))


def frame(table: Any, colour: str) -> None:
    """Thin lines, and an edge in line with the text, which Word draws its cells' margin beside."""
    properties = table._tbl.tblPr
    borders = element("tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        borders.append(element(side, val="single", sz="4", space="0", color=colour))
    behind = ("w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook")
    properties.insert_element_before(element("tblInd", w="108", type="dxa"), "w:tblBorders", *behind)
    properties.insert_element_before(borders, *behind)
    # A space below the last line of a cell would be a reason to divide its row between two pages.
    margins = element("tblCellMar")
    margins.append(element("bottom", w="50", type="dxa"))
    properties.insert_element_before(margins, "w:tblLook")


def repeat_as_head(row: Any) -> None:
    """On every page the table goes on to; a screen reader takes it for the head as well.

    The other rows may be divided between pages: where they may not, LibreOffice 7 loses those behind a page's end.
    """
    row._tr.get_or_add_trPr().append(element("tblHeader"))


def shade(cell: Any, colour: str) -> None:
    cell._tc.get_or_add_tcPr().append(element("shd", val="clear", color="auto", fill=colour))


def rule(properties: Any, *sides: str, colour: str, size: int = 4, kind: str = "single", space: int = 4) -> None:
    """A line along the sides of the paragraphs of a style. `size` is in eighths of a point. Word draws one frame around
    neighbours of one style, with a line between them only where that is among the sides."""
    borders = element("pBdr")
    for side in sides:
        borders.append(element(side, val=kind, sz=str(size), space=str(space), color=colour))
    properties.insert_element_before(borders, *(f"w:{tag}" for tag in _BEHIND_BORDERS))


def link(paragraph: Paragraph, text: str, *, url: str | None = None, bookmark: str | None = None) -> Run:
    """Words that lead to an address, or to a place in the document."""
    around = element("hyperlink") if bookmark is None else element("hyperlink", anchor=bookmark)
    if url:
        around.set(qn("r:id"), paragraph.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    run = paragraph.add_run(text)
    paragraph._p.append(around)
    around.append(run._r)
    return run


def place(paragraph: Paragraph, name: str, number: int, text: str) -> None:
    """Words that a link may lead to; `number` is another for every place of a document."""
    paragraph._p.append(element("bookmarkStart", id=str(number), name=name))
    paragraph.add_run(text)
    paragraph._p.append(element("bookmarkEnd", id=str(number)))


def page_numbers(paragraph: Paragraph, template: str) -> None:
    """ "Page {page} of {pages}", counted by Word."""
    fields = {"{page}": "PAGE", "{pages}": "NUMPAGES"}
    for piece in re.split(r"(\{pages?\})", template):
        if piece in fields:
            field = element("fldSimple", instr=fields[piece])
            run = paragraph.add_run("1")
            paragraph._p.append(field)
            field.append(run._r)
        else:
            paragraph.add_run(piece)
