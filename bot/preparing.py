"""The database before it is used: brought up to date, or refused with a sentence. Knows no table."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

from bot.settings import SettingsError
from storage.migrating import is_up_to_date, migrate


async def prepare_database(url: str) -> None:
    """An SQLite file belongs to one process, which brings it up to date; for PostgreSQL, which may serve others at this
    moment, the operator says when. Raises SettingsError."""
    if _file_of(url) is not None:
        await migrate(url)
    elif not await is_up_to_date(url):
        raise SettingsError(_OUT_OF_DATE)


async def require_database(url: str) -> None:
    """For who only reads: nothing is made or changed. Raises SettingsError."""
    file = _file_of(url)
    if file is not None and not file.exists():
        raise SettingsError(f"There is no database at {file}: FOCALPOINT_DATABASE_URL says where the bot keeps it.")
    if not await is_up_to_date(url):
        raise SettingsError(_OUT_OF_DATE)


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
