"""The makers of what a running bot sends: copies of responses. Knows no chat.

What takes a processor's time is done in a thread, so that the other chats need not wait.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from functools import partial

from bot.making import Makers
from flows.copies import Copy, document_to_copy
from flows.ports import Storage
from flows.questionnaire import Questionnaire


def makers(storage: Storage, questionnaire: Questionnaire) -> Makers:
    # Many at once took 300 MB, and on the last day many are asked for: so they are made one after the other.
    one_by_one = asyncio.Lock()
    return {copy: partial(_copied, storage, questionnaire, one_by_one, copy) for copy in Copy}


async def _copied(
    storage: Storage, questionnaire: Questionnaire, one_by_one: asyncio.Lock, copy: Copy, of: Mapping[str, str]
) -> bytes:
    # Loaded only where something is made: a bot starts and idles without it.
    from flows.exporting.forms import WRITERS

    document = await document_to_copy(storage, questionnaire, of)
    async with one_by_one:
        return await asyncio.to_thread(WRITERS[copy], questionnaire, document)
