"""Messages that are committed and not yet delivered, in order per chat. Knows no chat service and sends nothing."""

from __future__ import annotations

from dataclasses import fields
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Executable,
    Integer,
    Select,
    and_,
    bindparam,
    case,
    delete,
    exists,
    func,
    insert,
    or_,
    select,
    update,
)

from flows.message import Message
from flows.ports import Delivery, GivenUp, Respondent
from storage.columns import Moment
from storage.keys import new_key
from storage.leases import in_nobodys_hand
from storage.ready import Ready
from storage.statements import Statements
from storage.tables import NO_QUESTION, outbox, prompts, respondents

SLACK: Final = timedelta(minutes=1)
"""So far the clocks of several machines may be apart."""

LONGEST_REST: Final = timedelta(days=1)
"""Longer than the chat service ever asks to wait before a message is tried again."""

_WAITING = outbox.c.given_up_at.is_(None)
_DELIVERY_FIELDS = ("id", "chat", "message", "prompt", "edits", "parts_sent", "attempts")
_GIVEN_UP = select(*(outbox.c[field.name] for field in fields(GivenUp))).where(~_WAITING)
_DELIVERY = select(*(outbox.c[name] for name in (*_DELIVERY_FIELDS, "due_at")))


def _shown(insert: Any) -> Executable:
    added_at = (
        select(outbox.c.added_at).where(outbox.c.id == bindparam("delivery", type_=outbox.c.id.type)).scalar_subquery()
    )
    # It is gone where another process delivered it at the same time.
    shown = insert(prompts).values(said_at=func.coalesce(added_at, bindparam("at", type_=prompts.c.said_at.type)))
    # A message changed in place comes to show something else; the same prompt was there from the beginning.
    shows: dict[str, ColumnElement[object]] = {
        name: shown.excluded[name] for name in ("question", "about", "prompt", "said_at")
    }
    as_before = prompts.c.prompt == shown.excluded.prompt
    shows["sent_at"] = case((as_before, prompts.c.sent_at), else_=shown.excluded.sent_at)
    return shown.on_conflict_do_update(index_elements=["chat", "message_id"], set_=shows)  # type: ignore[no-any-return]


_SHOWN = Ready.built(_shown)


