"""Announcements: looked at before, to whom they are meant for, once each, and followed until the end."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime

import pytest

from flows.administration.announcing import (
    Draft,
    Report,
    announce,
    announcement_report,
    announcements,
    preview_announcement,
    queue_announcements,
)
from flows.administration.roles import Act
from flows.errors import CampaignError
from flows.ports import Audience, Outcome
from flows.turns import Action, Started
from storage import open_storage
from tests.administration.office import TEAM, Meanwhile, Office

AMINA, BORIS, CLARE, DENG = 1001, 1002, 1003, 1004
MONDAY = datetime(2019, 4, 22, 14, 5, tzinfo=UTC)  # 19:05 in Pakistan, 07:05 on Fiji


async def everybody(office: Office) -> None:
    """Pakistan has begun, Peru submitted, France only opened the link, Kenya not even this; an administrator."""
    for chat, country in ((AMINA, "PAK"), (BORIS, "PER")):
        await office.admit(chat, country)
        await office.tap(chat, Action.BEGIN)
        await office.say(chat, "I agree", "www.gov.pk")
    await office.tap(BORIS, Action.SUMMARY)
    await office.tap(BORIS, Action.SUBMIT)
    await office.admit(CLARE, "FRA")
    await office.invite("KEN")
    await office.admit(DENG, None)
    await office.hear(DENG, Started())
    for chat in (AMINA, BORIS, CLARE, DENG):
        await office.told(chat)


async def send(office: Office, text: str = "The deadline is **7 June**.", **about: object) -> str:
    draft = Draft(text, **about)  # type: ignore[arg-type]
    return (await announce(office.storage, office.questionnaire, office.clock, TEAM, draft)).id


async def queue(office: Office, limit: int = 100) -> list[int]:
    return sorted(await queue_announcements(office.storage, office.questionnaire, office.clock, limit))


async def report(office: Office, announcement_id: str | None = None) -> Report:
    return await announcement_report(office.storage, office.questionnaire, TEAM, announcement_id)


@pytest.mark.parametrize(
    ("audience", "chats"),
    [
        (Audience.NOT_STARTED, [CLARE]),
        (Audience.IN_PROGRESS, [AMINA]),
        (Audience.COMPLETED, [BORIS]),
        (Audience.ALL, [AMINA, BORIS, CLARE]),
    ],
)
async def test_it_goes_to_whom_it_is_meant_for(office: Office, audience: Audience, chats: Sequence[int]) -> None:
    await everybody(office)
    preview = await preview_announcement(
        office.storage, office.questionnaire, office.clock, TEAM, Draft("Hello", audience)
    )
    assert preview.people == len(chats)
    assert preview.not_opened == (("KEN",) if audience in (Audience.NOT_STARTED, Audience.ALL) else ())
    await send(office, audience=audience, at_once=True)
    assert await queue(office) == chats


async def test_the_preview_is_what_is_sent(office: Office) -> None:
    await everybody(office)
    draft = Draft("The deadline is **7 June**.", country="Pakistan")
    preview = await preview_announcement(office.storage, office.questionnaire, office.clock, TEAM, draft)
    assert (preview.people, preview.countries, preview.unreachable) == (1, ("PAK",), ())
    await send(office, country="PAK")
    assert await queue(office) == [AMINA]

    (message,) = await office.messages(AMINA)
    assert message.text == preview.message.text
    assert message.plain_text == "From the survey team\n\nThe deadline is 7 June."
    assert [button.caption for row in message.buttons for button in row] == ["Continue"]


async def test_who_has_submitted_gets_no_button(office: Office) -> None:
    await everybody(office)
    await send(office, audience=Audience.COMPLETED)
    await queue(office)
    (message,) = await office.messages(BORIS)
    assert message.buttons == ()


async def test_it_goes_out_in_batches_once_however_many_processes_there_are(office: Office, url: str) -> None:
    await everybody(office)
    await send(office, at_once=True)
    assert len(await queue(office, limit=1)) == 1
    async with open_storage(url) as elsewhere:
        both = await asyncio.gather(queue(office), queue(Office(elsewhere)))
    assert len([chat for chats in both for chat in chats]) == 2
    assert await queue(office) == []
    assert [len(await office.told(chat)) for chat in (AMINA, BORIS, CLARE)] == [1, 1, 1]


async def test_quiet_hours_are_kept_unless_it_is_urgent(office: Office) -> None:
    await office.admit(AMINA, "PAK")
    await office.admit(BORIS, "FJI")
    office.clock.moment = MONDAY.replace(hour=17)
    await send(office)
    assert await queue(office) == []
    office.clock.moment = MONDAY.replace(hour=21)
    assert await queue(office) == [BORIS]
    await send(office, at_once=True)
    assert await queue(office) == [AMINA, BORIS]


async def test_the_report_says_what_became_of_it(office: Office) -> None:
    await everybody(office)
    await office.admit(7, "NPL")
    await office.told(7)
    async with office.storage.work() as work:
        await work.respondents.mark_unreachable(BORIS, office.clock.now())
        await work.commit()
    made = await send(office, at_once=True)
    assert (await report(office)).people == {
        Outcome.SENT: 0,
        Outcome.WAITING: 3,
        Outcome.UNREACHABLE: 1,
        Outcome.FAILED: 0,
    }
    assert await queue(office) == [7, AMINA, CLARE]
    await office.told(AMINA)
    async with office.storage.work() as work:
        delivery = await work.outbox.next_of(7, office.clock.now())
        assert delivery
        await work.outbox.give_up(delivery, "no", office.clock.now())
        await work.commit()
    await office.inviting.revoke("FRA", TEAM)
    await office.told(CLARE)

    found = await report(office, made)
    assert found.people == {Outcome.SENT: 2, Outcome.WAITING: 0, Outcome.UNREACHABLE: 1, Outcome.FAILED: 1}
    assert (found.unreachable, found.failed, found.is_done()) == (("PER",), ("NPL",), True)


async def test_who_lost_access_in_between_is_not_reached(office: Office) -> None:
    await office.admit(AMINA, "PAK")
    await send(office)
    await office.inviting.revoke("PAK", TEAM)
    assert await queue(office) == []
    assert (await report(office)).unreachable == ("PAK",)


async def test_who_loses_access_while_it_is_sent_does_not_get_it(office: Office) -> None:
    await office.admit(AMINA, "PAK")
    await send(office)
    storage = Meanwhile(office.storage, lambda: office.inviting.revoke("PAK", TEAM))
    assert await queue_announcements(storage, office.questionnaire, office.clock, 10) == ()


async def test_announcements_are_listed_and_recorded(office: Office) -> None:
    await office.admit(AMINA, "PAK")
    first, second = [await send(office, text) for text in ("One", "Two")]
    listed = await announcements(office.storage, office.questionnaire, TEAM)
    assert [(each.id, each.text, each.actor) for each in listed] == [
        (second, "Two", TEAM.name),
        (first, "One", TEAM.name),
    ]
    assert (await report(office)).announcement == listed[0]
    assert [record.note for record in await office.records() if record.act is Act.ANNOUNCED] == [
        f"all, 1, {first}",
        f"all, 1, {second}",
    ]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (" ", "The announcement has no text."),
        ("a" * 3501, "The announcement has 3501 characters; 3500 fit into one message."),
        ("Hello", "There is nobody to whom this could be sent."),
    ],
)
async def test_what_cannot_be_sent_is_refused(office: Office, text: str, sentence: str) -> None:
    with pytest.raises(CampaignError) as refused:
        await send(office, text)
    assert str(refused.value) == sentence


@pytest.mark.parametrize("which", [None, "x", "0190f2c4-5b7e-7d3a-9c1e-2f6a8b4d0e11"])
async def test_there_is_no_report_of_what_was_not_announced(office: Office, which: str | None) -> None:
    with pytest.raises(CampaignError):
        await report(office, which)
