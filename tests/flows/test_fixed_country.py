"""The country of an invitation: no way of the conversation leads to changing it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from flows.answer import Answer, Source
from flows.reading import Typed
from flows.response import Response
from flows.turns import Action, CountryFixed, Edited, Input, Origin, Started, Tap, Tapped
from flows.waiting import ForAnswer
from tests.flows.small import small
from tests.scenario import START, Scenario, new_response

GAVE = Source(chat=1, message=7, sent_at=START, text="Pakistan")


def invited() -> Response:
    given = Answer(value="PAK", typed="Pakistan", sources=(GAVE,), given_at=START)
    response = new_response(small()).but(
        language="en", country="PAK", invited=True, waiting=ForAnswer(question="agree")
    )
    return response.with_answer("country", given)


@pytest.mark.parametrize(
    "given",
    [
        Tapped(Tap(action=Action.EDIT, question="country")),
        Edited(Typed("Kenya"), Origin(1, 7, START + timedelta(minutes=3))),
    ],
    ids=["the edit button", "the edited message"],
)
def test_the_country_stays_and_it_is_said_whom_to_ask(given: Input) -> None:
    scenario = Scenario(small(), invited()).take(given)
    assert CountryFixed in scenario.reply_kinds
    assert (scenario.response.country, scenario.value("country")) == ("PAK", "PAK")
    assert scenario.question == "agree"


def test_the_link_of_the_invitation_is_not_shown_where_an_input_is() -> None:
    assert "secret" not in repr(Started("secret"))
