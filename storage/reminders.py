"""Reminders planned and sent, and who is to be reminded. Knows no quiet hours and no words."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Executable, Select, and_, exists, func, literal, or_, select

from flows.administration.roles import Role
from flows.campaign import AT_WORK
from flows.ports import MOST_OFTEN, Among, Kind, Occasion
from flows.response import Status
from storage.columns import Moment
from storage.ready import Ready
from storage.statements import Statements
from storage.tables import reminders, respondents, responses


def _claim(insert: Any) -> Executable:
    """One that was planned becomes one that is sent; one that is sent stays as it is."""
    claim = insert(reminders)
    return claim.on_conflict_do_update(  # type: ignore[no-any-return]
        index_elements=["respondent_id", "kind", "moment"],
        set_={"sent_at": claim.excluded.sent_at},
        where=reminders.c.sent_at.is_(None),
    )


_CLAIM = Ready.built(_claim)
_PLAN = Ready.built(lambda insert: insert(reminders).on_conflict_do_nothing())

# Who has begun and did nothing since was here when they began.
_SEEN_AT = func.coalesce(responses.c.last_seen_at, responses.c.started_at, type_=Moment)
_LATER = reminders.alias("later")
_PERSON = (respondents.c.id.label("respondent_id"), respondents.c.chat)


class Reminders:
    def __init__(self, statements: Statements) -> None:
        self._statements = statements

    async def near_deadline(self, among: Among, due_at: datetime, now: datetime) -> tuple[Occasion, ...]:
        wanted = _to_remind(select(*_PERSON, literal(due_at, Moment).label("moment")), among).where(
            due_at - AT_WORK > _SEEN_AT,
            ~_reminded(reminders.c.kind == Kind.DEADLINE, reminders.c.moment == due_at),
            ~_reminded(reminders.c.sent_at > now - MOST_OFTEN),
        )
        return await self._occasions(Kind.DEADLINE, wanted, among)

    async def silent(self, among: Among, since: datetime) -> tuple[Occasion, ...]:
        wanted = _to_remind(select(*_PERSON, _SEEN_AT.label("moment")), among).where(
            since >= _SEEN_AT,
            ~_reminded(reminders.c.sent_at > since),
            ~_reminded(reminders.c.kind == Kind.SILENCE, reminders.c.moment == _SEEN_AT),
        )
        return await self._occasions(Kind.SILENCE, wanted, among)

    async def asked_for(self, among: Among, since: datetime) -> tuple[Occasion, ...]:
        planned = and_(
            reminders.c.respondent_id == respondents.c.id,
            reminders.c.kind == Kind.ASKED_FOR,
            reminders.c.moment > since,
            reminders.c.sent_at.is_(None),
            reminders.c.moment >= _SEEN_AT,
            ~exists().where(_LATER.c.respondent_id == respondents.c.id, _LATER.c.sent_at >= reminders.c.moment),
        )
        wanted = _to_remind(select(*_PERSON, reminders.c.moment), among).join(reminders, planned)
        return await self._occasions(Kind.ASKED_FOR, wanted, among)

    async def plan(self, respondent_id: str, now: datetime) -> None:
        planned = {"respondent_id": respondent_id, "kind": Kind.ASKED_FOR, "moment": now, "sent_at": None}
        await self._statements.run(_PLAN, planned)

    async def claim(self, occasion: Occasion, now: datetime) -> bool:
        row = {
            "respondent_id": occasion.respondent_id,
            "kind": occasion.kind,
            "moment": occasion.moment,
            "sent_at": now,
        }
        return await self._statements.run(_CLAIM, row) == 1

    async def last_sent(self, questionnaire: str) -> dict[str, datetime]:
        sent = (
            select(reminders.c.respondent_id, func.max(reminders.c.sent_at, type_=Moment).label("at"))
            .join(respondents, respondents.c.id == reminders.c.respondent_id)
            .join(responses, responses.c.id == respondents.c.response_id)
            .where(responses.c.questionnaire == questionnaire, reminders.c.sent_at.is_not(None))
            .group_by(reminders.c.respondent_id)
        )
        return {row.respondent_id: row.at for row in await self._statements.rows(sent)}

    async def _occasions(self, kind: Kind, wanted: Select[Any], among: Among) -> tuple[Occasion, ...]:
        rows = await self._statements.rows(wanted.order_by(respondents.c.id).limit(among.limit))
        return tuple(Occasion(**row._mapping, kind=kind) for row in rows)


def _to_remind(rows: Select[Any], among: Among) -> Select[Any]:
    may_be_reminded = respondents.c.role == Role.FOCAL_POINT
    if not among.invited_only:
        may_be_reminded = or_(may_be_reminded, respondents.c.role.is_(None))
    return rows.join_from(respondents, responses, responses.c.id == respondents.c.response_id).where(
        responses.c.questionnaire == among.questionnaire,
        responses.c.status == Status.IN_PROGRESS,
        responses.c.reminders,
        respondents.c.reachable,
        may_be_reminded,
        func.coalesce(responses.c.country, "").not_in(among.quiet),
        respondents.c.chat.not_in(among.administrators),
    )


def _reminded(*which: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(reminders.c.respondent_id == respondents.c.id, *which)
