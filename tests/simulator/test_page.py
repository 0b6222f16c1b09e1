from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import httpx
import pytest
from telegram import Bot, BotCommand, InlineKeyboardButton, InlineKeyboardMarkup

from simulator.control import PAGE
from simulator.people import Person
from simulator.world import World
from tests.simulator import chromium
from tests.simulator.conftest import Call

in_a_browser = pytest.mark.skipif(not chromium.FOUND, reason="there is no Chromium on this machine")


async def test_the_page_and_its_files_are_served_and_may_load_nothing_from_elsewhere(
    browser: httpx.AsyncClient,
) -> None:
    page = await browser.get("/", follow_redirects=True)
    assert page.url.path == "/simulator/"
    for name in [path.name for path in PAGE.iterdir() if path.name != "index.html"]:
        file = await browser.get(f"/simulator/page/{name}")
        assert file.status_code == 200, name
        assert "default-src 'none'" in file.headers["Content-Security-Policy"]
    assert "script-src 'self'" in page.headers["Content-Security-Policy"]
    assert "unsafe" not in page.headers["Content-Security-Policy"]


async def test_the_page_names_no_other_host_and_writes_no_html() -> None:
    source = "".join(path.read_text("utf-8") for path in PAGE.iterdir())
    assert "innerHTML" not in source
    assert [line for line in source.splitlines() if "https://" in line] == []


async def test_unknown_files_and_people_are_not_found(browser: httpx.AsyncClient) -> None:
    for address in ("page/secret", "files/file_9", "people/9/chat.md"):
        assert (await browser.get(f"/simulator/{address}")).status_code == 404
    for address in ("people/9/say", "people/9/files"):
        assert (await browser.post(f"/simulator/{address}", json={})).status_code == 404


async def test_the_feed_tells_the_state_first_and_then_every_change(
    browser: httpx.AsyncClient, amina: Person, call: Call
) -> None:
    async with browser.stream("GET", "/simulator/events") as feed:
        lines = feed.aiter_lines()
        state = await _next(lines)
        assert [person["name"] for person in state["people"]] == ["Amina"]
        assert [message["text"] for message in state["messages"]] == ["/start"]
        await call("sendMessage", chat_id=1001, text="Hello")
        change = await _next(lines)
        assert (change["kind"], change["chat"], change["message"]["text"]) == ("message", 1001, "Hello")
        await call("getUpdates", offset=-1)
        await call("getUpdates", offset=2**31 - 1)
        assert await _next(lines) == {"kind": "confirmed", "chat": 0, "pending": 0}


async def test_people_act_by_requests_of_the_page(browser: httpx.AsyncClient, world: World, call: Call) -> None:
    await _post(browser, "people", name="Zoë", language="fr")
    await _post(browser, "people/1001/say", text="/start")
    keyboard = {"inline_keyboard": [[{"text": "Yes", "callback_data": "y"}]]}
    await call("sendMessage", chat_id=1001, text="Sure?", reply_markup=keyboard)
    await _post(browser, "people/1001/tap", message_id=2, row=0, column=0)
    await _post(browser, "people/1001/say", text="perhaps", reply_to=2)
    await _post(browser, "people/1001/edit", message_id=3, text="certainly")
    await _post(browser, "people/1001/location", latitude=33.7, longitude=73.1)
    await _post(browser, "people/1001/contact", phone_number="+92", first_name="Zoë")
    sent = await browser.post("/simulator/people/1001/files?kind=photo&name=a.png", content=b"\x89PNG")
    assert sent.status_code == 200
    replaced = await browser.post("/simulator/people/1001/files?name=b.png&in_place_of=6", content=b"\x89PNG")
    assert replaced.status_code == 200
    await _post(browser, "people/1001/block")
    await _post(browser, "people/1001/unblock")
    assert [update.kind for update in world.state.updates] == [
        "message",
        "callback_query",
        "message",
        "edited_message",
        *["message"] * 3,
        "edited_message",
        *["my_chat_member"] * 2,
    ]
    shown = await browser.get("/simulator/files/file_1")
    assert (shown.content, "sandbox" in shown.headers["Content-Security-Policy"]) == (b"\x89PNG", True)


async def test_another_sites_page_cannot_type_into_the_chats(address: str, amina: Person) -> None:
    async with httpx.AsyncClient(base_url=address, trust_env=False) as stranger:
        for target in ("people/1001/say", "people/1001/files", "people", "faults"):
            assert (await stranger.post(f"/simulator/{target}", json={"text": "boo"})).status_code == 403
    assert [message.text for message in amina.chat] == ["/start"]


