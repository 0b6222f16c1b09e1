"""Buttons are written into 64 bytes and read back; whatever else arrives is no button of ours."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.buttons import MAX_BYTES, decode, encode
from flows.loading import load_questionnaire
from flows.questionnaire import MAX_NAME_LENGTH
from flows.turns import Action, Tap

NAMES = st.from_regex(r"[a-z][a-z0-9_]{0,23}", fullmatch=True)
CHOICES = st.from_regex(r"[A-Za-z0-9_-]{0,24}", fullmatch=True)
TAPS = st.builds(
    Tap,
    action=st.sampled_from(Action),
    question=st.just("") | NAMES,
    choice=CHOICES,
    prompt=st.integers(min_value=0, max_value=10**12 - 1),
)


@given(TAPS)
def test_a_tap_comes_back_as_it_was_and_fits_into_64_bytes(tap: Tap) -> None:
    data = encode(tap)

    assert decode(data) == tap
    assert len(data.encode()) <= MAX_BYTES


def test_every_choice_of_the_shipped_questionnaire_fits_into_a_button() -> None:
    questionnaire = load_questionnaire("msq-2020")
    for question in questionnaire.questions:
        choices = [choice.name for choice in questionnaire.choices_of(question)]
        for choice in (*choices, "yes", "no", "other", *question.definitions):
            tap = Tap(action=Action.TOGGLE, question=question.name, choice=choice, prompt=10**9)
            assert len(encode(tap).encode()) <= MAX_BYTES


@given(st.text(max_size=100) | st.from_regex(r"[a-z]:[0-9]{1,13}:[a-zA-Z0-9_-]{0,30}:[\w-]{0,30}"))
@settings(max_examples=200)
def test_whatever_is_read_as_a_button_is_written_like_that(data: str) -> None:
    tap = decode(data)

    assert tap is None or encode(tap) == data


@pytest.mark.parametrize(
    "data",
    [
        "",
        "c",
        "c:1:q10",
        "c:1:q10:yes:more",
        "c:1:q10:yes\n",
        "Z:1:q10:yes",  # no such action
        "V:1:q10:yes",
        "c:01:q10:yes",  # a second way of writing 1
        "c:-1:q10:yes",
        "c:١:q10:yes",  # a digit, but not of ours
        "c:1:Q10:yes",
        "c:1:q10:été",
        f"c:1:{'q' * 25}:yes",
        f"c:{'9' * 13}:q10:yes",
        "answer_q10_yes",  # of another bot
        "c:1:q10:yes' OR 1=1",
    ],
)
def test_foreign_old_and_invented_data_is_no_button(data: str) -> None:
    assert decode(data) is None


@pytest.mark.parametrize(
    "tap",
    [
        Tap(action=Action.CHOOSE, question="q" * (MAX_NAME_LENGTH + 1)),
        Tap(action=Action.CHOOSE, question="q10", choice="yes:no"),
        Tap(action=Action.CHOOSE, question="q10", prompt=-1),
        Tap(action=Action.CHOOSE, question="q10", prompt=10**12),
    ],
)
def test_a_button_that_would_not_come_back_is_not_written(tap: Tap) -> None:
    with pytest.raises(ValueError, match="cannot be written"):
        encode(tap)
