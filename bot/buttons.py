"""A button's `Tap` as Telegram's callback data and back. Knows no caption and no message.

The data is `action:prompt:question:choice`, for instance `c:17:q10:yes`. Whoever has a client of their own can send any
data, and buttons of years ago stay in the chat: `decode` answers None to whatever `encode` would not have written.
"""

from __future__ import annotations

import re

from flows.turns import Action, Tap

MAX_BYTES = 64
"""Telegram's limit for callback data. Names have at most 24 characters, which leaves 12 digits for the prompt."""

_WRITTEN = re.compile(
    r"(?P<action>[a-zA-Z@]):(?P<prompt>0|[1-9][0-9]{0,11}):(?P<question>[a-z0-9_]{0,24}):(?P<choice>[A-Za-z0-9_-]{0,24})"
)
_ACTIONS = {action.value: action for action in Action}


def encode(tap: Tap) -> str:
    """Raises ValueError where `decode` would not give the same tap back: a name too long, or not a name."""
    data = f"{tap.action.value}:{tap.prompt}:{tap.question}:{tap.choice}"
    if _WRITTEN.fullmatch(data) is None:
        raise ValueError(f"This button cannot be written in {MAX_BYTES} bytes: {data}")
    return data


def decode(data: str) -> Tap | None:
    """The tap written in the data; None for foreign, outdated and invented data. Never raises."""
    written = _WRITTEN.fullmatch(data)
    action = _ACTIONS.get(written["action"]) if written else None
    if written is None or action is None:
        return None
    return Tap(action=action, prompt=int(written["prompt"]), question=written["question"], choice=written["choice"])
