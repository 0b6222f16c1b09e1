"""`focalpoint demo --campaign`: a made-up campaign as a database, with a progress bar, and how to look at it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from bot.clock import SystemClock
from bot.demonstrations.campaign import keep_campaign
from bot.demonstrations.stories import stories
from bot.settings import DataSettings, read_settings
from flows.loading import load_questionnaire
from flows.questionnaire import Questionnaire
from storage import open_storage
from storage.migrating import migrate


def make_campaign(folder: Path, countries: int, seed: int) -> None:
    """In `folder`, where an earlier campaign is replaced."""
    questionnaire = load_questionnaire(read_settings(DataSettings).questionnaire)
    for leftover in folder.glob("campaign.sqlite*"):
        leftover.unlink()
    database = folder / "campaign.sqlite"
    console = Console(stderr=True)
    columns = TextColumn("Campaign"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn()
    with Progress(*columns, console=console, disable=not console.is_terminal) as progress:
        bar = progress.add_task("campaign", total=countries)

        def show(done: int) -> None:
            progress.update(bar, completed=done)

        asyncio.run(_make(questionnaire, f"sqlite:///{database}", countries, seed, show))
    typer.echo(_how_to_open(database, countries))


async def _make(questionnaire: Questionnaire, url: str, countries: int, seed: int, show: Callable[[int], None]) -> None:
    await migrate(url)
    async with open_storage(url) as storage:
        now = SystemClock().now()
        await keep_campaign(storage, questionnaire, stories(questionnaire, countries, seed, now), now, show)


def _how_to_open(database: Path, countries: int) -> str:
    return "\n".join(
        (
            f"A made-up campaign of {countries} countries lies in {database}. Every answer is marked as generated.",
            "",
            "Look at it with",
            f"  export FOCALPOINT_DATABASE_URL=sqlite:///{database}",
            "  focalpoint progress",
            "  focalpoint enquiries",
            "  focalpoint export --output responses.xlsx",
            "",
            "or, in the chat and in the browser, with `focalpoint simulator --campaign`.",
        )
    )
