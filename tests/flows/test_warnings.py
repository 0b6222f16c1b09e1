"""Answers that are likely a slip: asked about once, and kept as they are when the respondent says so."""

from __future__ import annotations

import pytest

from flows.questionnaire import Questionnaire
from flows.turns import Action, Doubted, Prompt, Recorded
from flows.violations import Code
from tests.scenario import Scenario

ROOMY = Questionnaire.model_validate(
    {
        "name": "roomy",
        "version": "1",
        "title": {"en": "A questionnaire with room"},
        "languages": ["en"],
        "sections": [
            {
                "name": "one",
                "label": {"en": "I. One"},
                "questions": [
                    {"name": "how", "type": "text", "label": {"en": "Please explain."}, "max_words": 250},
                    {"name": "rate", "type": "percent", "label": {"en": "Which share?"}},
                    {"name": "last", "type": "yes_no", "label": {"en": "Is it so?"}},
                ],
            }
        ],
    }
)


def at_the_doubt() -> Scenario:
    scenario = Scenario(ROOMY).begin().say("Partly")
    assert scenario.reply(Doubted).doubt.code is Code.TEXT_SHORT
    return scenario


@pytest.mark.parametrize("how", ["[Keep it]", "keep it", "yes"])
def test_a_very_short_text_is_kept_with_one_tap_and_that_it_was_confirmed(how: str) -> None:
    scenario = at_the_doubt()
    if how == "[Keep it]":
        scenario.tap(Action.CONFIRM, "0")
    else:
        scenario.say(how)
    scenario.expect_question("rate").expect_replies(Recorded, Prompt)
    assert scenario.value("how") == "Partly"
    assert scenario.answer("how").confirmed
    assert [source.message for source in scenario.answer("how").sources] == [1]


def test_what_is_written_then_is_added_to_it() -> None:
    scenario = at_the_doubt().say("The Ministry works on the rest.")
    assert scenario.value("how") == "Partly\nThe Ministry works on the rest."
    assert [source.message for source in scenario.answer("how").sources] == [1, 2]
    assert not scenario.answer("how").confirmed


def test_what_begins_with_it_takes_its_place() -> None:
    scenario = at_the_doubt().say("Partly, the Ministry works on the rest.")
    assert scenario.value("how") == "Partly, the Ministry works on the rest."
    assert [source.message for source in scenario.answer("how").sources] == [2]


def test_it_is_added_to_where_the_message_is_not_known() -> None:
    scenario = at_the_doubt()
    waiting = scenario.response.waiting.model_copy(update={"sources": ()})
    scenario.response = scenario.response.but(waiting=waiting)
    scenario.say("The rest follows.")
    assert scenario.value("how") == "Partly\nThe rest follows."


def test_it_may_be_written_anew() -> None:
    scenario = at_the_doubt().tap(Action.RETYPE).say("Not yet, but soon it will be.")
    assert scenario.value("how") == "Not yet, but soon it will be."


def test_what_is_still_very_short_then_is_not_asked_about_again() -> None:
    scenario = at_the_doubt().say("soon")
    assert scenario.value("how") == "Partly\nsoon"
    assert scenario.answer("how").confirmed


def test_a_bare_nought_is_kept_or_skipped() -> None:
    kept = Scenario(ROOMY).begin().say("A text of some length.").say("0")
    assert kept.reply(Doubted).doubt.code is Code.PERCENT_ZERO
    assert kept.say("yes").value("rate") == 0
    assert kept.answer("rate").confirmed

    skipped = Scenario(ROOMY).begin().say("A text of some length.").say("0").tap(Action.SKIP)
    assert skipped.tap(Action.REASON, "not-available").answer("rate").skipped == "not-available"


def test_an_answer_without_a_doubt_needed_no_confirmation() -> None:
    assert not Scenario(ROOMY).begin().say("A text of some length.").answer("how").confirmed


def test_that_an_answer_was_confirmed_alone_is_no_change() -> None:
    scenario = at_the_doubt().tap(Action.CONFIRM, "0")
    scenario.tap(Action.EDIT, question="how").say("Partly").tap(Action.CONFIRM, "0")
    assert scenario.reply(Recorded).was is None
