"""The command `focalpoint dead-letters`: what it lists, what it has tried again, what it never shows."""

from __future__ import annotations

import asyncio
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.command_line import app
from flows.message import Message, Span
from flows.ports import DeadLetter, Storage
from storage import open_storage
from storage.migrating import migrate

FAILED = datetime(2019, 4, 22, 14, 5, tzinfo=UTC)


@pytest.fixture
def url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    url = f"sqlite:///{tmp_path / 'focalpoint.sqlite'}"
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("FOCALPOINT_DATABASE_URL", url)
    asyncio.run(migrate(url))
    return url


@pytest.fixture
def letters(url: str) -> None:
    async def set_aside() -> None:
        async with open_storage(url) as storage, storage.work() as work:
            for update_id, chat in ((7, 1001), (8, None)):
                failure = "KeyError at flows/engine.py:17"
                content = {"update_id": update_id, "message": {"text": "my secret answer"}}
                await work.dead_letters.add(DeadLetter(update_id, chat, failure, content, 3, FAILED, FAILED))
            await work.commit()

    asyncio.run(set_aside())


@pytest.fixture
def refused(url: str) -> None:
    async def give_up() -> None:
        async with open_storage(url) as storage, storage.work() as work:
            person = await work.respondents.lock(1001, FAILED)
            await work.outbox.add(person, Message(text=(Span(text="17"),)), prompt=1, edits=None, now=FAILED)
            delivery = await work.outbox.next_of(1001, FAILED)
            assert delivery
            await work.outbox.give_up(delivery, "Bad Request: can't parse entities", FAILED)
            await work.commit()

    asyncio.run(give_up())


def dead_letters(*words: str) -> Result:
    return CliRunner().invoke(app, ["dead-letters", *words], prog_name="focalpoint")


def asked_for(url: str) -> list[int]:
    async def look(storage: Storage) -> list[int]:
        async with storage.reading() as work:
            return [letter.update_id for letter in await work.dead_letters.asked_for()]

    async def look_into() -> list[int]:
        async with open_storage(url) as storage:
            return await look(storage)

    return asyncio.run(look_into())


@pytest.mark.usefixtures("letters")
def test_what_is_set_aside_is_listed_without_what_people_said() -> None:
    shown = dead_letters()

    assert shown.exit_code == 0
    for words in ("7", "1001", "KeyError at flows/engine.py:17", "2019-04-22 14:05 UTC", "set aside"):
        assert words in shown.stdout
    assert "secret" not in shown.stdout + dead_letters("--json").stdout


@pytest.mark.usefixtures("letters")
def test_the_same_as_json() -> None:
    first, _ = json.loads(dead_letters("--json").stdout)

    assert first == {
        "update_id": 7,
        "chat": 1001,
        "failure": "KeyError at flows/engine.py:17",
        "tries": 3,
        "first_failed_at": "2019-04-22T14:05:00Z",
        "last_failed_at": "2019-04-22T14:05:00Z",
        "asked_at": None,
        "replayed_at": None,
    }


@pytest.mark.usefixtures("url")
def test_where_there_is_nothing_this_is_said() -> None:
    assert dead_letters().stdout == "No update is set aside.\n"
    assert dead_letters("--messages").stdout == "There is no message that Telegram refuses.\n"
    assert json.loads(dead_letters("--json").stdout) == []
    assert dead_letters("--replay", "all").stdout.startswith("0 to be tried again")


@pytest.mark.usefixtures("letters")
def test_one_update_is_to_be_tried_again(url: str) -> None:
    asked = dead_letters("--replay", "7")

    assert asked.stdout == "1 to be tried again: by a running bot within seconds, otherwise by the next that starts.\n"
    assert asked_for(url) == [7]
    assert "to be tried again" in dead_letters().stdout


@pytest.mark.usefixtures("letters")
def test_all_updates_are_to_be_tried_again(url: str) -> None:
    assert dead_letters("--replay", "all").stdout.startswith("2 to be tried again")
    assert asked_for(url) == [7, 8]


@pytest.mark.usefixtures("letters")
@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        ("9", "No update 9 is kept aside, or it was replayed before.\n"),
        ("everything", "--replay takes the number of an update, or `all`.\n"),
        ("٧", "--replay takes the number of an update, or `all`.\n"),
    ],
)
def test_what_cannot_be_tried_again_is_told(url: str, number: str, sentence: str) -> None:
    asked = dead_letters("--replay", number)

    assert (asked.exit_code, asked.stderr) == (1, sentence)
    assert asked_for(url) == []


@pytest.mark.usefixtures("refused")
def test_messages_that_telegram_refuses_are_listed_with_the_reason() -> None:
    assert "Bad Request: can't parse entities" in dead_letters("--messages").stdout
    (message,) = json.loads(dead_letters("--messages", "--json").stdout)
    assert (message["chat"], message["given_up_at"]) == (1001, "2019-04-22T14:05:00Z")
