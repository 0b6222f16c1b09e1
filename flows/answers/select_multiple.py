"""Reads and shows `select_multiple`: the names chosen, in the questionnaire's order, "other" last. Knows no buttons.

No choice at all is an answer, too: the empty tuple. "Other" may be chosen without its words; they are then still to be
asked for.
"""

from __future__ import annotations

from flows.answers.addressed import is_addressed
from flows.answers.choice_words import SHOWN_NONE, shown
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
    menu = Menu(circumstances.choices)
    selection = select(text, menu, other=question.other)
    if selection.none:
        return Accepted((), selection.note)
    if not selection.names and is_not_applicable(text):
        return ToConfirm(_doubt(text), (Accepted(None, note=text), Accepted(())))
    if selection.beyond:
        return Refused(Violation(Code.NOT_A_CHOICE, {"written": selection.beyond}))
    if not selection.doubts and selection.names:
        return Accepted(_ordered(menu, selection.names), selection.note, selection.words)
    if not selection.names and not selection.unsure:
        return _matching_nothing(text, question)
    return ToConfirm(_doubt(selection.doubtful), _readings(selection, menu, question))


def show(accepted: Accepted, question: Question, circumstances: Circumstances) -> str:
    if not isinstance(accepted.value, tuple):
        return ""
    language = circumstances.language
    labels = {choice.name: in_language(choice.label, language) for choice in circumstances.choices}
    chosen = [labels[name] for name in accepted.value if isinstance(name, str) and name in labels]
    if OTHER in accepted.value:
        chosen.append(show_other(accepted.other, language))
    return "; ".join(chosen) or shown(SHOWN_NONE, language)


def _matching_nothing(text: str, question: Question) -> Reading:
    if not question.other or is_addressed(text):
        return Refused(Violation(Code.NOT_A_CHOICE, {"written": excerpt(text)}))
    return ToConfirm(_doubt(text), (Accepted((OTHER,), other=text),))


def _readings(selection: Selection, menu: Menu, question: Question) -> tuple[Accepted, ...]:
    """The first doubtful piece read in each of its ways, the others in their likeliest; last, as words for "Other"."""
    ways = [(way, selection.unmatched) for way in selection.ways[: MAX_READINGS - 1]]
    if selection.unsure and question.other:
        ways.append(((), _joined(selection.unsure[0].written, selection.unmatched)))
    likeliest = [name for doubt in selection.unsure[1:] for name in doubt.selections[0]]
    sure = (*selection.names, *likeliest)
    return tuple(_accepted(selection, menu, (*sure, *way), beside, question) for way, beside in ways)


def _accepted(selection: Selection, menu: Menu, names: tuple[str, ...], beside: str, question: Question) -> Accepted:
    if beside and question.other:
        words = _joined(selection.words, beside)
        return Accepted(_ordered(menu, (*names, OTHER)), selection.note, words)
    return Accepted(_ordered(menu, names), _joined(selection.note, beside) or None, selection.words)


def _ordered(menu: Menu, names: tuple[str, ...]) -> tuple[str, ...]:
    return (*menu.ordered(names), OTHER) if OTHER in names else menu.ordered(names)


def _doubt(written: str) -> Violation:
    return Violation(Code.CHOICE_UNSURE, {"written": excerpt(written)})


def _joined(*texts: str | None) -> str:
    return "; ".join(filter(None, texts))
