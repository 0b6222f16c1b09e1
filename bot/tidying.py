"""Buttons that no longer apply disappear from old messages, when there is nothing else to do. Delays nothing.

What is to be tidied is kept in memory only: a button that stays, after a restart or under load, is explained like any
old one (docs/decisions/008-earlier-messages.md). Which buttons stop applying is told in `flows.tapping`.
"""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Final

import structlog
from telegram import Bot
from telegram.error import RetryAfter, TelegramError

from bot.logs import described
from bot.outcomes import retry_after
from bot.pace import SendingPace
from bot.rendering import Keyboard, keyboard_of
from flows.ports import Delivery
from flows.tapping import ANY_TIME

QUIET: Final = 10.0
"""Seconds without a message into a chat after which its person is reading, or gone: nothing is in anybody's way."""

AT_MOST_EVERY: Final = 1.0
"""Seconds between two messages tidied by one process, in all chats together."""

MOST_CHATS: Final = 500
MOST_OF_CHAT: Final = 20
"""What is older stays as it is; what is kept in mind is a few megabytes at most."""

_NO_BUTTONS: Final[Keyboard] = {"inline_keyboard": []}

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class _Shown:
    """A message with buttons that count only while its prompt stands; `left` are those that stay."""

    message: int
    prompt: int
    left: Keyboard


@dataclass(slots=True)
class _Chat:
    said_at: float = 0.0
    standing: dict[int, _Shown] = field(default_factory=dict)
    stale: dict[int, _Shown] = field(default_factory=dict)


class Tidying:
    """Told of every message that was sent; `run` tidies."""

    def __init__(
        self,
        bot: Bot,
        pace: SendingPace,
        *,
        now: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._bot = bot
        self._pace = pace
        self._now = now
        self._sleep = sleep
        self._chats: OrderedDict[int, _Chat] = OrderedDict()

    def sent(self, delivery: Delivery, message: int) -> None:
        """The text of the delivery stands in the chat, as that message. Earlier prompts of the chat may be over."""
        chat = self._chats.pop(delivery.chat, None) or _Chat()
        self._chats[delivery.chat] = chat
        if len(self._chats) > MOST_CHATS:
            self._chats.popitem(last=False)
        chat.said_at = self._now()
        shown = _shown(delivery, message)
        asks = shown is not None or delivery.message.question is not None
        for before in [*chat.standing.values()]:
            if before.prompt < delivery.prompt or (asks and before.prompt != delivery.prompt):
                chat.stale[before.message] = chat.standing.pop(before.message)
        if shown is not None:
            chat.standing[message] = shown
        # Changed in place, it is a prompt of now.
        chat.stale.pop(message, None)
        _cut(chat.standing)
        _cut(chat.stale)

    async def run(self, is_busy: Callable[[], bool]) -> None:
        """Goes on until it is cancelled. `is_busy`: something is being delivered at the moment."""
        while True:
            await self._sleep(AT_MOST_EVERY)
            if not is_busy():
                await self.tidy_one()

    async def tidy_one(self) -> None:
        """One message, of the chat that has been quiet longest, if the pace has room for more than what is said."""
        found = next(((number, chat) for number, chat in self._chats.items() if chat.stale), None)
        if found is None or self._now() - found[1].said_at < QUIET or not self._pace.takes_spare(found[0]):
            return
        number, chat = found
        await self._tidy(number, chat.stale.pop(next(iter(chat.stale))))

    async def _tidy(self, chat: int, shown: _Shown) -> None:
        where = {"chat_id": chat, "message_id": shown.message, "reply_markup": shown.left}
        try:
            # In lower case for the reason given in `sending`.
            await self._bot.do_api_request("editmessagereplymarkup", where)
        except RetryAfter as error:
            self._pace.refused(chat, retry_after(error))
            self._chats.clear()
        except TelegramError as error:  # the message or the chat is gone, or the network: it does not matter
            log.debug("not_tidied", error=described(error))


def _shown(delivery: Delivery, message: int) -> _Shown | None:
    rows = delivery.message.buttons
    left = tuple(tuple(button for button in row if button.tap.action in ANY_TIME) for row in rows)
    if left == rows:
        return None
    return _Shown(message, delivery.prompt, keyboard_of(left) or _NO_BUTTONS)


def _cut(shown: dict[int, _Shown]) -> None:
    while len(shown) > MOST_OF_CHAT:
        del shown[next(iter(shown))]
