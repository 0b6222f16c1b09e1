"""Answers of an earlier edition: with a response, and waiting for a country to begin."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from flows.administration.invitations import Invitation, hash_of, new_token
from flows.administration.roles import Role
from flows.answer import Answer, Carried, Offer
from flows.ports import Storage
from flows.reading import Link
from tests.storage.steps import NOW, QUESTIONNAIRE, at, begin, load, meet, save

PORTAL = Answer(value=(Link(url="https://www.gov.pk", name="Portal\0"),), note="of all ministries", given_at=NOW)
CARRIED = {
    "q1": Carried(answer=PORTAL, year=2018),
    "q4": Carried(answer=Answer(value=True, given_at=NOW), year=2018, offer=Offer.CLEARED),
    "q17": Carried(answer=Answer(value=57.5, given_at=NOW), year=2016, offer=Offer.CHANGING),
}


async def test_they_are_kept_with_their_response_whatever_became_of_them(storage: Storage) -> None:
    respondent, response = await begin(storage, chat=1)
    assert response.carried == {}
    await save(storage, response.but(carried=CARRIED), response, respondent)
    kept = await load(storage, response.id)
    assert kept is not None
    assert kept.carried.keys() == CARRIED.keys()
    assert {name: kept.carried[name] for name in ("q4", "q17")} == {name: CARRIED[name] for name in ("q4", "q17")}
    await save(storage, kept.with_offer("q4", Offer.STANDING), kept, respondent)
    again = await load(storage, response.id)
    assert again is not None
    assert again.carried["q4"].offer is Offer.STANDING


async def test_what_waits_for_a_country_is_taken_once(storage: Storage) -> None:
    async with storage.work() as work:
        await work.carried.keep(QUESTIONNAIRE, "PAK", {"q4": CARRIED["q4"]}, NOW)
        await work.carried.keep(QUESTIONNAIRE, "KEN", {}, NOW)
        await work.commit()
    async with storage.work() as work:
        await work.carried.keep(QUESTIONNAIRE, "PAK", {"q17": CARRIED["q17"]}, at(1))
        await work.commit()
    async with storage.work() as work:
        assert await work.carried.take(QUESTIONNAIRE, "PAK") == {"q17": CARRIED["q17"]}
        assert await work.carried.take("another", "KEN") == {}
    async with storage.work() as work:
        assert await work.carried.take(QUESTIONNAIRE, "PAK") == {"q17": CARRIED["q17"]}, "it was not committed"
        await work.commit()
    async with storage.work() as work:
        assert await work.carried.take(QUESTIONNAIRE, "PAK") == {}


async def test_who_opens_a_link_waits_until_what_is_carried_over_is_there(storage: Storage) -> None:
    respondent = await meet(storage, chat=1)
    token = new_token()
    async with storage.work() as work:
        wanted = Invitation(QUESTIONNAIRE, Role.FOCAL_POINT, "PAK", "en", NOW, NOW + timedelta(days=1))
        await work.invitations.add(wanted, hash_of(token))
        await work.commit()

    async def enter() -> object:
        async with storage.work() as work:
            assert await work.invitations.use(hash_of(token), QUESTIONNAIRE, respondent, NOW)
            carried = await work.carried.take(QUESTIONNAIRE, "PAK")
            await work.commit()
        return carried

    async with storage.work() as work:
        (held,) = await work.invitations.hold(QUESTIONNAIRE, "PAK")
        assert held.country == "PAK"
        entering = asyncio.create_task(enter())
        await asyncio.sleep(0)
        await work.carried.keep(QUESTIONNAIRE, "PAK", {"q17": CARRIED["q17"]}, NOW)
        await work.commit()
    assert await entering == {"q17": CARRIED["q17"]}
