"""The survey team is told in the chat that a country has submitted, and has submitted again."""

from __future__ import annotations

from flows.turns import Action, Started
from tests.administration.office import BOSS, Office

AMINA, OMAR = 1001, 2001


async def test_everybody_of_the_team_is_told_of_a_submission_and_nobody_else(office: Office) -> None:
    await office.hear(BOSS, Started())
    await office.admit(OMAR, None)
    await office.admit(AMINA, "PAK")
    await office.told(BOSS)
    await office.told(OMAR)
    await office.tap(AMINA, Action.BEGIN)
    await office.say(AMINA, "I agree", "www.gov.pk", "no")
    await office.tap(AMINA, Action.SUMMARY)
    submitted = await office.tap(AMINA, Action.SUBMIT)
    assert set(submitted.told) == {BOSS, OMAR}
    assert await office.told(BOSS) == ["Pakistan has submitted."]
    assert await office.told(OMAR) == ["Pakistan has submitted."]

    await office.tap(AMINA, Action.EDIT, question="site")
    await office.say(AMINA, "www.pakistan.gov.pk")
    await office.tap(AMINA, Action.SUMMARY)
    await office.tap(AMINA, Action.SUBMIT)
    assert await office.told(OMAR) == ["Pakistan has submitted again (revision 2)."]


async def test_an_administrator_who_submits_is_not_told_of_it(office: Office) -> None:
    await office.hear(BOSS, Started())
    await office.tap(BOSS, Action.BEGIN)
    await office.say(BOSS, "Pakistan", "I agree", "www.gov.pk", "no")
    await office.tap(BOSS, Action.SUMMARY)
    submitted = await office.tap(BOSS, Action.SUBMIT)
    assert submitted.told == ()
