"""Reads and shows `acknowledge`: whether the respondent agrees to a text. Knows no version of the text.

An agreement is never guessed: with a condition beside it, it is asked about.
"""

from __future__ import annotations

from collections.abc import Mapping

from flows.answers.affirmation import AGREEMENT, opening
from flows.answers.folding import fold
from flows.answers.remark import remark
from flows.questionnaire import Question
from flows.reading import Accepted, Circumstances, Reading, Refused, ToConfirm, Typed
from flows.violations import Code, Violation

SHOWN: Mapping[str, tuple[str, str]] = {
    "en": ("I agree", "I do not agree"),
    "fr": ("J’accepte", "Je n’accepte pas"),
    "es": ("Acepto", "No acepto"),
    "ru": ("Согласен", "Не согласен"),
    "ar": ("أوافق", "لا أوافق"),
    "zh": ("同意", "不同意"),
}
"""Agreement and its refusal, as `flows.answers.yes_no.SHOWN`."""

_UNCLEAR = Violation(Code.NOT_AN_AGREEMENT)


def read(typed: Typed, question: Question, circumstances: Circumstances) -> Reading:
    text = typed.text
    if fold(text) in map(fold, question.label.values()):
        return Accepted(value=True)
    first = opening(text, AGREEMENT)
    if first is None or first.says.answer is None:
        return Refused(_UNCLEAR)
    then = opening(first.rest, AGREEMENT)
    repeated = then is not None and then.says is first.says and remark(then.rest) is None
    condition = None if repeated else remark(first.rest)
    if first.says.is_plain and condition is None:
        return Accepted(first.says.answer)
    meant = first.says.answer
    return ToConfirm(_UNCLEAR, (Accepted(meant, note=text.strip()), Accepted(not meant, note=text.strip())))


def show(accepted: Accepted, question: Question, circumstances: Circumstances) -> str:
    if accepted.value is None:
        return ""
    agreed, refused = SHOWN.get(circumstances.language[:2], SHOWN["en"])
    return agreed if accepted.value else refused
