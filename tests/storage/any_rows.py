"""Rows for whatever tables a database has, and the statements a program of that time runs on them. Knows no table."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Boolean, Column, Connection, DateTime, Integer, MetaData, Table, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

Rows = Mapping[str, list[dict[str, Any]]]


def tables_of(connection: Connection) -> MetaData:
    """The tables as they stand, not as the program knows them."""
    found = MetaData()
    found.reflect(connection)
    found.remove(found.tables["alembic_version"])
    return found


def fill(connection: Connection, tables: MetaData, number: int) -> None:
    """One row into every table, all belonging together; another `number` makes other rows."""
    for table in tables.sorted_tables:
        connection.execute(insert(table), _row(table, number))


def use(connection: Connection, tables: MetaData, number: int) -> None:
    """What a turn does: insert or update, read, change, take away; it knows these columns only."""
    for table in tables.sorted_tables:
        row = _row(table, number)
        key = [column.name for column in table.primary_key]
        kind = postgresql if connection.dialect.name == "postgresql" else sqlite
        upsert = kind.insert(table).values(row).on_conflict_do_update(index_elements=key, set_=row)
        connection.execute(upsert.returning(*table.columns))
        mine = [table.c[name] == row[name] for name in key]
        assert connection.execute(update(table).where(*mine).values(row)).rowcount == 1
        assert connection.execute(select(*table.columns).where(*mine)).one()
    for table in reversed(tables.sorted_tables):
        row = _row(table, number)
        gone = table.delete().where(*(column == row[column.name] for column in table.primary_key))
        assert connection.execute(gone).rowcount == 1


def rows(connection: Connection, tables: MetaData) -> Rows:
    """Every row, in these columns."""
    return {
        table.name: [dict(row._mapping) for row in connection.execute(select(table).order_by(*table.primary_key))]
        for table in tables.sorted_tables
    }


def _row(table: Table, number: int) -> dict[str, Any]:
    return {column.name: _value(column, number) for column in table.columns}


def _value(column: Column[Any], number: int) -> Any:
    """The same for columns that refer to each other: what a row belongs to has its number."""
    if isinstance(column.type, Boolean):
        return True
    if isinstance(column.type, DateTime):
        return datetime(2019, 4, 22, 14, number, tzinfo=UTC)
    if isinstance(column.type, Integer):
        return number
    if isinstance(column.type, postgresql.UUID):
        return UUID(int=number)
    return str(number)
