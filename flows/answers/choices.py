"""Which choice a piece of a message names: by label, name, beginning, part or near miss. Knows no whole message."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from flows.answers.folding import Word, fold, words_of
from flows.questionnaire import Choice

MAX_READINGS = 5
"""More than so many possibilities are no help to a person who is to pick one."""

_ELIDED = re.compile(r"[ld]['’]", re.IGNORECASE)
_PARENTHESISED = re.compile(r"[(（]([^()（）]*)[)）]")
# Shorter words stand in too many labels for other reasons ("the", "data" does not) to choose one by themselves.
_SIGNIFICANT_LENGTH = 4
_CLOSE = 0.75
_MAX_CLOSE_LENGTH = 200


@dataclass(frozen=True, slots=True)
class Match:
    """The selections a piece may mean, most likely first; `sure` where there is no doubt about the first."""

    selections: tuple[tuple[str, ...], ...]
    sure: bool


@dataclass(frozen=True, slots=True)
class Span:
    """A whole spelling among the words of a message: from word `start` up to word `end`."""

    start: int
    end: int
    name: str


class Menu:
    """The choices of a question, and every spelling that names one of them."""

    def __init__(self, choices: Sequence[Choice]) -> None:
        self.names = tuple(choice.name for choice in choices)
        self._spellings = _spellings(choices)
        self._lengths = _lengths_by_first_word(self._spellings)

    def exact(self, text: str) -> str | None:
        """The name of the choice that the text spells out whole."""
        return self._spellings.get(fold(text))

    def match(self, piece: str) -> Match | None:
        """What the piece, which has words, means; None where it resembles no choice."""
        key = fold(piece)
        if key in self._spellings:
            return Match(((self._spellings[key],),), sure=True)
        return self._part(key) or self._mentioned(words_of(piece)) or self._abridged(key) or self._close(key)

    def spans(self, words: Sequence[Word]) -> Iterator[Span]:
        """Whole spellings among the words, the longest at each place."""
        start = 0
        while start < len(words):
            length = self._length_at(words, start)
            if length:
                yield Span(start, start + length, self._spellings[_joined(words[start : start + length])])
            start += length or 1

    def ordered(self, chosen: Iterable[str]) -> tuple[str, ...]:
        """The names chosen, once each, in the order of the questionnaire."""
        wanted = frozenset(chosen)
        return tuple(name for name in self.names if name in wanted)

    def _length_at(self, words: Sequence[Word], start: int) -> int:
        lengths = self._lengths.get(words[start].folded, ())
        fitting = (length for length in lengths if start + length <= len(words))
        return next((n for n in fitting if _joined(words[start : start + n]) in self._spellings), 0)

    def _part(self, key: str) -> Match | None:
        names = self._containing(f" {key} ") or self._containing(f" {key}")
        if not names:
            return None
        sure = len(names) == 1 and len(key.replace(" ", "")) >= _SIGNIFICANT_LENGTH
        return Match(tuple((name,) for name in names[:MAX_READINGS]), sure)

    def _containing(self, part: str) -> tuple[str, ...]:
        return self.ordered(name for spelling, name in self._spellings.items() if part in f" {spelling} ")

    def _mentioned(self, words: Sequence[Word]) -> Match | None:
        spans = tuple(self.spans(words))
        if not spans:
            return None
        nothing_else = sum(span.end - span.start for span in spans) == len(words)
        return Match((self.ordered(span.name for span in spans),), sure=nothing_else)

    def _abridged(self, key: str) -> Match | None:
        """Labels that have all the words, with others between them."""
        words = frozenset(key.split(" "))
        names = self.ordered(name for spelling, name in self._spellings.items() if words <= set(spelling.split(" ")))
        return Match(tuple((name,) for name in names[:MAX_READINGS]), sure=False) if names else None

    def _close(self, key: str) -> Match | None:
        if not _SIGNIFICANT_LENGTH <= len(key) <= _MAX_CLOSE_LENGTH:
            return None
        spellings = get_close_matches(key, self._spellings, n=2 * MAX_READINGS, cutoff=_CLOSE)
        names = dict.fromkeys(self._spellings[spelling] for spelling in spellings)
        return Match(tuple((name,) for name in names)[:MAX_READINGS], sure=False) if names else None


def _spellings(choices: Sequence[Choice]) -> Mapping[str, str]:
    """Folded spelling to name; what would spell two choices spells neither, but labels and names come first."""
    whole = {fold(spelling): choice.name for choice in choices for spelling in (choice.name, *choice.label.values())}
    owners: defaultdict[str, set[str]] = defaultdict(set)
    for choice in choices:
        for label in choice.label.values():
            for spelling in _short_forms(label):
                owners[fold(spelling)].add(choice.name)
    short = {spelling: name for spelling, (name, *others) in owners.items() if spelling and not others}
    return short | whole


def _short_forms(label: str) -> Iterator[str]:
    """ "Artificial Intelligence (AI)" is called Artificial Intelligence and AI, too; "L'État" is called "État"."""
    if elided := _ELIDED.match(label):
        yield label[elided.end() :]
    if _PARENTHESISED.search(label):
        yield _PARENTHESISED.sub(" ", label)
        yield from _PARENTHESISED.findall(label)


def _lengths_by_first_word(spellings: Iterable[str]) -> Mapping[str, tuple[int, ...]]:
    """How many words the spellings have that begin with a word, longest first."""
    lengths: defaultdict[str, set[int]] = defaultdict(set)
    for spelling in spellings:
        first, *others = spelling.split(" ")
        lengths[first].add(1 + len(others))
    return {first: tuple(sorted(found, reverse=True)) for first, found in lengths.items()}


def _joined(words: Sequence[Word]) -> str:
    return " ".join(word.folded for word in words)
