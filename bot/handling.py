"""From one update to its commit: who may enter, the turn, and what is done when it fails. Knows no question.

An update is done when its effect is committed. It is set aside only when it failed several times although the database
keeps what it is given; while the database does not, it waits.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from datetime import datetime
from typing import Any, Final, assert_never

import structlog
from telegram import Bot, CallbackQuery, Message, ReplyParameters, Update
from telegram.error import TelegramError
from telegram.ext import ContextTypes

from bot.access import Guesses
from bot.albums import Albums
from bot.contacts import with_vcard
from bot.delivering import Delivering
from bot.fetching import Fetching
from bot.flood import Flood, Pace
from bot.inputs import Blocked, InGroup, Unblocked, read_update
from bot.intake import JSONDict
from bot.introducing import introduce_to_team
from bot.lists import with_list
from bot.logs import described
from bot.metrics import Metrics
from bot.patience import WITH_DATABASE, Patience
from bot.reaching import Reaching
from bot.setting_aside import SettingAside
from flows.errors import StorageError
from flows.interview import Incoming, Interview
from flows.ports import Clock, Storage
from flows.turns import Said, Tapped, TappedUnknown
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
        *,
        guesses: Guesses | None = None,
        flood: Flood | None = None,
        fetching: Fetching | None = None,
        reaching: Reaching | None = None,
        metrics: Metrics | None = None,
        patience: Patience = WITH_DATABASE,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._bot = bot
        self._interview = interview
        self._storage = storage
        self._delivering = delivering
        self._clock = clock
        self._guesses = guesses or Guesses()
        self._flood = flood or Flood(0)
        self._fetching = fetching
        self._reaching = reaching
        self._metrics = metrics or Metrics()
        self._albums = Albums()
        self._aside = SettingAside(storage, clock)
        self._patience = patience
        self._sleep = sleep
        self._courtesies: set[asyncio.Task[None]] = set()

    async def take(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Returns when the update's effect is committed, or when it was set aside."""
        if update.callback_query is not None:
            self._beside(_stop_the_spinner(update.callback_query))
        tries = attempts = 0
        begun_at = self._clock.now()
        while True:
            try:
                return await self._act_on(update)
            except Exception as error:  # whatever it is, the updates of others go on
                attempts += 1
                tries += await self._aside.blames(update, error)
                self._metrics.failed()
                log.warning("update_failed", update=update.update_id, error=described(error), attempts=attempts)
                if attempts == 1 and await self._aside.knows(update):
                    return None
                if tries >= TRIES and await self._set_aside(update, error, tries, begun_at):
                    return None
            await self._sleep(self._patience.after(attempts))

    async def set_aside_unread(self, data: JSONDict, error: Exception) -> None:
        """An update that cannot be read is kept as it came. Waits for a database that does not keep it."""
        attempts = 0
        while True:
            try:
                new = await self._aside.keep_unread(data, error)
            except StorageError as trouble:
                attempts += 1
                log.warning("setting_aside_failed", update=data["update_id"], error=described(trouble))
                await self._sleep(self._patience.after(attempts))
            else:
                return self._count_set_aside(data["update_id"]) if new else None

    async def finish(self) -> None:
        """Drops the courtesies that are still on their way."""
        for task in self._courtesies:
            task.cancel()
        await asyncio.gather(*self._courtesies, return_exceptions=True)

    async def _act_on(self, update: Update) -> None:
        heard = read_update(update, self._clock.now(), self._bot.username)
        if heard is None:
            return
        match heard:
            case Incoming() if self._too_fast(heard) or self._albums.goes_on(update):
                return
            case Incoming():
                if isinstance(heard.input, Said):
                    # Words sent before the question was there are no answer to it: so it must be known when it was.
                    await self._delivering.until_told(heard.chat)
                heard = await with_vcard(update, await with_list(update, heard, self._interview))
                if self._fetching is not None and heard.listed is None:
                    heard = await self._fetching.with_file(update, heard)
                await self._receive(heard)
            case Blocked(chat, at):
                await self._lose(chat, at)
            case Unblocked(chat):
                await self._find_again(chat)
            case InGroup():
                self._beside(self._point_to_private_chat(update))
            case _:
                assert_never(heard)

    async def _receive(self, heard: Incoming) -> None:
        received = await self._interview.receive(self._guesses.sifted(heard))
        if received.wrong_link:
            log.warning("link_opens_nothing", update=heard.update_id, tries=self._guesses.count(heard))
        if received.turned_away:
            self._beside(self._say(heard.chat, Outside.NOT_INVITED, heard.language_hint))
            return
        self._metrics.kept(heard.update_id, received)
        if self._reaching is not None:
            self._reaching.look(received.chat, received.recorded)
        if not received.elsewhere:
            self._delivering.wake(received.chat, received.delivery)
        for chat in received.told:
            self._delivering.wake(chat)
        if received.team_greeted:
            self._beside(introduce_to_team(self._bot, received.chat))

    async def _lose(self, chat: int, at: datetime) -> None:
        async with self._storage.work() as work:
            await work.respondents.mark_unreachable(chat, at)
            await work.commit()

    async def _find_again(self, chat: int) -> None:
        """What could not be sent in the meantime goes out now."""
        async with self._storage.work() as work:
            await work.respondents.mark_reachable(chat, self._clock.now())
            await work.commit()
        self._delivering.wake(chat)

    def _too_fast(self, incoming: Incoming) -> bool:
        """Taps are counted apart: Telegram does not say when they were made, and messages may have waited long."""
        sender = incoming.chat, isinstance(incoming.input, Tapped | TappedUnknown)
        pace = self._flood.pace(sender, incoming.update_id, incoming.sent_at)
        if pace is Pace.TOO_FAST:
            log.info("chat_too_fast", update=incoming.update_id)
            self._beside(self._say(incoming.chat, Outside.TOO_FAST, incoming.language_hint, about=incoming.message_id))
        return pace is not Pace.READ

    async def _set_aside(self, update: Update, error: Exception, tries: int, since: datetime) -> bool:
        """False if it could not be kept. The person is told once, and not when a replay fails."""
        try:
            new = await self._aside.keep(update, error, tries, since)
        except StorageError as trouble:
            log.warning("setting_aside_failed", update=update.update_id, error=described(trouble))
            return False
        self._count_set_aside(update.update_id)
        chat = update.effective_chat
        if new and chat is not None and chat.type == chat.PRIVATE:
            language = update.effective_user.language_code if update.effective_user else None
            await _as_courtesy(self._say(chat.id, Outside.BROKEN, language))
        return True

    def _count_set_aside(self, update_id: int) -> None:
        self._metrics.set_aside()
        log.error("update_set_aside", update=update_id)

    # Courtesies: said once and directly; nothing waits for them and nothing is lost without them

    def _beside(self, courtesy: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(_as_courtesy(courtesy), name="courtesy")
        self._courtesies.add(task)
        task.add_done_callback(self._courtesies.discard)

    async def _say(self, chat: int, occasion: Outside, language: str | None, about: int | None = None) -> None:
        """`about` is the message that is quoted, if it still stands there."""
        quoted = ReplyParameters(about, allow_sending_without_reply=True) if about else None
        await self._bot.send_message(chat, outside(occasion, language), reply_parameters=quoted)

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
