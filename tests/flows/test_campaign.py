"""The deadline, the reminders before it, and the end of a campaign that closes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from flows.campaign import GRACE, Campaign, Reminders
from flows.engine import take_turn
from flows.reading import Typed
from flows.response import Response, Status
from flows.turns import (
    Action,
    Closed,
    Command,
    Commanded,
    Edited,
    EnquirySent,
    Input,
    Origin,
    Receipt,
    RemindersResumed,
    RemindersStopped,
    RepliedTo,
    Reply,
    ReviewShown,
    Said,
    SectionsShown,
    Started,
    Summary,
    Tap,
    Tapped,
    Welcome,
    WelcomeBack,
)
from tests.flows.small import small
from tests.scenario import CHAT, Scenario

DEADLINE = datetime(2019, 5, 31, 23, 59, tzinfo=UTC)
OPEN_ENDED = Campaign()
CAMPAIGN = Campaign(DEADLINE, reminders=Reminders((7, 3), 5))
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("now", "left"),
    [
        (DEADLINE - 12 * DAY, 12),
        (datetime(2019, 5, 30, tzinfo=UTC), 1),
        (datetime(2019, 5, 31, tzinfo=UTC), 0),
        (DEADLINE, 0),
        (DEADLINE + DAY, None),
    ],
)
def test_days_are_counted_by_the_calendar(now: datetime, left: int | None) -> None:
    assert CAMPAIGN.days_left(now) == left


def test_without_a_deadline_there_is_no_end_and_no_reminder_before_it() -> None:
    assert OPEN_ENDED.days_left(DEADLINE) is None
    assert OPEN_ENDED.reminder_due(DEADLINE) is None
    assert not OPEN_ENDED.is_over(DEADLINE)
    assert OPEN_ENDED.silent_since(DEADLINE) == DEADLINE - 10 * DAY


@pytest.mark.parametrize(
    ("now", "due"),
    [
        (DEADLINE - 8 * DAY, None),
        (DEADLINE - 7 * DAY, DEADLINE - 7 * DAY),
        (DEADLINE - 7 * DAY + GRACE - timedelta(seconds=1), DEADLINE - 7 * DAY),
        (DEADLINE - 7 * DAY + GRACE, None),
        (DEADLINE - 3 * DAY, DEADLINE - 3 * DAY),
        (DEADLINE - DAY, DEADLINE - 3 * DAY),
        (DEADLINE + DAY, None),
    ],
)
def test_of_the_reminders_before_the_deadline_the_last_is_due_for_some_days(now: datetime, due: datetime) -> None:
    assert CAMPAIGN.reminder_due(now) == due


def test_silence_counts_until_the_deadline_and_where_it_is_wanted() -> None:
    assert CAMPAIGN.silent_since(DEADLINE) == DEADLINE - 5 * DAY
    assert CAMPAIGN.silent_since(DEADLINE + DAY) is None
    assert Campaign(reminders=Reminders((), None)).silent_since(DEADLINE) is None


# After the end

CLOSED = Campaign(Scenario(small()).now - DAY, closes=True)


def _begun() -> Scenario:
    return Scenario(small()).begin().say("PAK").say("I agree").say("www.gov.pk")


def _after(response: Response, given: Input) -> tuple[Response, tuple[Reply, ...]]:
    turn = take_turn(small(), response, given, Scenario(small()).now + timedelta(hours=1), CLOSED)
    return turn.response, turn.replies


def _tap(response: Response, action: Action, question: str = "", choice: str = "") -> Tapped:
    return Tapped(Tap(action=action, question=question, choice=choice, prompt=response.prompt))


ORIGIN = Origin(CHAT, 3, DEADLINE)


@pytest.mark.parametrize(
    "given",
    [Said(Typed("no")), RepliedTo("site", Typed("www.un.org")), Edited(Typed("www.un.org"), ORIGIN)],
    ids=lambda given: type(given).__name__,
)
def test_no_words_are_taken_for_an_answer(given: Input) -> None:
    before = _begun().response
    response, replies = _after(before, given)
    assert replies == (Closed(),)
    assert response == before.but(last_seen_at=response.last_seen_at)


def test_no_button_answers() -> None:
    before = _begun().response
    response, replies = _after(before, _tap(before, Action.CHOOSE, "has", "yes"))
    assert replies == (Closed(),)
    assert response.answers == before.answers


def test_ticks_are_refused_too() -> None:
    scene = _begun().say("no").expect_question("tools")
    response, replies = _after(scene.response, _tap(scene.response, Action.TOGGLE, "tools", "mail"))
    assert (replies, response.ticks) == ((Closed(),), {})


def test_no_question_is_put_any_more() -> None:
    scene = _begun()
    for given in (_tap(scene.response, Action.SHOW), _tap(scene.response, Action.EDIT, "site")):
        assert _after(scene.response, given)[1] == (Closed(refused=False),)
    back, left = _after(scene.response, Started())[1]
    assert isinstance(back, WelcomeBack)
    assert isinstance(left, Summary)


def test_looking_around_and_submitting_stay_possible() -> None:
    scene = _begun()
    for command, shown in ((Command.REVIEW, ReviewShown), (Command.SECTIONS, SectionsShown)):
        assert isinstance(_after(scene.response, Commanded(command))[1][0], shown)
    response, replies = _after(scene.response, _tap(scene.response, Action.SUBMIT))
    assert isinstance(replies[0], Receipt)
    assert response.status is Status.COMPLETED
    assert _after(response, _tap(response, Action.EDIT, "site"))[1] == (Closed(refused=False),)


def test_the_survey_team_can_still_be_asked() -> None:
    asking = _begun().command(Command.ASK).response
    response, replies = _after(asking, Said(Typed("May I have another week?")))
    assert [type(reply) for reply in replies] == [EnquirySent, Closed]
    assert response.answers == asking.answers


def test_who_comes_only_now_is_welcomed_and_told() -> None:
    scene = Scenario(small()).start()
    assert isinstance(_after(scene.response, Started())[1][0], Welcome)
    assert _after(scene.response, _tap(scene.response, Action.BEGIN))[1] == (Closed(refused=False),)


def test_who_was_correcting_what_they_had_submitted_may_finish() -> None:
    scene = _begun()
    correcting = scene.response.but(revision=1, status=Status.IN_PROGRESS)
    response, replies = _after(correcting, _tap(correcting, Action.CHOOSE, "has", "no"))
    assert response.answers["has"].value is False
    assert Closed() not in replies


# Reminders


def test_reminders_are_stopped_and_wanted_again_by_a_button() -> None:
    scene = _begun().tap(Action.REMINDERS, "off", question="").expect_replies(RemindersStopped)
    assert not scene.response.reminders
    scene.tap(Action.REMINDERS, "on", question="", prompt=0).expect_replies(RemindersResumed)
    assert scene.response.reminders
