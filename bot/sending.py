"""One part of a message into one chat: a single call to the Bot API. Decides and retries nothing."""

from __future__ import annotations

from typing import assert_never

from telegram import Bot, InputFile, LinkPreviewOptions
from telegram.constants import ParseMode

from bot.rendering import EditText, Part, SendFile, SendText

# The addresses a person answered with are quoted in most messages: their pictures would only be in the way.
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


async def send(bot: Bot, chat: int, part: Part) -> int:
    """One call to the Bot API; the number of the message as it now stands in the chat. Raises TelegramError."""
    match part:
        case SendText(html, keyboard):
            sent = await bot.send_message(
                chat, html, parse_mode=ParseMode.HTML, reply_markup=keyboard, link_preview_options=_NO_PREVIEW
            )
            return sent.message_id
        case EditText(message_id, html, keyboard):
            await bot.edit_message_text(
                html,
                chat,
                message_id,
                parse_mode=ParseMode.HTML,
                reply_markup=keyboard,
                link_preview_options=_NO_PREVIEW,
            )
            return message_id
        case SendFile(name, content):
            document = InputFile(content, filename=name)
            return (await bot.send_document(chat, document, disable_content_type_detection=True)).message_id
        case _:
            assert_never(part)
