"""The text of a text file or a Word document, for a person who writes long answers elsewhere. Knows no question."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Final

from flows.attachments import KINDS

MOST_CHARACTERS: Final = 20_000
"""Five times what a question of 250 words can take: more is no answer, and the file itself is kept whole."""

MOST_UNPACKED: Final = 20_000_000
"""Bytes of a Word document when it is unpacked: a small file may hold a mountain."""


def text_of(media_type: str, content: bytes) -> str | None:
    """None where there is no text to be had: another type, a broken file, or too much of it."""
    if media_type == KINDS[".txt"]:
        text = _decoded(content)
    elif media_type == KINDS[".docx"]:
        text = _of_word(content)
    else:
        return None
    sound = "\n".join(line.rstrip() for line in text.replace("\0", "").splitlines()).strip()
    return sound if 0 < len(sound) <= MOST_CHARACTERS else None


def _decoded(content: bytes) -> str:
    for encoding in ("utf-8-sig", "utf-16") if content[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig",):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return content.decode("cp1252", "replace")


def _of_word(content: bytes) -> str:
    from docx import Document
    from docx.opc.exceptions import PackageNotFoundError

    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            if sum(each.file_size for each in package.infolist()) > MOST_UNPACKED:
                return ""
        return "\n".join(_paragraphs(Document(BytesIO(content))))
    except (zipfile.BadZipFile, PackageNotFoundError, KeyError, ValueError, SyntaxError):
        return ""


def _paragraphs(document: object) -> Iterator[str]:
    """Paragraphs and the cells of tables, in the order of the page."""
    from docx.document import Document
    from docx.table import Table

    assert isinstance(document, Document)  # noqa: S101 - as it was just read
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            # A cell that spans several columns is handed out once for each of them.
            rows = ({cell._tc: cell.text for cell in row.cells}.values() for row in block.rows)
            yield from map("\t".join, rows)
        else:
            yield block.text
