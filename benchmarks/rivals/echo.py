"""The ceiling of the library: a stock bot of python-telegram-bot that says everything back, and keeps nothing."""

from __future__ import annotations

import os

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import Application, ContextTypes, MessageHandler, filters

KEYBOARD = InlineKeyboardMarkup(
    [[InlineKeyboardButton("Skip", callback_data="skip"), InlineKeyboardButton("Back", callback_data="back")]]
)


async def echo(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
    assert update.message is not None  # noqa: S101 - the filter lets nothing else through
    await update.message.reply_text(update.message.text or "", reply_markup=KEYBOARD)


def main() -> None:
    address, token = os.environ["FOCALPOINT_API_URL"], os.environ["FOCALPOINT_BOT_TOKEN"]
    application = Application.builder().token(token).base_url(f"{address}/bot").build()
    application.add_handler(MessageHandler(filters.TEXT, echo))
    application.run_polling()


if __name__ == "__main__":
    main()
