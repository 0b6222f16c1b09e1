"""The desk in the real bot over a Bot API server: the survey team in the chat, and everybody else who tries."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager

import pytest

from bot.application import RunningBot, running_bot
from bot.settings import Access, Settings, read_settings
from flows.wording.commands import Outside, menu, outside, team_menu
from simulator.page_objects import commands_for
from simulator.people import Person, until
from simulator.world import TOKEN, World
from tests.bot.test_application import LIBRARIES, AtOnce

CLOSED = outside(Outside.NOT_INVITED, "en")
PNG = b"\x89PNG\r\n"

Run = Callable[..., AbstractAsyncContextManager[RunningBot]]


@pytest.fixture
def amina(world: World) -> Person:
    """The administrator."""
    return Person.joining(world)


@pytest.fixture
def boris(world: World) -> Person:
    return Person.joining(world, "Boris")


@pytest.fixture
def run(address: str, database: str, amina: Person) -> Run:
    def run(**given: object) -> AbstractAsyncContextManager[RunningBot]:
        settings = {
            "access": Access.INVITATION,
            "bot_token": TOKEN,
            "questionnaire": LIBRARIES,
            "administrators": {amina.account.id},
        }
        return running_bot(
            read_settings(Settings, _env_file=None, api_url=address, database_url=database, **settings | given),
            patience=AtOnce,
        )

    return run


async def link_for(amina: Person, country: str) -> str:
    amina.say(f"/invite {country}")
    amina.tap("Make the link", on=await amina.hears("Who opens it answers"))
    return _link((await amina.hears("The link for")).text)


def _link(text: str) -> str:
    found = re.search(r"https://t\.me/\S+", text)
    assert found
    return found[0]


async def begin(person: Person) -> None:
    person.tap("English")
    person.tap("Begin", on=await person.hears("This survey"))
    await person.hears("I agree")


async def test_a_focal_point_is_invited_in_the_chat_and_followed_there(run: Run, amina: Person, boris: Person) -> None:
    async with run():
        boris.follow(await link_for(amina, "Pakistan"))
        await boris.next_message()
        await begin(boris)
        amina.say("/country PAK")
        assert "In progress · 0 of 9 are done" in (await amina.next_message()).text
        amina.tap("JSON")
        await amina.hears("as it stands")
        file = await amina.next_message()
        amina.say("/progress")
        await amina.hears("1 country takes part")
        picture = await amina.next_message()

    assert json.loads(amina.file(file).content)["response"]["country"]["code"] == "PAK"
    assert amina.file(picture).content.startswith(PNG)


async def test_a_list_sent_as_a_file_comes_back_with_links_that_work(run: Run, amina: Person, boris: Person) -> None:
    async with run():
        amina.say("/invite")
        await amina.next_message()
        amina.tap("Everybody on a list")
        await amina.hears("as a file")
        amina.send_document("people.csv", b"country,name\nAtlantis,Nemo\n", mime_type="text/csv")
        assert "line 2: “Atlantis” is no country" in (await amina.next_message()).text
        amina.send_document("people.csv", "country,name\nKenya,Wanjirũ\n".encode(), mime_type="text/csv")
        await amina.hears("1 person is invited")
        sent = amina.file(await amina.next_message())
        (row,) = csv.DictReader(io.StringIO(sent.content.decode("utf-8-sig")))
        boris.follow(row["link"])
        greeting = await boris.next_message()

    assert (sent.name, row["country"], row["name"]) == ("links.csv", "KEN", "Wanjirũ")
    assert "choose your language" in greeting.text


async def test_a_file_nobody_asked_for_is_not_fetched(run: Run, amina: Person) -> None:
    async with run():
        amina.say("/start")
        await amina.next_message()
        amina.send_document("people.csv", b"country\nKenya\n", mime_type="text/csv")
        assert "survey team" in (await amina.next_message()).text


async def test_an_export_is_made_when_it_is_sent(run: Run, amina: Person, boris: Person) -> None:
    async with run():
        boris.follow(await link_for(amina, "Pakistan"))
        await boris.next_message()
        await begin(boris)
        amina.say("/export")
        amina.tap("Only in progress", on=await amina.hears("0 responses"))
        await amina.next_change()
        amina.tap("JSON Lines", on=amina.last)
        await amina.hears("1 response")
        file = amina.file(await amina.next_message())

    assert file.name == "all-types-in-progress.jsonl"
    assert json.loads(file.content)["response"]["status"] == "in-progress"


async def test_others_get_nothing_of_the_desk(run: Run, amina: Person, boris: Person, world: World) -> None:
    stranger = Person.joining(world, "Chen")
    async with run():
        boris.follow(await link_for(amina, "Pakistan"))
        await boris.next_message()
        await begin(boris)
        for command in ("/progress", "/invite", "/country PAK", "/dashboard", "/export"):
            boris.say(command)
            answer = (await boris.next_message()).text
            assert answer == f"“{command.split()[0]}” is not one of my commands; /help lists them."
            stranger.say(command)
            assert (await stranger.next_message()).text == CLOSED
        for data in ("@:0::o_progress", "@:0::y_PAK", "@:0::j_team_-_30", "@:0::x_all_json", "@:1:q1:o_progress"):
            boris.tap_data(data, on=boris.last)
            assert "button" in (await boris.next_message()).text
            stranger.tap_data(data, on=stranger.last)
            assert (await stranger.next_message()).text == CLOSED


async def test_who_is_invited_to_the_team_finds_its_commands(
    run: Run, world: World, amina: Person, boris: Person
) -> None:
    async with run() as bot:
        amina.say("/invite")
        await amina.next_message()
        amina.tap("An administrator")
        amina.tap("Make the link", on=await amina.hears("A link for an administrator"))
        boris.follow(_link((await amina.hears("The link for")).text))
        assert "You are on the survey team" in (await boris.next_message()).text
        await until(world, lambda: _menu(world, boris) == [name for name, _ in team_menu("en")] or None)
        async with bot.storage.reading() as work:
            assert [response async for response in work.responses.all(bot.questionnaire.name)] == []

    assert _menu(world, Person.joining(world, "Dora")) == [name for name, _ in menu("en")]


async def test_the_administrators_of_the_setting_have_their_menu_as_well(run: Run, world: World, amina: Person) -> None:
    async with run():
        amina.say("/start")
        await amina.next_message()
        await until(world, lambda: _menu(world, amina) == [name for name, _ in team_menu("en")] or None)


def _menu(world: World, person: Person) -> list[str]:
    return [str(each["command"]) for each in commands_for(world, person.account)]
