"""`focalpoint dead-letters`: what was set aside, and once more through its path what can be tried again.

The command does not take the turn itself: a running bot does, on the path of all updates, under the same rules and with
the same deliveries. So there is one place in which an update has its effect.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import asdict
from typing import Annotated, Any

import typer

from bot.clock import SystemClock
from bot.commands.tables import minute, print_json, print_table
from bot.preparing import require_database
from bot.settings import DataSettings, SettingsError, read_settings
from flows.ports import DeadLetter, GivenUp, Storage
from storage import open_storage

Replay = Annotated[
    str | None,
    typer.Option("--replay", metavar="ID|all", help="Have the update tried again, or all of them.", show_default=False),
]
Messages = Annotated[bool, typer.Option("--messages", help="Instead, the messages that Telegram refuses for good.")]
AsJson = Annotated[bool, typer.Option("--json", help="As JSON, for programs.")]


def dead_letters(replay: Replay = None, messages: Messages = False, as_json: AsJson = False) -> None:
    """List the updates that failed again and again and were set aside, or have them tried once more."""
    wanted = None if replay is None else _numbers(replay)
    asyncio.run(_dead_letters(read_settings(DataSettings).database, replay is not None, wanted, messages, as_json))


async def _dead_letters(
    database: str, replay: bool, wanted: Sequence[int] | None, messages: bool, as_json: bool
) -> None:
    await require_database(database)
    async with open_storage(database) as storage:
        if replay:
            await _replay(storage, wanted)
        elif messages:
            await _list_messages(storage, as_json)
        else:
            await _list_updates(storage, as_json)


async def _replay(storage: Storage, wanted: Sequence[int] | None) -> None:
    async with storage.work() as work:
        asked = await work.dead_letters.ask_for_replay(wanted, SystemClock().now())
        await work.commit()
    if missing := sorted(set(wanted or ()) - set(asked)):
        raise SettingsError(f"No update {missing[0]} is kept aside, or it was replayed before.")
    typer.echo(f"{len(asked)} to be tried again: by a running bot within seconds, otherwise by the next that starts.")


async def _list_updates(storage: Storage, as_json: bool) -> None:
    async with storage.reading() as work:
        letters = await work.dead_letters.all()
    if as_json:
        print_json([_without(letter, "content") for letter in letters])
    else:
        print_table([_row_of(letter) for letter in letters], "No update is set aside.")


async def _list_messages(storage: Storage, as_json: bool) -> None:
    async with storage.reading() as work:
        messages = await work.outbox.given_up()
    if as_json:
        print_json([_without(message) for message in messages])
    else:
        print_table([_row_of_message(message) for message in messages], "There is no message that Telegram refuses.")


def _without(value: DeadLetter | GivenUp, *fields: str) -> dict[str, Any]:
    return {name: content for name, content in asdict(value).items() if name not in fields}


def _row_of(letter: DeadLetter) -> dict[str, str]:
    return {
        "update": str(letter.update_id),
        "chat": "" if letter.chat is None else str(letter.chat),
        "tries": str(letter.tries),
        "last failed": minute(letter.last_failed_at),
        "now": _state(letter),
        "failure": letter.failure,
    }


def _row_of_message(message: GivenUp) -> dict[str, str]:
    return {
        "message": message.id,
        "chat": str(message.chat),
        "given up": minute(message.given_up_at),
        "reason": message.reason,
    }


def _state(letter: DeadLetter) -> str:
    if letter.replayed_at is not None:
        return "replayed"
    return "to be tried again" if letter.asked_at is not None else "set aside"


def _numbers(replay: str) -> tuple[int, ...] | None:
    if replay == "all":
        return None
    if not replay.isascii() or not replay.isdecimal():
        raise SettingsError("--replay takes the number of an update, or `all`.")
    return (int(replay),)
