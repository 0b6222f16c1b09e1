"""A submitted response is returned with remarks: told, recorded, dealt with; and its versions are compared."""

from __future__ import annotations

import asyncio

import pytest

from flows.administration.comparing import Change, Entry, compare_versions
from flows.administration.returning import MOST_CHARACTERS, Reopening, remarks_on, reopen
from flows.administration.roles import Act, Actor, Role
from flows.errors import FollowUpError, NotAllowed
from flows.response import Status
from flows.turns import Action
from tests.administration.office import TEAM, Office

AMINA, BORIS = 1001, 1002


async def submitted(office: Office) -> None:
    await office.admit(AMINA)
    await office.tap(AMINA, Action.BEGIN)
    await office.say(AMINA, "I agree", "www.gov.pk", "no", "none of these", "small", "57 %", "2019-04-22")
    await submit(office)
    await office.told(AMINA)


async def submit(office: Office) -> None:
    await office.tap(AMINA, Action.SUMMARY)
    await office.tap(AMINA, Action.SUBMIT)


async def send_back(office: Office, note: str | None = None, country: str = "Pakistan", **remarks: str) -> Reopening:
    return await reopen(office.storage, office.questionnaire, office.clock, TEAM, country, remarks, note)


async def refusal_of(office: Office, note: str | None = None, country: str = "PAK", **remarks: str) -> list[str]:
    with pytest.raises(FollowUpError) as refused:
        await send_back(office, note, country, **remarks)
    return str(refused.value).splitlines()


async def test_the_focal_point_is_told_at_once_and_corrects_and_submits_again(office: Office) -> None:
    await submitted(office)
    done = await send_back(office, "Thank you so far.", rate="Of all services?", site=" Is this it? ")

    assert done == Reopening((await office.response(AMINA)).id, "PAK", 1, ("site", "rate"), (AMINA,))
    (message,) = await office.messages(AMINA)
    assert message.plain_text == (
        "The survey team asks you to look at 2 answers again: 1 and 6.\n\nThey write: Thank you so far.\n\n"
        "You can change your answers now. What you submitted (revision 1) stays valid until you submit again."
    )
    assert [button.caption for row in message.buttons for button in row] == ["Go to 1", "Review"]

    await office.tap(AMINA, Action.EDIT, question="site")
    assert "The survey team asks: Is this it?" in (await office.told(AMINA))[0]
    await office.say(AMINA, "www.pakistan.gov.pk")
    await office.tap(AMINA, Action.KEEP, question="rate")
    await submit(office)
    response = await office.response(AMINA)
    assert (response.status, response.revision, response.remarks) == (Status.AMENDED, 2, {})


async def test_remarks_are_kept_with_who_made_them_and_whether_they_are_dealt_with(office: Office) -> None:
    await submitted(office)
    done = await send_back(office, "Look at it all.", site="Is this it?", rate="Of all services?")
    await office.tap(AMINA, Action.EDIT, question="site")
    await office.tap(AMINA, Action.KEEP, question="site")

    found = await remarks_on(office.storage, TEAM, done.response_id)
    assert [(each.question, each.words, each.revision, each.made_by) for each in found] == [
        ("site", "Is this it?", 1, TEAM.name),
        ("rate", "Of all services?", 1, TEAM.name),
        (None, "Look at it all.", 1, TEAM.name),
    ]
    assert [each.dealt_with_at is not None for each in found] == [True, False, False]
    (record,) = (record for record in await office.records() if record.act is Act.REOPENED)
    assert (record.actor, record.country, record.note) == (TEAM.name, "PAK", "site, rate")


async def test_returning_twice_adds_remarks(office: Office) -> None:
    await submitted(office)
    await send_back(office, site="Is this it?")
    again = await send_back(office, rate="Of all services?", site="Of which ministry?")

    assert again.open == ("site", "rate")
    assert (await office.response(AMINA)).remarks["site"].words == "Is this it?\nOf which ministry?"
    assert len(await office.told(AMINA)) == 2


async def test_what_was_never_submitted_cannot_be_returned(office: Office) -> None:
    assert await refusal_of(office, site="Is this it?") == ["Nobody has answered for PAK yet."]
    await office.admit(AMINA)
    assert await refusal_of(office, site="Is this it?") == ["PAK has not submitted yet: there is nothing to return."]


async def test_it_is_returned_to_somebody(office: Office) -> None:
    await submitted(office)
    await office.inviting.revoke("PAK", TEAM)
    assert await refusal_of(office, site="Is this it?") == [
        "Nobody answers for PAK any more: `hand-over` invites a successor first."
    ]


