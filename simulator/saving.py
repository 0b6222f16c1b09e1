"""A world in a JSON file, so that stopping the simulator and starting it again goes on with the same chats."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pydantic import TypeAdapter

from simulator.state import WorldState
from simulator.values import Change
from simulator.world import World

# Writes that follow each other closely become one.
SAVED_AFTER = 0.25

_STATE = TypeAdapter(WorldState)


def save_world(world: World, path: Path) -> None:
    """Atomic: a reader finds the old file or the new one, never half of one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f"{path.name}.{os.getpid()}.new")
    unfinished.write_bytes(_STATE.dump_json(world.state))
    unfinished.replace(path)


def load_world(world: World, path: Path) -> bool:
    """Puts the saved state into the world; False where none is saved. Raises ValueError for another kind of file."""
    if not path.exists():
        return False
    state = _STATE.validate_json(path.read_bytes())
    # The bot may have another name today; its people and their chats are what is kept.
    state.bot = world.bot
    world.state = state
    return True


@contextmanager
def kept_in(world: World, path: Path) -> Iterator[None]:
    """Loads what was saved, then saves soon after each change and at the end. Needs a running event loop."""
    load_world(world, path)
    loop = asyncio.get_running_loop()
    planned: list[asyncio.TimerHandle] = []

    def save() -> None:
        planned.clear()
        save_world(world, path)

    def plan(_: Change) -> None:
        if not planned:
            planned.append(loop.call_later(SAVED_AFTER, save))

    with world.listening(plan):
        try:
            yield
        finally:
            for handle in planned:
                handle.cancel()
            save_world(world, path)
