"""A question to the survey team, written in the middle of something: that goes on afterwards as if nothing had been."""

from __future__ import annotations

from datetime import timedelta

import pytest

from flows.campaign import Campaign
from flows.engine import take_turn
from flows.reading import Typed
from flows.response import Response
from flows.turns import (
    Action,
    AlreadySubmitted,
    Cancelled,
    Closed,
    Command,
    Doubted,
    EnquiryAsked,
    EnquirySent,
    LanguageAsked,
    Origin,
    Prompt,
    Receipt,
    Recorded,
    Said,
    Seen,
    StaleTap,
    Summary,
    Welcome,
    WelcomeBack,
    Whereabouts,
)
from flows.violations import Code
from flows.waiting import ForAnswer, ForConfirmation, ForEnquiry, Nothing
from tests.flows.small import small
from tests.flows.test_wording.saying import message_of
from tests.scenario import CHAT, Scenario

WORDS = "Which services count?"


@pytest.fixture
def at_rate() -> Scenario:
    chat = Scenario(small()).begin().say("Pakistan").tap(Action.CHOOSE, "yes")
    return chat.say("www.gov.pk").tap(Action.CHOOSE, "no").tap(Action.NONE).say("small").expect_question("rate")


def test_the_third_refusal_leads_to_the_team_with_what_was_tried(at_rate: Scenario) -> None:
    waiting = at_rate.say("570 %").say("571 %").say("572 %").response.waiting
    at_rate.tap(Action.ASK_TEAM).expect_replies(EnquiryAsked)
    at_rate.say(f" {WORDS}\n").expect_replies(EnquirySent, Prompt)
    assert at_rate.reply(EnquirySent) == EnquirySent("rate", "572 %", WORDS)
    assert at_rate.response.waiting == waiting
    at_rate.tap(Action.REMARK, question="rate").expect_replies(Recorded, Prompt)


def test_who_asks_for_help_in_between_has_still_tried_the_words_before(at_rate: Scenario) -> None:
    at_rate.say("570 %").say("What does this mean?").expect_violation(Code.ADDRESSED)
    at_rate.tap(Action.ASK_TEAM).say(WORDS)
    assert at_rate.reply(EnquirySent) == EnquirySent("rate", "570 %", WORDS)
    at_rate.tap(Action.REMARK, question="rate").expect_replies(Recorded, Prompt)
    assert at_rate.answer("rate").note == "570 %"


def test_who_asks_for_help_first_has_tried_nothing_else(at_rate: Scenario) -> None:
    at_rate.say("What does this mean?").tap(Action.ASK_TEAM).say(WORDS)
    assert at_rate.reply(EnquirySent).tried == "What does this mean?"


def test_the_command_asks_at_any_time_and_drops_nothing(at_rate: Scenario) -> None:
    doubt = at_rate.say("between 5 and 8").response.waiting
    assert isinstance(doubt, ForConfirmation)
    at_rate.command(Command.ASK).expect_replies(EnquiryAsked)
    assert at_rate.response.waiting == ForEnquiry(interrupted=doubt)
    at_rate.command(Command.ASK).expect_replies(EnquiryAsked)
    assert at_rate.response.waiting == ForEnquiry(interrupted=doubt)
    at_rate.say(WORDS).expect_replies(EnquirySent, Doubted)
    assert at_rate.reply(EnquirySent).tried == "between 5 and 8"
    at_rate.tap(Action.CONFIRM, "0", question="rate").expect_replies(Recorded, Prompt)


def test_nothing_was_tried_where_a_reason_is_asked_for(at_rate: Scenario) -> None:
    at_rate.tap(Action.SKIP).command(Command.ASK).say(WORDS)
    assert at_rate.reply(EnquirySent).tried == ""


@pytest.mark.parametrize("way_out", [lambda chat: chat.command(Command.CANCEL), lambda chat: chat.tap(Action.BACK)])
def test_it_can_be_given_up(at_rate: Scenario, way_out: object) -> None:
    before = at_rate.response.waiting
    at_rate.command(Command.ASK)
    way_out(at_rate)  # type: ignore[operator]
    assert at_rate.response.waiting == before
    assert at_rate.replies[-1] == Prompt("rate", 5, 6)
    assert at_rate.reply_kinds in ((Prompt,), (Cancelled, Prompt))


def test_words_in_which_nothing_stands_are_asked_for_again(at_rate: Scenario) -> None:
    at_rate.command(Command.ASK).say(" \n").expect_replies(EnquiryAsked)


