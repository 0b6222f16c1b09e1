"""Who is where: invited, begun, submitted, and how far in each section."""

from __future__ import annotations

from flows.administration.progress import Share, Stage, Standing, progress
from flows.turns import Action, Started
from tests.administration.office import BOSS, TEAM, Office

AMINA, BORIS = 1001, 1002


async def look(office: Office) -> dict[str | None, Standing]:
    found = await progress(office.storage, office.questionnaire, office.clock, TEAM)
    return {standing.country: standing for standing in found}


async def test_countries_are_shown_with_how_far_they_are(office: Office) -> None:
    await office.invite("FRA", days=1)
    office.clock.pass_by(days=2)
    await office.invite("KEN")
    await office.invite(None)
    await office.hear(BOSS, Started())
    for chat, country in ((AMINA, "PAK"), (BORIS, "PER")):
        await office.admit(chat, country)
        await office.tap(chat, Action.BEGIN)
        await office.say(chat, "I agree", "www.gov.pk", "no")
    await office.tap(BORIS, Action.SUMMARY)
    await office.tap(BORIS, Action.SUBMIT)

    found = await look(office)

    assert [(country, standing.stage) for country, standing in found.items()] == [
        ("FRA", Stage.EXPIRED),
        ("KEN", Stage.INVITED),
        ("PAK", Stage.IN_PROGRESS),
        ("PER", Stage.COMPLETED),
        (None, Stage.IN_PROGRESS),
    ]
    assert found["KEN"].whole == Share(0, 6)
    assert found["PAK"].whole == Share(2, 6)
    assert found["PAK"].sections == {"one": Share(2, 2), "two": Share(0, 4)}
    assert (found["PAK"].section, found["PER"].section) == ("two", None)
    assert found["PAK"].last_seen_at
