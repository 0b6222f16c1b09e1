"""Statements that stand ready: written once, as constants, and for SQLite compiled once as well. Knows no table.

What SQLAlchemy does around each execution takes several times as long as the work of SQLite: see
docs/decisions/006-performance.md.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from sqlalchemy import ClauseElement, Executable, Row
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import result_tuple
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.types import TypeEngine

Parameters = Mapping[str, Any] | Sequence[Mapping[str, Any]]

_SQLITE: Final = sqlite.dialect()

Process = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class Ready:
    """The same words for both databases. All that changes from one execution to the next is a named parameter."""

    postgresql: Executable
    sqlite: Executable

    @classmethod
    def of(cls, statement: Executable) -> Ready:
        return cls(statement, statement)

    @classmethod
    def built(cls, build: Callable[[Any], Executable]) -> Ready:
        """An INSERT that can say ON CONFLICT: `build` gets the database's own `insert`."""
        return cls(build(postgresql.insert), build(sqlite.insert))

    def on_sqlite(self, parameters: Parameters | None) -> Compiled:
        first = parameters if isinstance(parameters, Mapping) else next(iter(parameters or ()), {})
        return _compiled(self.sqlite, tuple(first))


class Compiled:
    """One statement for SQLite's driver: its text, the order of its parameters, how values go in and come out."""

    def __init__(self, statement: Executable, names: tuple[str, ...]) -> None:
        assert isinstance(statement, ClauseElement)  # noqa: S101 - as whatever can be compiled
        compiled = statement.compile(dialect=_SQLITE, column_keys=[*names])
        assert isinstance(compiled, SQLCompiler)  # noqa: S101 - the dialect's
        assert not compiled.post_compile_params, "a list of values (IN) changes the words of a statement"  # noqa: S101
        self.text = compiled.string
        self._binds = [
            (name, bind.required, bind.effective_value, _into(bind.type))
            for name in compiled.positiontup or ()
            for bind in (compiled.binds[name],)
        ]
        columns = getattr(statement, "exported_columns", ())
        self._row = result_tuple([column.key for column in columns])
        reading = [_out_of(column.type) for column in columns]
        self._reading = [(place, process) for place, process in enumerate(reading) if process is not None]

    def execute(self, driver: sqlite3.Connection, parameters: Parameters | None) -> sqlite3.Cursor:
        if parameters is None or isinstance(parameters, Mapping):
            return driver.execute(self.text, self._values(parameters or {}))
        return driver.executemany(self.text, map(self._values, parameters))

    def row(self, raw: Sequence[Any]) -> Row[Any]:
        values = [*raw]
        for place, process in self._reading:
            values[place] = process(values[place])
        return self._row(values)

    def _values(self, given: Mapping[str, Any]) -> list[Any]:
        values = []
        for name, required, default, process in self._binds:
            value = given[name] if required else given.get(name, default)
            values.append(value if process is None else process(value))
        return values


@lru_cache(maxsize=512)
def _compiled(statement: Executable, names: tuple[str, ...]) -> Compiled:
    return Compiled(statement, names)


def _into(type_: TypeEngine[Any]) -> Process | None:
    return type_.dialect_impl(_SQLITE).bind_processor(_SQLITE)


def _out_of(type_: TypeEngine[Any]) -> Process | None:
    return type_.dialect_impl(_SQLITE).result_processor(_SQLITE, None)