def test_wherever_the_person_looks_meanwhile_the_question_is_still_known(at_rate: Scenario) -> None:
    at_rate.command(Command.ASK)
    assert at_rate.start().reply(WelcomeBack).question == "rate"
    at_rate.expect_replies(WelcomeBack, EnquiryAsked)
    assert at_rate.command(Command.WHERE).reply(Whereabouts).question == "rate"
    at_rate.say(WORDS).expect_question("rate")


def test_a_button_of_the_question_counts_no_longer_meanwhile(at_rate: Scenario) -> None:
    at_rate.command(Command.ASK)
    at_rate.tap(Action.SKIP, question="rate").expect_replies(StaleTap, EnquiryAsked)


def test_the_command_to_skip_skips_the_question(at_rate: Scenario) -> None:
    at_rate.command(Command.ASK).command(Command.SKIP).tap(Action.REASON, "not-available").expect_question("day")


def test_a_reply_to_the_question_answers_it(at_rate: Scenario) -> None:
    at_rate.command(Command.ASK).reply_to("rate", "57 %").expect_replies(Recorded, Prompt).expect_question("day")


def test_a_reply_to_the_message_that_asks_for_the_words_gives_them(at_rate: Scenario) -> None:
    message = message_of(EnquiryAsked("rate"), of=small(), response=at_rate.command(Command.ASK).response)
    at_rate.reply_to(message.question, WORDS).expect_replies(EnquirySent, Prompt)


def test_an_earlier_answer_may_be_corrected_meanwhile(at_rate: Scenario) -> None:
    at_rate.command(Command.ASK).edit(2, "www.pakistan.gov.pk").expect_replies(Recorded, EnquiryAsked)
    at_rate.say(WORDS).expect_replies(EnquirySent, Prompt).expect_question("rate")


def test_a_question_that_is_no_longer_asked_is_passed_over_afterwards() -> None:
    chat = Scenario(small()).begin().say("Pakistan").tap(Action.CHOOSE, "yes").say("www.gov.pk").say("yes")
    chat.expect_question("officer_name").command(Command.ASK)
    chat.edit(3, "no").expect_replies(Recorded, EnquiryAsked)
    chat.say(WORDS).expect_replies(EnquirySent, Prompt).expect_question("tools")


def test_after_the_summary_comes_the_summary(at_rate: Scenario) -> None:
    at_rate.say("57 %").say("2019-04-22").command(Command.ASK)
    assert at_rate.reply(EnquiryAsked).question is None
    at_rate.edit(2, "www.pakistan.gov.pk").expect_replies(Recorded, EnquiryAsked)
    at_rate.say(WORDS).expect_replies(EnquirySent, Summary)


def test_what_is_submitted_stays_so(at_rate: Scenario) -> None:
    at_rate.say("57 %").say("2019-04-22").tap(Action.SUBMIT).expect_replies(Receipt)
    at_rate.command(Command.ASK).say(WORDS).expect_replies(EnquirySent, AlreadySubmitted)
    assert at_rate.response.waiting == Nothing()


def test_what_is_returned_meanwhile_is_open_afterwards(at_rate: Scenario) -> None:
    at_rate.say("57 %").say("2019-04-22").tap(Action.SUBMIT)
    at_rate.command(Command.ASK).send_back(site="Is it?").say(WORDS).expect_replies(EnquirySent, Summary)


def test_before_the_beginning_nothing_is_asked() -> None:
    chat = Scenario(small()).start().command(Command.ASK)
    chat.expect_replies(Welcome)
    assert LanguageAsked not in chat.reply_kinds


def test_more_words_sent_at_once_are_no_answer_to_the_question_that_follows_without_asking(at_rate: Scenario) -> None:
    at_rate.command(Command.ASK).look("?")
    at_rate.ahead(WORDS).expect_replies(EnquirySent, Prompt)
    at_rate.ahead("Those of the ministry?").expect_replies(Doubted)
    assert at_rate.reply(Doubted).doubt.code is Code.TYPED_AHEAD


def test_a_state_within_a_state_is_saved_and_loaded() -> None:
    waiting = ForEnquiry(interrupted=ForAnswer(question="rate", refusals=3, refused="572 %"))
    response = Scenario(small()).response.but(waiting=waiting)
    assert Response.model_validate_json(response.model_dump_json()) == response


def test_when_no_answer_is_taken_any_more_the_team_can_still_be_asked(at_rate: Scenario) -> None:
    at_rate.command(Command.ASK)
    over = Campaign(deadline=at_rate.now, closes=True)
    said = Said(Typed(WORDS), Origin(CHAT, 99, at_rate.now), Seen("?", at_rate.now))
    turn = take_turn(at_rate.questionnaire, at_rate.response, said, at_rate.now + timedelta(minutes=1), over)
    assert [type(reply) for reply in turn.replies] == [EnquirySent, Closed]
    assert turn.response.waiting == ForAnswer(question="rate")
