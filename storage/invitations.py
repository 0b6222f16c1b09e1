"""Invitations, found by the hash of their links' secrets. Knows no rule of who may invite or enter."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, insert, select, update

from flows.administration.invitations import Invitation
from flows.administration.roles import Role
from flows.errors import CountryTaken, StorageError
from flows.ports import Respondent
from storage.keys import is_key, new_key
from storage.statements import Statements
from storage.tables import ONE_OPEN_INVITATION, invitations

_FIELDS = tuple(Invitation.__dataclass_fields__)
_COLUMNS = tuple(invitations.c[name] for name in _FIELDS)
_OPEN = invitations.c.used_at.is_(None), invitations.c.revoked_at.is_(None)


class Invitations:
    def __init__(self, statements: Statements) -> None:
        self._statements = statements

    async def add(self, invitation: Invitation, token_hash: str) -> Invitation:
        added = replace(invitation, id=new_key())
        values = {name: getattr(added, name) for name in _FIELDS}
        try:
            await self._statements.run(insert(invitations).values(**values, token_hash=token_hash))
        except StorageError as error:
            if _is_second_of_country(error):
                raise CountryTaken(invitation.country) from error
            raise
        return added

    async def use(
        self, token_hash: str, questionnaire: str, respondent: Respondent, now: datetime
    ) -> Invitation | None:
        # One statement: of two who use a link at once, the second waits for the first and then finds it used.
        used = (
            update(invitations)
            .where(
                invitations.c.token_hash == token_hash,
                invitations.c.questionnaire == questionnaire,
                invitations.c.expires_at > now,
                *_OPEN,
            )
            .values(respondent_id=respondent.id, used_at=now)
            .returning(*_COLUMNS)
        )
        return _invitation(await self._statements.row(used))

    async def get(self, invitation_id: str) -> Invitation | None:
        if not is_key(invitation_id):
            return None
        return _invitation(await self._statements.row(select(*_COLUMNS).where(invitations.c.id == invitation_id)))

    async def all(self, questionnaire: str, country: str | None = None) -> tuple[Invitation, ...]:
        wanted = select(*_COLUMNS).where(invitations.c.questionnaire == questionnaire)
        if country is not None:
            wanted = wanted.where(invitations.c.country == country)
        return await self._found(wanted)

    async def hold(self, questionnaire: str, country: str) -> tuple[Invitation, ...]:
        of_country = invitations.c.questionnaire == questionnaire, invitations.c.country == country
        return await self._found(select(*_COLUMNS).where(*of_country).with_for_update())

    async def revoke(self, invitation_id: str, now: datetime) -> Invitation | None:
        revoked = (
            update(invitations)
            .where(invitations.c.id == invitation_id, invitations.c.revoked_at.is_(None))
            .values(revoked_at=now)
            .returning(*_COLUMNS)
        )
        return _invitation(await self._statements.row(revoked))

    async def _found(self, wanted: Select[Any]) -> tuple[Invitation, ...]:
        rows = await self._statements.rows(wanted.order_by(invitations.c.id))
        return tuple(found for row in rows if (found := _invitation(row)))


def _invitation(row: Row[Any] | None) -> Invitation | None:
    if row is None:
        return None
    fields = dict(row._mapping)
    return Invitation(**fields | {"role": Role(fields["role"])})


def _is_second_of_country(error: StorageError) -> bool:
    # PostgreSQL names the index, SQLite its columns.
    words = str(error)
    return ONE_OPEN_INVITATION in words or (
        "UNIQUE constraint failed: invitations.questionnaire, invitations.country" in words
    )
