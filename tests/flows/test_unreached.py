"""An address was not reached: a tap on the notice, or a reply to it, says why it stands. The open question stays."""

from __future__ import annotations

import pytest

from flows.answer import Override, OverrideReason, Warned
from flows.overriding import choice_of, mark_of, notice_about, notice_meant
from flows.questionnaire import Questionnaire
from flows.reading import Typed
from flows.turns import (
    Action,
    Command,
    Doubted,
    EnquiryAsked,
    Prompt,
    Recorded,
    Refused,
    RepliedTo,
    Reply,
    StaleTap,
    StillOpen,
    Turn,
    Unreachable,
)
from flows.waiting import ForConfirmation, ForEnquiry
from flows.wording import render
from tests.scenario import Scenario

PORTALS = Questionnaire.model_validate(
    {
        "name": "portals",
        "version": "1",
        "title": {"en": "Portals"},
        "languages": ["en"],
        "sections": [
            {
                "name": "one",
                "label": {"en": "One"},
                "questions": [
                    {"name": "site", "type": "links", "label": {"en": "Where is the portal?"}},
                    {"name": "rate", "type": "percent", "label": {"en": "What share uses it?"}},
                    {"name": "last", "type": "yes_no", "label": {"en": "Is it so?"}},
                ],
            }
        ],
    }
)
DOWN = OverrideReason.DOWN_FOR_NOW


def at_rate() -> Scenario:
    return Scenario(PORTALS).begin().say("www.gov.pk").expect_question("rate")


def choice(scenario: Scenario, reason: OverrideReason = DOWN) -> str:
    return choice_of(reason, scenario.response, "site")


def tap(scenario: Scenario, carried: str) -> Scenario:
    return scenario.tap(Action.ADDRESS_STANDS, carried, question="site", prompt=0)


def reply(scenario: Scenario, text: str, about: str | None = None) -> Scenario:
    question, mark = notice_meant(about or notice_about(scenario.response, "site")) or ("", "")
    return scenario.take(RepliedTo(question, Typed(text), scenario._origin(), mark))


def override(scenario: Scenario) -> Override | None:
    return scenario.answer("site").override


def because(reason: OverrideReason, words: str = "") -> Override:
    return Override(warned=Warned.ADDRESS_UNREACHABLE, reason=reason, words=words)


def test_a_notice_says_what_it_is_about() -> None:
    scenario = at_rate()
    assert notice_meant(notice_about(scenario.response, "site")) == ("site", mark_of(["https://www.gov.pk"]))
    assert notice_meant("site") is None
    assert notice_meant(None) is None


def test_a_tap_keeps_the_reason_and_the_open_question_stays() -> None:
    scenario = at_rate()
    waiting, prompt = scenario.response.waiting, scenario.response.prompt
    tap(scenario, choice(scenario)).expect_replies(Recorded, StillOpen).expect_question("rate")
    assert override(scenario) == because(DOWN)
    assert scenario.reply(Recorded).was is None
    assert (scenario.response.waiting, scenario.response.prompt) == (waiting, prompt)
    assert scenario.say("57 %").value("rate") == 57


def test_a_double_tap_is_passed_over_and_a_later_one_answered() -> None:
    scenario = at_rate()
    tap(scenario, choice(scenario))
    assert tap(scenario, choice(scenario)).replies == ()
    given_at = scenario.answer("site").given_at
    tap(scenario, choice(scenario)).expect_replies(Recorded, StillOpen)
    assert scenario.answer("site").given_at == given_at


def test_another_reason_takes_the_place_of_the_first() -> None:
    scenario = at_rate()
    tap(scenario, choice(scenario))
    tap(scenario, choice(scenario, OverrideReason.OWN_NETWORK))
    assert override(scenario) == because(OverrideReason.OWN_NETWORK)


@pytest.mark.parametrize("carried", ["", "down-for-now", "down-for-now-00000000", "estimate-{}", "own-words-{}"])
def test_invented_buttons_keep_nothing(carried: str) -> None:
    scenario = at_rate()
    tap(scenario, carried.format(mark_of(["https://www.gov.pk"]))).expect_question("rate")
    assert StaleTap in scenario.reply_kinds
    assert override(scenario) is None


def test_where_the_address_is_another_by_now_the_button_is_an_old_one() -> None:
    scenario = at_rate()
    old = choice(scenario)
    scenario.edit(1, "www.pbs.gov.pk")
    tap(scenario, old)
    assert StaleTap in scenario.reply_kinds
    assert override(scenario) is None


