"""Replies of a sentence or two, and the receipt."""

from __future__ import annotations

import pytest

from flows.response import Status
from flows.turns import (
    AlreadySubmitted,
    Cancelled,
    CannotBeSkipped,
    CopyGiven,
    EditNotTaken,
    LeftOpen,
    NothingAsked,
    NothingToCancel,
    NotTaken,
    NoWayBack,
    Opened,
    Receipt,
    Reply,
    StaleTap,
    StillOpen,
    Thing,
    ThingNotRead,
    UnknownCommandTold,
)
from flows.waiting import Nothing
from tests.flows.test_wording.saying import (
    NOW,
    assert_says,
    captions_of,
    message_of,
    response_of,
)


def test_the_receipt_tells_when_it_was_submitted_and_that_it_can_be_corrected() -> None:
    assert_says(
        message_of(Receipt(1, NOW)),
        """
        Thank you for taking the time to fill out the Member States Questionnaire (MSQ) 2020.
        We appreciate your participation.

        Your response was submitted on 22 April 2019, 14:05 UTC (revision 1).
        Here is your copy.

        You can still correct it with /review.
        [Review]
        """,
    )


def test_a_copy_is_of_what_was_submitted_or_else_a_draft() -> None:
    draft = message_of(CopyGiven())
    assert_says(draft, "Here is your copy as it stands now: a draft, which is not submitted.\n[Show 5a]")
    assert [file.name for file in draft.files] == ["msq-2020-PAK-draft.pdf"]
    submitted = response_of(waiting=Nothing(), status=Status.COMPLETED, revision=1, completed_at=NOW)
    copy = message_of(CopyGiven(), response=submitted)
    assert_says(copy, "Here is your copy.")
    assert [file.name for file in copy.files] == ["msq-2020-PAK.pdf", "msq-2020-PAK.json"]


def test_a_submitted_response_says_when_it_was_submitted() -> None:
    assert message_of(AlreadySubmitted(2, NOW), response=response_of(language="fr")).plain_text == (
        "Votre réponse au questionnaire a été envoyée le 22 avril 2019, 14:05 UTC (révision 2).\n"
        "Vous pouvez encore la corriger avec /review."
    )


@pytest.mark.parametrize(
    ("reply", "expected", "captions"),
    [
        (LeftOpen("q18"), "○ 18 · left open for later", []),
        (CannotBeSkipped("country"), "“Country” cannot be skipped: without it nothing can be submitted.", []),
        (NoWayBack(), "This is the first question; there is none before it.", []),
        (NothingAsked("hello"), "No question is open now, so this is not kept: “hello”", ["Sections", "Review"]),
        (StaleTap(), "That button belongs to an earlier message and changes nothing now. This is where you are.", []),
        (UnknownCommandTold("/etc"), "“/etc” is not one of my commands; /help lists them.", ["Show 5a"]),
        (ThingNotRead(Thing.PHOTO), "I cannot read pictures. Please write your answer as text.", ["Show 5a"]),
        (Cancelled(), "Cancelled. Your answers stay as they were.", []),
        (NothingToCancel(),
            "There is nothing to cancel. You can stop whenever you like: every answer is kept at once.", []),
        (EditNotTaken(),
            "I saw that you changed an earlier message. It is no answer, so nothing changes.", ["Review", "Show 5a"]),
        (EditNotTaken("q2c"),
            "I saw that you changed an earlier message. 2c has another answer by now, which stays.",
            ["Change 2c", "Show 5a"]),
        (StillOpen("q5a"), "The open question is still 5a.", ["Show 5a"]),
        (Opened(("q11", "q12")), "To be answered as well now: 11 and 12.", ["Go to 11"]),
        (NotTaken("since 2015", "q4_name"),
            "“Name – Chief Information Officer (CIO)” is not asked at the moment, so this is not kept: "
            "“since 2015”", []),
        (NotTaken("since 2015"),
            "This was sent before I had asked anything more, so it is not kept: “since 2015”. "
            "If it is an answer to what follows, please send it again.", []),
    ],
)  # fmt: skip
def test_a_notice_is_short(reply: Reply, expected: str, captions: list[str]) -> None:
    message = message_of(reply)
    assert message.plain_text == expected
    assert captions_of(message) == captions


def test_nothing_is_offered_to_show_where_nothing_is_open() -> None:
    message = message_of(ThingNotRead(Thing.VOICE), response=response_of(question=None))
    assert captions_of(message) == []
