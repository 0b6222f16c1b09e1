"""Reminders: by the schedule and by hand, once each, never at a wrong time, never to who does not want them."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest

from flows.administration.campaign import set_campaign
from flows.administration.orders import Order
from flows.administration.reminding import PassedOver, Reminding, Why, remind, remind_due
from flows.administration.roles import Act, Admission
from flows.campaign import Campaign, Reminders
from flows.errors import InvitationError
from flows.quiet_hours import Quiet
from flows.turns import Action, Started
from flows.waiting import AboutQuestion
from storage import open_storage
from tests.administration.office import BOSS, TEAM, Meanwhile, Office

AMINA, BORIS, CLARE = 1001, 1002, 1003
DEADLINE = datetime(2019, 5, 31, 14, 0, tzinfo=UTC)  # a Friday, 19:00 in Pakistan
INVITED_ONLY = Admission(open=False, administrators=frozenset({BOSS}))


async def schedule(office: Office, days: Sequence[int] = (14, 7, 3, 1), silence: int | None = None) -> None:
    campaign = Campaign(DEADLINE, reminders=Reminders(tuple(days), silence))
    await set_campaign(office.storage, office.questionnaire, office.clock, TEAM, campaign)


async def begin(office: Office, chat: int, country: str) -> None:
    await office.admit(chat, country)
    await office.tap(chat, Action.BEGIN)
    await office.say(chat, "I agree", "www.gov.pk")
    await office.told(chat)


async def submit(office: Office, chat: int) -> None:
    await office.tap(chat, Action.SUMMARY)
    await office.tap(chat, Action.SUBMIT)
    await office.told(chat)


async def look(office: Office, at: datetime | None = None, admission: Admission = INVITED_ONLY) -> list[int]:
    """Who is reminded at that moment."""
    office.clock.moment = at or office.clock.moment
    return sorted(await remind_due(office.storage, office.questionnaire, office.clock, admission))


def before(days: int, hours: int = 0) -> datetime:
    """So many days before the deadline, and so many hours later."""
    return DEADLINE - timedelta(days=days) + timedelta(hours=hours)


async def test_who_has_open_questions_is_reminded_at_the_times_of_the_schedule_once(office: Office) -> None:
    await begin(office, AMINA, "PAK")
    await schedule(office)

    assert await look(office, before(14, -1)) == []
    assert await look(office, before(14)) == [AMINA]
    assert await look(office) == []
    assert await office.told(AMINA) == [
        "A reminder\n\nYou stopped at 2, in I. One. 5 questions are open. "
        "14 days are left until the deadline on 31 May 2019."
    ]
    assert await look(office, before(10)) == []
    assert await look(office, before(7)) == [AMINA]
    assert await look(office, before(3)) == [AMINA]
    assert await look(office, before(1)) == [AMINA]
    assert await look(office, before(-1)) == []


async def test_two_processes_at_once_remind_once(office: Office, url: str) -> None:
    for chat, country in ((AMINA, "PAK"), (BORIS, "PER")):
        await begin(office, chat, country)
    await schedule(office)
    async with open_storage(url) as elsewhere:
        other = Office(elsewhere)
        both = await asyncio.gather(*(look(each, before(14)) for each in (office, other)))

    assert sorted(chat for chats in both for chat in chats) == [AMINA, BORIS]
    assert [len(await office.told(chat)) for chat in (AMINA, BORIS)] == [1, 1]


async def test_a_reminder_waits_for_the_end_of_the_night_there(office: Office) -> None:
    await begin(office, AMINA, "PAK")  # UTC+5
    await begin(office, BORIS, "PER")  # UTC-5
    await schedule(office)

    assert await look(office, before(14, 2)) == [BORIS]
    assert await look(office, datetime(2019, 5, 18, 9, 0, tzinfo=UTC)) == []  # Saturday
    assert await look(office, datetime(2019, 5, 20, 2, 59, tzinfo=UTC)) == []
    assert await look(office, datetime(2019, 5, 20, 3, 0, tzinfo=UTC)) == [AMINA]


async def test_an_answer_makes_the_reminder_that_waits_needless(office: Office) -> None:
    await begin(office, AMINA, "PAK")
    await schedule(office)
    office.clock.moment = before(14, 2)
    assert await look(office) == []
    await office.say(AMINA, "no")
    assert await look(office, datetime(2019, 5, 20, 9, 0, tzinfo=UTC)) == []
    assert await look(office, before(7)) == [AMINA]


async def test_who_was_at_work_the_day_before_needs_no_reminder(office: Office) -> None:
    await begin(office, AMINA, "PAK")
    await schedule(office)
    office.clock.moment = before(14, -20)
    await office.say(AMINA, "no")
    assert await look(office, before(14)) == []


async def test_after_a_long_downtime_there_is_no_burst_of_old_reminders(office: Office) -> None:
    await begin(office, AMINA, "PAK")
    await schedule(office, (14, 7, 4, 1), silence=2)
    assert await look(office, before(4)) == [AMINA]  # for this occasion and the silence, and for none that was missed
    assert await look(office) == []
    assert await look(office, before(4, 21)) == []
    assert len(await office.told(AMINA)) == 1


async def test_nobody_who_has_submitted_or_cannot_be_reached_or_tries_it_out_is_reminded(office: Office) -> None:
    for chat, country in ((AMINA, "PAK"), (BORIS, "PER"), (CLARE, "FRA")):
        await begin(office, chat, country)
    await submit(office, AMINA)
    async with office.storage.work() as work:
        await work.respondents.mark_unreachable(BORIS, office.clock.now())
        await work.commit()
    await office.inviting.revoke("FRA", TEAM)
    await office.admit(7, None)
    for administrator in (BOSS, 7):
        await office.hear(administrator, Started())
    await schedule(office)

    assert await look(office, before(14)) == []
    await remind(office.storage, office.questionnaire, office.clock, TEAM)
    assert await look(office) == []


async def test_where_everybody_may_answer_everybody_is_reminded(office: Office) -> None:
    await begin(office, AMINA, "PAK")
    async with office.storage.work() as work:
        person = await work.respondents.lock(AMINA, office.clock.now())
        await work.respondents.assign(person, None, person.response_id)
        await work.commit()
    await schedule(office)
    assert await look(office, before(14)) == []
    assert await look(office, admission=Admission(open=True)) == [AMINA]


async def test_who_stops_the_reminders_is_left_alone_until_they_want_them_again(office: Office) -> None:
    await begin(office, AMINA, "PAK")
    await schedule(office)
    await look(office, before(14))
    await office.tap(AMINA, Action.REMINDERS, choice="off")
    assert await look(office, before(7)) == []
    asked = await remind(office.storage, office.questionnaire, office.clock, TEAM)
    assert asked.passed_over == (PassedOver("PAK", Why.STOPPED),)
    await office.tap(AMINA, Action.REMINDERS, choice="on")
    assert await look(office, before(3)) == [AMINA]


async def test_a_successor_is_reminded_although_the_person_before_was_not(office: Office) -> None:
    await begin(office, AMINA, "PAK")
    await office.tap(AMINA, Action.REMINDERS, choice="off")
    await office.open(BORIS, await office.inviting.hand_over(Order("PAK"), TEAM))
    await schedule(office)
    assert await look(office, before(14)) == [BORIS]


async def test_who_says_nothing_for_long_is_reminded_once_of_it(office: Office) -> None:
    await begin(office, AMINA, "PAK")
    await schedule(office, days=(), silence=5)
    monday = datetime(2019, 4, 29, 9, 0, tzinfo=UTC)

    assert await look(office, monday - timedelta(days=3)) == []
    assert await look(office, monday) == [AMINA]
    assert await look(office, monday + timedelta(days=10)) == []
    await office.say(AMINA, "no")
    assert await look(office, monday + timedelta(days=17)) == [AMINA]


async def test_who_has_not_begun_is_told_what_is_awaited(office: Office) -> None:
    await office.admit(AMINA, "PAK")
    await schedule(office)
    assert await look(office, before(14)) == [AMINA]
    (message,) = await office.messages(AMINA)
    assert message.plain_text == (
        "A reminder\n\nYour answers to “A small questionnaire” are awaited; no question is answered yet. "
        "14 days are left until the deadline on 31 May 2019."
    )
    assert [button.caption for row in message.buttons for button in row] == ["Continue", "Stop reminders"]


async def test_only_the_submission_may_be_missing(office: Office) -> None:
    await begin(office, AMINA, "PAK")
    while isinstance(waiting := (await office.response(AMINA)).waiting, AboutQuestion):
        await office.tap(AMINA, Action.SKIP, question=waiting.question)
        await office.tap(AMINA, Action.REASON, question=waiting.question, choice="not-available")
    await office.told(AMINA)
    await schedule(office)
    await look(office, before(1))
    (said,) = await office.told(AMINA)
    assert said == (
        "A reminder\n\nEverything is answered; all that is left is to submit. "
        "1 day is left until the deadline on 31 May 2019."
    )


async def test_who_answers_while_the_reminder_is_made_does_not_get_it(office: Office) -> None:
    await begin(office, AMINA, "PAK")
    await schedule(office)
    office.clock.moment = before(14)
    storage = Meanwhile(office.storage, lambda: office.say(AMINA, "no"))
    assert await remind_due(storage, office.questionnaire, office.clock, INVITED_ONLY) == ()


async def test_an_administrator_who_tries_it_out_is_not_reminded_where_everybody_may_answer(office: Office) -> None:
    await office.hear(BOSS, Started())
    await schedule(office)
    assert await look(office, before(14), Admission(open=True, administrators=frozenset({BOSS}))) == []


async def test_administrators_who_try_it_out_keep_nobody_else_from_being_reminded(office: Office) -> None:
    """However many come before the others, and however few are reminded at a time."""
    bosses = (BOSS, BOSS + 1, BOSS + 2)
    for boss in bosses:
        await office.hear(boss, Started())
    await begin(office, AMINA, "PAK")
    await schedule(office)
    office.clock.moment = before(14)
    everybody = Admission(open=True, administrators=frozenset(bosses))
    assert await remind_due(office.storage, office.questionnaire, office.clock, everybody, limit=1) == (AMINA,)


# By hand


async def by_hand(office: Office, *countries: str) -> Reminding:
    return await remind(office.storage, office.questionnaire, office.clock, TEAM, countries or None)


async def test_without_a_campaign_only_the_survey_team_reminds(office: Office) -> None:
    await begin(office, AMINA, "PAK")
    assert await look(office, before(14)) == []
    reminding = await by_hand(office, "pakistan")

    assert [(each.country, each.at) for each in reminding.reminded] == [("PAK", before(14, 0) + timedelta(seconds=2))]
    assert await look(office) == [AMINA]
    assert await look(office) == []
    assert [record.country for record in await office.records() if record.act is Act.REMINDED] == ["PAK"]


async def test_it_is_said_who_is_not_reminded_and_why(office: Office) -> None:
    for chat, country in ((AMINA, "PAK"), (BORIS, "PER"), (CLARE, "FRA")):
        await begin(office, chat, country)
    await submit(office, BORIS)
    async with office.storage.work() as work:
        await work.respondents.mark_unreachable(CLARE, office.clock.now())
        await work.commit()
    await office.invite("KEN")

    named = await by_hand(office, "PAK", "PER", "FRA", "KEN", "BRA")
    assert [each.country for each in named.reminded] == ["PAK"]
    assert {each.country: each.why for each in named.passed_over} == {
        "BRA": Why.NOT_INVITED,
        "FRA": Why.UNREACHABLE,
        "KEN": Why.NOT_OPENED,
        "PER": Why.SUBMITTED,
    }
    everybody = await by_hand(office)
    assert [each.country for each in everybody.reminded] == ["PAK"]
    assert {each.country for each in everybody.passed_over} == {"FRA", "KEN"}


async def test_by_hand_too_nobody_is_woken_at_night_and_an_answer_makes_it_needless(office: Office) -> None:
    await begin(office, AMINA, "PAK")
    await begin(office, BORIS, "NPL")
    office.clock.moment = before(14, 3)
    reminding = await by_hand(office)

    monday = datetime(2019, 5, 20, tzinfo=UTC)
    assert [(each.country, each.at) for each in reminding.reminded] == [
        ("NPL", monday + timedelta(hours=2, minutes=15)),
        ("PAK", monday + timedelta(hours=3)),
    ]
    assert await look(office) == []
    await office.say(AMINA, "no")
    assert await look(office, monday + timedelta(hours=4)) == [BORIS]


async def test_who_is_reminded_twice_by_hand_reads_it_once(office: Office) -> None:
    await begin(office, AMINA, "PAK")
    for _ in range(2):
        await by_hand(office)
    assert await look(office) == [AMINA]
    assert await look(office) == []
    await by_hand(office)
    assert await look(office) == [AMINA]


async def test_a_reminder_asked_for_that_could_not_go_out_for_days_is_dropped(office: Office) -> None:
    await begin(office, AMINA, "PAK")
    await by_hand(office)
    assert await look(office, office.clock.moment + timedelta(days=4)) == []


async def test_what_is_no_country_is_refused(office: Office) -> None:
    with pytest.raises(InvitationError):
        await by_hand(office, "Atlantis")


async def test_when_somebody_was_reminded_last_is_known(office: Office) -> None:
    await begin(office, AMINA, "PAK")
    await by_hand(office)
    await look(office)
    async with office.storage.reading() as work:
        (last,) = (await work.reminders.last_sent(office.questionnaire.name)).values()
    assert last <= office.clock.moment


async def test_quiet_hours_can_be_none(office: Office) -> None:
    await begin(office, AMINA, "PAK")
    always = Quiet(begins=Quiet().ends, weekends=False)
    campaign = Campaign(DEADLINE, quiet=always)
    await set_campaign(office.storage, office.questionnaire, office.clock, TEAM, campaign)
    assert await look(office, before(14, 8)) == [AMINA]
