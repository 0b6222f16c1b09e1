"""Text made comparable character by character: one case, one kind of digit, dash and space, no accents. Knows no words.

Every character gives exactly one, so that a place in the comparable text is the same place in the text.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Letters that Unicode keeps apart and writers of Arabic, Persian and Urdu do not, and signs that mean the same.
_ALIKE = {
    ord(written): meant
    for meant, all_written in {
        "ي": "ىی",
        "ك": "ک",
        "ه": "ةہھ",
        "%": "٪﹪",
        "'": "’‘ʼ´`٬",
        "-": "−",
        "/": "⁄∕",
        "i": "ı",
        " ": "\u2800\u3164",
    }.items()
    for written in all_written
}

_DIRECTION_MARKS = re.compile(r"[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
# A few marks at a time: Unicode's reordering of a long run of marks takes more than linear time.
_LETTER_AND_MARKS = re.compile(r"[^\W\d_][\u0300-\u036f\u0653-\u0655]{1,3}")


def legible(text: str) -> str:
    """The text as it is to be read and kept: letters and accents joined, no marks that only steer its direction."""
    unmarked = _DIRECTION_MARKS.sub("", text)
    return _LETTER_AND_MARKS.sub(lambda match: unicodedata.normalize("NFC", match.group()), unmarked)


def comparable(text: str) -> str:
    """As long as `text`. All white space is a space, but a new line stays one."""
    return "".join(map(_comparable, text))


@lru_cache(maxsize=4096)
def _comparable(character: str) -> str:
    digit = unicodedata.decimal(character, None)
    if digit is not None:
        return str(digit)
    if character.isspace():
        return "\n" if character == "\n" else " "
    if unicodedata.category(character) == "Pd":
        return "-"
    return _without_accent(_ordinary(character)).lower()[0].translate(_ALIKE)


def _ordinary(character: str) -> str:
    """A full-width or presentation form as the ordinary character; superscripts, fractions and ligatures stay."""
    plain = unicodedata.normalize("NFKC", character)
    return plain if len(plain) == 1 and unicodedata.category(character) != "No" else character


def _without_accent(character: str) -> str:
    parts = unicodedata.normalize("NFD", character)
    return parts[0] if all(map(unicodedata.combining, parts[1:])) else character