class Outbox:
    def __init__(self, statements: Statements) -> None:
        self._statements = statements

    async def add(
        self,
        respondent: Respondent,
        message: Message,
        *,
        prompt: int,
        edits: int | None,
        now: datetime,
        key: str | None = None,
    ) -> Delivery | None:
        key = key or new_key()
        added = {
            "id": key,
            "chat": respondent.chat,
            "of_chat": respondent.chat,
            "message": message,
            "prompt": prompt,
            "edits": edits,
            "parts_sent": 0,
            "attempts": 0,
            "added_at": now,
            "due_at": now,
        }
        place = await self._statements.value(_ADD, added)
        if place > 1 or not respondent.in_hand:
            return None
        return Delivery(key, respondent.chat, message, prompt, edits)

    async def next_of(self, chat: int, now: datetime) -> Delivery | None:
        row = await self._statements.row(_FIRST, {"of_chat": chat})
        if row is None or row.due_at > now:
            return None
        return Delivery(**{name: row._mapping[name] for name in _DELIVERY_FIELDS})

    async def due_chats(self, now: datetime, limit: int = 1000) -> tuple[int, ...]:
        rows = await self._statements.rows(_DUE, {"now": now, "most": limit})
        return tuple(row.chat for row in rows)

    async def next_due_at(self) -> datetime | None:
        due_at: datetime | None = await self._statements.value(_NEXT_DUE)
        return due_at

    async def part_sent(self, delivery: Delivery, message_id: int, at: datetime) -> None:
        # Counted from what was read: said twice, because the first commit was not heard of, it is counted once.
        await self._change(delivery, parts_sent=delivery.parts_sent + 1)
        await self._remember_prompt(delivery, message_id, at)

    async def delivered(self, delivery: Delivery, at: datetime, message_id: int | None = None) -> None:
        if message_id is not None:
            await self._remember_prompt(delivery, message_id, at)
        # Nothing asks for it again: what was said follows from the answers, and the table stays as small as the queue.
        await self._statements.run(_DELETE, {"delivery": delivery.id})

    async def postpone(self, delivery: Delivery, until: datetime) -> None:
        await self._change(delivery, attempts=outbox.c.attempts + 1, due_at=until)

    async def bring_forward(self, now: datetime) -> int:
        never_tried = and_(outbox.c.attempts == 0, outbox.c.due_at > now + SLACK)
        impossible = or_(never_tried, outbox.c.due_at > now + LONGEST_REST)
        return await self._statements.run(update(outbox).where(_WAITING, impossible).values(due_at=now))

    async def give_up(self, delivery: Delivery, reason: str, now: datetime) -> None:
        await self._change(delivery, reason=reason, given_up_at=now)

    async def given_up(self) -> tuple[GivenUp, ...]:
        rows = await self._statements.rows(_GIVEN_UP.order_by(outbox.c.given_up_at, outbox.c.id))
        return tuple(GivenUp(**row._mapping) for row in rows)

    async def depth(self) -> int:
        return int(await self._statements.value(select(func.count()).select_from(outbox).where(_WAITING)))

    async def waiting_since(self) -> datetime | None:
        oldest = _of_reachable(select(outbox.c.added_at)).order_by(outbox.c.added_at).limit(1)
        since: datetime | None = await self._statements.value(oldest)
        return since

    async def _change(self, delivery: Delivery, **changes: object) -> None:
        await self._statements.run(update(outbox).where(outbox.c.id == delivery.id).values(**changes))

    async def _remember_prompt(self, delivery: Delivery, message_id: int, at: datetime) -> None:
        shown = {
            "chat": delivery.chat,
            "message_id": message_id,
            "question": delivery.message.question or NO_QUESTION,
            "about": delivery.message.about,
            "prompt": delivery.prompt,
            "sent_at": at,
            "delivery": delivery.id,
            "at": at,
        }
        await self._statements.run(_SHOWN, shown)


def _of_reachable(rows: Select[tuple[object, ...]]) -> Select[tuple[object, ...]]:
    return rows.join(respondents, respondents.c.chat == outbox.c.chat).where(respondents.c.reachable, _WAITING)


_EARLIER = outbox.alias("earlier")
_IS_FIRST_OF_CHAT = ~exists().where(
    _EARLIER.c.chat == outbox.c.chat, _EARLIER.c.place < outbox.c.place, _EARLIER.c.given_up_at.is_(None)
)
_NOW = bindparam("now", type_=Moment)
_DUE = Ready.of(
    _of_reachable(select(outbox.c.chat))
    .where(outbox.c.due_at <= _NOW, in_nobodys_hand(_NOW), _IS_FIRST_OF_CHAT)
    .order_by(outbox.c.due_at, outbox.c.id)
    .limit(bindparam("most", type_=Integer))
)
_FREE_AT = case((respondents.c.leased_until > outbox.c.due_at, respondents.c.leased_until), else_=outbox.c.due_at)
_NEXT_DUE = Ready.of(_of_reachable(select(func.min(_FREE_AT, type_=Moment))).where(_IS_FIRST_OF_CHAT))
_OF_CHAT = outbox.c.chat == bindparam("of_chat")
_NEXT_PLACE = select(func.coalesce(func.max(outbox.c.place), 0) + 1).where(_OF_CHAT).scalar_subquery()
_ADD = Ready.of(insert(outbox).values(place=_NEXT_PLACE).returning(outbox.c.place))
_FIRST = Ready.of(_of_reachable(_DELIVERY).where(_OF_CHAT).order_by(outbox.c.place).limit(1))
_DELETE = Ready.of(delete(outbox).where(outbox.c.id == bindparam("delivery")))
