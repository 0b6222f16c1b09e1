"""One part of a message into one chat: a single call to the Bot API. Decides and retries nothing."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final, assert_never

from telegram import Bot, InputFile
from telegram.constants import ParseMode

from bot.outcomes import Sent
from bot.rendering import EditText, Ready, SendFile, SendPhoto, SendText

# The addresses a person answered with are quoted in most messages: their pictures would only be in the way.
_AS_HTML: Final = {"parse_mode": ParseMode.HTML, "link_preview_options": {"is_disabled": True}}


async def send(bot: Bot, chat: int, part: Ready) -> Sent:
    """One call to the Bot API; the message as it now stands in the chat. Raises TelegramError."""
    match part:
        case SendText(html, keyboard):
            # In lower case it is the same method to the server, and to the library one whose answer it leaves alone:
            # reading all of the message would take longer than sending it.
            said = {"chat_id": chat, "text": html, "reply_markup": keyboard, **_AS_HTML}
            sent = await bot.do_api_request("sendmessage", said)
            return Sent(sent["message_id"], datetime.fromtimestamp(sent["date"], UTC))
        case EditText(message_id, html, keyboard):
            said = {"chat_id": chat, "message_id": message_id, "text": html, "reply_markup": keyboard, **_AS_HTML}
            edited = await bot.do_api_request("editmessagetext", said)
            return Sent(message_id, datetime.fromtimestamp(edited["edit_date"], UTC) if "edit_date" in edited else None)
        case SendFile(name, content):
            document = InputFile(content, filename=name)
            filed = await bot.send_document(chat, document, disable_content_type_detection=True)
            return Sent(filed.message_id, filed.date)
        case SendPhoto(name, content):
            shown = await bot.send_photo(chat, InputFile(content, filename=name))
            return Sent(shown.message_id, shown.date)
        case _:
            assert_never(part)
