"""Finds "Other: our own words" in a message that chooses from a list. Knows not what is chosen before it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from flows.answers.choice_words import JOINING, OTHER_WORDS, SHOWN_OTHER, shown
from flows.answers.choices import Menu
from flows.answers.folding import Word, words_of
from flows.answers.remark import remark

SEPARATOR = re.compile(r"[\n;,،؛、，；•·|+&☑☒✓✔]+|(?<!\S)(?:and|et|y|и|und|ve)(?!\S)", re.IGNORECASE)
"""What stands between the choices of one message."""

_NAMES_OTHER = re.compile(r"\s*(?:[:：\-–—=(（]|\.\s|\n|$)")
_GOES_ON = re.compile(r"\s*[,;،؛、，；]")
_LONGEST = max(len(phrase.split()) for phrase in OTHER_WORDS)


@dataclass(frozen=True, slots=True)
class Cut:
    """What stands `before` "Other", and the `words` given for it."""

    before: str
    words: str | None


def cut_at_other(text: str, menu: Menu, place: int) -> Cut | None:
    """Cuts where a piece of the text begins with "Other", or with its number `place` and a colon."""
    words = words_of(text)
    labels = {span.start for span in menu.spans(words)}
    for index, word in enumerate(words):
        if index in labels or not _begins_piece(text, words, index, place):
            continue
        end = _end_of_other(text, words, index, place)
        if end is not None:
            numbered = index > 0 and words[index - 1].folded == str(place)
            return _cut(text, words[index - 1].start if numbered else word.start, word.start, end)
    return None


def show_other(words: str | None, language: str) -> str:
    caption = shown(SHOWN_OTHER, language)
    space = "\u00a0" if language[:2] == "fr" else ""
    return f"{caption}{space}: {words}" if words else caption


def _begins_piece(text: str, words: Sequence[Word], index: int, place: int) -> bool:
    if index == 0:
        return True
    before = words[index - 1]
    joined = before.folded in JOINING or before.folded == str(place)
    return joined or SEPARATOR.search(text[before.end : words[index].start]) is not None


def _end_of_other(text: str, words: Sequence[Word], index: int, place: int) -> int | None:
    for length in range(min(_LONGEST, len(words) - index), 0, -1):
        if " ".join(word.folded for word in words[index : index + length]) in OTHER_WORDS:
            return words[index + length - 1].end
    end = words[index].end
    is_its_number = words[index].folded == str(place) and text[end : end + 1] in {":", "："}
    return end if is_its_number else None


def _cut(text: str, start: int, other: int, end: int) -> Cut:
    before, after = text[:start], text[end:]
    if _GOES_ON.match(after):
        return Cut(before + after, None)
    # In "Other ministries answered, too" the word belongs to what is said.
    return Cut(before, remark(after if _NAMES_OTHER.match(after) else text[other:]))
