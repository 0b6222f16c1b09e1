"""`python -m benchmarks`: the figures of docs/performance.md, as ratios measured in one run. `make bench` runs it."""

from __future__ import annotations

import argparse
import asyncio
import os
import shutil
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks import exports
from benchmarks.growth import grow
from benchmarks.measuring import Figures, Setting, keep_to_cores, measure, median
from benchmarks.sharing import measure_sharing
from benchmarks.starting import start_and_rest
from benchmarks.subjects import FOCALPOINT, SUBJECTS, Subject
from flows.exporting.formats import Format
from tests.postgresql import running_server

BOT_CORE, LOAD_CORE = 0, 1
LINE = 0.05
"""Seconds that a call of the Bot API takes on a real line."""

console = Console(highlight=False)


def main() -> None:
    options = _read_options()
    keep_to_cores({LOAD_CORE})
    setting = Setting(people=options.people, seconds=options.seconds, bot_core=BOT_CORE)
    for part in options.parts:
        asyncio.run(PARTS[part](setting, options))


async def compare(setting: Setting, options: argparse.Namespace) -> None:
    """Beside the ceiling of the library and what most people would write; in turn, because machines are uneven."""
    _show_comparison(f"{setting.people} at once", await _in_turn(SUBJECTS, setting, options.rounds))


async def compare_on_a_line(setting: Setting, options: argparse.Namespace) -> None:
    slow = replace(setting, delay=LINE)
    title = f"{setting.people} at once, {LINE * 1000:.0f} ms added to every call"
    _show_comparison(title, await _in_turn(SUBJECTS, slow, 1))


async def compare_sizes(setting: Setting, options: argparse.Namespace) -> None:
    found: dict[str, list[Figures]] = {}
    with tempfile.TemporaryDirectory() as folder:
        places = {size: Path(folder, str(size)) for size in options.sizes}
        for size, place in places.items():
            place.mkdir()
            await grow(place, size)
        for _ in range(options.rounds):
            for size, place in places.items():
                # A copy: the same people, of the same countries, come again in the next round.
                copy = shutil.copy(place / "grown.sqlite", place / "copy.sqlite")
                grown = replace(setting, database=f"sqlite:///{copy}")
                found.setdefault(f"{size:,}", []).append(await measure(FOCALPOINT, grown))
                for leftover in place.glob("copy.sqlite*"):
                    leftover.unlink()
    _show("responses in progress", {name: median(several) for name, several in found.items()})


async def start(setting: Setting, options: argparse.Namespace) -> None:
    idle = await start_and_rest(setting.seconds, setting.bot_core)
    console.print(
        f"\nCold start to first reply {idle.first_reply_s:.2f} s; idle {idle.megabytes:.0f} MB, "
        f"{idle.cpu_percent:.1f} % of a core"
    )


async def share(setting: Setting, options: argparse.Namespace) -> None:
    """Several processes, which share all cores with the server, the database and the crowd."""
    keep_to_cores(range(os.cpu_count() or 1))
    found: dict[int, list[Figures]] = {number: [] for number in options.processes}
    with ExitStack() as stack:
        server = await asyncio.to_thread(stack.enter_context, running_server())  # it has a loop of its own
        for _ in range(options.rounds):
            for number, several in found.items():
                several.append(await measure_sharing(number, server, setting))
    medians = {number: median(several) for number, several in found.items()}
    _show(f"processes on {os.cpu_count()} cores, PostgreSQL", {str(number): of for number, of in medians.items()})
    alone = medians[options.processes[0]]
    for number, of in medians.items():
        console.print(f"{number} : {options.processes[0]} = {of.rate / alone.rate:.2f} × the rate")
    keep_to_cores({LOAD_CORE})


