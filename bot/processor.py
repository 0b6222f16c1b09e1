"""The order in which updates are worked on: one chat's one after the other, different chats' side by side.

An `Application` of python-telegram-bot asks its update processor when each update may run. Knows nothing they say.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from typing import Any
from weakref import WeakValueDictionary

from telegram import Update
from telegram.ext import Application, BaseUpdateProcessor


class ChatOrder(BaseUpdateProcessor):
    """At most `at_once` updates run, at most `waiting` are held. Who waits for the chat's turn takes nobody's place."""

    def __init__(self, at_once: int = 64, waiting: int = 4096) -> None:
        super().__init__(max_concurrent_updates=waiting)
        self._running = asyncio.Semaphore(at_once)
        # A lock lives as long as somebody holds it or waits for it.
        self._turns: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        async with self._turn_of(update), self._running:
            await coroutine

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Nothing to give back."""

    def _turn_of(self, update: object) -> asyncio.Lock:
        chat = update.effective_chat if isinstance(update, Update) else None
        return asyncio.Lock() if chat is None else self._turns.setdefault(chat.id, asyncio.Lock())


async def process(application: Application[Any, Any, Any, Any, Any, Any], update: Update) -> None:
    """Returns when the update's effect is committed, or the update set aside. Polling and webhook come through here."""
    handled = application.process_update(update)
    try:
        await application.update_processor.process_update(update, handled)
    finally:
        handled.close()  # it has not begun where the program stops while the update waits for its turn
