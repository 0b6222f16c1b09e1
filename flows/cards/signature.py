"""What the lines of a signature are: by what they call themselves, else by their shape. Knows no conversation.

It is conservative: a line that may be two things, or none, is left loose, and is then asked about.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from flows.answers.folding import Word, fold, phrases, words_of
from flows.answers.remark import is_not_applicable, remark
from flows.cards.pieces import Pieces, piece_of
from flows.cards.vocabulary import (
    COURTESIES,
    DEVICES,
    HONORIFICS,
    LABELS,
    LABELS_OF_OTHERS,
    ORGANIZATION_WORDS,
    TITLE_WORDS,
)
from flows.questionnaire import CardField, Question
from flows.reading import Typed

_MAX_SEGMENTS = 40
"""Longer texts are prose, not signatures."""
_LONGEST_LABEL = 4
_LONGEST_LINE = 600
"""Characters; a longer line is prose, and is not cut."""
_MAX_WORDS_OF_A_NAME = 6
_PHONE_DIGITS = range(6, 16)

_BULLET = re.compile(r"^(?:[\s\-–—•*·>]+(?=[\w(+])|\s*\(?[1-9][.)]\s+)")
_EMPHASIS = re.compile(r"\*(\S[^*]*)\*")
"""Bold, as mail programs write it where only plain text goes."""
_REPEATED_MAILBOX = re.compile(r"(\S{1,64}@[^\s<]{1,255}) ?<mailto:[^>]{1,320}>|(?<=<)mailto:", re.IGNORECASE)
_QUOTED = re.compile(
    r"\s*(?:>|_{8}|-{3,}\s*(?:original|forwarded|ursprüngliche|mensaje|message)"
    r"|(?:on|le|el|am)\b.{1,80}\d.{1,120}(?:wrote|a écrit|escribió|schrieb\b.{0,80}) ?: *$)",
    re.IGNORECASE,
)
"""Where the message begins that was answered: the signature in it is another's."""
_BARS = re.compile(r"\s*[|•·\t]\s*|\s{4,}")
_BETWEEN_PARTS = " \t|,;•·"
_COMMA = re.compile(r"\s*[,，、،]\s+|\s+[–—]\s+|\s+-\s+")
_COLON = re.compile(r"\s*[:：=](?!//)\s*|\s+[–—-]\s+")
_MAILBOX = re.compile(r"\S+@\S+")
_NAME_AND_MAILBOX = re.compile(r"(?P<name>[^<>@]{3,60}?)\s*[<(](?P<mail>[^<>()\s]+@[^<>()\s]+)[>)]")
_WEBSITE = re.compile(r"https?://|\bwww\.", re.IGNORECASE)
_NUMBER = re.compile(r"[+(]?\d[\d\s()./–-]*(?:(?:ext|x|poste|доб)\.?\s*\d{1,5})?", re.IGNORECASE)
_LINKING = phrases("of|for|de|du|des|del|da|do|der|für")
_OFFICES = phrases("office|bureau|oficina|cabinet")
_CALLED_PHONES = LABELS["phone"] | phrases("number|no|nr|and|or|et|ou|y|и|и|/|office|work|home")


@dataclass(frozen=True, slots=True)
class _Segment:
    """A stretch of the text that says one thing; `label` is what it calls itself, "" for something of no card."""

    text: str
    label: str | None = None


def sort_signature(typed: Typed, questions: Sequence[Question]) -> Pieces:
    """The pieces of the text by the question of the card they answer."""
    labels = _labels_of(questions)
    by_field: dict[CardField, str] = {each.card_field: each.name for each in questions if each.card_field}
    segments = [_told_by_shape(each, by_field) for each in _segments(typed.text, labels) if _says_something(each)]
    if not segments or len(segments) > _MAX_SEGMENTS:
        return Pieces()
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
    for line in filter(None, map(_line, _own_lines(text))):
        for label, words in _labelled(line, labels):
            if label is not None and not words:
                announced = label
            elif label is not None or announced is not None:
                yield _Segment(words, label if label is not None else announced)
                announced = None
            else:
                yield from map(_Segment, _split(words))


def _own_lines(text: str) -> list[str]:
    lines = text.splitlines()
    own = list(takewhile(lambda line: not _QUOTED.match(line), lines))
    return own if any(map(str.strip, own)) else lines


def _line(line: str) -> str:
    plain = _REPEATED_MAILBOX.sub(r"\1", _EMPHASIS.sub(r"\1", line))
    return _BULLET.sub("", plain).strip()


def _says_something(segment: _Segment) -> bool:
    """Neither "n/a", nor a greeting, nor what a phone writes under its messages."""
    said = fold(segment.text)
    is_closing = said in COURTESIES or any(said.startswith(f"{words} ") for words in DEVICES)
    is_empty = not remark(segment.text) or is_not_applicable(segment.text)
    return not is_empty and not (segment.label is None and is_closing)


def _told_by_shape(segment: _Segment, by_field: dict[CardField, str]) -> _Segment:
    """What is called "Office" or "Contact" may be the number or the address under which one is reached."""
    named = (by_field.get("name"), by_field.get("title"), by_field.get("organization"))
    shape = _shape(segment.text) if segment.label and segment.label in named else None
    return replace(segment, label=by_field.get(shape, "")) if shape in ("email", "phone") else segment


def _labelled(line: str, labels: dict[str, str]) -> Iterator[tuple[str | None, str]]:
    """The line cut where something is called by a known label, and at the bar behind it: (question, "" or None, words).

    What is called something that is no field of the card keeps its label.
    """
    cuts = list(_labels_in(line, labels)) if len(line) <= _LONGEST_LINE else []
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
        is_dash = not colon.group().strip(" \t–—-")
        label = _last_label(line[place : colon.start()], words, labels, begins_part=is_dash)
        if label:
            yield place + words[label[0]].start, colon.end(), label[1]
            place = colon.end()


def _last_label(
    text: str, words: Sequence[Word], labels: dict[str, str], *, begins_part: bool
) -> tuple[int, str] | None:
    """The longest label that ends the text, at its beginning or behind a separator; or behind a space."""
    for length in range(min(len(words), _LONGEST_LABEL), 0, -1):
        said = " ".join(word.folded for word in words[-length:])
        is_short = len(said) == 1  # "E:", "M:" only where a line or a part of it begins
        begins = length == len(words) or text[: words[-length].start].rstrip()[-1:] in {"|", ",", ";", "•", "·"}
        if said in labels and (begins or not (is_short or begins_part)):
            return len(words) - length, labels[said]
    return None


def _split(words: str) -> Iterator[str]:
    """Parts with a bar between them; a name with its address in brackets; one line that holds all, at its commas."""
    if len(words) > _LONGEST_LINE:
        yield words
        return
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
    """Whether each of the pieces is clearly something else, or one is an address or a number: the commas part them."""
    if any(_MAILBOX.fullmatch(piece) or _is_phone(piece) for piece in pieces):
        return True
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
    return _title_or_organization(words) or _title_or_organization(_head(words))


def _title_or_organization(words: Sequence[str]) -> CardField | None:
    is_title, is_organization = _holds(words, TITLE_WORDS), _holds(words, ORGANIZATION_WORDS)
    if is_title == is_organization:
        return None
    return "title" if is_title else "organization"


def _head(words: Sequence[str]) -> Sequence[str]:
    """What stands before the first "of": the "Head" of a department, the "Department" of a minister.

    An office that is called after a person may stand for either.
    """
    head = list(takewhile(lambda word: word not in _LINKING, words))
    return head if len(head) < len(words) and not _holds(head, _OFFICES) else ()


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
