"""How many words a text has, as a person would count them. Knows no question and no language: the script decides."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from flows.violations import Code, Violation

# White space parts words, and so do the marks that stand for a space: the Ethiopic word space, the Tibetan tsheg
# (a syllable then counts as an ideograph does), and the punctuation of scripts that put no space beside it. The voicing
# marks of half-width kana (U+FF9E, U+FF9F) are passed over with them.
_SEPARATORS = r"\s\u1361\u0f0b\u0f0c、。〈-】〔-〟・，：；！？（）［］｛｝｡｢｣､･\uff9e\uff9f"

# Han, Hiragana, Katakana, Bopomofo and Yi: each character counts, as word processors count them.
_IDEOGRAPHS = (
    r"\u3005-\u3007\u3021-\u3029\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3105-\u312f\u31a0-\u31bf\u31f0-\u31ff"
    r"\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua48c\uf900-\ufaff\uff66-\uff9d\U00020000-\U0003ffff"
)

# Thai, Lao, Myanmar, Khmer and their kin put spaces between phrases, not words.
_UNSPACED = r"\u0e01-\u0eff\u1000-\u109f\u1780-\u17ff\u1950-\u19df\u1a20-\u1aaf\ua9e0-\ua9ff\uaa60-\uaadf"

# The factor of the GMX-V standard (ETSI GS LIS 004) for Thai; the standard gives none for its neighbours.
CHARACTERS_PER_UNSPACED_WORD = 6

_PIECE = re.compile(
    rf"(?P<ideograph>[{_IDEOGRAPHS}])|(?P<unspaced>[{_UNSPACED}]++)"
    rf"|(?P<other>[^{_SEPARATORS}{_IDEOGRAPHS}{_UNSPACED}]++)"
)


def count_words(text: str) -> int:
    """Words parted by white space; ideographs and kana one by one; lone punctuation and emoji are no words."""
    words = unspaced = 0
    for piece in _PIECE.finditer(text):
        if piece.lastgroup == "ideograph":
            words += 1
        elif piece.lastgroup == "unspaced":
            unspaced += len(piece.group())
        else:
            words += any(map(str.isalnum, piece.group()))
    return words + -(-unspaced // CHARACTERS_PER_UNSPACED_WORD)


def within(text: str, limit: int) -> str:
    """The longest beginning of the text, ending with a word, that keeps to the limit."""
    ends = [end for piece in _PIECE.finditer(text) for end in _ends(piece)]
    kept = bisect_right(ends, limit, key=lambda end: count_words(text[:end]))
    return text[: ends[kept - 1]] if kept else ""


def _ends(piece: re.Match[str]) -> Iterator[int]:
    """Where a word of the piece ends."""
    if piece.lastgroup == "unspaced":
        yield from range(piece.start() + CHARACTERS_PER_UNSPACED_WORD, piece.end(), CHARACTERS_PER_UNSPACED_WORD)
    if count_words(piece.group()):
        yield piece.end()


def words_violation(text: str, limit: int | None) -> Violation | None:
    """The violation of a limit in words, None where the text keeps to it or there is no limit."""
    count = count_words(text)
    if limit is None or count <= limit:
        return None
    return Violation(Code.TOO_MANY_WORDS, {"count": count, "limit": limit, "excess": count - limit})
