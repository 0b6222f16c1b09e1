"""What was understood, above the next prompt."""

from __future__ import annotations

import pytest

from flows.answer import Answer
from flows.reading import Link
from flows.turns import (
    Parked,
    Recorded,
    Reopened,
    Returned,
)
from tests.flows.test_wording.saying import (
    ANSWERS,
    assert_says,
    given,
    message_of,
)

ADDRESSES = "2 addresses:\n   • Ministry of IT: https://www.moit.gov.pk\n   • NITB: https://www.nitb.gov.pk"


@pytest.mark.parametrize(
    ("question", "answer", "was", "expected"),
    [
        ("q1", ANSWERS["q1"], None, "✓ 1 · remark kept: “The E-Government Portal is being upgraded”"),
        ("q3", ANSWERS["q3"], None, f"✓ 3 · {ADDRESSES}"),
        ("q4", ANSWERS["q4"], None, "✓ 4 · No"),
        ("q6", ANSWERS["q6"], None, "✓ 6 · 231 words: Pakistan has prioritized the Sustainable…"),
        ("q8", ANSWERS["q8"], None, (
            "✓ 8 · 2 chosen:\n   • has an implementation plan."
            "\n   • is aligned with the Sustainable Development Goals (SDGs)."
        )),
        ("q9", ANSWERS["q9"], None, "✓ 9 · none of these"),
        ("q13", ANSWERS["q13"], None, "✓ 13 · No."),
        ("q15", ANSWERS["q15"], None, "✓ 15 · 2 chosen:\n   • Artificial Intelligence (AI)\n   • Other: drones"),
        ("q17", ANSWERS["q17"], None, "✓ 17 · 57%\n   remark: satisfactory rate (for Pakistan Citizen Portal)"),
        ("q17", given(57, note="new"), ANSWERS["q17"], "✓ 17 changed · 57%\n   remark: new"),
        ("q18", ANSWERS["q18"], None, "✓ 18 · skipped: not available"),
        ("country", ANSWERS["country"], None, "✓ Country · Pakistan"),
        ("date", ANSWERS["date"], None, "✓ Date · 22 April 2019"),
        ("contact_name", given("Faisal I. Ratyal"), None, "✓ Name – Contact · Faisal I. Ratyal"),
        ("x2", given(("undesa",)), None, "✓ X.2 · Directly from UN DESA"),
        ("q2c", given((Link(url="https://opendata.com.pk"),)), given((Link(url="https://www.pbs.gov.pk"),)),
            "✓ 2c changed · https://www.pbs.gov.pk → https://opendata.com.pk"),
        ("q17", ANSWERS["q17"], given(60, note="about"),
            "✓ 17 changed · 60% → 57%\n   remark: satisfactory rate (for Pakistan Citizen Portal)"),
        ("q18", given(4), ANSWERS["q18"], "✓ 18 changed · skipped: not available → 4%"),
        ("q3", ANSWERS["q3"], ANSWERS["q1"], f"✓ 3 changed · {ADDRESSES}"),
        ("q1", ANSWERS["q1"], ANSWERS["q3"], "✓ 1 changed · remark kept: “The E-Government Portal is being upgraded”"),
        ("q13", given("Yes."), ANSWERS["q13"], "✓ 13 changed · Yes."),
    ],
)  # fmt: skip
def test_the_confirmation_says_what_was_understood(
    question: str, answer: Answer, was: Answer | None, expected: str
) -> None:
    assert message_of(Recorded(question, answer, was)).plain_text == expected


def test_a_long_remark_is_not_repeated_either() -> None:
    said = message_of(Recorded("q17", given(57, note="a remark of many words " * 9))).plain_text
    assert said == "✓ 17 · 57%\n   remark: 45 words: a remark of many words a remark of many words a…"


def test_long_words_for_other_are_not_repeated_either() -> None:
    said = message_of(Recorded("x1", given(("other",), other="a remark of many words " * 9))).plain_text
    assert said == "✓ X.1 · Other: 45 words: a remark of many words a remark of many words a…"


def test_what_follows_from_an_answer_is_said_below_it() -> None:
    message = message_of(Recorded("q10", given(False), given(True)), Parked(("q11",)), Reopened(1))
    assert_says(
        message,
        """
        ✓ 10 changed · Yes → No

        No longer asked: 11. The answer is kept aside and counts again if the question returns.

        Your response is open again. What you submitted (revision 1) stays valid until you submit again.
        """,
    )


def test_answers_that_return_are_named() -> None:
    assert message_of(Returned(("q11", "q13"))).plain_text == (
        "Asked again: 11 and 13. The answers you gave before count again."
    )
