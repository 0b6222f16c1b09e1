"""`focalpoint export`: the documents of responses, to a file or to standard output."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import aclosing, contextmanager, suppress
from pathlib import Path
from typing import Annotated, TextIO

import typer
from rich.console import Console
from rich.progress import Progress

from bot.clock import SystemClock
from bot.commands.questionnaire import Asked
from bot.commands.team import account
from bot.preparing import require_database
from bot.settings import DataSettings, SettingsError, read_settings
from flows.administration.auditing import record_export
from flows.administration.exporting import Document, Which, count_responses, export_document, export_documents
from flows.administration.roles import operator
from flows.loading import load_questionnaire
from flows.ports import Storage
from flows.questionnaire import Questionnaire
from storage import open_storage

Id = Annotated[str | None, typer.Argument(help="The id of one response.", show_default=False, metavar="[RESPONSE]")]
Country = Annotated[
    str | None, typer.Option(help="Only this country's response: three letters, PAK.", show_default=False)
]
Status = Annotated[Which, typer.Option(help="Which responses: submitted ones, those in progress, or both.")]
Output = Annotated[
    Path | None, typer.Option("--output", "-o", help="A file instead of standard output.", show_default=False)
]
Lines = Annotated[bool, typer.Option("--lines", help="One document a line (JSON Lines) instead of one JSON array.")]


def export(
    response: Id = None,
    country: Country = None,
    status: Status = Which.COMPLETED,
    output: Output = None,
    lines: Lines = False,
    questionnaire: Asked = None,
) -> None:
    """Export responses as JSON: all of them, one country's, or one by its id."""
    if response and country:
        raise SettingsError("One response is named by its id or by its country, not by both.")
    if output and output.is_dir():
        raise SettingsError(f"{output} is a folder; --output takes a file.")
    settings = read_settings(DataSettings)
    asked = load_questionnaire(questionnaire or settings.questionnaire)
    asyncio.run(_export(settings.database, asked, response, country and country.upper(), status, output, lines))


async def _export(
    database: str,
    questionnaire: Questionnaire,
    response: str | None,
    country: str | None,
    which: Which,
    output: Path | None,
    lines: bool,
) -> None:
    await require_database(database)
    async with open_storage(database) as storage:
        await record_export(storage, SystemClock(), operator(account()), f"{questionnaire.name}, {which}", country)
        if response or country:
            document = await _one(storage, questionnaire, response, country, which)
            with _writing(output) as file:
                file.write(json.dumps(document, ensure_ascii=False, indent=None if lines else 2) + "\n")
            return
        total = await count_responses(storage, questionnaire, which)
        documents = export_documents(storage, questionnaire, which)
        with _writing(output) as file:
            await _write_all(documents, total, file, lines)


async def _one(
    storage: Storage, questionnaire: Questionnaire, response: str | None, country: str | None, which: Which
) -> Document:
    if response:
        found = await export_document(storage, questionnaire, response, which)
    else:
        async with aclosing(export_documents(storage, questionnaire, which, country)) as documents:
            found = await anext(documents, None)
    if found is None:
        about = f"with the id {response}" if response else f"of {country}"
        raise SettingsError(
            f"There is no response {about} to {questionnaire.name} among those that are {_WORDS[which]}."
        )
    return found


_WORDS = {
    Which.COMPLETED: "completed (--status all looks at the others too)",
    Which.IN_PROGRESS: "in progress (--status all looks at the others too)",
    Which.ALL: "in progress or completed",
}


async def _write_all(documents: AsyncIterator[Document], total: int, file: TextIO, lines: bool) -> None:
    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as progress:
        bar = progress.add_task("Exporting", total=total)
        separator = "" if lines else "["
        async for document in documents:
            file.write(
                separator + ("" if lines else "\n") + json.dumps(document, ensure_ascii=False) + ("\n" if lines else "")
            )
            separator = "" if lines else ","
            progress.advance(bar)
        if not lines:
            file.write("[]\n" if separator == "[" else "\n]\n")


@contextmanager
def _writing(output: Path | None) -> Iterator[TextIO]:
    """Standard output, or a file that is there whole or not at all."""
    if output is None:
        yield sys.stdout
        return
    unfinished = output.with_name(f"{output.name}.unfinished")
    try:
        with unfinished.open("w", encoding="utf-8") as file:
            yield file
        unfinished.replace(output)
    except OSError as error:
        raise SettingsError(f"{output} cannot be written: {error.strerror}.") from error
    finally:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
