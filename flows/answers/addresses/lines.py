"""The lines of a message, each with a plain copy in which addresses are looked for. Knows no address.

The copy is as long as the line: full-width letters and signs are ASCII there, ASCII is in lower case, white space is a
space, and what can be in no host is a control character.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from flows.answers.addresses.breaks import unbroken

# Steers the direction of a text or its line breaks, and is pasted along unseen.
_UNSEEN = re.compile(r"[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]")

_BREAK = "\0"  # ends an address
_SYMBOL = "\1"  # ends a host, may stand in a path
_JOINERS = "\u200c\u200d"  # no letters, but in hosts of Persian and of Indic scripts (RFC 5892, appendix A)
_FULL_WIDTH = {0xFF00 + sign: 0x20 + sign for sign in range(1, 0x5F)}
_FULL_WIDTH_SIGNS = frozenset("./:-@_%")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the message as typed, and its plain copy."""

    text: str
    plain: str


def lines_of(text: str) -> list[Line]:
    """The lines of the text; one that breaks off within a host goes on in the next."""
    return [line_of(line) for line in unbroken(text.splitlines())]


def line_of(text: str) -> Line:
    return Line(text, text.translate(_PLAIN))


def without_unseen(text: str) -> str:
    return _UNSEEN.sub("", text)


class _Plain(dict[int, int]):
    """The table by which str.translate makes the plain copy: one character for each."""

    def __missing__(self, code: int) -> int:
        plain = ord(_plain_character(chr(code), _FULL_WIDTH.get(code)))
        self[code] = plain
        return plain


def _plain_character(character: str, full_width: int | None) -> str:
    if character.isspace():
        return " "
    if character.isascii():
        return character.lower()
    if full_width:
        sign = chr(full_width)
        return sign.lower() if sign.isalnum() or sign in _FULL_WIDTH_SIGNS else _BREAK
    category = unicodedata.category(character)
    if category[0] in "LM" or category in ("Nd", "Nl") or character in _JOINERS:
        return character
    return _SYMBOL if category[0] == "S" or category == "Pd" else _BREAK


_PLAIN = _Plain()
