"""What a world remembers, all of it plain values, so that it can be saved and read back. Knows no rule."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from simulator.values import Account, BotAccount, Chat, CommandList, File, Tap, Update, Webhook


@dataclass
class WorldState:
    """All that survives a restart of the simulator."""

    bot: BotAccount
    next_update_id: int
    next_message_id: int = 1
    next_file: int = 1
    next_tap: int = 1
    next_group: int = -1
    people: dict[int, Account] = field(default_factory=dict)
    chats: dict[int, Chat] = field(default_factory=dict)
    files: dict[str, File] = field(default_factory=dict)
    taps: dict[str, Tap] = field(default_factory=dict)
    updates: list[Update] = field(default_factory=list)
    allowed_updates: list[str] = field(default_factory=list)
    commands: list[CommandList] = field(default_factory=list)
    descriptions: dict[str, str] = field(default_factory=dict)
    menu_buttons: dict[int, dict[str, Any]] = field(default_factory=dict)
    webhook: Webhook = field(default_factory=Webhook)
