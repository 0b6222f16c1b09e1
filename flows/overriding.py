"""Warnings that an answer may stand against, and for which reasons: two tables. Knows no turn, no words and no button.

What is warned of may well be right: it is kept with one tap, on whose button the reason stands.
See docs/decisions/016-orientation.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Final

from flows.answer import Answer, Override, OverrideReason, Warned
from flows.reading import Accepted, Link, Reading, ToConfirm, Value
from flows.response import Response
from flows.violations import Code, Violation

WARNED: Final[Mapping[Code, Warned]] = {
    Code.PERCENT_UNUSUAL: Warned.PERCENT_UNUSUAL,
    Code.PERCENT_ZERO: Warned.PERCENT_ZERO,
    Code.TEXT_SHORT: Warned.TEXT_SHORT,
}
"""The doubts that are warnings: there is one reading, and it is likely a slip. (An address is looked for later.)"""

REASONS: Final[Mapping[Warned, tuple[OverrideReason, ...]]] = {
    Warned.PERCENT_UNUSUAL: (OverrideReason.CHECKED, OverrideReason.ESTIMATE),
    Warned.PERCENT_ZERO: (OverrideReason.CHECKED, OverrideReason.ESTIMATE),
    Warned.TEXT_SHORT: (OverrideReason.NOTHING_TO_ADD, OverrideReason.ELSEWHERE),
    Warned.ADDRESS_UNREACHABLE: (
        OverrideReason.OWN_NETWORK,
        OverrideReason.DOWN_FOR_NOW,
        OverrideReason.CHECKED,
    ),
}
"""What stands on the buttons, in their order."""

IN_OWN_WORDS: Final = frozenset({Warned.PERCENT_UNUSUAL, Warned.PERCENT_ZERO, Warned.ADDRESS_UNREACHABLE})
"""Where words without a value can only be the reason. A short text is added to by what is written."""


def reasons_against(doubt: Violation) -> tuple[OverrideReason, ...]:
    """None of a doubt that is no warning."""
    warned = WARNED.get(doubt.code)
    return REASONS[warned] if warned else ()


def against(doubt: Violation, reason: OverrideReason = OverrideReason.CHECKED, words: str = "") -> Override | None:
    """The warning is passed over for that reason. None: the doubt is no warning."""
    warned = WARNED.get(doubt.code)
    return Override(warned=warned, reason=reason, words=words) if warned else None


def standing(was: Answer | None, accepted: Accepted) -> Override | None:
    """The reason goes with the value it was given for, however that is written since; of addresses, with where they
    lead, however they are called since."""
    if was is None or was.override is None:
        return None
    is_address = was.override.warned is Warned.ADDRESS_UNREACHABLE
    same = _urls(was.value) == _urls(accepted.value) if is_address else was.value == accepted.value
    return was.override if same else None


def reading_beside(was: Answer, reading: Reading) -> Reading:
    """The reading without the warning that the answer `was` stands against already."""
    if not isinstance(reading, ToConfirm) or was.override is None:
        return reading
    is_same = WARNED.get(reading.doubt.code) is was.override.warned and reading.readings[0].value == was.value
    return reading.readings[0] if is_same else reading


# An address that could not be reached is told of later, in a message of its own: its buttons, and a reply to it, are
# about the addresses that were tried then.

_SIGN: Final = "!"
"""No question's name begins like this: a reference to a notice stands where one to a question can."""

_DIGITS: Final = 8


def addresses_of(response: Response, question: str) -> tuple[str, ...]:
    """The web addresses of an answer."""
    answer = response.answers.get(question)
    return _urls(answer.value if answer else None)


def _urls(value: Value | None) -> tuple[str, ...]:
    return tuple(each.url for each in value if isinstance(each, Link)) if isinstance(value, tuple) else ()


def mark_of(urls: Iterable[str]) -> str:
    """Tells these addresses from any others, in a few characters."""
    return sha256("\n".join(urls).encode("utf-8", "replace")).hexdigest()[:_DIGITS]


def notice_about(response: Response, question: str) -> str:
    """How a message says that it tells of addresses which could not be reached."""
    return f"{_SIGN}{mark_of(addresses_of(response, question))}{question}"


def notice_meant(reference: str | None) -> tuple[str, str] | None:
    """The question and the mark of the addresses that a notice was about. None: the reference is to something else."""
    if reference is None or not reference.startswith(_SIGN):
        return None
    return reference[len(_SIGN) + _DIGITS :], reference[len(_SIGN) : len(_SIGN) + _DIGITS]


def choice_of(reason: OverrideReason, response: Response, question: str) -> str:
    """What a button of the notice carries."""
    return f"{reason}-{mark_of(addresses_of(response, question))}"


def reason_chosen(choice: str) -> tuple[OverrideReason, str] | None:
    """The reason on a button of a notice and the mark of the addresses it was about. None for what was invented."""
    reason, _, mark = choice.rpartition("-")
    known = next((each for each in REASONS[Warned.ADDRESS_UNREACHABLE] if each == reason), None)
    return (known, mark) if known else None
