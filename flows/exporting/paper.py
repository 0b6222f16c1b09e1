"""A questionnaire as it stands on paper: blank, or filled with a response's document. Pure values, for every layout.

Knows no format of files and no page.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Direction = Literal["ltr", "rtl"]


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a paragraph: bold or not, leading to `url` or not; or the mark of a note, its number. `again`: the
    note was marked before."""

    text: str = ""
    bold: bool = False
    url: str | None = None
    note: int | None = None
    again: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """`direction` is that of its own script: an Arabic answer in an English form is read from the right."""

    pieces: tuple[Piece, ...]
    direction: Direction

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)


Paragraphs = tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Tick:
    """A box with what it stands for; further paragraphs are words given for "Other"."""

    ticked: bool
    words: Paragraphs


@dataclass(frozen=True, slots=True)
class Given:
    """The answer's place: boxes, what was answered, the remark; `instead` says why there is no answer.

    `lines` are to be left free for writing by hand, in a blank form.
    """

    ticks: tuple[Tick, ...] = ()
    words: Paragraphs = ()
    remark: Paragraphs = ()
    instead: str | None = None
    lines: int = 0


@dataclass(frozen=True, slots=True)
class Asked:
    number: str | None
    words: Paragraphs
    hint: str | None
    given: Given


@dataclass(frozen=True, slots=True)
class Table:
    """Questions under one lead-in: a row each."""

    number: str | None
    words: Paragraphs
    hint: str | None
    rows: tuple[Asked, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A section, with the notes that are first marked in it."""

    title: Paragraph
    items: tuple[Asked | Table, ...]
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Note:
    number: int
    words: Paragraphs


@dataclass(frozen=True, slots=True)
class Form:
    """The whole form. `facts` are the lines below the title: country, date, submission. `mark` stands on every page of
    what is not submitted, `foot` on every page. `dated` is the moment of the submission, or of the
    beginning; None for a blank form."""

    language: str
    direction: Direction
    title: str
    edition: str
    country: str | None
    mark: str | None
    foot: str
    dated: datetime | None
    facts: tuple[tuple[str, Given], ...]
    introduction: Paragraphs
    opening: tuple[Asked | Table, ...]
    opening_notes: tuple[Note, ...]
    sections: tuple[Part, ...]
    thanks: Paragraphs
    columns: tuple[str, str]
    remark: str
    notes: str
    page: str
