"""`focalpoint migrate`: brings the database to this version."""

from __future__ import annotations

import asyncio

import typer

from bot.preparing import is_migrated, named
from bot.settings import DataSettings, read_settings
from storage.migrating import migrate as bring_up_to_date


def migrate() -> None:
    """Bring the database to this version. Nothing is lost; where it is up to date, nothing happens."""
    database = read_settings(DataSettings).database
    changed = asyncio.run(_migrate(database))
    typer.echo(f"{named(database)} {'has been brought' if changed else 'was'} up to date.")


async def _migrate(database: str) -> bool:
    if await is_migrated(database):
        return False
    await bring_up_to_date(database)
    return True
