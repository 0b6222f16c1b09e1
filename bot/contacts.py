"""A contact that was shared, or sent as a vCard: what Telegram hands over of it, and the file where it is one.

A file is fetched before the turn, outside any transaction, and again if the update comes again. Decides nothing.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

import telegram
from telegram import Document, Update

from flows.cards.contact import Contact, contact_in
from flows.interview import Incoming
from flows.turns import Origin, SentThing, SharedContact, Thing

MAX_FILE: Final = 64 * 1024
"""Bytes: a card of one person with a small picture."""

_VCARD_TYPES = {"text/vcard", "text/x-vcard", "text/directory"}


def contact_of(shared: telegram.Contact) -> Contact:
    """The fields of the app's own, and what the person's vCard says beyond them."""
    told = contact_in(shared.vcard or "") or Contact()
    name = " ".join(filter(None, (shared.first_name, shared.last_name)))
    return _sound(replace(told, name=told.name or name, phones=told.phones or (shared.phone_number,)))


async def with_vcard(update: Update, heard: Incoming) -> Incoming:
    """The same, with the contact where its file is a vCard. Raises TelegramError where the file cannot be had: the
    update may be tried again."""
    message = update.message
    if message is None or message.document is None or heard.input != SentThing(Thing.DOCUMENT):
        return heard
    if not _is_vcard(message.document):
        return heard
    contact = await _fetched(message.document)
    origin = Origin(message.chat.id, message.message_id, message.date)
    return replace(heard, input=SharedContact(contact and _sound(contact), origin))


def _is_vcard(document: Document) -> bool:
    return document.mime_type in _VCARD_TYPES or (document.file_name or "").lower().endswith(".vcf")


async def _fetched(document: Document) -> Contact | None:
    if (document.file_size or 0) > MAX_FILE:
        return None
    file = await document.get_file()
    return contact_in(bytes(await file.download_as_bytearray()).decode("utf-8-sig", "replace"))


def _sound(contact: Contact) -> Contact:
    """On one line each, without half characters and NUL, which no database keeps."""
    return Contact(
        name=_line(contact.name),
        title=_line(contact.title),
        organization=_line(contact.organization),
        emails=tuple(map(_line, contact.emails)),
        phones=tuple(map(_line, contact.phones)),
    )


def _line(text: str) -> str:
    return " ".join(re.sub("[\x00\ud800-\udfff]", "\ufffd", text).split())
