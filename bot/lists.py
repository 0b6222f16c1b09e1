"""A file that an administrator was asked for: fetched from Telegram and read as a list of people. Decides nothing.

It is fetched before the turn, outside any transaction, and again if the update comes again.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from telegram import Document, Update

from bot.downloading import downloaded
from bot.invitation_lists import MOST_ROWS, read_content
from flows.administration.orders import Order
from flows.errors import InvitationError
from flows.interview import Incoming, Interview
from flows.sentences import N_

MAX_LIST: Final = 2_000_000
"""Bytes: far more than a list of the most rows has."""


async def with_list(update: Update, heard: Incoming, interview: Interview) -> Incoming:
    """The same, with the people of its file where a list was asked for, or with the reason why there are none."""
    document = update.message.document if update.message else None
    if document is None or not await interview.awaits_list(heard.chat):
        return heard
    return replace(heard, listed=await _listed(document))


async def _listed(document: Document) -> tuple[Order, ...] | InvitationError:
    if (document.file_size or 0) > MAX_LIST:
        template = N_("The file is too large for a list; {limit} rows are taken at once.")
        return InvitationError(template, limit=MOST_ROWS)
    content = await downloaded(document)
    if content is None:
        return InvitationError(N_("Telegram did not hand over the file. Please send it again in a while."))
    try:
        return read_content(document.file_name or "list", content, Order())
    except InvitationError as error:
        return error
