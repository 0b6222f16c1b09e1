"""How far the respondent is: the pace, and sections that end."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from flows.campaign import Campaign
from flows.response import Response, Status
from flows.turns import Reminder, SectionEnded, SectionsShown, WelcomeBack, Whereabouts
from flows.waiting import Nothing
from tests.flows.test_wording.saying import ANSWERS, NOW, assert_says, given, message_of, response_of


def at_pace(minutes: float, **changes: Any) -> Response:
    """Answers that took so many minutes each."""
    answers = {
        name: answer.model_copy(update={"given_at": NOW + timedelta(minutes=minutes * place)})
        for place, (name, answer) in enumerate(ANSWERS.items())
    }
    return response_of(**({"answers": answers} | changes))


def test_whereabouts_say_how_long_the_rest_takes_at_this_pace() -> None:
    assert_says(
        message_of(Whereabouts("q5a", 14, 40), response=at_pace(1.1)),
        """
        You are at 5a, in I. Institutional Framework. 14 of 40 are done. About 35 minutes more at your pace.
        [Show 5a][Sections][Review]
        """,
    )


def test_whoever_returns_hears_where_they_stopped_how_long_it_takes_and_until_when() -> None:
    said = message_of(
        WelcomeBack("q5a", 14, 40), response=at_pace(0.2), campaign=Campaign(NOW + timedelta(days=39))
    ).plain_text
    assert said == (
        "Welcome back. You stopped at 5a, in I. Institutional Framework. 14 of 40 are done. "
        "About 7 minutes more at your pace. 39 days are left until the deadline on 31 May 2019."
    )


def test_a_reminder_says_how_little_it_still_takes() -> None:
    said = message_of(Reminder("q5a", 26), response=at_pace(0.2)).plain_text
    assert said == (
        "A reminder\n\nYou stopped at 5a, in I. Institutional Framework. 26 questions are open. "
        "About 7 minutes more at your pace."
    )


def test_the_hub_says_it_below_the_sections() -> None:
    assert message_of(SectionsShown(), response=at_pace(4)).plain_text.endswith("\n\nAbout 2 hours more at your pace.")


@pytest.mark.parametrize(
    "changes", [{"status": Status.COMPLETED, "waiting": Nothing()}, {"answers": {"q1": given(())}}]
)
def test_nothing_is_said_of_it_where_it_is_not_known_or_nothing_is_to_be_done(changes: dict[str, Any]) -> None:
    assert "pace" not in message_of(SectionsShown(), response=at_pace(1, **changes)).plain_text


def test_nothing_is_said_of_it_when_the_questionnaire_is_closed() -> None:
    closed = Campaign(NOW - timedelta(days=1), closes=True)
    assert "pace" not in message_of(SectionsShown(), response=at_pace(1), campaign=closed).plain_text


ENDED = [
    (SectionEnded("strategy", 5, 0, 0), "II. Strategy and Implementation is done: 5 answered."),
    (SectionEnded("strategy", 5, 1, 0), "II. Strategy and Implementation is done: 5 answered and 1 skipped."),
    (SectionEnded("strategy", 4, 1, 2), "II. Strategy and Implementation: 4 answered, 1 skipped and 2 left open."),
    (SectionEnded("strategy", 0, 0, 6), "II. Strategy and Implementation: 6 left open."),
]


@pytest.mark.parametrize(("reply", "said"), ENDED)
def test_a_section_that_ends_is_summed_up_in_a_line(reply: SectionEnded, said: str) -> None:
    assert message_of(reply).plain_text == said


def test_in_french_what_is_counted_agrees() -> None:
    french = response_of(language="fr")
    said = message_of(SectionEnded("strategy", 1, 2, 0), response=french).plain_text
    assert said.endswith("terminé\xa0: 1 réponse et 2 questions passées.")