async def export(_: Setting, options: argparse.Namespace) -> None:
    with tempfile.TemporaryDirectory() as kept, ExitStack() as stack:
        folder = Path(kept)
        server = await asyncio.to_thread(stack.enter_context, running_server())  # it has a loop of its own
        document = await exports.recorded_document(folder)
        databases = {
            "SQLite": exports.filled(f"sqlite:///{folder}/rates.sqlite", options.exported, document),
            "PostgreSQL": exports.filled_postgresql(server, options.exported, document),
        }
        for name, database in databases.items():
            async with database as url:
                rates = await exports.compare(url, options.exported, options.rounds, folder / "exported")
            console.print(
                f"{name}: {rates.export:,.0f} responses/s to JSON Lines, a plain loop {rates.plain:,.0f}: "
                f"{rates.export / rates.plain:.2f} ×"
            )
        await _show_memory(folder, document, options)


async def _show_memory(folder: Path, document: exports.Document, options: argparse.Namespace) -> None:
    table = Table("format", *(f"{size:,}" for size in options.exported_sizes), title="peak MB, by responses exported")
    found: dict[Format, list[str]] = {form: [] for form in options.formats}
    for size in options.exported_sizes:
        async with exports.filled(f"sqlite:///{folder}/{size}.sqlite", size, document) as url:
            for form, peaks in found.items():
                peaks.append(f"{exports.peak_megabytes(url, form, folder / 'exported'):.0f}")
    for form, peaks in found.items():
        table.add_row(form, *peaks)
    console.print(table)


PARTS = {
    "rivals": compare,
    "line": compare_on_a_line,
    "growth": compare_sizes,
    "start": start,
    "processes": share,
    "exports": export,
}


async def _in_turn(subjects: Sequence[Subject], setting: Setting, rounds: int) -> dict[str, Figures]:
    found: dict[str, list[Figures]] = {subject.name: [] for subject in subjects}
    for _ in range(rounds):
        for subject in subjects:
            found[subject.name].append(await measure(subject, setting))
    return {name: median(several) for name, several in found.items()}


def _show_comparison(title: str, found: dict[str, Figures]) -> None:
    _show(title, found)
    own = found[FOCALPOINT.name]
    for name, other in found.items():
        if other is not own:
            console.print(
                f"{FOCALPOINT.name} : {name} = {own.rate / other.rate:.2f} × the rate, "
                f"{own.cpu_ms / other.cpu_ms:.2f} × the CPU, {own.p99_ms / other.p99_ms:.2f} × the p99"
            )


def _show(title: str, found: dict[str, Figures]) -> None:
    table = Table(title=title, title_justify="left")
    for heading in ("", "answers/s", "p50 ms", "p99 ms", "CPU ms", "peak MB", "load"):
        table.add_column(heading, justify="left" if not heading else "right")
    for name, of in found.items():
        table.add_row(
            name,
            f"{of.rate:.0f}",
            f"{of.p50_ms:.0f}",
            f"{of.p99_ms:.0f}",
            f"{of.cpu_ms:.2f}",
            f"{of.peak_mb:.0f}",
            f"{of.load:.2f}",
        )
    console.print(table)


def _read_options() -> argparse.Namespace:
    reader = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    reader.add_argument("parts", nargs="*", default=[*PARTS], choices=[*PARTS], help="which parts (default: all)")
    reader.add_argument("--people", type=int, default=50, help="respondents at once (default: %(default)s)")
    reader.add_argument("--seconds", type=float, default=5, help="of each measurement (default: %(default)s)")
    reader.add_argument("--rounds", type=int, default=3, help="of which the median is told (default: %(default)s)")
    reader.add_argument(
        "--sizes", type=int, nargs="+", default=[100, 10_000], help="responses in progress (default: %(default)s)"
    )
    reader.add_argument(
        "--processes", type=int, nargs="+", default=[1, 2, 4], help="on one database (default: %(default)s)"
    )
    reader.add_argument(
        "--exported", type=int, default=20_000, help="responses whose export is timed (default: %(default)s)"
    )
    reader.add_argument(
        "--exported-sizes", type=int, nargs="+", default=[1_000, 20_000], help="for the memory (default: %(default)s)"
    )
    reader.add_argument(
        "--formats", type=Format, nargs="+", default=[Format.JSON_LINES], help="for the memory (default: %(default)s)"
    )
    return reader.parse_args()


if __name__ == "__main__":
    main()
