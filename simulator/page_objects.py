"""The world as the chat page sees it: the whole at first, then change by change. Messages have the Bot API's shape."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from simulator.api_objects import message_object
from simulator.values import Account, Change, Chat, Entry, Message, Tap
from simulator.world import World

Json = dict[str, Any]


def state_object(world: World) -> Json:
    return {
        "kind": "state",
        "bot": {
            "id": world.bot.id,
            "name": world.state.descriptions.get("name:") or world.bot.name,
            "username": world.bot.username,
            "description": world.state.descriptions.get("description:", ""),
        },
        "people": [_person(world, account) for account in world.people],
        "pending": len(world.state.updates),
        "messages": [
            message_object(world, message)
            for chat in world.state.chats.values()
            if chat.is_private
            for message in chat.shown
        ],
    }


def change_object(world: World, change: Change) -> Json | None:
    """None for what the page does not show."""
    show = _SHOWN.get(change.kind)
    return {"kind": change.kind, "chat": change.chat_id, **show(world, change.value)} if show else None


def commands_for(world: World, account: Account) -> list[Json]:
    """The narrowest scope and the person's own language win, as Telegram decides."""
    for scope, chat_id in (("chat", account.id), ("all_private_chats", None), ("default", None)):
        for language in (account.language, ""):
            for known in world.state.commands:
                if (known.scope, known.chat_id, known.language) == (scope, chat_id, language):
                    return [vars(command) for command in known.commands]
    return []


def _person(world: World, account: Account) -> Json:
    chat: Chat = world.chat(account.id)
    return {
        "id": account.id,
        "name": account.name,
        "language": account.language,
        "started": chat.started,
        "blocked": chat.blocked,
        "commands": commands_for(world, account),
    }


def _message(world: World, entry: Entry) -> Json:
    return {"message": message_object(world, entry.message)}


def _deleted(_: World, message: Message) -> Json:
    return {"message_id": message.id}


def _tap(_: World, tap: Tap) -> Json:
    place = next((r, c) for r, row in enumerate(tap.message.keyboard) for c, b in enumerate(row) if b is tap.button)
    answer = vars(tap.answer) if tap.answer else None
    return {"tap": tap.id, "message_id": tap.message.id, "row": place[0], "column": place[1], "answer": answer}


def _everyone(world: World, _: object) -> Json:
    return {"people": [_person(world, account) for account in world.people]}


_SHOWN: dict[str, Callable[[World, Any], Json]] = {
    "message": _message,
    "deleted": _deleted,
    "tap": _tap,
    "answer": _tap,
    "person": _everyone,
    "commands": _everyone,
    "typing": lambda world, _: {},
    "confirmed": lambda world, _: {"pending": len(world.state.updates)},
}