async def test_what_makes_no_sense_is_refused_with_a_reason(browser: httpx.AsyncClient, amina: Person) -> None:
    answer = await browser.post("/simulator/people/1001/say", json={"text": "  "})
    assert (answer.status_code, answer.json()["description"]) == (400, "an app sends no empty message")
    assert (await browser.post("/simulator/people/1001/tap", json={"message_id": 1})).status_code == 400


async def test_faults_can_be_ordered_from_another_process(
    browser: httpx.AsyncClient, amina: Person, call: Call
) -> None:
    await _post(browser, "faults", fault="flood", method="sendMessage", retry_after=3)
    answer = await call("sendMessage", chat_id=1001, text="Hello")
    assert answer["parameters"] == {"retry_after": 3}
    await _post(browser, "faults", fault="drop", method="sendMessage", when="after", times=2)
    await _post(browser, "faults", fault="clear")
    assert (await call("sendMessage", chat_id=1001, text="Hello"))["ok"]


async def test_the_page_shows_the_commands_of_the_persons_language(bot: Bot, world: World) -> None:
    from simulator.page_objects import commands_for

    zoe, amina = world.add_person("Zoë", "fr"), world.add_person("Amina", "en")
    await bot.set_my_commands([BotCommand("start", "begin")])
    await bot.set_my_commands([BotCommand("start", "commencer")], language_code="fr")
    assert [command["description"] for command in commands_for(world, zoe)] == ["commencer"]
    assert [command["description"] for command in commands_for(world, amina)] == ["begin"]


@in_a_browser
async def test_a_conversation_by_hand_in_a_browser(
    address: str, bot: Bot, world: World, amina: Person, tmp_path: Path
) -> None:
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("Yes", callback_data="y")]])
    await bot.send_message(1001, "<b>Sure?</b> &lt;img src=x onerror=alert(1)&gt;", "HTML", reply_markup=keyboard)
    async with chromium.chromium(tmp_path) as browser:
        page = await browser.open(f"{address}/simulator/", width=390, height=844)
        await page.sees("document.querySelector('.key')")
        assert await page.run("document.querySelector('[data-id=\"2\"] b').textContent") == "Sure?"
        assert await page.run("document.querySelectorAll('.words img').length") == 0
        await page.run("document.querySelector('.key').click()")
        await page.sees("document.querySelector('.key.busy')")
        [tap] = world.state.taps.values()
        await bot.answer_callback_query(tap.id, "Saved")
        await page.sees(
            "!document.querySelector('.key.busy') && document.querySelector('#toast').textContent === 'Saved'"
        )
        await page.run(_typing("two\\nlines"))
        await page.sees("document.querySelector('[data-id=\"3\"] .words').textContent.startsWith('two\\nlines')")
        assert amina.chat[-1].text == "two\nlines"
        await bot.edit_message_text("Well then.", 1001, 2)
        await page.sees("document.querySelector('[data-id=\"2\"] .meta').textContent.startsWith('edited')")
        await page.sees("document.querySelectorAll('.key').length === 0")
        await bot.send_document(1001, b"{}", filename="answers.json")
        await page.sees("document.querySelector('.document').download === 'answers.json'")


@in_a_browser
async def test_a_person_starts_blocks_and_is_joined_by_another(address: str, world: World, tmp_path: Path) -> None:
    async with chromium.chromium(tmp_path) as browser:
        page = await browser.open(f"{address}/simulator/?start=code-7")
        await page.sees("!document.querySelector('#start').hidden")
        await page.run("document.querySelector('#start').click()")
        await page.sees("document.querySelector('.message.mine')")
        assert world.chat(1001).shown[0].text == "/start code-7"
        await page.run("document.querySelector('#more').click(); document.querySelector('.popup .danger').click()")
        await page.sees("document.querySelector('#start').textContent === 'Unblock the bot'")
        assert world.chat(1001).blocked
        await page.run("document.querySelector('#add-person').click()")
        await page.run("document.querySelector('#new-person [name=name]').value = 'Zoë'")
        await page.run("document.querySelector('#new-person [value=add]').click()")
        await page.sees("document.querySelector('[aria-selected=true] .tab-name').textContent === 'Zoë'")
        assert [person.name for person in world.people] == ["You", "Zoë"]


def _typing(text: str) -> str:
    """Types into the message box and presses Enter."""
    return (
        f"(() => {{ const box = document.querySelector('#text'); box.value = '{text}'; "
        "box.dispatchEvent(new Event('input')); "
        "box.dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter', bubbles: true})); })()"
    )


async def _next(lines: Any) -> Any:
    async for line in lines:
        if line.startswith("data: "):
            return json.loads(line.removeprefix("data: "))
    raise AssertionError("the feed ended")


async def _post(browser: httpx.AsyncClient, address: str, **given: Any) -> None:
    answer = await browser.post(f"/simulator/{address}", json=given)
    assert answer.status_code == 200, answer.text
