"""The replies of a turn make one message, and what a person typed is shown in it as it stands."""

from __future__ import annotations

import pytest

from flows.reading import Accepted
from flows.turns import (
    Action,
    Doubted,
    Joined,
    NothingAsked,
    NothingToCancel,
    OtherAsked,
    Prompt,
    ReasonAsked,
    Recorded,
    Refused,
    Reply,
    ReviewShown,
    StillOpen,
    Turn,
    UnknownCommandTold,
)
from flows.violations import Code, Violation
from flows.wording import render
from tests.flows.test_wording.saying import (
    ANSWERS,
    MSQ,
    NOW,
    PARAMS,
    assert_says,
    captions_of,
    given,
    message_of,
    response_of,
)


def test_nothing_to_say_is_no_message() -> None:
    assert render(MSQ, response_of(), Turn(response_of()), NOW) is None


def test_the_replies_of_a_turn_make_one_message_with_the_last_buttons() -> None:
    message = message_of(Recorded("q2a", ANSWERS["q2a"]), Prompt("q2b", 3, 50))
    assert message.question == "q2b"
    assert not message.in_place
    assert_says(
        message,
        """
        ✓ 2a · https://www.eoffice.gov.pk
           remark: An Intranet Portal and not available for public use

        *I. Institutional Framework* · 3 of 50 ▓░░░░░░░░░

        2. Please also provide *URLs* for below *specific portals*, if exists:
        b. E-participation:

        Send the addresses in one message, or in several at once; remarks are welcome.
        [Skip][Back][Sections]
        """,
    )


def test_buttons_of_an_earlier_reply_stay_where_the_last_has_none() -> None:
    message = message_of(ReviewShown("opening"), NothingToCancel())
    assert "Sections" in captions_of(message)
    assert message.question is None


def test_own_buttons_of_an_earlier_reply_stand_above_those_of_the_last() -> None:
    answer = given("The portal is being upgraded.")
    message = message_of(Joined("q7", answer, 4711), StillOpen("q5a"))
    assert_says(
        message,
        """
        ✓ 7 · The portal is being upgraded.
        Your last message is part of this answer.

        The open question is still 5a.
        [Leave it out again]
        [Show 5a]
        """,
    )
    tap = message.buttons[0][0].tap
    assert (tap.action, tap.question, tap.choice) == (Action.SEPARATE, "q7", "4711")


@pytest.mark.parametrize(
    "reply",
    [
        Refused("q17", Violation(Code.EMPTY), "", 1),
        Doubted("q17", Violation(Code.PERCENT_UNSURE, PARAMS), (Accepted(57),)),
        OtherAsked("q17"),
        ReasonAsked("q17"),
    ],
)
def test_a_message_about_the_open_question_puts_it(reply: Reply) -> None:
    assert message_of(reply, response=response_of(question="q17")).question == "q17"


def test_a_message_that_puts_no_question_tells_of_the_answer_it_confirms() -> None:
    message = message_of(Recorded("q17", given(57)), StillOpen("q5a"))
    assert (message.question, message.about) == (None, "q17")


def test_a_turn_in_place_is_a_message_in_place() -> None:
    response = response_of()
    message = render(MSQ, response, Turn(response, (Prompt("q8", 17, 50, ("sdgs",)),), in_place=True), NOW)
    assert message is not None
    assert message.in_place


def test_each_button_names_its_action_question_choice_and_prompt() -> None:
    tap = message_of(Prompt("q9", 19, 50)).buttons[0][1].tap
    assert (tap.action, tap.question, tap.choice, tap.prompt) == (Action.TOGGLE, "q9", "data_protection", 7)


@pytest.mark.parametrize("typed", ["**x** {y} <b>", "{question}", "**", "{", "&amp; _ `", "%s %(a)s"])
def test_what_was_typed_survives_as_it_is(typed: str) -> None:
    for reply in (
        Recorded("q13", given(typed)),
        Recorded("q17", given(57, note=typed), given(60)),
        Refused("q17", Violation(Code.EMPTY), typed, 1),
        Refused("q1", Violation(Code.ADDRESS_SCHEME, {"written": typed, "scheme": typed}), typed, 1),
        Doubted("q13", Violation(Code.UNKNOWN_COMMAND, {"written": typed}), (Accepted(typed),)),
        Prompt("q13", 20, 50, (), given(typed)),
        NothingAsked(typed),
        UnknownCommandTold(typed),
    ):
        message = message_of(reply)
        heading = next((span.text for span in message.text if span.bold), "")
        assert typed in message.plain_text, reply
        assert typed not in heading, reply
