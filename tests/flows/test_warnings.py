"""Answers that are likely a slip: asked about once, and kept as they are when the respondent says so."""

from __future__ import annotations

import pytest

from flows.answer import Answer, Override, OverrideReason, Warned
from flows.document import build_document
from flows.overriding import REASONS, WARNED
from flows.questionnaire import Questionnaire
from flows.turns import Action, Doubted, Prompt, Recorded, StaleTap
from flows.violations import Code
from flows.waiting import ForAnswer
from flows.wording import render
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


@pytest.mark.parametrize(
    ("how", "reason"),
    [
        ("[nothing-to-add]", OverrideReason.NOTHING_TO_ADD),
        ("[elsewhere]", OverrideReason.ELSEWHERE),
        ("[0]", OverrideReason.CHECKED),
        ("keep it", OverrideReason.CHECKED),
        ("yes", OverrideReason.CHECKED),
        ("There is nothing more to say.", OverrideReason.NOTHING_TO_ADD),
    ],
)
def test_a_very_short_text_is_kept_with_one_tap_and_why_it_was(how: str, reason: OverrideReason) -> None:
    """A button of the version before knew no reasons."""
    scenario = at_the_doubt()
    if how == "[0]":
        scenario.tap(Action.CONFIRM, "0")
    elif how.startswith("["):
        scenario.tap(Action.OVERRIDE, how.strip("[]"))
    else:
        scenario.say(how)
    assert scenario.answer("how").override == Override(warned=Warned.TEXT_SHORT, reason=reason)
    scenario.expect_question("rate").expect_replies(Recorded, Prompt)
    assert scenario.value("how") == "Partly"
    assert scenario.answer("how").confirmed
    assert [source.message for source in scenario.answer("how").sources] == [1]


def test_what_is_written_then_is_added_to_it() -> None:
    scenario = at_the_doubt().say("The Ministry works on the rest.")
    assert scenario.value("how") == "Partly\nThe Ministry works on the rest."
    assert [source.message for source in scenario.answer("how").sources] == [1, 2]
    assert not scenario.answer("how").confirmed
    assert scenario.answer("how").override is None


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


def at_nought() -> Scenario:
    scenario = Scenario(ROOMY).begin().say("A text of some length.").say("0")
    assert scenario.reply(Doubted).doubt.code is Code.PERCENT_ZERO
    return scenario


def override_of(scenario: Scenario, question: str = "rate") -> Override | None:
    given: Answer = scenario.answer(question)
    return given.override


def test_a_warning_has_reasons_and_each_is_one_that_is_known() -> None:
    assert set(REASONS) == set(Warned)
    assert {*WARNED.values()} == {*Warned} - {Warned.ADDRESS_UNREACHABLE}
    assert {reason for reasons in REASONS.values() for reason in reasons} == {*OverrideReason} - {
        OverrideReason.OWN_WORDS
    }


@pytest.mark.parametrize("reason", REASONS[Warned.PERCENT_ZERO])
def test_the_reason_stands_on_the_button_that_keeps_the_answer(reason: OverrideReason) -> None:
    scenario = at_nought().tap(Action.OVERRIDE, reason).expect_question("last")
    assert override_of(scenario) == Override(warned=Warned.PERCENT_ZERO, reason=reason)
    assert scenario.answer("rate").confirmed


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("yes", OverrideReason.CHECKED),
        ("it is right", OverrideReason.CHECKED),
        ("It is an estimate.", OverrideReason.ESTIMATE),
    ],
)
def test_a_reason_may_be_said(words: str, reason: OverrideReason) -> None:
    assert override_of(at_nought().say(words)) == Override(warned=Warned.PERCENT_ZERO, reason=reason)


def test_other_words_are_the_reason_in_the_respondents_own() -> None:
    scenario = at_nought().say(" The law allows none. ").expect_replies(Doubted)
    assert scenario.reply(Doubted).reason == "The law allows none."
    assert "rate" not in scenario.response.answers, "it may be anything else that was to be said"
    scenario.tap(Action.OVERRIDE, "own-words").expect_question("last")
    assert scenario.value("rate") == 0
    words = "The law allows none."
    assert override_of(scenario) == Override(warned=Warned.PERCENT_ZERO, reason=OverrideReason.OWN_WORDS, words=words)
    assert [source.text for source in scenario.answer("rate").sources] == ["0"]
    assert scenario.answer("rate").note is None


