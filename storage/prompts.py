"""What of the bot's stands in the chats: which message puts which question, and when it was said. Sends nothing."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import bindparam, func, select

from flows.turns import Seen
from storage.ready import Ready
from storage.statements import Statements
from storage.tables import NO_QUESTION, outbox, prompts

# Numbers count up within a chat, whoever writes; the time covers a message that took the place of an older one. Dates
# have whole seconds: what is of the second of the prompt itself left less than a second after it, and was being written
# before. A second later it may be a short answer ("yes"), and is taken for one.
_BEFORE = (
    prompts.c.chat == bindparam("of_chat"),
    prompts.c.message_id < bindparam("before"),
    prompts.c.sent_at < bindparam("at"),
)
_QUESTION = (
    select(prompts.c.question)
    .where(*_BEFORE, prompts.c.question != NO_QUESTION)
    .order_by(prompts.c.message_id.desc())
    .limit(1)
    .scalar_subquery()
)
# What was said and is not noted as seen: it waits in the outbox (and may have gone out, had the process not died), or
# stands behind the message (and may have gone out a first time before it).
_WAITING = (
    select(func.min(outbox.c.added_at))
    .where(outbox.c.chat == bindparam("of_chat"), outbox.c.given_up_at.is_(None))
    .scalar_subquery()
)
_BEHIND = (
    select(prompts.c.said_at)
    .where(prompts.c.chat == bindparam("of_chat"), prompts.c.message_id > bindparam("before"))
    .order_by(prompts.c.message_id)
    .limit(1)
    .scalar_subquery()
)
_SEEN = Ready.of(
    select(
        func.max(prompts.c.said_at).label("said_at"),
        _QUESTION.label("question"),
        _WAITING.label("waiting"),
        _BEHIND.label("behind"),
    ).where(*_BEFORE)
)

READING_TIME = timedelta(seconds=2)
"""Nobody reads a question and types the answer faster: words sent sooner after a turn were on their way before it."""


class Prompts:
    def __init__(self, statements: Statements) -> None:
        self._statements = statements

    async def seen(self, chat: int, message_id: int, sent_at: datetime) -> Seen | None:
        row = await self._statements.row(_SEEN, {"of_chat": chat, "before": message_id, "at": sent_at})
        if row is None or row.said_at is None:
            return None
        unnoted = [moment for moment in (row.waiting, row.behind) if moment is not None]
        for_certain = all(sent_at < moment + READING_TIME for moment in unnoted)
        return Seen(row.question, row.said_at, for_certain)

    async def question_of(self, chat: int, message_id: int) -> str | None:
        stands = (prompts.c.chat == chat, prompts.c.message_id == message_id)
        row = await self._statements.row(select(prompts.c.question, prompts.c.about).where(*stands))
        return row and (row.question or row.about)
