"""Texts as paragraphs on paper: their bold words, the addresses in them, the direction they are read in.

Knows no questions and no answers. What somebody typed has no markup but its addresses.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from itertools import chain
from typing import Final

from flows.answers.locales import locale_of
from flows.exporting.paper import Direction, Paragraph, Paragraphs, Piece
from flows.questionnaire import Localized, in_language
from flows.wording.rich import marked

# What leads to the web although it stands among other words; what ends a sentence is not part of it.
_ADDRESS: Final = re.compile(
    r"https?://[^\s<>\"“”«»。，、；：！？（）「」『』《》【】]*[^\s<>\"“”«»。，、；：！？（）「」『』《》【】.,;:!?)\]]"
)

# Neither XML nor paper holds control characters, nor half a character; unclosed embeddings would turn the words around.
_UNPRINTABLE: Final = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff\u202a-\u202e\u2066-\u2069]"
)


@dataclass(frozen=True, slots=True)
class Writing:
    """Writes in one language; what has no direction of its own is read in `direction`."""

    language: str
    direction: Direction

    def plain(self, text: Localized) -> str:
        """A text of the questionnaire on one line, without its bold."""
        return " ".join("".join(span.text for span in marked(in_language(text, self.language))).split())

    def asked(self, text: Localized | None) -> Paragraphs:
        """A text of the questionnaire."""
        lines = in_language(text, self.language).splitlines() if text else []
        return tuple(self._marked(line) for line in lines if line.strip())

    def line(self, text: str) -> Paragraph:
        return self.directed((Piece(text),))

    def typed(self, text: str) -> Paragraphs:
        return tuple(self.directed(_linked(line)) for line in printable(text).splitlines() if line.strip())

    def leading(self, words: str, url: str, before: str = "") -> Paragraph:
        """Words that lead to an address, and others in front of them."""
        link = Piece(printable(words), url=url)
        return self.directed((Piece(printable(before)), link) if before else (link,))

    def directed(self, pieces: tuple[Piece, ...]) -> Paragraph:
        return Paragraph(pieces, _direction_of("".join(piece.text for piece in pieces)) or self.direction)

    def _marked(self, line: str) -> Paragraph:
        pieces = (_linked(span.text, span.bold) for span in marked(line.strip()))
        return self.directed(tuple(chain.from_iterable(pieces)))


def text_direction(language: str) -> Direction:
    return "rtl" if locale_of(language).text_direction == "rtl" else "ltr"


def printable(text: str) -> str:
    return _UNPRINTABLE.sub("", text)


def _linked(text: str, bold: bool = False) -> tuple[Piece, ...]:
    """The words and the web addresses between them."""
    pieces: list[Piece] = []
    end = 0
    for found in _ADDRESS.finditer(text):
        pieces += [Piece(text[end : found.start()], bold), Piece(found.group(), bold, found.group())]
        end = found.end()
    return tuple(piece for piece in (*pieces, Piece(text[end:], bold)) if piece.text)


def _direction_of(text: str) -> Direction | None:
    """By the first letter that has one (Unicode Bidirectional Algorithm, P2 and P3)."""
    for character in text:
        match unicodedata.bidirectional(character):
            case "L":
                return "ltr"
            case "R" | "AL":
                return "rtl"
    return None
