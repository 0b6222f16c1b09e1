from __future__ import annotations

import httpx

from simulator.people import Person
from simulator.world import World
from tests.simulator.conftest import Call


async def test_updates_that_were_confirmed_come_again_on_order_newest_first(
    browser: httpx.AsyncClient, amina: Person, world: World, call: Call
) -> None:
    for text in ("one", "two"):
        amina.say(text)
    given = [update.id for update in world.state.updates]
    await call("getUpdates", offset=given[-1] + 1)
    assert world.state.updates == []

    assert (await browser.post("/simulator/updates", json={"again": 2})).is_success
    again = await call("getUpdates")
    assert [update["update_id"] for update in again["result"]] == [given[2], given[1]]