def test_the_reason_goes_with_the_addresses() -> None:
    scenario = at_rate()
    tap(scenario, choice(scenario))
    scenario.edit(1, "www.gov.pk (of the Government)")
    assert (override(scenario), scenario.answer("site").note) == (because(DOWN), "of the Government")
    assert override(scenario.edit(1, "Portal: www.gov.pk")) == because(DOWN)
    assert override(scenario.edit(1, "www.pbs.gov.pk")) is None


def test_what_is_half_done_stays_half_done() -> None:
    scenario = at_rate().say("0")
    assert isinstance(scenario.response.waiting, ForConfirmation)
    tap(scenario, choice(scenario)).expect_question("rate")
    assert scenario.tap(Action.OVERRIDE, "checked").value("rate") == 0

    asking = at_rate().command(Command.ASK)
    tap(asking, choice(asking)).expect_replies(Recorded, EnquiryAsked)
    assert isinstance(asking.response.waiting, ForEnquiry)


def test_where_the_address_was_being_changed_that_is_settled() -> None:
    scenario = at_rate().tap(Action.EDIT, question="site").expect_question("site")
    tap(scenario, choice(scenario)).expect_replies(Recorded, Prompt).expect_question("rate")


def captions(scenario: Scenario) -> list[str]:
    """Of the notice."""
    turn = Turn(scenario.response, (Unreachable("site", ("https://www.gov.pk",)),))
    message = render(PORTALS, scenario.response, turn, scenario.now)
    assert message
    return [button.caption for row in message.buttons for button in row]


def test_the_notice_offers_the_reasons_while_the_response_is_in_progress() -> None:
    scenario = at_rate()
    assert captions(scenario)[:3] == [
        "Works only from our network",
        "It is down at the moment",
        "It is right · checked",
    ]
    assert len(captions(scenario.say("5 %").say("yes").tap(Action.SUBMIT))) == 1


def test_what_is_submitted_is_not_opened_again() -> None:
    scenario = at_rate().say("5 %").say("yes").tap(Action.SUBMIT)
    submitted = scenario.response.answers
    tap(scenario, choice(scenario))
    assert StaleTap in scenario.reply_kinds
    assert scenario.response.is_submitted
    assert scenario.response.answers == submitted


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("yes", because(OverrideReason.CHECKED)),
        ("It is right.", because(OverrideReason.CHECKED)),
        ("keep it", because(OverrideReason.CHECKED)),
        ("intranet", because(OverrideReason.OWN_NETWORK)),
        ("It is down at the moment", because(DOWN)),
        (" The new portal opens in May ", because(OverrideReason.OWN_WORDS, "The new portal opens in May")),
    ],
)
def test_a_reply_to_the_notice_is_the_reason(words: str, expected: Override) -> None:
    scenario = reply(at_rate(), words).expect_replies(Recorded, StillOpen).expect_question("rate")
    assert override(scenario) == expected
    assert scenario.value("site") != ()


@pytest.mark.parametrize("words", ["no", "sorry, a typo", "No, it is another one"])
def test_whoever_says_that_it_is_wrong_is_asked_for_the_right_one(words: str) -> None:
    scenario = reply(at_rate(), words).expect_question("site")
    assert override(scenario) is None
    assert scenario.say("www.pbs.gov.pk").expect_question("rate").value("site")[0].url == "https://www.pbs.gov.pk"


def test_another_address_takes_the_place_of_the_first() -> None:
    scenario = reply(at_rate(), "www.pbs.gov.pk").expect_question("rate")
    assert (scenario.value("site")[0].url, override(scenario)) == ("https://www.pbs.gov.pk", None)


@pytest.mark.parametrize(("words", "kind"), [("Why?", Refused), ("www.pakistan,gov.pk", Doubted)])
def test_a_reply_that_is_no_reason_is_read_as_ever(words: str, kind: type[Reply]) -> None:
    scenario = reply(at_rate(), words).expect_question("site")
    assert kind in scenario.reply_kinds
    assert override(scenario) is None


def test_a_reply_to_a_notice_about_other_addresses_is_read_as_ever() -> None:
    scenario = at_rate()
    old = notice_about(scenario.response, "site")
    reply(scenario.edit(1, "www.pbs.gov.pk"), "It is being upgraded", old)
    assert Doubted in scenario.reply_kinds
    assert override(scenario) is None


def test_a_reply_to_a_notice_of_a_question_that_is_gone_is_for_no_question() -> None:
    reply(at_rate(), "It is down", "!00000000gone").expect_question("rate")
