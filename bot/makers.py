"""The makers of what a running bot sends: copies of responses. Knows no chat.

What takes a processor's time is done in a thread, behind everything else, so that the other chats need not wait.
"""

from __future__ import annotations

import asyncio
import os
import sys
import threading
from collections.abc import Mapping
from concurrent.futures import Executor, ThreadPoolExecutor
from functools import partial
from typing import Final

from bot.making import Makers
from flows.copies import Copy, document_to_copy
from flows.ports import Storage
from flows.questionnaire import Questionnaire

BEHIND: Final = 10
"""How nice the thread is to those that answer people (`man 2 nice`)."""


def makers(storage: Storage, questionnaire: Questionnaire) -> Makers:
    # One after the other: on the last day many are asked for.
    behind = ThreadPoolExecutor(1, "making", _step_back)
    return {copy: partial(_copied, storage, questionnaire, behind, copy) for copy in Copy}


async def _copied(
    storage: Storage, questionnaire: Questionnaire, behind: Executor, copy: Copy, of: Mapping[str, str]
) -> bytes:
    # Loaded only where something is made: a bot starts and idles without it.
    from flows.exporting.forms import WRITERS

    document = await document_to_copy(storage, questionnaire, of)
    return await asyncio.get_running_loop().run_in_executor(behind, WRITERS[copy], questionnaire, document)


def _step_back() -> None:
    """Where threads have a priority of their own; elsewhere it would be that of the whole process."""
    if sys.platform == "linux":
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), BEHIND)