def test_what_is_no_reason_after_all_is_replaced_by_another_or_by_the_answer() -> None:
    scenario = at_nought().say("hm").say("let me check").expect_replies(Doubted)
    assert scenario.reply(Doubted).reason == "let me check"
    assert scenario.tap(Action.SHOW).reply(Doubted).reason == "let me check"
    scenario.tap(Action.OVERRIDE, "estimate").expect_question("last")
    assert override_of(scenario) == Override(warned=Warned.PERCENT_ZERO, reason=OverrideReason.ESTIMATE)
    assert at_nought().say("fifty five").say("55").value("rate") == 55
    at_nought().say("fifty five").say("no").expect_question("rate")


def test_own_words_that_were_never_said_cannot_be_tapped() -> None:
    at_nought().tap(Action.OVERRIDE, "own-words").expect_replies(StaleTap, Doubted)


@pytest.mark.parametrize("words", ["help", "skip", "I do not understand", "is that enough?"])
def test_words_that_speak_to_the_bot_put_the_warning_again(words: str) -> None:
    waiting = at_nought().response.waiting
    assert at_nought().say(words).expect_replies(Doubted).response.waiting == waiting


@pytest.mark.parametrize("words", ["no", "That was a typo.", "This is wrong, of course"])
def test_words_that_take_the_answer_back_are_no_reason(words: str) -> None:
    scenario = at_nought().say(words).expect_question("rate")
    assert isinstance(scenario.response.waiting, ForAnswer)
    assert "rate" not in scenario.response.answers


def test_of_a_long_reason_the_first_words_are_told() -> None:
    scenario = at_nought().say("The law allows none of it,\n" + "as everybody knows, " * 9).say("yes")
    message = render(ROOMY, scenario.response, scenario.turn, scenario.now)
    assert message
    first = "✓ Which share? · 0% · kept: “33 words: The law allows none of it, as everybody knows…”"
    assert message.plain_text.splitlines()[0] == first


def test_another_value_is_the_answer_instead() -> None:
    scenario = at_nought().say("5 %")
    assert (scenario.value("rate"), override_of(scenario)) == (5, None)


@pytest.mark.parametrize("words", ["What does this mean?", "n/a", "no, that is not what I meant to say"])
def test_what_asks_or_has_nothing_to_say_is_no_reason(words: str) -> None:
    assert "rate" not in at_nought().say(words).expect_question("rate").response.answers


@pytest.mark.parametrize("choice", ["nothing-to-add", "down-for-now", "own-words", "", "0"])
def test_a_reason_that_was_not_offered_keeps_nothing(choice: str) -> None:
    scenario = at_nought().tap(Action.OVERRIDE, choice)
    assert StaleTap in scenario.reply_kinds
    assert "rate" not in scenario.response.answers


def test_an_old_button_keeps_nothing() -> None:
    scenario = at_nought()
    button = scenario.button(Action.OVERRIDE, "checked")
    scenario.say("5 %").tap(Action.OVERRIDE, "checked", question="rate", prompt=button.prompt)
    assert StaleTap in scenario.reply_kinds
    scenario.tap(Action.EDIT, question="rate").tap(Action.OVERRIDE, "checked")
    assert StaleTap in scenario.reply_kinds
    assert (scenario.value("rate"), override_of(scenario)) == (5, None)


def test_the_reason_goes_with_the_value_it_was_given_for() -> None:
    kept = at_nought().say("It is an estimate")
    kept.edit(2, "0.0").expect_question("last")
    assert override_of(kept) == Override(warned=Warned.PERCENT_ZERO, reason=OverrideReason.ESTIMATE)
    assert kept.edit(2, "7 %").value("rate") == 7
    assert override_of(kept) is None
    kept.edit(2, "0")
    assert kept.reply(Doubted).doubt.code is Code.PERCENT_ZERO
    assert kept.tap(Action.KEEP).value("rate") == 7


def test_another_reason_alone_is_told_as_a_change() -> None:
    kept = at_nought().tap(Action.OVERRIDE, "checked")
    kept.tap(Action.EDIT, question="rate").say("0").tap(Action.OVERRIDE, "estimate")
    assert kept.reply(Recorded).was is not None


def test_the_reason_stands_in_the_document() -> None:
    scenario = at_nought().say("The law allows none.").say("yes")
    document = build_document(ROOMY, scenario.response)
    assert document["answers"]["rate"] == {
        "status": "answered",
        "value": 0,
        "override": {"warned": "percent-zero", "reason": "own-words", "words": "The law allows none."},
    }
    tapped = build_document(ROOMY, at_the_doubt().tap(Action.OVERRIDE, "elsewhere").response)
    assert tapped["answers"]["how"]["override"] == {"warned": "text-short", "reason": "elsewhere"}
