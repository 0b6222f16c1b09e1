"""Announcements, and what became of them for each person. Sends nothing."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import fields, replace
from typing import Any

from sqlalchemy import Row, bindparam, case, func, insert, or_, select, update

from flows.desk.states import Watch
from flows.ports import Announcement, Audience, Outcome, Participant
from storage.keys import is_key, new_key
from storage.statements import Statements
from storage.tables import announced, announcements, outbox, respondents

_ANNOUNCEMENT = tuple(announcements.c[field.name] for field in fields(Announcement))

_CLAIM = (
    update(announced)
    .where(
        announced.c.announcement_id == bindparam("which"),
        announced.c.respondent_id == bindparam("whom"),
        announced.c.delivery_id.is_(None),
    )
    .values(delivery_id=bindparam("key"))
)

# A delivered message has left the outbox.
_OUTCOME = case(
    (outbox.c.given_up_at.is_not(None), Outcome.FAILED),
    ((announced.c.delivery_id.is_not(None)) & (outbox.c.id.is_(None)), Outcome.SENT),
    (~respondents.c.reachable | respondents.c.response_id.is_(None), Outcome.UNREACHABLE),
    else_=Outcome.WAITING,
)


class Announcements:
    def __init__(self, statements: Statements) -> None:
        self._statements = statements

    async def add(self, announcement: Announcement, to: Collection[Participant]) -> Announcement:
        added = replace(announcement, id=new_key())
        await self._statements.run(insert(announcements), {field.name: getattr(added, field.name) for field in _FIELDS})
        people = [
            {"announcement_id": added.id, "respondent_id": person.respondent_id, "country": person.country}
            for person in to
        ]
        if people:
            await self._statements.run(insert(announced), people)
        return added

    async def get(self, announcement_id: str) -> Announcement | None:
        if not is_key(announcement_id):
            return None
        row = await self._statements.row(select(*_ANNOUNCEMENT).where(announcements.c.id == announcement_id))
        return row and _announcement(row)

    async def all(self, questionnaire: str) -> tuple[Announcement, ...]:
        of_it = select(*_ANNOUNCEMENT).where(announcements.c.questionnaire == questionnaire)
        rows = await self._statements.rows(of_it.order_by(announcements.c.id.desc()))
        return tuple(map(_announcement, rows))

    async def waiting(
        self, questionnaire: str, *, quiet: Collection[str], limit: int
    ) -> tuple[tuple[Announcement, str], ...]:
        allowed = or_(announcements.c.at_once, func.coalesce(announced.c.country, "").not_in(quiet))
        wanted = (
            select(*_ANNOUNCEMENT, announced.c.respondent_id)
            .join(announced, announced.c.announcement_id == announcements.c.id)
            .join(respondents, respondents.c.id == announced.c.respondent_id)
            .where(
                announcements.c.questionnaire == questionnaire,
                announced.c.delivery_id.is_(None),
                respondents.c.reachable,
                respondents.c.response_id.is_not(None),
                allowed,
            )
            .order_by(announced.c.announcement_id, announced.c.respondent_id)
        )
        rows = await self._statements.rows(wanted.limit(limit))
        return tuple((_announcement(row), row.respondent_id) for row in rows)

    async def claim(self, announcement_id: str, respondent_id: str) -> str | None:
        key = new_key()
        claimed = {"which": announcement_id, "whom": respondent_id, "key": key}
        return key if await self._statements.run(_CLAIM, claimed) == 1 else None

    async def outcomes(self, announcement_id: str) -> tuple[tuple[str | None, Outcome], ...]:
        wanted = (
            select(announced.c.country, _OUTCOME.label("outcome"))
            .join(respondents, respondents.c.id == announced.c.respondent_id)
            .outerjoin(outbox, outbox.c.id == announced.c.delivery_id)
            .where(announced.c.announcement_id == announcement_id)
            .order_by(announced.c.country, announced.c.respondent_id)
        )
        return tuple((row.country, Outcome(row.outcome)) for row in await self._statements.rows(wanted))

    async def watch(self, announcement_id: str, watch: Watch | None, before: Watch | None) -> bool:
        stands = announcements.c.watch.is_(None) if before is None else announcements.c.watch == before
        changed = update(announcements).where(announcements.c.id == announcement_id, stands)
        return await self._statements.run(changed.values(watch=watch)) == 1

    async def watched(self, questionnaire: str) -> tuple[tuple[str, Watch], ...]:
        wanted = select(announcements.c.id, announcements.c.watch).where(
            announcements.c.questionnaire == questionnaire, announcements.c.watch.is_not(None)
        )
        return tuple((row.id, row.watch) for row in await self._statements.rows(wanted.order_by(announcements.c.id)))


_FIELDS = fields(Announcement)


def _announcement(row: Row[Any]) -> Announcement:
    values = {field.name: row._mapping[field.name] for field in _FIELDS}
    return Announcement(**values | {"audience": Audience(values["audience"])})
