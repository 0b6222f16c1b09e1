"""A response that the survey team returns with remarks: seen above their questions, dealt with one after the other."""

from __future__ import annotations

import pytest

from flows.response import Status
from flows.turns import (
    Action,
    Command,
    NothingAsked,
    Prompt,
    Receipt,
    Recorded,
    SentBack,
    StillOpen,
    Summary,
    WelcomeBack,
)
from flows.waiting import ForAnswer, ForSubmission
from flows.wording.overviews import REMARKED
from tests.flows.small import small
from tests.flows.test_wording.saying import captions_of, message_of
from tests.scenario import Scenario

WHY = "Is this the portal of the government?"
HOW = "Of all services?"


@pytest.fixture
def submitted() -> Scenario:
    chat = Scenario(small()).begin().say("Pakistan").tap(Action.CHOOSE, "yes")
    chat.say("www.gov.pk").tap(Action.CHOOSE, "no").tap(Action.NONE).say("small").say("57 %").say("2019-04-22")
    return chat.tap(Action.SUBMIT).expect_replies(Receipt)


@pytest.fixture
def returned(submitted: Scenario) -> Scenario:
    return submitted.send_back(site=WHY, rate=HOW).expect_replies(SentBack)


def test_what_was_submitted_is_in_progress_again_and_the_focal_point_is_told(returned: Scenario) -> None:
    assert returned.reply(SentBack) == SentBack(("site", "rate"), 1)
    assert (returned.response.status, returned.response.revision) == (Status.IN_PROGRESS, 1)
    assert isinstance(returned.response.waiting, ForSubmission)


def test_the_remark_stands_above_its_question(returned: Scenario) -> None:
    returned.tap(Action.EDIT, question="site")
    assert returned.reply(Prompt).remark == WHY
    words = message_of(*returned.replies, of=small(), response=returned.response).plain_text
    assert words.index(WHY) < words.index("What is the address")


def test_from_remark_to_remark_to_the_submission(returned: Scenario) -> None:
    returned.tap(Action.EDIT, question="site").say("www.pakistan.gov.pk").expect_replies(Recorded, Prompt)
    assert (returned.question, returned.reply(Prompt).remark) == ("rate", HOW)
    returned.tap(Action.KEEP).expect_replies(Summary)
    assert returned.reply(Summary).remarked == ()
    returned.tap(Action.SUBMIT).expect_replies(Receipt)
    assert (returned.response.status, returned.response.revision) == (Status.AMENDED, 2)
    assert returned.response.remarks == {}


def test_an_answer_given_anew_elsewhere_leads_to_the_next_remark(returned: Scenario) -> None:
    returned.tap(Action.EDIT, question="has").say("no").expect_question("rate")


def test_a_remark_left_for_later_stays_and_is_listed_before_the_submission(returned: Scenario) -> None:
    returned.tap(Action.EDIT, question="rate").tap(Action.SKIP).tap(Action.REASON, "later")
    assert returned.reply(Summary).remarked == ("site", "rate")
    message = message_of(*returned.replies, of=small(), response=returned.response)
    assert "The survey team still asks about: 1 and 6" in message.plain_text
    assert captions_of(message) == ["Submit", "Go to 1", "Review all"]


def test_a_reason_for_skipping_deals_with_a_remark(returned: Scenario) -> None:
    returned.tap(Action.EDIT, question="rate").tap(Action.SKIP).tap(Action.REASON, "not-available")
    assert returned.reply(Summary).remarked == ("site",)


def test_it_can_be_submitted_with_a_remark_that_then_stays(returned: Scenario) -> None:
    returned.command(Command.SUBMIT).tap(Action.SUBMIT, question="").expect_replies(Receipt)
    assert {*returned.response.remarks} == {"site", "rate"}
    returned.tap(Action.EDIT, question="site").tap(Action.KEEP)
    assert {*returned.response.remarks} == {"rate"}
    assert returned.response.status is Status.AMENDED


def test_cancelling_a_correction_leaves_the_remark(returned: Scenario) -> None:
    returned.tap(Action.EDIT, question="site").command(Command.CANCEL)
    assert returned.reply(Summary).remarked == ("site", "rate")


def test_an_answer_that_was_on_its_way_deals_with_no_remark_that_had_not_been_read(submitted: Scenario) -> None:
    submitted.tap(Action.EDIT, question="rate").look().send_back(rate=HOW)
    submitted.ahead("58 %").expect_replies(Recorded, Summary)
    assert submitted.value("rate") == 58
    assert submitted.reply(Summary).remarked == ("rate",)
    submitted.tap(Action.EDIT, question="rate").tap(Action.KEEP)
    assert submitted.response.remarks == {}


def test_an_edited_message_answers_and_the_open_question_stays(returned: Scenario) -> None:
    returned.tap(Action.EDIT, question="rate").edit(2, "www.pakistan.gov.pk").expect_replies(Recorded, StillOpen)
    assert {*returned.response.remarks} == {"site", "rate"}, "what is asked about 1 was not read yet"


def test_returned_again_a_second_remark_stands_below_the_first_and_both_are_to_be_read(returned: Scenario) -> None:
    returned.tap(Action.EDIT, question="site").send_back(site="And of which ministry?", note="Thank you.")
    assert returned.reply(SentBack) == SentBack(("site", "rate"), 1, "Thank you.")
    assert returned.response.waiting == ForAnswer(question="site", returning=True)
    returned.tap(Action.KEEP, question="site").tap(Action.EDIT, question="site")
    assert returned.reply(Prompt).remark == f"{WHY}\nAnd of which ministry?"


def test_a_note_alone_returns_the_whole(submitted: Scenario) -> None:
    submitted.send_back("Please look at all of it.").expect_replies(SentBack)
    message = message_of(*submitted.replies, of=small(), response=submitted.response)
    assert "They write: Please look at all of it." in message.plain_text
    assert captions_of(message) == ["Review"]


def test_a_remark_on_a_question_that_is_no_longer_asked_waits_for_it(submitted: Scenario) -> None:
    submitted.tap(Action.EDIT, question="has").say("yes").say("Amina").say("a@gov.pk")
    submitted.command(Command.SUBMIT).tap(Action.SUBMIT, question="")
    submitted.send_back(officer_name=WHY).tap(Action.EDIT, question="has").say("no")
    assert submitted.reply(Summary).remarked == ()
    submitted.tap(Action.EDIT, question="has").say("yes").command(Command.SUBMIT)
    assert submitted.reply(Summary).remarked == ("officer_name",)


def test_words_sent_before_it_was_known_are_no_answer(submitted: Scenario) -> None:
    submitted.look("day").send_back(site=WHY)
    submitted.ahead("Thank you").expect_replies(NothingAsked, Summary)


def test_starting_again_says_what_is_still_asked(returned: Scenario) -> None:
    returned.start().expect_replies(WelcomeBack, Summary)
    assert returned.reply(Summary).remarked == ("site", "rate")


def test_sections_and_review_show_where_there_are_remarks(returned: Scenario) -> None:
    returned.command(Command.SECTIONS)
    hub = captions_of(message_of(*returned.replies, of=small(), response=returned.response))
    assert [caption for caption in hub if caption.startswith(REMARKED)] == ["⚑ I. One", "⚑ II. Two"]
    returned.tap(Action.REVIEW, "one", question="")
    review = message_of(*returned.replies, of=small(), response=returned.response)
    assert f"⚑ The survey team asks: {WHY}" in review.plain_text
    assert captions_of(review)[:2] == ["⚑ 1", "✎ 2"]
