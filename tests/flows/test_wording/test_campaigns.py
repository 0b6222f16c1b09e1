"""The deadline, reminders, announcements, in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from flows.campaign import Campaign
from flows.response import Response, Status
from flows.turns import (
    Announced,
    Closed,
    Receipt,
    Reminder,
    RemindersResumed,
    RemindersStopped,
    Reply,
    Welcome,
    WelcomeBack,
    Whereabouts,
)
from flows.waiting import ForBegin, Nothing
from tests.flows.small import small
from tests.flows.test_wording.saying import NOW, assert_says, message_of, response_of, small_response

DEADLINE = datetime(2019, 5, 31, 23, 59, tzinfo=UTC)
CAMPAIGN = Campaign(DEADLINE, opening={"en": "**Thank you** for taking part."})
PAST = Campaign(NOW - timedelta(days=2))


def said(*replies: Reply, campaign: Campaign | None, response: Response | None = None) -> str:
    return message_of(*replies, campaign=campaign, response=response).plain_text


def test_the_welcome_has_the_opening_text_and_the_deadline() -> None:
    assert_says(
        message_of(Welcome("PAK"), of=small(), response=small_response(), campaign=CAMPAIGN),
        """
        *A small questionnaire*

        A few questions.

        *Thank you* for taking part.

        You answer for Pakistan.
        There are 2 sections, usually about 5 minutes in all.
        Stop whenever you like: every answer is kept at once, and /start brings you back to it.
        Answers are taken until 31 May 2019.
        [Begin][Not Pakistan]
        """,
    )


@pytest.mark.parametrize(
    ("campaign", "last"),
    [
        (Campaign(), "Stop whenever you like: every answer is kept at once, and /start brings you back to it."),
        (
            replace(CAMPAIGN, closes=True),
            "Answers are taken until 31 May 2019, 23:59 UTC; then the questionnaire closes.",
        ),
        (PAST, "The deadline was 20 April 2019; your answers are still taken."),
    ],
)
def test_the_welcome_says_what_the_deadline_means(campaign: Campaign, last: str) -> None:
    assert said(Welcome("PAK"), campaign=campaign).splitlines()[-1] == last


@pytest.mark.parametrize(
    ("campaign", "sentence"),
    [
        (Campaign(), ""),
        (CAMPAIGN, " 39 days are left until the deadline on 31 May 2019."),
        (Campaign(NOW + timedelta(days=1)), " 1 day is left until the deadline on 23 April 2019."),
        (Campaign(NOW + timedelta(hours=3)), " The deadline is today at 17:05 UTC."),
        (PAST, " The deadline was 20 April 2019; your answers are still taken."),
        (
            replace(PAST, closes=True),
            " The questionnaire closed on 20 April 2019. Your answers stay as they are; you can still submit them.",
        ),
    ],
)
def test_who_goes_on_is_told_how_long_there_still_is(campaign: Campaign, sentence: str) -> None:
    back = "Welcome back. You stopped at 18, in VIII. Indicators. 38 of 50 are done."
    assert said(WelcomeBack("q18", 38, 50), campaign=campaign) == back + sentence
    where = "You are at 18, in VIII. Indicators. 38 of 50 are done."
    assert said(Whereabouts("q18", 38, 50), campaign=campaign) == where + sentence


def test_who_has_submitted_is_told_until_when_it_can_be_corrected() -> None:
    submitted = response_of(waiting=Nothing(), status=Status.COMPLETED, revision=1)
    assert said(Whereabouts(None, 50, 50), campaign=CAMPAIGN, response=submitted) == (
        "Your response is submitted. 50 of 50 are done."
    )
    for campaign, sentence in (
        (CAMPAIGN, "You can still correct it until 31 May 2019 with /review."),
        (PAST, "You can still correct it with /review."),
        (
            replace(PAST, closes=True),
            "The questionnaire closed on 20 April 2019. "
            "If something must be corrected, please ask the survey team with /ask.",
        ),
    ):
        assert said(Receipt(1, NOW), campaign=campaign, response=submitted).splitlines()[-1] == sentence


def test_after_the_end_it_is_said_that_nothing_is_kept() -> None:
    closed = replace(PAST, closes=True)
    assert_says(
        message_of(Closed(), campaign=closed),
        """
        This is not kept. The questionnaire closed on 20 April 2019. \
Your answers stay as they are; you can still submit them.
        [Submit][Review]
        """,
    )
    submitted = response_of(waiting=Nothing(), status=Status.COMPLETED, revision=1)
    assert_says(
        message_of(Closed(), campaign=closed, response=submitted),
        """
        This is not kept; your response stands as you submitted it. The questionnaire closed on 20 April 2019. \
If something must be corrected, please ask the survey team with /ask.
        [Review]
        """,
    )
    assert said(Closed(refused=False), campaign=closed).startswith("The questionnaire closed on")


def test_a_reminder_says_where_the_person_stands() -> None:
    assert_says(
        message_of(Reminder("q18", 4), campaign=CAMPAIGN),
        """
        *A reminder*

        You stopped at 18, in VIII. Indicators. 4 questions are open. \
39 days are left until the deadline on 31 May 2019.
        [Continue][Stop reminders]
        """,
    )
    for reminder, words in (
        (Reminder("date", 1), "You stopped at “Date”. 1 question is open."),
        (Reminder(None, 2), "2 questions are open."),
        (Reminder(None, 0, 1), "1 remark of the survey team is open."),
        (Reminder(None, 1, 2), "1 question is open. 2 remarks of the survey team are open."),
        (Reminder(None, 0), "Everything is answered; all that is left is to submit."),
    ):
        assert said(reminder, campaign=None) == f"A reminder\n\n{words}"


def test_who_has_not_begun_is_reminded_of_what_is_awaited() -> None:
    response = small_response(waiting=ForBegin())
    assert_says(
        message_of(Reminder(None, 6, begun=False), of=small(), response=response, campaign=CAMPAIGN),
        """
        *A reminder*

        Your answers to “A small questionnaire” are awaited; no question is answered yet. \
39 days are left until the deadline on 31 May 2019.
        [Continue][Stop reminders]
        """,
    )


def test_reminders_are_stopped_and_begun_again() -> None:
    assert_says(
        message_of(RemindersStopped(), campaign=CAMPAIGN),
        """
        You will not be reminded any more. 39 days are left until the deadline on 31 May 2019.
        [Remind me again]
        """,
    )
    assert said(RemindersResumed(), campaign=CAMPAIGN) == "You will be reminded again."
    assert_says(
        message_of(Whereabouts("q18", 38, 50), response=response_of(reminders=False)),
        """
        You are at 18, in VIII. Indicators. 38 of 50 are done.
        You asked not to be reminded.
        [Show 18][Sections][Review]
        [Remind me again]
        """,
    )


def test_an_announcement_is_marked_as_one_of_the_survey_team() -> None:
    assert_says(
        message_of(Announced("The deadline is now **7 June**.")),
        """
        *From the survey team*

        The deadline is now *7 June*.
        [Continue]
        """,
    )
    submitted = response_of(waiting=Nothing(), status=Status.COMPLETED, revision=1)
    assert message_of(Announced("Thank you."), response=submitted).buttons == ()
