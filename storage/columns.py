"""How values stand in columns, alike on SQLite and PostgreSQL: keys, chats, words, moments, JSON. Knows no table."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from pydantic import TypeAdapter
from pydantic_core import PydanticSerializationError
from sqlalchemy import BigInteger, DateTime, Dialect, Integer, String, Text, TypeDecorator
from sqlalchemy.dialects import postgresql

KEY = String(36).with_variant(postgresql.UUID(as_uuid=False), "postgresql")

# SQLite's BIGINT PRIMARY KEY costs a second tree; its INTEGER holds 64 bits too.
BIG_NUMBER = BigInteger().with_variant(Integer(), "sqlite")


class Words(TypeDecorator[str]):
    """Text as a person typed it. NUL (PostgreSQL) and lone surrogates (UTF-8) cannot be stored and become U+FFFD."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else _storable(value)


class Moment(TypeDecorator[datetime]):
    """A point in time: aware, in UTC. SQLite knows no zones and keeps the UTC time."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return _in_utc(value)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.replace(tzinfo=value.tzinfo or UTC)

    # A turn writes and reads a dozen of them, and SQLAlchemy's own way to SQLite takes three times as long.

    def bind_processor(self, dialect: Dialect) -> Callable[[Any], Any] | None:
        return _written if dialect.name == "sqlite" else super().bind_processor(dialect)

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], Any] | None:
        return _moment_of if dialect.name == "sqlite" else super().result_processor(dialect, coltype)


def _in_utc(moment: datetime | None) -> datetime | None:
    if moment is None:
        return None
    if moment.tzinfo is None:
        raise ValueError(f"{moment} has no time zone")
    return moment.astimezone(UTC)


def _written(moment: datetime | None) -> str | None:
    """As SQLAlchemy writes it: 2019-04-22 14:05:00.000000"""
    in_utc = _in_utc(moment)
    return None if in_utc is None else in_utc.replace(tzinfo=None).isoformat(" ", "microseconds")


def _moment_of(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text).replace(tzinfo=UTC)


class Json(TypeDecorator[Any]):
    """A value as JSON in a column of text. None is no JSON but the absence of a value (NULL).

    Not PostgreSQL's jsonb: it reorders keys and refuses NUL, and what was submitted is kept as it was. Fields that only
    a later version knows are passed over: it may run beside this one, or may have run before it (docs/operations.md).
    """

    impl = Text
    cache_ok = True

    def __init__(self, adapter: TypeAdapter[Any]) -> None:
        super().__init__()
        self.adapter = adapter

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        if value is None:
            return None
        try:
            return self.adapter.dump_json(value).decode()
        except PydanticSerializationError:  # half characters, for which UTF-8 has no bytes
            return _storable(json.dumps(self.adapter.dump_python(value, mode="json"), ensure_ascii=False))

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        return None if value is None else self.adapter.validate_json(value, extra="ignore")


class RepeatedJson(Json):
    """Frozen values that the same few people bring again with each of their turns: what was read is kept a while."""

    cache_ok = True

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        if value is None:
            return None
        return _read(self.adapter, value) if len(value) <= _SHORT else _read_long(self.adapter, value)


_SHORT = 2000
"""Characters. What is longer (answers of a whole earlier edition) takes up to half a megabyte when it is read."""


@lru_cache(maxsize=8192)
def _read(adapter: TypeAdapter[Any], text: str) -> Any:
    return adapter.validate_json(text, extra="ignore")


@lru_cache(maxsize=256)
def _read_long(adapter: TypeAdapter[Any], text: str) -> Any:
    return adapter.validate_json(text, extra="ignore")


_UNSTORABLE = re.compile("[\0\ud800-\udfff]")


def _storable(text: str) -> str:
    return _UNSTORABLE.sub("\ufffd", text)
