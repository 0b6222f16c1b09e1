"""What the lines of a signature are: by what they call themselves, else by their shape. Knows no conversation.

It is conservative: a line that may be two things, or none, is left loose, and is then asked about.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from flows.answers.folding import Word, fold, phrases, words_of
from flows.answers.remark import remark
from flows.cards.pieces import Pieces, piece_of
from flows.cards.vocabulary import HONORIFICS, LABELS, LABELS_OF_OTHERS, ORGANIZATION_WORDS, TITLE_WORDS
from flows.questionnaire import CardField, Question
from flows.reading import Typed

_MAX_SEGMENTS = 40
"""Longer texts are prose, not signatures."""
_LONGEST_LABEL = 4
_MAX_WORDS_OF_A_NAME = 6
_PHONE_DIGITS = range(6, 16)

_BULLET = re.compile(r"^[\s\-–—•*·>]+(?=\w|\()")
_BARS = re.compile(r"\s*[|•·\t]\s*|\s{4,}")
_BETWEEN_PARTS = " \t|,;•·"
_COMMA = re.compile(r"\s*[,，、،]\s+|\s+[–—]\s+|\s+-\s+")
_COLON = re.compile(r"\s*[:：=](?!//)\s*")
_MAILBOX = re.compile(r"\S+@\S+")
_NAME_AND_MAILBOX = re.compile(r"(?P<name>[^<>@]{3,60}?)\s*[<(](?P<mail>[^<>()\s]+@[^<>()\s]+)[>)]")
_WEBSITE = re.compile(r"https?://|\bwww\.", re.IGNORECASE)
_NUMBER = re.compile(r"[+(]?\d[\d\s()./–-]*(?:(?:ext|x|poste|доб)\.?\s*\d{1,5})?", re.IGNORECASE)
_CALLED_PHONES = LABELS["phone"] | phrases("number|no|nr|and|or|et|ou|y|и|и|/|office|work|home")


@dataclass(frozen=True, slots=True)
class _Segment:
    """A stretch of the text that says one thing; `label` is what it calls itself, "" for something of no card."""

    text: str
    label: str | None = None


def sort_signature(typed: Typed, questions: Sequence[Question]) -> Pieces:
    """The pieces of the text by the question of the card they answer."""
    labels = _labels_of(questions)
    segments = [each for each in _segments(typed.text, labels) if remark(each.text)]
    if not segments or len(segments) > _MAX_SEGMENTS:
        return Pieces()
    by_field: dict[CardField, str] = {each.card_field: each.name for each in questions if each.card_field}
    found: dict[str, list[Typed]] = {}
    loose: list[str] = []
    said = {each.label for each in segments if each.label}
    kinds = _kinds(segments)
    for segment, kind in zip(segments, kinds, strict=True):
        name = segment.label if segment.label is not None else by_field.get(kind) if kind else None
        if not name or (segment.label is None and name in said):
            loose.append(segment.text)
        else:
            found.setdefault(name, []).append(piece_of(typed, segment.text))
    return Pieces({name: tuple(pieces) for name, pieces in found.items()}, tuple(loose), labelled=bool(said))


def _labels_of(questions: Sequence[Question]) -> dict[str, str]:
    """The words by which a line says which question it answers: the question's own, and the usual ones of its field.

    A usual word that no question of the card answers, such as "Fax", leads to none: "".
    """
    usual = dict.fromkeys((*LABELS_OF_OTHERS, *(word for words in LABELS.values() for word in words)), "")
    usual |= {word: each.name for each in questions if each.card_field for word in LABELS[each.card_field]}
    return usual | {fold(label): each.name for each in questions for label in each.label.values()}


def _segments(text: str, labels: dict[str, str]) -> Iterator[_Segment]:
    announced: str | None = None
    for line in filter(None, map(_line, text.splitlines())):
        for label, words in _labelled(line, labels):
            if label is not None and not words:
                announced = label
            elif label is not None or announced is not None:
                yield _Segment(words, label if label is not None else announced)
                announced = None
            else:
                yield from map(_Segment, _split(words))


def _line(line: str) -> str:
    return _BULLET.sub("", line).strip()


def _labelled(line: str, labels: dict[str, str]) -> Iterator[tuple[str | None, str]]:
    """The line cut where something is called by a known label, and at the bar behind it: (question, "" or None, words).

    What is called something that is no field of the card keeps its label.
    """
    cuts = list(_labels_in(line, labels))
    if before := line[: cuts[0][0] if cuts else None].strip(_BETWEEN_PARTS):
        yield None, before
    ends = [*(start for start, _, _ in cuts), len(line)][1:]
    for (start, value, label), end in zip(cuts, ends, strict=True):
        bar = _BARS.search(line, value, end)
        words_end = bar.start() if bar and bar.start() > value else end
        yield label, line[value if label else start : words_end].strip(_BETWEEN_PARTS)
        if behind := line[words_end:end].strip(_BETWEEN_PARTS):
            yield None, behind


def _labels_in(line: str, labels: dict[str, str]) -> Iterator[tuple[int, int, str]]:
    place = 0
    for colon in _COLON.finditer(line):
        words = words_of(line[place : colon.start()])
        label = _last_label(line[place : colon.start()], words, labels)
        if label:
            yield place + words[label[0]].start, colon.end(), label[1]
            place = colon.end()


def _last_label(text: str, words: Sequence[Word], labels: dict[str, str]) -> tuple[int, str] | None:
    """The longest label that ends the text, at its beginning or behind a separator or a space."""
    for length in range(min(len(words), _LONGEST_LABEL), 0, -1):
        said = " ".join(word.folded for word in words[-length:])
        is_short = len(said) == 1  # "E:", "M:" only where a line or a part of it begins
        begins = length == len(words) or text[: words[-length].start].rstrip()[-1:] in {"|", ",", ";", "•", "·"}
        if said in labels and (begins or not is_short):
            return len(words) - length, labels[said]
    return None


def _split(words: str) -> Iterator[str]:
    """Parts with a bar between them; a name with its address in brackets; one line that holds all, at its commas."""
    for part in filter(None, map(str.strip, _BARS.split(words))):
        named = _NAME_AND_MAILBOX.fullmatch(part)
        pieces = [piece for piece in _COMMA.split(part) if piece.strip()]
        if named:
            yield from (named["name"], named["mail"])
        elif len(pieces) > 1 and _tells_apart(pieces):
            yield from pieces
        else:
            yield from _at_one_comma(part) or (part,)


def _tells_apart(pieces: Sequence[str]) -> bool:
    """Whether each of the pieces is clearly something else, so that the commas part them."""
    kinds = [_shape(piece) for piece in pieces]
    if kinds[0] is None and _is_like_a_name(pieces[0]):
        kinds[0] = "name"
    return None not in kinds and len(set(kinds)) == len(kinds)


def _at_one_comma(part: str) -> tuple[str, str] | None:
    """Cut in two where one side is a title, the other an organisation: "Director, Ministry of Health"."""
    for comma in _COMMA.finditer(part):
        sides = part[: comma.start()], part[comma.end() :]
        if {_shape(side) for side in sides} == {"title", "organization"}:
            return sides
    return None


def _kinds(segments: Sequence[_Segment]) -> list[CardField | None]:
    """What each segment is by its shape. A name has none but its place: it comes first, or with a "Mr."."""
    kinds = [None if each.label is not None else _shape(each.text) for each in segments]
    unclear = [place for place, kind in enumerate(kinds) if kind is None and segments[place].label is None]
    honoured = [place for place in unclear if _is_honoured(segments[place].text)]
    first = [place for place in unclear if place == 0 and len(segments) > 1 and _is_like_a_name(segments[0].text)]
    names = honoured or (first if any(kinds) or any(each.label for each in segments) else [])
    for place in names:
        kinds[place] = "name"
    return kinds


def _shape(text: str) -> CardField | None:
    """E-mail address, telephone number, title, organisation; None for anything else, and where it may be two."""
    if _MAILBOX.search(text):
        return "email"
    if _WEBSITE.search(text):
        return None
    if _is_phone(text):
        return "phone"
    words = [word.folded for word in words_of(text)]
    if len(words) > 14 or any(word.isdigit() and len(word) > 2 for word in words) or _is_honoured(text):
        return None
    is_title, is_organization = _holds(words, TITLE_WORDS), _holds(words, ORGANIZATION_WORDS)
    if is_title == is_organization:
        return None
    return "title" if is_title else "organization"


def _holds(words: Sequence[str], known: Iterable[str]) -> bool:
    text = f" {' '.join(words)} "
    return any(f" {word} " in text for word in known)


def _is_phone(text: str) -> bool:
    digits = sum(character.isdecimal() for character in text)
    beside = fold(_NUMBER.sub(" ", text))
    called = not beside or all(word in _CALLED_PHONES for word in beside.split())
    return called and digits >= min(_PHONE_DIGITS) and bool(_NUMBER.search(text))


def _is_honoured(text: str) -> bool:
    words = [word.folded for word in words_of(text)]
    return 1 < len(words) <= _MAX_WORDS_OF_A_NAME + 2 and words[0] in HONORIFICS and not any(map(str.isdigit, words))


def _is_like_a_name(text: str) -> bool:
    """Two to six words, none with a digit, each beginning as names do (scripts without capitals: any)."""
    words = text.split()
    letters = all(word[0].isalpha() and not any(map(str.isdigit, word)) for word in words)
    capitals = all(word[0] == word[0].upper() for word in words if len(word) > 3)
    return 1 < len(words) <= _MAX_WORDS_OF_A_NAME and letters and capitals
