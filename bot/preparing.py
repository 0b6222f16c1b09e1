"""Database and file store before they are used: made ready, or refused with a sentence. Knows no table."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import urlsplit

from bot.settings import SettingsError
from flows.errors import StorageError
from storage.files import Files
from storage.migrating import is_up_to_date, migrate


def prepare_folder(folder: Path) -> None:
    """Makes it where it is missing. Raises SettingsError where files cannot be kept in it."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        raise SettingsError(f"{folder} is a file; --folder takes a folder.") from None
    except OSError as error:
        raise SettingsError(f"The folder {folder} cannot be made: {error.strerror}.") from error
    if not os.access(folder, os.W_OK | os.X_OK):
        raise SettingsError(f"Nothing can be written into the folder {folder}.")


async def prepare_files(files: Files) -> None:
    """Makes a folder that is missing; writes nothing into a bucket. Raises SettingsError where nothing can be kept."""
    try:
        await files.ready()
    except StorageError as error:
        raise SettingsError(f"{error} FOCALPOINT_FILES says where files are kept.") from error


async def prepare_database(url: str) -> None:
    """An SQLite file belongs to one process, which brings it up to date; for PostgreSQL, which may serve others at this
    moment, the operator says when. Raises SettingsError."""
    if serves_one_process(url):
        if not await is_up_to_date(url):
            await migrate(url)
    elif not await is_migrated(url):
        raise SettingsError(_OUT_OF_DATE)


async def require_database(url: str) -> None:
    """For who only reads: nothing is made or changed. Raises SettingsError."""
    file = _file_of(url)
    if file is not None and not file.exists():
        raise SettingsError(f"There is no database at {file}: FOCALPOINT_DATABASE_URL says where the bot keeps it.")
    if not await is_migrated(url):
        raise SettingsError(_OUT_OF_DATE)


async def is_migrated(url: str) -> bool:
    """Whether the database is of this version. Raises SettingsError where there is no way to it."""
    try:
        return await is_up_to_date(url)
    except StorageError as error:
        if not isinstance(error.__cause__, OSError):
            raise
        where = f"The database {named(url)} cannot be reached"
        raise SettingsError(f"{where}: is it running, and is FOCALPOINT_DATABASE_URL right?") from error


def serves_one_process(url: str) -> bool:
    """Whether no other bot is at work on that database: what was in hand when this one starts is in nobody's hand."""
    return _file_of(url) is not None


def named(url: str) -> str:
    """The database in words that hold no password."""
    file, address = _file_of(url), urlsplit(url)
    return (
        f"{file} (SQLite)"
        if file
        else f"{address.path.strip('/')} on {address.hostname or 'this machine'} (PostgreSQL)"
    )


_OUT_OF_DATE = "The database is not of this version: bring it up to date with `focalpoint migrate`."


def _file_of(url: str) -> Path | None:
    """sqlite:///here.sqlite lies in the working directory, sqlite:////there/here.sqlite does not."""
    kind, _, name = url.partition("://")
    return Path(name.removeprefix("/").partition("?")[0]) if kind.startswith("sqlite") else None
