"""A list pasted for the questions of a group, each part under the words or the letter of its question. Reads no answer.

A line that begins with the words of a question, its letter or its number begins a part; what follows belongs to it.
Where several lines say more freely whose they are ("Ministry of Education www…", "Edu, www…"), that is heard, too; and
as many lines as there are questions may be in their order.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache

from flows.answers.folding import fold, words_of
from flows.cards.pieces import Pieces, piece_of
from flows.questionnaire import Group, Question
from flows.reading import Typed

_MAX_LINES = 300
_CLOSE = 0.86
_LONGEST_HEADING = 60
_LONGEST_LETTER = 4

_LETTER = re.compile(
    r"[(\[]?(?P<letter>\d{1,2}\s?[.-]?\s?[^\W\d_]|[^\W_]{1,4})(?:[.)\]:：]+|\s*[–—-](?=\s))\s*(?P<rest>.*)", re.DOTALL
)
_BULLET = re.compile(r"[\s\-–—•*·>☐☑✓]+|\s*\(?\d{1,2}[.)]\s+")
_WORDS = re.compile(r"(?P<words>[^:：=\t]+?)\s*(?:[:：=](?!//)|\t|\s[–—-]\s|$)\s*(?P<rest>.*)", re.DOTALL)
_WORDS_BEFORE = re.compile(
    r"\W*(?P<words>\w[^:：=\t,|\])]{0,80}?)\s*(?:[:：=](?!//)|[\t,|\])]|->|→|\s[–—-]\s|\s(?=\S+\.\w))[\s:–—-]*(?P<rest>\S.*)"
)
_WORDS_BEHIND = re.compile(r"\W*(?P<rest>\w\S{0,300}\.\S+)\s*(?:[(\[]|\s[–—-]\s)\s*(?P<words>[^)\]]+)[)\]]?\s*")
_SEMICOLON = re.compile(r"\s*;\s+")
_ADDRESS = re.compile(r"\w\.\w")
_FEWEST_IN_ORDER = 3
_SHORTEST_BEGINNING = 3
_LONGEST_JOINING = 3  # "and", "de la"


@dataclass(frozen=True, slots=True)
class _Heading:
    """The beginning of a part: its question ("" for one that is not of this group), and what stands on its line."""

    question: str
    rest: str


_Headed = Callable[[str, Mapping[str, str], bool], _Heading | None]


def sort_list(typed: Typed, group: Group, questions: Sequence[Question], *, from_first: bool = False) -> Pieces:
    """The parts of the text by the question they stand under; what stands under none is loose.

    `from_first`: the first of the questions is asked, so that lines without any heading may be for all, in their order.
    """
    lines = [line for line in typed.text.splitlines() if line.strip()]
    if len(lines) > _MAX_LINES:
        return Pieces()
    names = _names_of(group, questions)
    surely = _distributed(typed, lines, names, _heading)
    if from_first and not surely.found and _are_in_order(lines, questions):
        found = {each.name: (piece_of(typed, line.strip()),) for each, line in zip(questions, lines, strict=True)}
        return Pieces(found, labelled=True)
    freely = _distributed(typed, [part for line in lines for part in _SEMICOLON.split(line)], names, _free_heading)
    return freely if len(freely.found) > max(1, len(surely.found)) else surely


def _distributed(typed: Typed, lines: Sequence[str], names: Mapping[str, str], headed: _Headed) -> Pieces:
    parts: dict[str, list[str]] = {}
    loose: list[str] = []
    here: list[str] = loose
    inline = False
    for line in lines:
        heading = headed(line, names, here is not loose and not inline)
        if heading is None:
            here.append(line.strip())
            continue
        here = parts.setdefault(heading.question, []) if heading.question else loose
        inline = bool(heading.rest) or here is loose
        here += [heading.rest if heading.question else line.strip()] if heading.rest or here is loose else []
    found = {name: (piece_of(typed, "\n".join(part)),) for name, part in parts.items() if part}
    return Pieces(found, tuple(loose), labelled=bool(found))


def _are_in_order(lines: Sequence[str], questions: Sequence[Question]) -> bool:
    """An address in each line, and a line for each question."""
    as_many = len(lines) == len(questions) >= _FEWEST_IN_ORDER
    return as_many and all(map(_ADDRESS.search, lines))


def _free_heading(line: str, names: Mapping[str, str], goes_on: bool) -> _Heading | None:
    """By words that could be a part of an answer as well: one such line proves nothing."""
    sure = _heading(line, names, goes_on)
    if goes_on or (sure and sure.question):
        return sure
    bare = _bare(line)
    for worded in filter(None, (_WORDS_BEFORE.fullmatch(bare), _WORDS_BEHIND.fullmatch(bare))):
        if question := _freely_named(worded["words"], names):
            return _Heading(question, worded["rest"].strip())
    return sure


def _heading(line: str, names: Mapping[str, str], goes_on: bool) -> _Heading | None:
    """Where the part before has nothing in its own line yet, only what is surely known begins another."""
    bare = _bare(line)
    lettered = _LETTER.fullmatch(bare)
    letter = fold(lettered["letter"]).replace(" ", "") if lettered else ""
    by_letter = names.get(letter) if letter and len(letter) <= _LONGEST_LETTER else None
    rest = lettered["rest"] if lettered and (by_letter or _is_letter(letter)) else bare
    worded = _WORDS.fullmatch(rest)
    by_words = _named(worded["words"], names) if worded else None
    if by_words and by_letter and by_words != by_letter:
        return _Heading("", line)
    if by_words and worded:
        return _Heading(by_words, worded["rest"].strip())
    if by_letter:
        return _Heading(by_letter, rest.strip())
    if lettered and _is_letter(letter):
        return _Heading("", line)
    is_of_another = not goes_on and worded is not None and bool(worded["rest"]) and _calls_itself(rest, worded["words"])
    return _Heading("", line) if is_of_another else None


def _bare(line: str) -> str:
    return _BULLET.sub("", line, count=1) if _BULLET.match(line) else line.strip()


def _is_letter(letter: str) -> bool:
    """Whether it numbers a part, known or not: "j", "5k"; not "www", and not the year a line begins with."""
    return re.fullmatch(r"[a-z]|\d{1,2}[a-z]", letter) is not None


def _calls_itself(line: str, words: str) -> bool:
    """Whether a line begins with a heading of its own, and not with an address, or a sentence that has a colon."""
    return line[len(words) :].lstrip()[:1] in (":", "：") and len(words_of(words)) <= 6 and "." not in words


def _named(words: str, names: Mapping[str, str]) -> str | None:
    """The question of that name; of a long one a near miss will do, or some of its words where no other has them."""
    said = fold(words)
    if said in names or not _LONGEST_LETTER < len(said) <= _LONGEST_HEADING:
        return names.get(said)
    near = get_close_matches(said, [name for name in names if len(name) > _LONGEST_LETTER], n=1, cutoff=_CLOSE)
    if near:
        return names[near[0]]
    having = {question for name, question in names.items() if set(said.split()) <= set(name.split())}
    return having.pop() if len(having) == 1 else None


def _freely_named(words: str, names: Mapping[str, str]) -> str | None:
    """As `_named`; also by its beginning ("Edu"), its initials ("P&D"), and in a longer name ("Ministry of Health")."""
    if surely := _named(words, names) or names.get(fold(words).replace(" ", "")):
        return surely
    said = fold(words)
    having = {
        question
        for name, question in names.items()
        if (len(said) >= _SHORTEST_BEGINNING and name.startswith(said))
        or said.replace(" ", "") == _initials(name)
        or (len(name) > _LONGEST_LETTER and set(name.split()) <= set(said.split()))
    }
    return having.pop() if len(having) == 1 else None


def _initials(name: str) -> str:
    """Empty for a single word."""
    words = [word for word in name.split() if len(word) > _LONGEST_JOINING]
    return "".join(word[0] for word in words) if len(words) > 1 else ""


def _names_of(group: Group, questions: Sequence[Question]) -> dict[str, str]:
    """What a part may be headed with: the question's words in any language or a side of them ("Energy" of
    "Energy/Water"), its number, and its letter alone."""
    owners: dict[str, set[str]] = {}
    for question in questions:
        for heading in _headings(group, question):
            owners.setdefault(heading, set()).add(question.name)
    return {heading: next(iter(of)) for heading, of in owners.items() if heading and len(of) == 1}


def _headings(group: Group, question: Question) -> Iterator[str]:
    for label in question.label.values():
        yield from _sides(label)
    if question.number:
        own = question.number.removeprefix(group.number or "")
        yield from (fold(own), fold(f"{group.number or ''}{own}"))


@lru_cache(maxsize=1024)  # looked at with every answer in a group
def _sides(label: str) -> tuple[str, ...]:
    return (fold(label), *(fold(side) for side in label.split("/") if "/" in label))
