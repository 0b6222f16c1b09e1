"""Reads and shows `select_one`: the name of the one choice, or "other" with its words. Knows no buttons.

"Other" may be chosen without its words; they are then still to be asked for.
"""

from __future__ import annotations

from flows.answers.addressed import is_addressed
from flows.answers.choices import MAX_READINGS, Menu
from flows.answers.folding import excerpt
from flows.answers.other import show_other
from flows.answers.remark import is_not_applicable
from flows.answers.selection import Selection, select
from flows.questionnaire import OTHER, Question, in_language
from flows.reading import Accepted, Circumstances, Reading, Refused, ToConfirm, Typed
from flows.violations import Code, Violation


def read(typed: Typed, question: Question, circumstances: Circumstances) -> Reading:
    text = typed.text.strip()
    selection = select(text, Menu(circumstances.choices), other=question.other)
    if not selection.names and is_not_applicable(text):
        return ToConfirm(_unsure(text), (Accepted(None, note=text),))
    if selection.beyond or selection.none:
        return _refused(selection.beyond or text)
    if len(selection.names) > 1:
        return _several(selection)
    if selection.doubts:
        return _doubtful(selection, text, question)
    if not selection.names:
        return _refused(text)
    return Accepted(selection.names[0], selection.note, selection.words)


def show(accepted: Accepted, question: Question, circumstances: Circumstances) -> str:
    if accepted.value == OTHER:
        return show_other(accepted.other, circumstances.language)
    chosen = (choice for choice in circumstances.choices if choice.name == accepted.value)
    return next((in_language(choice.label, circumstances.language) for choice in chosen), "")


def _several(selection: Selection) -> Reading:
    one_only = Violation(Code.ONE_CHOICE_ONLY)
    if len(selection.names) > MAX_READINGS:
        return Refused(one_only)
    return ToConfirm(one_only, tuple(_one(name, selection.words, selection.note) for name in selection.names))


def _doubtful(selection: Selection, text: str, question: Question) -> Reading:
    """Each choice it may be, the rest of the words as remark; where "Other" is offered, the whole as its words."""
    names = dict.fromkeys((*selection.names, *(name for way in selection.ways for name in way)))
    readings = [_one(name, selection.words, selection.unmatched or None) for name in names][: MAX_READINGS - 1]
    if question.other and OTHER not in names and not is_addressed(text):
        readings.append(Accepted(OTHER, other=text))
    if not readings:
        return _refused(text)
    return ToConfirm(_unsure(selection.doubtful), tuple(readings))


def _one(name: str, words: str | None, note: str | None) -> Accepted:
    return Accepted(name, note, words if name == OTHER else None)


def _unsure(written: str) -> Violation:
    return Violation(Code.CHOICE_UNSURE, {"written": excerpt(written)})


def _refused(written: str) -> Refused:
    return Refused(Violation(Code.NOT_A_CHOICE, {"written": excerpt(written)}))
