"""The API's tokens, found by the hash of their secrets. Knows no rule of who may make or use one."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlalchemy import insert, select, update

from flows.administration.tokens import Token
from storage.keys import new_key
from storage.statements import Statements
from storage.tables import tokens

_FIELDS = tuple(Token.__dataclass_fields__)
_COLUMNS = tuple(tokens.c[name] for name in _FIELDS)


class Tokens:
    def __init__(self, statements: Statements) -> None:
        self._statements = statements

    async def add(self, token: Token, token_hash: str) -> Token:
        added = replace(token, id=new_key())
        values = {name: getattr(added, name) for name in _FIELDS}
        await self._statements.run(insert(tokens).values(**values, token_hash=token_hash))
        return added

    async def of(self, token_hash: str) -> Token | None:
        row = await self._statements.row(select(*_COLUMNS).where(tokens.c.token_hash == token_hash))
        return Token(**row._mapping) if row else None

    async def all(self) -> tuple[Token, ...]:
        rows = await self._statements.rows(select(*_COLUMNS).order_by(tokens.c.id))
        return tuple(Token(**row._mapping) for row in rows)

    async def used(self, token_id: str, now: datetime) -> None:
        await self._statements.run(update(tokens).where(tokens.c.id == token_id).values(last_used_at=now))

    async def revoke(self, token_id: str, now: datetime) -> None:
        standing = tokens.c.id == token_id, tokens.c.revoked_at.is_(None)
        await self._statements.run(update(tokens).where(*standing).values(revoked_at=now))
