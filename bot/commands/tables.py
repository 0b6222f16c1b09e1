"""How commands print lists: a table for people, JSON for programs. Knows no command."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

import typer
from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text


def print_json(value: object) -> None:
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2, default=_plain))


def print_table(rows: Sequence[Mapping[str, str]], nothing: str) -> None:
    """Each row has the same columns; where there is no row a sentence says so. However narrow the terminal, a cell
    stays on its line: a link that is broken in two cannot be copied."""
    if not rows:
        typer.echo(nothing)
        return
    table = Table(*rows[0], box=box.SIMPLE)
    for row in rows:
        table.add_row(*(Text(cell) for cell in row.values()))
    Console(width=_width(rows)).print(table)


def day(moment: datetime | None) -> str:
    return "" if moment is None else f"{moment:%Y-%m-%d}"


def minute(moment: datetime | None) -> str:
    return "" if moment is None else f"{moment:%Y-%m-%d %H:%M} UTC"


def _width(rows: Sequence[Mapping[str, str]]) -> int:
    return sum(max(map(cell_len, column)) + 3 for column in _columns(rows)) + 3


def _columns(rows: Sequence[Mapping[str, str]]) -> Iterable[tuple[str, ...]]:
    return ((name, *(row[name] for row in rows)) for name in rows[0])


def _plain(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat().replace("+00:00", "Z")
    raise TypeError(value)
