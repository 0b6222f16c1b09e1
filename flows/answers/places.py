"""Which places on a list a text names: numbers, ranges, letters, ordinals, "the first two". Knows no choice."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from flows.answers.choice_words import (
    ABOUT_NUMBERS,
    AND_LETTERS,
    CARDINALS,
    FIRST,
    JOINING,
    LAST,
    NAMING_NUMBERS,
    ONE_MORE,
    ORDINALS,
)
from flows.answers.folding import words_of

_TO = r"\s*(?:[-–—−~～]|\.{2,3}|to|thru|through|à|a|au|до|по|إلى|الى|至|到|سے)\s*"
_RANGE = re.compile(rf"(?<!\d)(\d{{1,3}}){_TO}(\d{{1,3}})(?!\d)", re.IGNORECASE)
_RANGE_OF_LETTERS = re.compile(r"\b([a-z])\s*(?:[-–—−]|\.{2,3}|\b(?:to|thru|through|à)\b)\s*([a-z])\b", re.IGNORECASE)
_ORDINAL = re.compile(r"(\d{1,3})(?:st|nd|rd|th|er|ere|eme|e)")
_CHINESE_ORDINAL = re.compile(r"第([一二三四五六七八九])(?!十)")
_CHINESE_DIGITS = " 一二三四五六七八九"
_LONGEST_COUNTED = 60
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_E_AS_AND = re.compile(r"\b[a-z]\s+e\s+[a-z]\b", re.IGNORECASE)
_MEANING_ELSE = frozenset("ivxny")
"""Letters that alone are Roman numbers, a yes or a no."""


@dataclass(frozen=True, slots=True)
class Counted:
    """So many places from the beginning of the list, or from its end."""

    count: int
    from_end: bool

    def of(self, names: tuple[str, ...]) -> tuple[str, ...]:
        """Nothing, where there are not so many."""
        if not 1 <= self.count <= len(names):
            return ()
        return names[-self.count :] if self.from_end else names[: self.count]


def numbers_of(text: str) -> tuple[str, ...]:
    """The numbers of a text that is nothing but numbers and ranges; empty for any other.

    "The three" and "les deux" count choices and do not name them: such a text is none.
    """
    text = _CHINESE_ORDINAL.sub(lambda found: f"{_CHINESE_DIGITS.index(found[1])} ", text)
    said = [word.folded for word in words_of(_RANGE.sub(_every_number, text))]
    words = [word for word in said if word not in JOINING and word not in ABOUT_NUMBERS]
    if said[-1:] == ["no"] or any(is_number(one) and then in {"no", "n"} for one, then in pairwise(said)):
        return ()  # "2: no", unlike "no. 2"
    if words and all(word in CARDINALS for word in words):
        names_them = said[0] in NAMING_NUMBERS or not any(word in ABOUT_NUMBERS for word in said)
        return tuple(CARDINALS[word] for word in words) if names_them else ()
    if words[1:] and words[-1] in ONE_MORE:  # "the second one"
        words.pop()
    if words and all(map(_ordinal, words)):
        return tuple(number for word in words if (number := _ordinal(word)))
    return tuple(words) if all(map(is_number, words)) else ()


def letters_of(text: str) -> tuple[str, ...]:
    """The places of a text that is nothing but letters ("a and c", "A-C"), as on a form; empty for any other.

    An "e" between two letters may be the "and" of some languages: such a text is none.
    """
    said = [word.folded for word in words_of(_RANGE_OF_LETTERS.sub(_every_letter, text))]
    letters = [word for place, word in enumerate(said) if place == 0 or word not in AND_LETTERS]
    if not all(len(word) == 1 and word in _LETTERS for word in letters) or _E_AS_AND.search(text):
        return ()
    return () if _MEANING_ELSE.issuperset(letters) else tuple(str(1 + _LETTERS.index(letter)) for letter in letters)


def counted(text: str) -> Counted | None:
    """ "The first two", "last", "les trois derniers"; a place alone ("the first") is a number."""
    if len(text) > _LONGEST_COUNTED:
        return None
    words = [word.folded for word in words_of(text) if word.folded not in ABOUT_NUMBERS]
    for end in range(1, len(words) + 1):
        for where, others in ((words[:end], words[end:]), (words[-end:], words[:-end])):
            phrase = " ".join(where)
            if phrase in FIRST | LAST and (count := _count(others)):
                return Counted(count, phrase in LAST)
    return None


def is_number(word: str) -> bool:
    return word.isascii() and word.isdigit()


def _count(words: list[str]) -> int | None:
    if len(words) > 1:
        return None
    number = CARDINALS.get(words[0], words[0]) if words else "1"
    return int(number) if is_number(number) and len(number) < 3 else None


def _every_number(bounds: re.Match[str]) -> str:
    low, high = sorted((int(bounds[1]), int(bounds[2])))
    return " ".join(map(str, range(low, high + 1)))


def _every_letter(bounds: re.Match[str]) -> str:
    low, high = sorted((_LETTERS.index(bounds[1].lower()), _LETTERS.index(bounds[2].lower())))
    return " ".join(_LETTERS[low : high + 1])


def _ordinal(word: str) -> str | None:
    """2 for "second" and "2nd"."""
    ordinal = _ORDINAL.fullmatch(word)
    return ordinal[1] if ordinal else ORDINALS.get(word)
