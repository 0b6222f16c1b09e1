"""From one update to its commit: who may enter, the turn, and what is done when it fails. Knows no question.

An update is done when its effect is committed. It is set aside only when it failed several times although the database
answers; while the database does not answer, it waits.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, Final, assert_never

import structlog
from telegram import Bot, CallbackQuery, Message, Update
from telegram.error import TelegramError
from telegram.ext import ContextTypes

from bot.delivering import Delivering
from bot.inputs import Blocked, Heard, InGroup, Unblocked, read_update
from bot.logs import described
from bot.patience import WITH_DATABASE, Patience
from flows.errors import StorageError
from flows.interview import Incoming, Interview
from flows.ports import Clock, Storage
from flows.wording.commands import Outside, outside

TRIES: Final = 3
"""How often an update may fail before it is set aside."""

log = structlog.get_logger()


class Handling:
    """`take` is the one handler of the Application. It never raises, except when it is cancelled."""

    def __init__(
        self,
        bot: Bot,
        interview: Interview,
        storage: Storage,
        delivering: Delivering,
        clock: Clock,
        admits: Callable[[int], bool],
        *,
        patience: Patience = WITH_DATABASE,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._bot = bot
        self._interview = interview
        self._storage = storage
        self._delivering = delivering
        self._clock = clock
        self._admits = admits
        self._patience = patience
        self._sleep = sleep
        self._courtesies: set[asyncio.Task[None]] = set()

    async def take(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Returns when the update's effect is committed, or when it was set aside."""
        if update.callback_query is not None:
            self._beside(_stop_the_spinner(update.callback_query))
        tries = attempts = 0
        while True:
            try:
                return await self._act_on(update)
            except Exception as error:  # whatever it is, the updates of others go on
                attempts += 1
                tries += 0 if isinstance(error, StorageError) and not await self._storage_answers() else 1
                log.warning("update_failed", update=update.update_id, error=described(error), attempts=attempts)
            if tries == TRIES:
                return await self._set_aside(update)
            await self._sleep(self._patience.after(attempts))

    async def finish(self) -> None:
        """Drops the courtesies that are still on their way."""
        for task in self._courtesies:
            task.cancel()
        await asyncio.gather(*self._courtesies, return_exceptions=True)

    async def _act_on(self, update: Update) -> None:
        heard = read_update(update, self._clock.now(), self._bot.username)
        if heard is None:
            return
        if not isinstance(heard, InGroup) and not self._admits(heard.chat):
            self._turn_away(heard)
            return
        match heard:
            case Incoming():
                await self._interview.receive(heard)
                self._delivering.wake(heard.chat)
            case Blocked(chat):
                await self._lose(chat)
            case Unblocked(chat):
                await self._find_again(chat)
            case InGroup():
                self._beside(self._point_to_private_chat(update))
            case _:
                assert_never(heard)

    async def _lose(self, chat: int) -> None:
        async with self._storage.work() as work:
            await work.respondents.mark_unreachable(chat)
            await work.commit()

    async def _find_again(self, chat: int) -> None:
        """What could not be sent in the meantime goes out now."""
        async with self._storage.work() as work:
            await work.respondents.lock(chat, self._clock.now())
            await work.commit()
        self._delivering.wake(chat)

    def _turn_away(self, heard: Heard) -> None:
        """Nothing of a stranger is kept."""
        if isinstance(heard, Incoming):
            self._beside(self._say(heard.chat, Outside.NOT_INVITED, heard.language_hint))

    async def _storage_answers(self) -> bool:
        """Tells an update the database chokes on from a database that is away."""
        try:
            async with self._storage.reading() as work:
                await work.outbox.next_due_at()
        except StorageError:
            return False
        return True

    async def _set_aside(self, update: Update) -> None:
        log.error("update_set_aside", update=update.update_id)
        if update.effective_chat is not None and update.effective_chat.type == update.effective_chat.PRIVATE:
            language = update.effective_user.language_code if update.effective_user else None
            await _as_courtesy(self._say(update.effective_chat.id, Outside.BROKEN, language))

    # Courtesies: said once and directly; nothing waits for them and nothing is lost without them

    def _beside(self, courtesy: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(_as_courtesy(courtesy))
        self._courtesies.add(task)
        task.add_done_callback(self._courtesies.discard)

    async def _say(self, chat: int, occasion: Outside, language: str | None) -> None:
        await self._bot.send_message(chat, outside(occasion, language))

    async def _point_to_private_chat(self, update: Update) -> None:
        message = update.message
        if isinstance(message, Message):
            language = message.from_user.language_code if message.from_user else None
            sentence = outside(Outside.GROUP, language)
            await message.reply_text(f"{sentence} https://t.me/{self._bot.username}")


async def _stop_the_spinner(query: CallbackQuery) -> None:
    await query.answer()


async def _as_courtesy(courtesy: Coroutine[Any, Any, None]) -> None:
    try:
        await courtesy
    except TelegramError as error:
        log.info("courtesy_failed", error=described(error))