async def test_every_remark_that_cannot_be_made_is_named_and_nothing_is_returned(office: Office) -> None:
    await submitted(office)
    assert await refusal_of(office, " ") == ["Say what is to be corrected: a remark on a question, or a note."]
    assert await refusal_of(
        office, "n" * (MOST_CHARACTERS + 1), q99="Why?", officer_name="Who?", country="PAK", day=" "
    ) == [
        "small has no question “q99”.",
        "officer_name is not asked of PAK, as its other answers stand.",
        "The remark on day is empty.",
        "The note: 1001 characters are too many for a remark; 1000 are allowed.",
    ]
    with pytest.raises(FollowUpError, match="comes with the invitation"):
        await reopen(office.storage, office.questionnaire, office.clock, TEAM, "PAK", {"country": "Is it?"})
    assert (await office.response(AMINA)).status is Status.COMPLETED
    assert await office.told(AMINA) == []


async def test_only_the_survey_team_returns_and_compares(office: Office) -> None:
    focal_point = Actor("chat 1", Role.FOCAL_POINT)
    with pytest.raises(NotAllowed):
        await reopen(office.storage, office.questionnaire, office.clock, focal_point, "PAK", {})
    with pytest.raises(NotAllowed):
        await compare_versions(office.storage, office.questionnaire, office.clock, focal_point, "PAK")


async def test_an_answer_given_in_the_same_moment_is_kept_and_the_remark_as_well(office: Office) -> None:
    await submitted(office)
    await office.tap(AMINA, Action.EDIT, question="rate")
    await asyncio.gather(send_back(office, rate="Of all services?"), office.say(AMINA, "58 %"))

    response = await office.response(AMINA)
    assert (response.status, response.answers["rate"].value) == (Status.IN_PROGRESS, 58)
    assert {*response.remarks} == {"rate"}


async def test_both_versions_stay_and_can_be_compared(office: Office) -> None:
    await submitted(office)
    await send_back(office, rate="Of all services?", site="Is this it?")
    for question, text in (("site", "Portal: www.pakistan.gov.pk, not yet complete"), ("has", "yes")):
        await office.tap(AMINA, Action.EDIT, question=question)
        await office.say(AMINA, text)

    async def changes(before: int | None = None, after: int | None = None) -> dict[str, tuple[Entry, Entry]]:
        compared = await compare_versions(
            office.storage, office.questionnaire, office.clock, TEAM, "PAK", before, after
        )
        assert all(isinstance(change, Change) for change in compared.changes)
        return {change.question: (change.before, change.after) for change in compared.changes}

    now = await changes()
    assert {*now} == {"site", "has", "officer_name", "officer_email"}
    assert now["has"] == (Entry("answered", "No"), Entry("answered", "Yes"))
    assert now["officer_name"] == (Entry("not-relevant"), Entry("open"))
    assert now["site"][0] == Entry("answered", "https://www.gov.pk")
    assert (now["site"][1].value, now["site"][1].note) == ("Portal: https://www.pakistan.gov.pk", "not yet complete")
    assert await changes(1) == now

    await office.tap(AMINA, Action.EDIT, question="has")
    await office.say(AMINA, "no")
    await office.tap(AMINA, Action.EDIT, question="rate")
    await office.tap(AMINA, Action.SKIP, question="rate")
    await office.tap(AMINA, Action.REASON, question="rate", choice="not-available")
    await submit(office)
    amended = await changes()
    assert {*amended} == {"site", "rate"}
    assert amended["rate"] == (Entry("answered", "57%"), Entry("skipped", reason="not-available"))
    assert await changes(1, 2) == amended
    assert await changes(2, 1) == {name: (after, before) for name, (before, after) in amended.items()}
    opened = [record for record in await office.records() if record.act is Act.OPENED]
    assert {record.country for record in opened} == {"PAK"}


async def test_two_versions_are_needed(office: Office) -> None:
    async def refused(before: int | None = None, after: int | None = None) -> str:
        with pytest.raises(FollowUpError) as error:
            await compare_versions(office.storage, office.questionnaire, office.clock, TEAM, "PAK", before, after)
        return str(error.value)

    assert await refused() == "Nobody has answered for PAK yet."
    await office.admit(AMINA)
    assert await refused() == "PAK has not submitted yet: there is nothing to compare."
    await office.inviting.revoke("PAK", TEAM)
    await submitted(office)
    assert await refused() == "PAK has no version before revision 1 to compare it with."
    assert await refused(1) == "PAK has no version before revision 1 to compare it with."
    assert await refused(1, 3) == "PAK has no revision 3: the last one is 1."
