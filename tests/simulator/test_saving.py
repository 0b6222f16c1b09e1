from __future__ import annotations

from pathlib import Path

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup

from simulator.people import Person
from simulator.saving import load_world, save_world
from simulator.serving import serving
from simulator.world import World
from tests.simulator.conftest import Clock


async def test_a_chat_goes_on_after_the_simulator_was_stopped_and_started(tmp_path: Path, clock: Clock) -> None:
    path = tmp_path / "state" / "world.json"
    before = World(clock=clock)
    async with serving(before, state=path) as address, Bot(before.token, base_url=f"{address}/bot") as bot:
        amina = Person.joining(before)
        amina.say("/start")
        button = InlineKeyboardButton("Go", callback_data="g")
        await bot.send_document(1001, b"\x00\xff", filename="a.bin", reply_markup=InlineKeyboardMarkup([[button]]))
        amina.tap("Go")
    after = World(clock=clock)
    async with serving(after, state=path) as address, Bot(after.token, base_url=f"{address}/bot") as bot:
        again = Person(after, after.people[0])
        assert again.chat == amina.chat
        assert again.file(again.last).content == b"\x00\xff"
        assert [update.update_id for update in await bot.get_updates()] == [u.id for u in before.state.updates]
        [waiting] = after.state.taps.values()
        assert await bot.answer_callback_query(waiting.id)
        assert again.say("on we go").id == 3
    assert after.state != before.state


def test_the_whole_state_is_read_back_as_it_was_saved(world: World, tmp_path: Path) -> None:
    amina = Person.joining(world)
    amina.say("/start")
    amina.send_voice(seconds=3)
    amina.send_location(1.5, 2.5)
    save_world(world, tmp_path / "world.json")
    copy = World()
    assert load_world(copy, tmp_path / "world.json")
    assert copy.state == world.state
    assert [path.name for path in tmp_path.iterdir()] == ["world.json"]


def test_nothing_saved_yet_leaves_a_world_as_it_is_and_nonsense_is_refused(world: World, tmp_path: Path) -> None:
    assert not load_world(world, tmp_path / "world.json")
    (tmp_path / "world.json").write_text("nonsense")
    with pytest.raises(ValueError, match="Invalid JSON"):
        load_world(world, tmp_path / "world.json")
