"""Albums: several videos sent as one, which Telegram hands over as a message each. Knows no answer."""

from __future__ import annotations

from collections import OrderedDict
from typing import Final

from telegram import Update

from bot.fetching import sent_file

_REMEMBERED: Final = 256


class Albums:
    """The first of an album without words is answered, the others are not: the person sent one thing. Photos and
    documents are kept, each by itself."""

    def __init__(self) -> None:
        self._first: OrderedDict[str, int] = OrderedDict()

    def goes_on(self, update: Update) -> bool:
        """Whether it is a further piece of an album that was answered, and says nothing itself."""
        message = update.message
        if message is None or not message.media_group_id or message.caption or sent_file(message):
            return False
        first = self._first.setdefault(message.media_group_id, update.update_id)
        if len(self._first) > _REMEMBERED:
            self._first.popitem(last=False)
        return first != update.update_id
