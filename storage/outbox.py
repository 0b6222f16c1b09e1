"""Messages that are committed and not yet delivered, in order per chat. Knows no chat service and sends nothing."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, Select, delete, exists, func, insert, select, update

from flows.message import Message
from flows.ports import Delivery, Respondent
from storage.keys import new_key
from storage.statements import Statements
from storage.tables import outbox, prompts, respondents

_WAITING = outbox.c.given_up_at.is_(None)
_DELIVERY_FIELDS = ("id", "chat", "message", "prompt", "edits", "parts_sent", "attempts")
_DELIVERY = select(*(outbox.c[name] for name in (*_DELIVERY_FIELDS, "due_at")))


class Outbox:
    def __init__(self, statements: Statements) -> None:
        self._statements = statements

    async def add(
        self, respondent: Respondent, message: Message, *, prompt: int, edits: int | None, now: datetime
    ) -> None:
        added = insert(outbox).values(
            id=new_key(),
            chat=respondent.chat,
            place=_next_place(respondent.chat),
            message=message,
            prompt=prompt,
            edits=edits,
            parts_sent=0,
            attempts=0,
            added_at=now,
            due_at=now,
        )
        await self._statements.run(added)

    async def next_of(self, chat: int, now: datetime) -> Delivery | None:
        first = _of_reachable(_DELIVERY).where(outbox.c.chat == chat)
        row = await self._statements.row(first.order_by(outbox.c.place).limit(1))
        if row is None or row.due_at > now:
            return None
        return Delivery(**{name: row._mapping[name] for name in _DELIVERY_FIELDS})

    async def due_chats(self, now: datetime, limit: int = 1000) -> tuple[int, ...]:
        due = _of_reachable(select(outbox.c.chat)).where(outbox.c.due_at <= now, _is_first_of_chat())
        rows = await self._statements.rows(due.order_by(outbox.c.due_at, outbox.c.id).limit(limit))
        return tuple(row.chat for row in rows)

    async def next_due_at(self) -> datetime | None:
        earliest = _of_reachable(select(outbox.c.due_at)).where(_is_first_of_chat())
        due_at: datetime | None = await self._statements.value(earliest.order_by(outbox.c.due_at).limit(1))
        return due_at

    async def part_sent(self, delivery: Delivery, message_id: int, now: datetime) -> None:
        await self._change(delivery, parts_sent=outbox.c.parts_sent + 1)
        if delivery.message.question is not None:
            await self._remember_prompt(delivery, delivery.message.question, message_id, now)

    async def delivered(self, delivery: Delivery, now: datetime) -> None:
        # Nothing asks for it again: what was said follows from the answers, and the table stays as small as the queue.
        await self._statements.run(delete(outbox).where(outbox.c.id == delivery.id))

    async def postpone(self, delivery: Delivery, until: datetime) -> None:
        await self._change(delivery, attempts=outbox.c.attempts + 1, due_at=until)

    async def give_up(self, delivery: Delivery, reason: str, now: datetime) -> None:
        await self._change(delivery, reason=reason, given_up_at=now)

    async def depth(self) -> int:
        return int(await self._statements.value(select(func.count()).select_from(outbox).where(_WAITING)))

    async def _change(self, delivery: Delivery, **changes: object) -> None:
        await self._statements.run(update(outbox).where(outbox.c.id == delivery.id).values(**changes))

    async def _remember_prompt(self, delivery: Delivery, question: str, message_id: int, now: datetime) -> None:
        shown = self._statements.insert(prompts).values(
            chat=delivery.chat, message_id=message_id, question=question, prompt=delivery.prompt, sent_at=now
        )
        # A message edited in place comes to show another question.
        shows = {name: shown.excluded[name] for name in ("question", "prompt", "sent_at")}
        await self._statements.run(shown.on_conflict_do_update(index_elements=["chat", "message_id"], set_=shows))


def _next_place(chat: int) -> ColumnElement[int]:
    last = func.coalesce(func.max(outbox.c.place), 0)
    return select(last + 1).where(outbox.c.chat == chat).scalar_subquery()


def _of_reachable(rows: Select[tuple[object, ...]]) -> Select[tuple[object, ...]]:
    return rows.join(respondents, respondents.c.chat == outbox.c.chat).where(respondents.c.reachable, _WAITING)


def _is_first_of_chat() -> ColumnElement[bool]:
    earlier = outbox.alias("earlier")
    return ~exists().where(
        earlier.c.chat == outbox.c.chat, earlier.c.place < outbox.c.place, earlier.c.given_up_at.is_(None)
    )
