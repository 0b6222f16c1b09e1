"""What most people would write: a `ConversationHandler` with a state a question, kept by `PicklePersistence`."""

from __future__ import annotations

import os
from typing import Any

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import (
    Application,
    BaseHandler,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    ConversationHandler,
    MessageHandler,
    PicklePersistence,
    filters,
)

from flows.loading import load_questionnaire
from flows.questionnaire import Question, in_language

QUESTIONNAIRE = load_questionnaire("msq-2020")
QUESTIONS = QUESTIONNAIRE.questions


async def start(update: Update, _: ContextTypes.DEFAULT_TYPE) -> int:
    await ask(update, 0)
    return 0


async def answer(update: Update, context: ContextTypes.DEFAULT_TYPE) -> int:
    assert update.message is not None  # noqa: S101 - the filter lets nothing else through
    return await keep(update, context, update.message.text)


async def choose(update: Update, context: ContextTypes.DEFAULT_TYPE) -> int:
    assert update.callback_query is not None  # noqa: S101 - its handler gets nothing else
    await update.callback_query.answer()
    return await keep(update, context, update.callback_query.data)


async def keep(update: Update, context: ContextTypes.DEFAULT_TYPE, given: str | None) -> int:
    kept: dict[str, Any] = context.user_data if context.user_data is not None else {}
    place: int = kept.get("place", 0)
    kept[QUESTIONS[place].name] = given
    kept["place"] = place + 1
    if place + 1 == len(QUESTIONS):
        assert update.effective_chat is not None  # noqa: S101 - a private chat
        await update.effective_chat.send_message("Thank you.")
        return ConversationHandler.END
    await ask(update, place + 1)
    return place + 1


async def ask(update: Update, place: int) -> None:
    assert update.effective_chat is not None  # noqa: S101 - a private chat
    question = QUESTIONS[place]
    text = f"Saved. Question {place + 1} of {len(QUESTIONS)}\n\n{in_language(question.label, None)}"
    await update.effective_chat.send_message(text, reply_markup=keyboard_of(question))


def keyboard_of(question: Question) -> InlineKeyboardMarkup | None:
    words = {"yes_no": ("Yes", "No"), "acknowledge": ("Agree", "Disagree")}.get(question.type, ())
    choices = [(word, word) for word in words] or [
        (in_language(choice.label, None), choice.name) for choice in QUESTIONNAIRE.choices_of(question)
    ]
    buttons = [[InlineKeyboardButton(caption, callback_data=data)] for caption, data in choices]
    return InlineKeyboardMarkup(buttons) if buttons else None


def main() -> None:
    address, token = os.environ["FOCALPOINT_API_URL"], os.environ["FOCALPOINT_BOT_TOKEN"]
    persistence = PicklePersistence(filepath=os.environ["BENCHMARK_PICKLE"])
    application = Application.builder().token(token).base_url(f"{address}/bot").persistence(persistence).build()
    asked: list[BaseHandler[Update, Any, object]] = [
        MessageHandler(filters.TEXT & ~filters.COMMAND, answer),
        CallbackQueryHandler(choose),
    ]
    application.add_handler(
        ConversationHandler(
            entry_points=[CommandHandler("start", start)],
            states=dict.fromkeys(range(len(QUESTIONS)), asked),
            fallbacks=[CommandHandler("start", start)],
            name="questionnaire",
            persistent=True,
        )
    )
    application.run_polling()


if __name__ == "__main__":
    main()
