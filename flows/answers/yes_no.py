"""Reads and shows `yes_no`: a boolean, with what is said beyond yes or no as its remark. Knows no buttons."""

from __future__ import annotations

from collections.abc import Mapping

from flows.answers.affirmation import YES_OR_NO, Opening, Says, contradicts, mentioned, opening
from flows.answers.folding import fold, phrases
from flows.answers.remark import is_not_applicable, remark
from flows.answers.ticks import ticked
from flows.questionnaire import Question
from flows.reading import Accepted, Circumstances, Reading, Refused, ToConfirm, Typed
from flows.violations import Code, Violation

SHOWN: Mapping[str, tuple[str, str]] = {
    "en": ("Yes", "No"),
    "fr": ("Oui", "Non"),
    "es": ("Sí", "No"),
    "ru": ("Да", "Нет"),
    "ar": ("نعم", "لا"),
    "zh": ("是", "否"),
}
"""Yes and no as they are written, by language; English stands in for the others. People read the catalogue's."""

_UNDECIDED = Violation(Code.NOT_YES_OR_NO)


def read(typed: Typed, question: Question, circumstances: Circumstances) -> Reading:
    text = ticked(typed.text)
    first = opening(text, YES_OR_NO)
    if first is None or first.says is Says.NEITHER:
        return _undecided(text, is_about_it=first is not None)
    says_more = remark(first.rest) is not None
    if says_more and (
        is_not_applicable(text) or contradicts(first, YES_OR_NO) or _asks(text) or _may_put_off(text, first)
    ):
        return _undecided(text, is_about_it=True)
    if not first.says.is_plain:
        return Accepted(first.says.answer, note=text.strip())
    then = opening(first.rest, YES_OR_NO)
    ends_there = then is not None and then.says.is_plain and remark(then.rest) is None
    return Accepted(first.says.answer, note=None if ends_there else _beside(first, text))


def _may_put_off(text: str, first: Opening) -> bool:
    """ "Ok, let me check" agrees to the question, and does not answer it."""
    return fold(text.removesuffix(first.rest)) in _AGREEING


_AGREEING = phrases("ok|okay|sure|right|d'accord|好|好的|可以")


def _asks(text: str) -> bool:
    return text.rstrip().endswith(("?", "؟", "？"))


def _beside(first: Opening, text: str) -> str | None:
    """What is said beyond a yes or no. A "no" that belongs to its words stays with them: of "No statistics are
    collected" the rest would say the opposite."""
    belongs = first.says is Says.NO and first.rest.lstrip()[:1].isalnum()
    return text.strip() if belongs and remark(first.rest) else remark(first.rest)


def show(accepted: Accepted, question: Question, circumstances: Circumstances) -> str:
    if accepted.value is None:
        return ""
    yes, no = SHOWN.get(circumstances.language[:2], SHOWN["en"])
    return yes if accepted.value else no


def _undecided(text: str, *, is_about_it: bool) -> Reading:
    """Asks which is meant, the likelier first, the words kept as a remark; refuses words that have nothing to do with
    yes or no."""
    note = text.strip()
    if is_not_applicable(text):
        return ToConfirm(_UNDECIDED, (Accepted(None, note),))
    said = {True, False} if is_about_it else mentioned(text, YES_OR_NO)
    if not said:
        return Refused(_UNDECIDED)
    likelier = True in said
    return ToConfirm(_UNDECIDED, (Accepted(likelier, note), Accepted(not likelier, note)))
