"""What a message chooses from a list: by number, range, all, none, label, several at once, with the words for "Other".

Knows the whole message, and not whether the question asks for one choice or several.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from flows.answers.affirmation import YES_OR_NO, Says
from flows.answers.choice_words import (
    ALL,
    ALL_BUT,
    BUT,
    BUT_NOT,
    EXCEPT,
    JOINING,
    NONE,
    NONE_SO_FAR,
    NOT,
    ONLY,
)
from flows.answers.choices import Menu
from flows.answers.folding import fold, words_of
from flows.answers.other import SEPARATOR, cut_at_other
from flows.answers.places import counted, is_number, letters_of, numbers_of
from flows.answers.remark import remark
from flows.answers.ticks import CROSSES, ticked
from flows.questionnaire import OTHER

# More pieces than this are prose or noise; comparing each with every choice would be waste.
_MAX_PIECES = 60
_LONGEST_EXCEPTED = 200
_LONGEST_ALL_BUT = 6
_LONGEST_EXCEPT = 4

_PARENTHESES = re.compile(r"[(（]([^()（）]*)[)）]")
_BETWEEN = re.compile(r"\b(?:between|entre)\s+(\d{1,3})\s+(?:and|et|y)\s+(\d{1,3})(?!\d)", re.IGNORECASE)
_EXCEPTED_ENDS = re.compile(r"(?:以外|之外|外)[的全部都所有是选]*\s*\Z")
_LETTERED = re.compile(r"\A\s*\(?[a-z][.)](?=\s*\S)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Doubt:
    """A piece of the message that may mean several things, or (without `selections`) nothing on the list."""

    written: str
    selections: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Selection:
    """What is chosen for sure, what is doubtful, and what is said beside it.

    `names` may hold OTHER, with its `words` where they were given. `declined` are those of which a no was said.
    `beyond` is a number the list does not reach. `none` says that nothing on the list applies.
    """

    names: tuple[str, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    words: str | None = None
    note: str | None = None
    beyond: str | None = None
    none: bool = False
    declined: tuple[str, ...] = ()

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
    if CROSSES & set(text) and ticked(text) == text:
        return Selection(doubts=(Doubt(text.strip()),))
    exact = menu.exact(text)
    if exact:
        return Selection((exact,))
    if fold(text) in NONE:
        return Selection(none=True)
    if fold(text) in NONE_SO_FAR:
        return Selection(none=True, note=text.strip())
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
        text = ticked(text)
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
                    chosen = self._all_or_numbers(before, or_words=said in BUT_NOT)
                    excepted = self._listed(text[words[start + length - 1].end :])
                    return self._all_but(text, chosen, excepted) if chosen else None
        return None

    def _all_or_numbers(self, text: str, *, or_words: bool) -> tuple[str, ...] | None:
        if fold(text) in ALL:
            return self.menu.names
        if or_words:
            listed = self._listed(text)
            return None if listed.doubts or listed.beyond else listed.names
        numbers = numbers_of(text)
        chosen = self._by_number(numbers) if numbers else None
        return chosen.names if chosen and not chosen.beyond else None

    def _all_but(self, text: str, chosen: Sequence[str], excepted: Selection) -> Selection:
        ways = tuple(dict.fromkeys((*excepted.names, *way) for way in excepted.ways))
        left = tuple(tuple(name for name in chosen if name not in way) for way in ways if way)
        if excepted.beyond or excepted.unmatched or not left:
            return Selection(doubts=(Doubt(text.strip()),), beyond=excepted.beyond)
        if excepted.doubts:
            return Selection(doubts=(Doubt(text.strip(), left),))
        return Selection(left[0], note=excepted.note)

    def _listed(self, text: str) -> Selection:
        plain = self._plain(text)
        if plain:
            return plain
        pieces = tuple(self._pieces(text))
        if len(pieces) > _MAX_PIECES:
            return Selection(doubts=(Doubt(text.strip()),))
        pieces = tuple(piece for piece in pieces if fold(piece) and fold(piece) not in JOINING)
        if len(pieces) > 1 and YES_OR_NO.get(fold(pieces[0])) is Says.YES:  # "Yes, 1 and 3"
            pieces = pieces[1:]
        selection = _together([self._piece(piece, alone=len(pieces) == 1) for piece in pieces])
        if selection.names and not selection.doubts and _may_say_no_of_more(pieces):
            return Selection(doubts=(Doubt(text.strip(), (selection.names,)),))
        return selection

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

    def _piece(self, piece: str, *, alone: bool) -> Selection:
        bare = _PARENTHESES.sub(" ", piece)
        plain = self._plain(piece) or self._judged(piece, alone=alone)
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
        if by_place := self._by_place(piece):
            return by_place
        found = (self.menu.match(label) for label in (piece, self._after_number(piece)[1]))
        return next((Selection(match.selections[0]) for match in found if match and match.sure), None)

    def _judged(self, piece: str, *, alone: bool) -> Selection | None:
        """ "Blockchain: no", "2 yes", "only 3": a choice, and what is said of it."""
        first, *others = words_of(piece)
        if not others:
            return None
        before, behind = piece[: others[-1].start], piece[first.end :]
        says = YES_OR_NO.get(others[-1].folded)
        if says in {Says.YES, Says.NO} and (found := self._plain(before)):
            return found if says is Says.YES else Selection(declined=found.names, beyond=found.beyond)
        if first.folded in NOT and others[0].folded not in ONLY and not alone and (found := self._plain(behind)):
            return Selection(declined=found.names, beyond=found.beyond)
        only = behind if first.folded in ONLY else before if others[-1].folded in ONLY else ""
        return self._plain(only)

    def _by_place(self, piece: str) -> Selection | None:
        numbers = numbers_of(piece)
        if numbers:
            return self._by_number(numbers)
        of_letters = self._by_number(letters_of(piece))
        if of_letters.names and not of_letters.beyond:
            return of_letters
        count = counted(piece)
        # With "Other" behind the list nobody can tell what is last on it.
        names = count.of(self.menu.names) if count and not (count.from_end and OTHER in self.numbered) else ()
        return Selection(names) if names else None

    def _by_number(self, numbers: Sequence[str]) -> Selection:
        beyond = next((number for number in reversed(numbers) if self._numbered(number) is None), None)
        names = (self._numbered(number) for number in numbers)
        return Selection(tuple(dict.fromkeys(name for name in names if name)), beyond=beyond)

    def _numbered(self, number: str) -> str | None:
        place = int(number) if len(number) <= 3 else 0
        return self.numbered[place - 1] if 1 <= place <= len(self.numbered) else None

    def _after_number(self, piece: str) -> tuple[str | None, str]:
        """The choice whose number the piece begins with ("2. Blockchain"), and the rest of the piece; of a letter
        ("b) Blockchain") the rest alone."""
        if lettered := _LETTERED.match(piece):
            return None, piece[lettered.end() :]
        first, *_ = words_of(piece)
        name = self._numbered(first.folded) if is_number(first.folded) else None
        return (name, piece[first.end :]) if name else (None, piece)

    def _doubtful(self, piece: str) -> Selection:
        name, label = self._after_number(piece)
        found = self.menu.match(label)
        if words_of(piece)[0].folded in NOT:  # by itself it may mean anything but the choice that follows
            return Selection(doubts=(Doubt(piece.strip()),))
        count = counted(piece)
        by_place = count.of(self.menu.names) if count else (name,) if name else ()
        return Selection(doubts=(Doubt(piece.strip(), found.selections if found else (by_place,) if by_place else ()),))


def _may_say_no_of_more(pieces: Sequence[str]) -> bool:
    """ "Not 1, 2" and "1, 2: no" may say no of both."""
    words = [[word.folded for word in words_of(piece)] for piece in pieces]
    before = [len(each) > 1 and each[0] in NOT for each in words]
    says = [YES_OR_NO.get(each[-1]) if len(each) > 1 else None for each in words]
    bare = [not no and said is None and each[0] not in ONLY for each, no, said in zip(words, before, says, strict=True)]
    places = range(len(words) - 1)
    return any((before[at] and bare[at + 1]) or (bare[at] and says[at + 1] is Says.NO) for at in places)


def _after_all_but(text: str) -> str | None:
    words = words_of(text[:100])
    for length in range(min(len(words), _LONGEST_ALL_BUT), 1, -1):
        if " ".join(word.folded for word in words[:length]) in ALL_BUT:
            return _EXCEPTED_ENDS.sub("", text[words[length - 1].end :])
    return None


def _together(selections: Sequence[Selection]) -> Selection:
    notes = [selection.note for selection in selections if selection.note]
    declined = tuple(name for selection in selections for name in selection.declined)
    names = dict.fromkeys(name for selection in selections for name in selection.names if name not in declined)
    doubts = tuple(doubt for selection in selections for doubt in selection.doubts)
    beyond = next((selection.beyond for selection in selections if selection.beyond), None)
    return Selection(
        names=tuple(names),
        doubts=doubts,
        note="; ".join(notes) or None,
        beyond=beyond,
        none=bool(declined) and not (names or doubts or beyond),
    )
