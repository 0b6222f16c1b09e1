"""What of the bot's stands in the chats: which message puts which question, and when it was said. Sends nothing."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import bindparam, func, select

from flows.turns import Seen
from storage.statements import Statements
from storage.tables import NO_QUESTION, prompts

# Numbers count up within a chat, whoever writes; the time covers a message that took the place of an older one.
_BEFORE = (
    prompts.c.chat == bindparam("of_chat"),
    prompts.c.message_id < bindparam("before"),
    prompts.c.sent_at <= bindparam("at"),
)
_QUESTION = (
    select(prompts.c.question)
    .where(*_BEFORE, prompts.c.question != NO_QUESTION)
    .order_by(prompts.c.message_id.desc())
    .limit(1)
    .scalar_subquery()
)
_SEEN = select(func.max(prompts.c.said_at).label("said_at"), _QUESTION.label("question")).where(*_BEFORE)


class Prompts:
    def __init__(self, statements: Statements) -> None:
        self._statements = statements

    async def seen(self, chat: int, message_id: int, sent_at: datetime) -> Seen | None:
        row = await self._statements.row(_SEEN, {"of_chat": chat, "before": message_id, "at": sent_at})
        return None if row is None or row.said_at is None else Seen(row.question, row.said_at)

    async def question_of(self, chat: int, message_id: int) -> str | None:
        stands = (prompts.c.chat == chat, prompts.c.message_id == message_id)
        row = await self._statements.row(select(prompts.c.question, prompts.c.about).where(*stands))
        return row and (row.question or row.about)
