"""A question as it is put."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from flows.turns import (
    Prompt,
    Turn,
)
from flows.wording import render
from tests.flows.small import small
from tests.flows.test_wording.saying import (
    ANSWERS,
    LIBRARIES,
    MSQ,
    assert_says,
    captions_of,
    given,
    libraries_response,
    message_of,
    response_of,
    small_response,
)


def test_the_first_question_of_all_has_no_way_back_and_a_required_one_no_skip() -> None:
    assert_says(
        message_of(Prompt("country", 0, 50)),
        """
        Country

        The name of the country, or its code.
        """,
    )


def test_the_opening_shows_no_progress_and_no_sections() -> None:
    assert_says(
        message_of(Prompt("authorization", 0, 50)),
        """
        I/We hereby authorize UNDESA to publish my/our responses as deemed necessary.
        [I agree][I do not agree]
        [Who conducts this survey?]
        [Back]
        """,
    )


def test_a_date_can_be_today() -> None:
    assert_says(
        message_of(Prompt("date", 0, 50)),
        """
        Date

        A date, for example 22 April 2019.
        [Today · 22 April 2019]
        [Skip][Back]
        """,
    )


@pytest.mark.parametrize(
    ("day", "caption"),
    [
        (datetime(2019, 4, 22, tzinfo=UTC), "Aujourd’hui · 22 avril 2019"),
        (datetime(2019, 9, 22, tzinfo=UTC), "Aujourd’hui · 22 sept. 2019"),
    ],
)
def test_a_long_date_is_written_short_on_its_button(day: datetime, caption: str) -> None:
    response = response_of(language="fr")
    message = render(MSQ, response, Turn(response, (Prompt("date", 0, 50),)), day)
    assert message is not None
    assert message.buttons[0][0].caption == caption


def test_short_choices_stand_on_the_buttons() -> None:
    assert_says(
        message_of(
            Prompt("offered", 3, 9, ("lending",)), of=LIBRARIES, response=libraries_response(online=given(True))
        ),
        """
        *A. Services* · 3 of 9 ▓▓▓░░░░░░░

        3. About the online services:
        As of today.
        a. What is offered?

        Tick all that apply, then press Done.
        [☐ An online catalogue]
        [☑ Lending of e-books]
        [☐ Recorded readings]
        [☐ Other]
        [Done · 1 chosen]
        [Skip][Back][Sections]
        """,
    )


def test_a_choice_of_one_answers_at_once() -> None:
    assert_says(
        message_of(Prompt("owner", 6, 9), of=LIBRARIES, response=libraries_response()),
        """
        *A. Services* · 6 of 9 ▓▓▓▓▓▓░░░░

        4. Who owns the libraries?
        [The state]
        [The cities]
        [Other]
        [Skip][Back][Sections]
        """,
    )


def test_the_hint_of_a_group_is_given_with_its_first_question_only() -> None:
    assert_says(
        message_of(Prompt("reach", 5, 9), of=LIBRARIES, response=libraries_response(online=given(True))),
        """
        *A. Services* · 5 of 9 ▓▓▓▓▓░░░░░

        3. About the online services:
        d. For whom?
        [Everyone]
        [Members only]
        [Skip][Back][Sections]
        """,
    )


def test_long_choices_are_numbered_in_the_text_and_the_buttons_carry_the_number() -> None:
    assert_says(
        message_of(Prompt("q9", 19, 50, ("data_protection", "digital_right"))),
        """
        *III. Legal Framework* · 19 of 50 ▓▓▓░░░░░░░

        9. Is there any legal framework on:

        ☐ 1. access to information such as Freedom of Information Act
        ☑ 2. personal data protection including digital security
        ☐ 3. open government data
        ☐ 4. digital identity
        ☐ 5. digital certification/signature
        ☐ 6. e-procurement
        ☐ 7. digitally publishing government expenditure
        ☐ 8. data interoperability
        ☑ 9. digital government as a right

        Tick all that apply, then press Done.
        [☐ 1][☑ 2][☐ 3][☐ 4][☐ 5]
        [☐ 6][☐ 7][☐ 8][☑ 9]
        [Done · 2 chosen]
        [About government expenditure]
        [Skip][Back][Sections]
        """,
    )


def test_long_choices_of_which_one_is_chosen_are_numbered_without_boxes() -> None:
    lists = {"size": [{"name": "small", "label": {"en": "Small"}}, {"name": "large", "label": {"en": "Large " * 9}}]}
    questionnaire = small(choice_lists={**small().model_dump()["choice_lists"], **lists})
    message = message_of(Prompt("size", 4, 7), of=questionnaire, response=response_of(questionnaire, question=None))
    assert "1. Small\n2. Large Large" in message.plain_text
    assert captions_of(message)[:3] == ["1", "2", "3"]


def test_the_definitions_of_a_question_are_offered() -> None:
    assert captions_of(message_of(Prompt("q8", 17, 50)))[-6:] == [
        "None of these",
        "Which vulnerable groups?",
        "Which new technologies?",
        "Skip",
        "Back",
        "Sections",
    ]


def test_a_limit_in_words_is_told_where_the_hint_does_not_tell_it() -> None:
    assert "Up to 5 words." in message_of(Prompt("why", 5, 7), of=small(), response=small_response()).plain_text
    assert "Up to" not in message_of(Prompt("q6", 15, 50)).plain_text


def test_a_question_put_again_shows_its_answer_and_offers_to_keep_it() -> None:
    assert_says(
        message_of(Prompt("q17", 30, 50, (), ANSWERS["q17"])),
        """
        *VIII. Indicators* · 30 of 50 ▓▓▓▓▓▓░░░░

        17. What is the percentage of the population satisfied with their last experience of online public services?
        (Max. 250 words)

        A number from 0 to 100; remarks are welcome.

        Your answer now: 57%
           remark: satisfactory rate (for Pakistan Citizen Portal)
        [About this percentage]
        [Keep it]
        [Skip][Back][Sections]
        """,
    )


def test_ticks_show_the_present_answer_by_themselves() -> None:
    message = message_of(Prompt("q8", 17, 50, ("sdgs",), ANSWERS["q8"]))
    assert "Your answer now" not in message.plain_text
    assert "Keep it" in captions_of(message)
