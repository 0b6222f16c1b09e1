"""`focalpoint export`: responses to a file or to standard output, in any of the formats."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import aclosing, contextmanager, suppress
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Annotated, BinaryIO

import typer
from rich.console import Console
from rich.progress import Progress

from bot.clock import SystemClock
from bot.commands.questionnaire import Asked
from bot.commands.team import account
from bot.preparing import require_database
from bot.settings import DataSettings, SettingsError, read_settings
from flows.administration.auditing import record_export
from flows.administration.exporting import Selection, Which, count_responses, export_document, export_documents
from flows.administration.roles import operator
from flows.document import Document
from flows.errors import StorageError
from flows.exporting.attached import Fetch
from flows.exporting.formats import FORMATS, Format, write_export
from flows.loading import load_questionnaire
from flows.ports import Storage
from flows.questionnaire import Questionnaire
from storage import open_storage
from storage.files import Files


def _moment(written: str) -> datetime:
    try:
        moment = datetime.fromisoformat(written)
    except ValueError:
        raise typer.BadParameter(f"{written} is no day or moment, as 2019-04-22 or 2019-04-22T14:05Z are.") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


Id = Annotated[str | None, typer.Argument(help="The id of one response.", show_default=False, metavar="[RESPONSE]")]
Form = Annotated[
    Format | None,
    typer.Option("--format", help="By default what the file's name says, otherwise JSON.", show_default=False),
]
Country = Annotated[
    str | None, typer.Option(help="Only this country's response: three letters, PAK.", show_default=False)
]
Status = Annotated[Which, typer.Option(help="Which responses: submitted ones, those in progress, or both.")]
Since = Annotated[
    datetime | None,
    typer.Option(parser=_moment, metavar="MOMENT", help="Only those submitted since, in UTC.", show_default=False),
]
Started = Annotated[
    datetime | None,
    typer.Option(parser=_moment, metavar="MOMENT", help="Only those begun since.", show_default=False),
]
Changed = Annotated[
    datetime | None,
    typer.Option(
        parser=_moment, metavar="MOMENT", help="Only those changed since: for every night.", show_default=False
    ),
]
Output = Annotated[
    Path | None, typer.Option("--output", "-o", help="A file instead of standard output.", show_default=False)
]


def export(
    response: Id = None,
    format: Form = None,  # noqa: A002 - the option's name
    country: Country = None,
    status: Status = Which.COMPLETED,
    since: Since = None,
    started_since: Started = None,
    changed_since: Changed = None,
    output: Output = None,
    questionnaire: Asked = None,
) -> None:
    """Export responses: all of them, one country's, or one by its id; as JSON, JSON Lines, CSV, Excel or ZIP,
    or as the filled form (PDF, Word)."""
    if response and country:
        raise SettingsError("One response is named by its id or by its country, not by both.")
    if output and output.is_dir():
        raise SettingsError(f"{output} is a folder; --output takes a file.")
    form = format or _by_name(output)
    if output is None and form in _BINARY and sys.stdout.isatty():
        raise SettingsError(f"{form} is nothing to look at: --output takes the file for it.")
    settings = read_settings(DataSettings)
    asked = load_questionnaire(questionnaire or settings.questionnaire)
    selection = Selection(status, country and country.upper(), started_since, since, changed_since)
    if not response and not country:
        _refuse_one_file_for_many(form, output)
    asyncio.run(_export(settings, asked, response, selection, form, output))


_BINARY = (Format.XLSX, Format.ZIP, Format.PDF, Format.DOCX)


def _by_name(output: Path | None) -> Format:
    ending = output.suffix.lower().lstrip(".") if output else ""
    return next((form for form in FORMATS if ending in _endings(form)), Format.JSON)


def _endings(form: Format) -> tuple[str, ...]:
    written = FORMATS[form]
    return (written.extension, written.alone.extension) if written.alone else (written.extension,)


def _refuse_one_file_for_many(form: Format, output: Path | None) -> None:
    written = FORMATS[form]
    if output and written.alone and output.suffix.lower() == f".{written.alone.extension}" != f".{written.extension}":
        raise SettingsError(
            f"The forms of several responses are a ZIP: --output {output.with_suffix('.zip')} --format {form}. "
            "One response is chosen by --country or by its id."
        )


async def _export(
    settings: DataSettings,
    questionnaire: Questionnaire,
    response: str | None,
    selection: Selection,
    form: Format,
    output: Path | None,
) -> None:
    await require_database(settings.database)
    fetch = partial(_file, Files(settings.file_store))
    async with open_storage(settings.database) as storage:
        note = ", ".join(filter(None, (questionnaire.name, response, str(selection), form)))
        await record_export(storage, SystemClock(), operator(account()), note, selection.country)
        if response or selection.country:
            document = await _one(storage, questionnaire, response, selection)
            with writing(output) as file:
                await _write_one(questionnaire, document, form, file, fetch)
            return
        total = await count_responses(storage, questionnaire, selection)
        async with aclosing(export_documents(storage, questionnaire, selection)) as documents:
            with writing(output) as file, _bar(total) as bar:
                await write_export(form, questionnaire, documents, file, bar, fetch)


async def _file(files: Files, key: str) -> AsyncIterator[bytes]:
    try:
        async for piece in files.get(key):
            yield piece
    except StorageError as error:
        raise SettingsError(
            "A file that was sent with an answer cannot be read: is FOCALPOINT_FILES where the bot keeps them?"
        ) from error


async def _one(storage: Storage, questionnaire: Questionnaire, response: str | None, selection: Selection) -> Document:
    if response:
        found = await export_document(storage, questionnaire, response, selection.which)
    else:
        async with aclosing(export_documents(storage, questionnaire, selection)) as documents:
            found = await anext(documents, None)
    if found is None:
        about = f"with the id {response}" if response else f"of {selection.country}"
        raise SettingsError(
            f"There is no response {about} to {questionnaire.name} among those that are {_WORDS[selection.which]}."
        )
    return found


_WORDS = {
    Which.COMPLETED: "completed (--status all looks at the others too)",
    Which.IN_PROGRESS: "in progress (--status all looks at the others too)",
    Which.ALL: "in progress or completed",
}


async def _write_one(
    questionnaire: Questionnaire, document: Document, form: Format, file: BinaryIO, fetch: Fetch
) -> None:
    """As JSON it is the document itself, not an array of one; a form is no archive of one."""
    if alone := FORMATS[form].alone:
        file.write(alone.write(questionnaire, document))
    else:
        await write_export(form, questionnaire, _alone(document), file, fetch=fetch)


async def _alone(document: Document) -> AsyncIterator[Document]:
    yield document


@contextmanager
def _bar(total: int) -> Iterator[Callable[[int], None]]:
    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as progress:
        bar = progress.add_task("Exporting", total=total)
        yield lambda done: progress.update(bar, completed=done)


@contextmanager
def writing(output: Path | None) -> Iterator[BinaryIO]:
    """Standard output, or a file that is there whole or not at all."""
    if output is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    unfinished = output.with_name(f"{output.name}.unfinished")
    try:
        with unfinished.open("wb") as file:
            yield file
        unfinished.replace(output)
    except OSError as error:
        raise SettingsError(f"{output} cannot be written: {error.strerror}.") from error
    finally:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
