"""Text as it is compared: without case, accents, punctuation, and with plain digits. Knows no answer type.

Each ideograph counts as a word, so that phrases are found in scripts that put no spaces between words.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

# Letters that NFKD leaves whole although people type the plain one; the Arabic ones are typed for each other.
_ALIKE = str.maketrans(
    {"ı": "i", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ة": "ه", "ى": "ي", "ی": "ي", "ک": "ك", "ـ": ""}
)
_APOSTROPHES = "'’‘ʼʻ`´"
_RUN_OF_LETTERS_OR_IDEOGRAPH = re.compile("L+|I")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: how it is compared, and where it stands."""

    folded: str
    start: int
    end: int


def fold(text: str) -> str:
    """The words of the text as they are compared, one space between them; empty where there is no letter or digit."""
    return " ".join(word.folded for word in words_of(text))


def phrases(listed: str) -> frozenset[str]:
    """The phrases between `|` and line ends, folded."""
    return frozenset(filter(None, map(fold, listed.replace("\n", "|").split("|"))))


LONGEST_PHRASE = 200
"""Characters of a text that may be a phrase: a longer one is not folded as a whole, which takes its time."""


def is_said(text: str, among: frozenset[str]) -> bool:
    """Whether the whole text is one of the phrases."""
    return len(text) <= LONGEST_PHRASE and fold(text) in among


def words_of(text: str) -> tuple[Word, ...]:
    kinds = "".join(map(_kind, text))
    runs = (run.span() for run in _RUN_OF_LETTERS_OR_IDEOGRAPH.finditer(kinds))
    words = (Word("".join(map(_folded, text[start:end])), start, end) for start, end in runs)
    return tuple(word for word in words if word.folded)


def excerpt(text: str, limit: int = 60) -> str:
    """The text on one line, cut after `limit` characters: for quoting in a sentence."""
    line = " ".join(text[: 4 * limit].split())
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


@lru_cache(maxsize=4096)
def _kind(character: str) -> str:
    if "\u3400" <= character <= "\u9fff" or "\U00020000" <= character <= "\U0003ffff":
        return "I"
    joins = character in _APOSTROPHES or unicodedata.category(character) in {"Mn", "Mc", "Me", "Cf"}
    return "L" if joins or character.isalnum() else "."


# Character by character: Unicode's reordering of a long run of accents takes more than linear time.
@lru_cache(maxsize=4096)
def _folded(character: str) -> str:
    plain = unicodedata.normalize("NFKD", character).casefold().translate(_ALIKE)
    return "".join(_plain_digit(part) for part in plain if _is_compared(part))


def _is_compared(character: str) -> bool:
    # The marks of the Indic scripts and their kin (U+0900 to U+1AAF) are vowels; the others are accents, and points
    # that are often left out.
    return character.isalnum() or (
        "\u0900" <= character <= "\u1aaf" and unicodedata.category(character) in {"Mn", "Mc"}
    )


def _plain_digit(character: str) -> str:
    digit = unicodedata.decimal(character, None)
    return character if digit is None else str(digit)
