"""A contact that was shared, or sent as a vCard: what Telegram hands over of it, and the file where it is one.

A file is fetched before the turn, outside any transaction, and again if the update comes again. Decides nothing.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

import telegram
from telegram import Document, Update

from bot.downloading import downloaded
from flows.attachments import safe_name
from flows.cards.contact import Contact, contact_in
from flows.interview import Incoming
from flows.turns import Origin, SentFile, SentThing, SharedContact, Thing
from flows.violations import Code, Violation

MAX_FILE: Final = 64 * 1024
"""Bytes: a card of one person with a small picture."""

_VCARD_TYPES = {"text/vcard", "text/x-vcard", "text/directory"}


def contact_of(shared: telegram.Contact) -> Contact:
    """The fields of the app's own, and what the person's vCard says beyond them."""
    told = contact_in(shared.vcard or "") or Contact()
    name = " ".join(filter(None, (shared.first_name, shared.last_name)))
    return _sound(replace(told, name=told.name or name, phones=told.phones or (shared.phone_number,)))


async def with_vcard(update: Update, heard: Incoming) -> Incoming:
    """The same, with the contact where its file is a vCard."""
    message = update.message
    if message is None or message.document is None or heard.input != SentThing(Thing.DOCUMENT):
        return heard
    if not _is_vcard(message.document):
        return heard
    origin = Origin(message.chat.id, message.message_id, message.date)
    return replace(heard, input=await _read(message.document, origin))


def _is_vcard(document: Document) -> bool:
    return document.mime_type in _VCARD_TYPES or (document.file_name or "").lower().endswith(".vcf")


async def _read(document: Document, origin: Origin) -> SharedContact | SentFile:
    if (document.file_size or 0) > MAX_FILE:
        return SharedContact(None, origin)
    content = await downloaded(document)
    if content is None:
        name = safe_name(document.file_name or "file")
        return SentFile(origin, refused=Violation(Code.FILE_NOT_FETCHED, {"name": name}))
    contact = contact_in(content.decode("utf-8-sig", "replace"))
    return SharedContact(contact and _sound(contact), origin)


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
