from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.answers.acknowledge import SHOWN, read, show
from flows.questionnaire import Question
from flows.reading import Accepted, Circumstances, Reading, Refused, ToConfirm, Typed
from flows.violations import Code, Violation

QUESTION = Question(
    name="authorization",
    type="acknowledge",
    label={"en": "I/We hereby authorize UNDESA to publish my/our responses as deemed necessary."},
)
CIRCUMSTANCES = Circumstances(today=date(2019, 4, 22))
UNCLEAR = Refused(Violation(Code.NOT_AN_AGREEMENT))

AGREED = Accepted(value=True)
NOT_AGREED = Accepted(value=False)


def asked(likelier: bool, note: str) -> Reading:
    return ToConfirm(UNCLEAR.violation, (Accepted(likelier, note), Accepted(not likelier, note)))


CASES: list[tuple[str, Reading]] = [
    ("I agree", AGREED),
    ("i agree.", AGREED),
    ("Agree", AGREED),
    ("Agreed", AGREED),
    ("We agree", AGREED),
    ("Yes", AGREED),
    ("Yes, I agree", AGREED),
    ("Yes, agreed", AGREED),
    ("ok", AGREED),
    ("OK, thank you", AGREED),
    ("👍", AGREED),
    ("I accept", AGREED),
    ("We hereby authorize", AGREED),
    ("No objection", AGREED),
    ("متفق ہوں", AGREED),
    ("I/We hereby authorize UNDESA to publish my/our responses as deemed necessary", AGREED),
    ("D’accord", AGREED),
    ("Je suis d'accord", AGREED),
    ("J’accepte", AGREED),
    ("De acuerdo", AGREED),
    ("Acepto", AGREED),
    ("Согласен", AGREED),
    ("Согласна", AGREED),
    ("Не возражаем", AGREED),
    ("أوافق", AGREED),
    ("موافق", AGREED),
    ("نعم، أوافق", AGREED),
    ("同意", AGREED),
    ("我同意。", AGREED),
    ("सहमत", AGREED),
    ("Setuju", AGREED),
    ("동의합니다", AGREED),
    ("I do not agree", NOT_AGREED),
    ("I don’t agree", NOT_AGREED),
    ("Disagree", NOT_AGREED),
    ("No", NOT_AGREED),
    ("No, I do not agree", NOT_AGREED),
    ("We decline", NOT_AGREED),
    ("Je ne suis pas d’accord", NOT_AGREED),
    ("No acepto", NOT_AGREED),
    ("Не согласен", NOT_AGREED),
    ("لا أوافق", NOT_AGREED),
    ("不同意", NOT_AGREED),
    ("👎", NOT_AGREED),
    ("I agree, but not to question 16", asked(True, "I agree, but not to question 16")),
    ("Yes, with reservations", asked(True, "Yes, with reservations")),
    ("Agree?", AGREED),
    ("No, unless the minister consents", asked(False, "No, unless the minister consents")),
    ("Not yet", asked(False, "Not yet")),
    ("no, I agree", asked(False, "no, I agree")),
    ("Partly", UNCLEAR),
    ("yes and no", UNCLEAR),
    ("I will ask the minister", UNCLEAR),
    ("N/A", UNCLEAR),
    ("-", UNCLEAR),
    ("1", UNCLEAR),
    ("什么？", UNCLEAR),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_an_agreement_is_read_and_never_guessed(text: str, expected: Reading) -> None:
    assert read(Typed(text), QUESTION, CIRCUMSTANCES) == expected


@pytest.mark.parametrize("language", [*SHOWN, "de"])
@pytest.mark.parametrize("value", [True, False])
def test_what_is_shown_is_read_as_the_same_answer(language: str, value: bool) -> None:
    circumstances = Circumstances(today=date(2019, 4, 22), language=language)
    shown = show(Accepted(value), QUESTION, circumstances)
    assert read(Typed(shown), QUESTION, circumstances) == Accepted(value)


def test_an_answer_without_a_value_shows_nothing() -> None:
    assert show(Accepted(None, "to be asked"), QUESTION, CIRCUMSTANCES) == ""


@settings(max_examples=200)
@given(st.text(max_size=80))
def test_every_message_is_read(text: str) -> None:
    assert isinstance(read(Typed(text), QUESTION, CIRCUMSTANCES), Accepted | Refused | ToConfirm)
