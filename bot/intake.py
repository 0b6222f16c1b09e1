"""From an update's JSON to the library's `Update`, for polling and webhook alike. Knows nothing of what it says.

What the library cannot read (of a kind it does not know yet, or of another server) is set aside as it came: an upgrade
may read it, and the others go on.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import structlog
from telegram import Bot, Update

from bot.logs import described

JSONDict = dict[str, Any]

Take = Callable[[JSONDict], Awaitable[None]]
"""Returns when the update's effect is committed, or when it was set aside."""

log = structlog.get_logger()


class Intake:
    def __init__(
        self,
        bot: Bot,
        process: Callable[[Update], Awaitable[None]],
        set_aside: Callable[[JSONDict, Exception], Awaitable[None]],
    ) -> None:
        self._bot = bot
        self._process = process
        self._set_aside = set_aside

    async def take(self, data: JSONDict) -> None:
        try:
            update = Update.de_json(_as_far_as_read(data), self._bot)
        except Exception as error:
            log.error("update_unreadable", update=data["update_id"], error=described(error))
            await self._set_aside(data, error)
            return
        await self._process(update)


def _as_far_as_read(data: JSONDict) -> JSONDict:
    """Of the message that was tapped on only where it stands: its words and buttons are the bot's own. Dated 0 it is
    one of which no more is known, and read in a tenth of the time."""
    tap = data.get("callback_query")
    if not tap or "message" not in tap:
        return data
    tapped = {"message_id": tap["message"]["message_id"], "chat": tap["message"]["chat"], "date": 0}
    return data | {"callback_query": tap | {"message": tapped}}
