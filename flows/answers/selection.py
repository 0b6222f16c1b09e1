"""What a message chooses from a list: by number, range, all, none, label, several at once, with the words for "Other".

Knows the whole message, and not whether the question asks for one choice or several.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from flows.answers.choice_words import ABOUT_NUMBERS, ALL, ALL_BUT, BUT, CARDINALS, EXCEPT, JOINING, NONE, ORDINALS
from flows.answers.choices import Menu
from flows.answers.folding import fold, words_of
from flows.answers.other import SEPARATOR, cut_at_other
from flows.answers.remark import remark
from flows.questionnaire import OTHER

# More pieces than this are prose or noise; comparing each with every choice would be waste.
_MAX_PIECES = 60
_LONGEST_EXCEPTED = 200
_LONGEST_ALL_BUT = 6
_LONGEST_EXCEPT = 4

_PARENTHESES = re.compile(r"[(（]([^()（）]*)[)）]")
_RANGE = re.compile(
    r"(?<!\d)(\d{1,3})\s*(?:[-–—−~～]|\.{2,3}|to|through|à|a|au|до|по|إلى|الى|至|到)\s*(\d{1,3})(?!\d)", re.IGNORECASE
)
_BETWEEN = re.compile(r"\b(?:between|entre)\s+(\d{1,3})\s+(?:and|et|y)\s+(\d{1,3})(?!\d)", re.IGNORECASE)
_ORDINAL = re.compile(r"(\d{1,3})(?:st|nd|rd|th|er|ere|eme|e)")
_UNTICKED = re.compile(r"☐[^\n☐☑☒✓✔]*")
_TICKS = frozenset("☑☒✓✔")


@dataclass(frozen=True, slots=True)
class Doubt:
    """A piece of the message that may mean several things, or (without `selections`) nothing on the list."""

    written: str
    selections: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Selection:
    """What is chosen for sure, what is doubtful, and what is said beside it.

    `names` may hold OTHER, with its `words` where they were given. `beyond` is a number the list does not reach. `none`
    says that nothing on the list applies.
    """

    names: tuple[str, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    words: str | None = None
    note: str | None = None
    beyond: str | None = None
    none: bool = False

    @property
    def unmatched(self) -> str:
        """The pieces that are nothing on the list."""
        return ", ".join(doubt.written for doubt in self.doubts if not doubt.selections)

    @property
    def unsure(self) -> tuple[Doubt, ...]:
        return tuple(doubt for doubt in self.doubts if doubt.selections)

    @property
    def doubtful(self) -> str:
        """The piece to ask about."""
        return (self.unsure or self.doubts)[0].written

    @property
    def ways(self) -> tuple[tuple[str, ...], ...]:
        """What the first unsure piece may mean; nothing more, where there is none."""
        return self.unsure[0].selections if self.unsure else ((),)


def select(text: str, menu: Menu, *, other: bool) -> Selection:
    """What the text chooses from the menu, which ends with "Other" where `other` is so."""
    exact = menu.exact(text)
    if exact:
        return Selection((exact,))
    if fold(text) in NONE:
        return Selection(none=True)
    if fold(text) in ALL:
        return Selection(menu.names)
    return _Selecting(menu, (*menu.names, OTHER) if other else menu.names).select(text)


@dataclass(frozen=True, slots=True)
class _Selecting:
    menu: Menu
    numbered: tuple[str, ...]

    def select(self, text: str) -> Selection:
        text = _BETWEEN.sub(r"\1-\2", text)
        excepted = _after_all_but(text)
        if excepted is not None:
            return self._all_but(text, self.menu.names, self._listed(excepted))
        if without := self._without(text):
            return without
        text = _ticked(text)
        cut = cut_at_other(text, self.menu, len(self.numbered)) if OTHER in self.numbered else None
        if cut is None:
            return self._listed(text)
        selection = self._all(cut.before) or self._listed(cut.before)
        return replace(selection, names=tuple(dict.fromkeys((*selection.names, OTHER))), words=cut.words)

    def _all(self, text: str) -> Selection | None:
        """ "All of these, and" in front of "Other"."""
        words = [word.folded for word in words_of(text)]
        while words and words[-1] in JOINING:
            words.pop()
        return Selection(self.menu.names) if " ".join(words) in ALL else None

    def _without(self, text: str) -> Selection | None:
        """ "1-6 except 3", "all of these, but not 3": numbers or all, and what of them is not meant."""
        words = words_of(text[:_LONGEST_EXCEPTED])
        for start in range(1, len(words)):
            for length in range(min(len(words) - start - 1, _LONGEST_EXCEPT), 0, -1):
                said = " ".join(word.folded for word in words[start : start + length])
                before = text[: words[start].start]
                if said in EXCEPT or (said in BUT and fold(before) in ALL):
                    chosen = self._all_or_numbers(before)
                    excepted = self._listed(text[words[start + length - 1].end :])
                    return self._all_but(text, chosen, excepted) if chosen else None
        return None

    def _all_or_numbers(self, text: str) -> tuple[str, ...] | None:
        if fold(text) in ALL:
            return self.menu.names
        numbers = _numbers(text)
        chosen = self._by_number(numbers) if numbers else None
        return chosen.names if chosen and not chosen.beyond else None

    def _all_but(self, text: str, chosen: Sequence[str], excepted: Selection) -> Selection:
        if not excepted.names or excepted.doubts or excepted.beyond:
            return Selection(doubts=(Doubt(text.strip()),), beyond=excepted.beyond)
        return Selection(tuple(name for name in chosen if name not in excepted.names), note=excepted.note)

    def _listed(self, text: str) -> Selection:
        plain = self._plain(text)
        if plain:
            return plain
        pieces = tuple(self._pieces(text))
        if len(pieces) > _MAX_PIECES:
            return Selection(doubts=(Doubt(text.strip()),))
        return _together([self._piece(piece) for piece in pieces if fold(piece) and fold(piece) not in JOINING])

    def _pieces(self, text: str) -> Iterator[str]:
        """The text cut at its separators, save those within labels and parentheses."""
        words = words_of(text)
        labels = ((words[span.start].start, words[span.end - 1].end) for span in self.menu.spans(words))
        asides = (aside.span() for aside in _PARENTHESES.finditer(text))
        whole = {place for start, end in (*labels, *asides) for place in range(start, end)}
        cuts = [separator.span() for separator in SEPARATOR.finditer(text) if separator.start() not in whole]
        start = 0
        for end, following in cuts:
            yield text[start:end]
            start = following
        yield text[start:]

    def _piece(self, piece: str) -> Selection:
        bare = _PARENTHESES.sub(" ", piece)
        plain = self._plain(piece)
        if plain or bare == piece:
            return plain or self._doubtful(piece)
        without_aside = self._plain(bare)
        aside = remark("; ".join(_PARENTHESES.findall(piece)))
        return replace(without_aside, note=aside) if without_aside else self._doubtful(piece)

    def _plain(self, piece: str) -> Selection | None:
        """What the piece chooses where there is no doubt about it."""
        if not fold(piece):
            return None
        if exact := self.menu.exact(piece):
            return Selection((exact,))
        numbers = _numbers(piece)
        if numbers:
            return self._by_number(numbers)
        found = (self.menu.match(label) for label in (piece, self._after_number(piece)[1]))
        return next((Selection(match.selections[0]) for match in found if match and match.sure), None)

    def _by_number(self, numbers: Sequence[str]) -> Selection:
        beyond = next((number for number in numbers if self._numbered(number) is None), None)
        names = (self._numbered(number) for number in numbers)
        return Selection(tuple(dict.fromkeys(name for name in names if name)), beyond=beyond)

    def _numbered(self, number: str) -> str | None:
        place = int(number) if len(number) <= 3 else 0
        return self.numbered[place - 1] if 1 <= place <= len(self.numbered) else None

    def _after_number(self, piece: str) -> tuple[str | None, str]:
        """The choice whose number the piece begins with ("2. Blockchain"), and the rest of the piece."""
        first, *_ = words_of(piece)
        name = self._numbered(first.folded) if _is_number(first.folded) else None
        return (name, piece[first.end :]) if name else (None, piece)

    def _doubtful(self, piece: str) -> Selection:
        name, label = self._after_number(piece)
        found = self.menu.match(label)
        by_number = ((name,),) if name else ()
        return Selection(doubts=(Doubt(piece.strip(), found.selections if found else by_number),))


def _after_all_but(text: str) -> str | None:
    words = words_of(text[:100])
    for length in range(min(len(words), _LONGEST_ALL_BUT), 1, -1):
        if " ".join(word.folded for word in words[:length]) in ALL_BUT:
            return text[words[length - 1].end :]
    return None


def _ticked(text: str) -> str:
    """Without the lines left unticked, where the list was copied with its boxes."""
    return _UNTICKED.sub("\n", text) if _TICKS & set(text) else text


def _numbers(text: str) -> tuple[str, ...]:
    """The numbers of a text that is nothing but numbers and ranges; empty for any other.

    "The first three" and "les deux" count choices and do not name them: such a text is none.
    """
    said = [word.folded for word in words_of(_RANGE.sub(_every_number, text))]
    words = [word for word in said if word not in JOINING and word not in ABOUT_NUMBERS]
    if words and all(word in CARDINALS for word in words):
        alone = not any(word in ABOUT_NUMBERS for word in said)
        return tuple(CARDINALS[word] for word in words) if alone else ()
    if words and all(map(_ordinal, words)):
        return tuple(number for word in words if (number := _ordinal(word)))
    return tuple(words) if all(map(_is_number, words)) else ()


def _every_number(bounds: re.Match[str]) -> str:
    low, high = sorted((int(bounds[1]), int(bounds[2])))
    return " ".join(map(str, range(low, high + 1)))


def _ordinal(word: str) -> str | None:
    """2 for "second" and "2nd"."""
    ordinal = _ORDINAL.fullmatch(word)
    return ordinal[1] if ordinal else ORDINALS.get(word)


def _is_number(word: str) -> bool:
    return word.isascii() and word.isdigit()


def _together(selections: Sequence[Selection]) -> Selection:
    notes = [selection.note for selection in selections if selection.note]
    return Selection(
        names=tuple(dict.fromkeys(name for selection in selections for name in selection.names)),
        doubts=tuple(doubt for selection in selections for doubt in selection.doubts),
        note="; ".join(notes) or None,
        beyond=next((selection.beyond for selection in selections if selection.beyond), None),
    )
