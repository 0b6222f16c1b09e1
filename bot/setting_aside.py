"""Updates that fail again and again: whose fault it is, and where they are kept. Handles none itself."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from telegram import Update

from bot.logs import described
from flows.errors import StorageError
from flows.ports import Clock, DeadLetter, Storage
from storage.outages import is_outage


class SettingAside:
    """What is set aside is recorded as done: it does nothing when it comes again, until a replay is asked for."""

    def __init__(self, storage: Storage, clock: Clock) -> None:
        self._storage = storage
        self._clock = clock

    async def blames(self, update: Update, error: Exception) -> bool:
        """Tells an update that fails by itself from a database that is away, full or read-only: then updates wait."""
        if not isinstance(error, StorageError):
            return True
        if is_outage(error):
            return False
        try:
            async with self._storage.work() as work:
                await work.updates.probe(self._clock.now())
                await work.commit()
        except StorageError:
            return False
        return True

    async def knows(self, update: Update) -> bool:
        """Whether it was set aside before, and comes again unasked."""
        try:
            async with self._storage.reading() as work:
                return await work.dead_letters.holds(update.update_id)
        except StorageError:
            return False

    async def keep_unread(self, data: Mapping[str, Any], error: Exception) -> bool:
        """As `keep`, for an update that cannot be read. False if it was set aside before; or done, by a process that
        can read it: to replay it then would do it twice."""
        now = self._clock.now()
        letter = DeadLetter(data["update_id"], _chat_in(data), described(error), data, 1, now, now)
        async with self._storage.work() as work:
            new = await work.updates.mark_done(letter.update_id, now)
            if new:
                await work.dead_letters.add(letter)
            await work.commit()
        return new

    async def keep(self, update: Update, error: Exception, tries: int, since: datetime) -> bool:
        """False if it was set aside before. Raises StorageError where it cannot be kept; then it goes on."""
        letter = DeadLetter(
            update_id=update.update_id,
            chat=update.effective_chat.id if update.effective_chat else None,
            failure=described(error),
            content=update.to_dict(),
            tries=tries,
            first_failed_at=since,
            last_failed_at=self._clock.now(),
        )
        async with self._storage.work() as work:
            new = await work.dead_letters.add(letter)
            await work.commit()
        return new


def _chat_in(data: Mapping[str, Any]) -> int | None:
    """The chat, if it stands where updates have it: for who looks through what was set aside."""
    parts = [part for part in data.values() if isinstance(part, dict)]
    parts += [part["message"] for part in parts if isinstance(part.get("message"), dict)]
    numbers = (part["chat"].get("id") for part in parts if isinstance(part.get("chat"), dict))
    return next((number for number in numbers if type(number) is int and abs(number) < 2**63), None)
