"""Lists of phrases as they stand in tables, and the patterns that find them in a comparable text. Knows no phrase."""

from __future__ import annotations

import re
from collections.abc import Iterable

from flows.answers.characters import comparable

_A_LETTER = r"[^\W\d_]"
# Thai, Lao, Myanmar, Khmer, Han, kana; Hangul too, where endings are glued to a word.
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\U0003ffff]")


def listed(table: str) -> frozenset[str]:
    """The phrases between `|` and line ends, as they are compared."""
    return frozenset(comparable(phrase.strip()) for phrase in re.split(r"[|\n]", table)) - {""}


def any_of(phrases: Iterable[str], *, whole: bool = True) -> str:
    """The longest first, so that none hides a longer one; `whole` words, where the script puts spaces between them."""
    pattern = _whole if whole else _unsplit
    return "|".join(map(pattern, sorted(phrases, key=lambda phrase: (-len(phrase), phrase))))


def _whole(phrase: str) -> str:
    start = "" if _UNSPACED.match(phrase[0]) else rf"(?<!{_A_LETTER})"
    end = rf"(?!{_A_LETTER})" if phrase[-1].isalpha() and not _UNSPACED.match(phrase[-1]) else ""
    return start + re.escape(phrase) + end


def _unsplit(phrase: str) -> str:
    """A phrase with a digit at its edge ("4月") is no part of a longer number."""
    start = r"(?<!\d)" if phrase[0].isdecimal() else ""
    return start + re.escape(phrase) + (r"(?!\d)" if phrase[-1].isdecimal() else "")
