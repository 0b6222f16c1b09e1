"""The commands around other systems: tokens of the API, and notices that could not be sent."""

from __future__ import annotations

import asyncio
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.command_line import app
from bot.settings import Settings
from flows.ports import Event, Notice
from storage import open_storage
from storage.migrating import migrate

DATABASE = "sqlite:///focalpoint.sqlite"
NOW = datetime(2026, 11, 24, 10, 15, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _with_a_database(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(f"FOCALPOINT_{name}".upper(), raising=False)
    monkeypatch.chdir(tmp_path)
    asyncio.run(migrate(DATABASE))


def focalpoint(*words: str) -> Result:
    return CliRunner().invoke(app, [*words], prog_name="focalpoint")


def give_up_a_notice() -> None:
    async def given_up() -> None:
        async with open_storage(DATABASE) as storage, storage.work() as work:
            person = await work.respondents.lock(1001, NOW)
            response = await work.responses.start(person, "msq-2020", "1", NOW)
            await work.notices.add(Notice("https://example.org/", Event.COMPLETED, response.id, 1, NOW, NOW))
            (notice,) = await work.notices.due(NOW)
            await work.notices.give_up(notice, "answered 500", NOW)
            await work.commit()

    asyncio.run(given_up())


def test_a_token_is_shown_once_listed_without_its_secret_and_revoked() -> None:
    assert focalpoint("tokens").stdout == "There is no token yet: `focalpoint make-token` makes one.\n"
    made = focalpoint("make-token", "nightly pull", "--scope", "responses", "--days", "30")
    secret = made.stdout.splitlines()[0]
    assert secret.startswith("focalpoint_")
    assert "Good for responses, until" in made.output
    listed = focalpoint("tokens")
    assert "nightly pull" in listed.stdout
    assert secret not in listed.stdout
    assert "opens nothing any more" in focalpoint("revoke-token", "nightly pull").stdout
    (token,) = json.loads(focalpoint("tokens", "--json").stdout)
    assert token["works"] is False


def test_a_token_and_its_end_are_given_to_programs_as_json() -> None:
    made = json.loads(focalpoint("make-token", "desk", "--scope", "progress", "--json").stdout)
    assert made["scopes"] == ["progress"]
    assert made["token"].startswith("focalpoint_")
    ended = json.loads(focalpoint("revoke-token", made["id"], "--json").stdout)
    assert ended["revoked_at"] is not None


def test_a_token_that_is_not_there_is_told_in_a_sentence() -> None:
    refused = focalpoint("revoke-token", "nothing")
    assert refused.exit_code == 1
    assert "There is no token “nothing” that could be revoked." in refused.output


def test_what_other_systems_were_not_told_is_listed_and_tried_again() -> None:
    assert focalpoint("notices").stdout == "Every system was told of every submitted response.\n"
    give_up_a_notice()
    listed = focalpoint("notices")
    assert "given up 2026-11-24 10:15 UTC" in listed.stdout
    assert "answered 500" in listed.stdout
    (notice,) = json.loads(focalpoint("notices", "--json").stdout)
    assert focalpoint("notices", "--retry", "nothing").stdout == "0 to be sent again by a running bot.\n"
    assert focalpoint("notices", "--retry", notice["id"]).stdout == "1 to be sent again by a running bot.\n"
    assert "again " in focalpoint("notices").stdout
