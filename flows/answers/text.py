"""Reads and shows `text`: anything with something visible in it. Knows not what is asked next."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from flows.answers.addressed import is_addressed
from flows.answers.folding import excerpt
from flows.answers.remark import is_not_applicable
from flows.answers.words import count_words, words_violation
from flows.questionnaire import Question
from flows.reading import Accepted, Circumstances, Hyperlink, Reading, Refused, ToConfirm, Typed
from flows.violations import Code, Violation

ROOM_FOR_MANY_WORDS = 100
MOST_WORDS_OF_A_SHORT_TEXT = 2

_SAYS_ENOUGH = re.compile(r"\d|@|/|\w\.\w")  # a law's number, a year, an address
_NEW_LINE = re.compile(r"\r\n|[\r\v\f\x85\u2028]")
_NEW_PARAGRAPH = "\u2029"
_LAYOUT = "\n\t"
_UNSEEN_AT_THE_EDGES = "".join(filter(str.isspace, map(chr, range(0x3001)))) + "\u200b\u2060\ufeff"

# Letters, marks and symbols by their category, and yet nothing to see: fillers, joiners and selectors.
_BLANK = re.compile(
    r"[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]"
)


def read(typed: Typed, question: Question, circumstances: Circumstances) -> Reading:
    """The words the respondent sees are counted; addresses that were hidden behind them come on top."""
    text = tidy(typed.text)
    value = with_addresses(text, typed.hyperlinks)
    if not is_visible(value):
        return Refused(Violation(Code.EMPTY))
    if excess := words_violation(text, question.max_words):
        return Refused(excess)
    if is_addressed(text):
        return ToConfirm(Violation(Code.NOT_AN_ANSWER, {"written": excerpt(text)}), (Accepted(value),))
    if _is_very_short(value, question):
        return ToConfirm(Violation(Code.TEXT_SHORT, {"written": excerpt(text)}), (Accepted(value),))
    return Accepted(value)


def has_room_for_many_words(question: Question) -> bool:
    return question.type == "text" and (question.max_words or 0) >= ROOM_FOR_MANY_WORDS


def _is_very_short(text: str, question: Question) -> bool:
    """A word or two where there is room for many, unless they may well be all there is to say."""
    if not has_room_for_many_words(question) or count_words(text) > MOST_WORDS_OF_A_SHORT_TEXT:
        return False
    return not _SAYS_ENOUGH.search(text) and not is_not_applicable(text)


def show(accepted: Accepted, question: Question, circumstances: Circumstances) -> str:
    return "" if accepted.value is None else str(accepted.value)


def tidy(text: str) -> str:
    """The text without control characters, lone surrogates and outer white space; lines and paragraphs stay."""
    lines = _NEW_LINE.sub("\n", text).replace(_NEW_PARAGRAPH, "\n\n")
    kept = "".join(c for c in lines if c in _LAYOUT or unicodedata.category(c) not in {"Cc", "Cs"})
    return kept.strip(_UNSEEN_AT_THE_EDGES)


def is_visible(text: str) -> bool:
    """Whether anything can be seen in the text. (An unassigned character may be an emoji newer than this Python.)"""
    return any(
        unicodedata.category(character) not in {"Cc", "Cf", "Cs", "Zs", "Zl", "Zp"} and not _BLANK.match(character)
        for character in text
    )


def with_addresses(text: str, hyperlinks: Iterable[Hyperlink]) -> str:
    """The text with each hidden address in parentheses after its words, unless the text shows that address already."""
    shown = {word.strip("()[]<>«»“”\"'.,;:") for word in text.split()}
    pieces, end = [], 0
    unplaced = []
    for words, url in ((tidy(link.words), tidy(link.url)) for link in hyperlinks):
        if not url or url in shown or _bare(words) == _bare(url):
            continue
        shown.add(url)
        place = text.find(words, end) if words else -1
        if place < 0:
            unplaced.append(url)
        else:
            pieces.append(f"{text[end : place + len(words)]} ({url})")
            end = place + len(words)
    placed = "".join(pieces) + text[end:]
    return " ".join([placed, *(f"({url})" for url in unplaced)]) if placed else " ".join(unplaced)


def _bare(address: str) -> str:
    """The address as people write it: no scheme, no slash at its end."""
    return re.sub(r"^https?://", "", address.lower()).rstrip("/")
