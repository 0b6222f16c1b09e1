"""`focalpoint announce`: a word to many, looked at before and followed afterwards; the running bot sends it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any, Final

import typer
from rich.console import Console
from rich.progress import Progress

from bot.commands.tables import minute, print_json, print_table
from bot.commands.team import AsJson, Team, at_work
from bot.settings import SettingsError
from flows.administration.announcing import Draft, Preview, Report, announcement_report, preview_announcement
from flows.administration.announcing import announce as announce_it
from flows.ports import Audience, Outcome

To = Annotated[Audience, typer.Option("--to", help="Which focal points.")]
Words = Annotated[str | None, typer.Option("--text", help="What is said; `**bold**` is bold.", show_default=False)]
From = Annotated[Path | None, typer.Option("--file", help="A file with the text (UTF-8).", show_default=False)]
Country = Annotated[str | None, typer.Option(help="Only this country: PAK, or its name.", show_default=False)]
AtOnce = Annotated[bool, typer.Option("--at-once", help="Also where it is night or weekend.")]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Do not ask before it is sent.")]
Follow = Annotated[bool, typer.Option("--follow", help="Wait until everybody has it (Ctrl+C stops the waiting only).")]
OnlyReport = Annotated[bool, typer.Option("--report", help="What became of the last announcement, or of --id.")]
Id = Annotated[str | None, typer.Option("--id", help="The announcement to report on.", show_default=False)]

LOOKING: Final = 1.0
"""Seconds between two looks while it is waited."""


def announce(
    to: To = Audience.ALL,
    text: Words = None,
    file: From = None,
    country: Country = None,
    at_once: AtOnce = False,
    yes: Yes = False,
    follow: Follow = False,
    report: OnlyReport = False,
    id_: Id = None,
    as_json: AsJson = False,
) -> None:
    """Send a word to a group of focal points, or report on what was sent.

    First it shows the message as it will be and whom it goes to, and asks. The running bot then sends it in the
    background, slowly enough for Telegram, and in nobody's quiet hours unless --at-once is given.
    """
    if report or id_:
        _show_report(_reported(id_, follow), as_json)
        return
    draft = Draft(_words(text, file), to, country, at_once)
    preview = at_work(lambda team: preview_announcement(*_desk(team), draft))
    if not as_json:
        _show_preview(preview)
    if not preview.people:
        raise SettingsError("There is nobody to whom this could be sent.")
    if not yes:
        if as_json:
            raise typer.BadParameter("With --json nobody is asked: --yes says that it is to be sent.")
        typer.confirm("Send it?", abort=True)
    made = at_work(lambda team: announce_it(*_desk(team), draft))
    _show_report(_reported(made.id, follow), as_json)


def _desk(team: Team) -> tuple[Any, Any, Any, Any]:
    return team.storage, team.questionnaire, team.clock, team.actor


def _words(text: str | None, file: Path | None) -> str:
    if (text is None) == (file is None):
        raise typer.BadParameter("Give the text with --text or --file, or ask for the --report.")
    if file is None:
        return text or ""
    try:
        return file.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise SettingsError(f"{file} is not in UTF-8.") from None
    except OSError as error:
        raise SettingsError(f"{file} cannot be read: {error.strerror}.") from None


def _reported(announcement_id: str | None, follow: bool) -> Report:
    async def act(team: Team) -> Report:
        found = await announcement_report(team.storage, team.questionnaire, team.actor, announcement_id)
        if not follow or found.is_done():
            return found
        console = Console(stderr=True)
        with Progress(console=console, transient=True, disable=not console.is_terminal) as bar:
            task = bar.add_task("Sending", total=sum(found.people.values()))
            while not found.is_done():
                bar.update(task, completed=sum(found.people.values()) - found.people[Outcome.WAITING])
                await asyncio.sleep(LOOKING)
                found = await announcement_report(team.storage, team.questionnaire, team.actor, found.announcement.id)
        return found

    return at_work(act)


def _show_preview(preview: Preview) -> None:
    typer.echo(preview.message.plain_text)
    typer.echo()
    if preview.people:
        typer.echo(f"This goes to {_people(preview.people)}: {_list_of(preview.countries)}.")
    if preview.unreachable:
        typer.echo(f"The bot is blocked in {_list_of(preview.unreachable)}.")
    if preview.not_opened:
        typer.echo(f"The link was never opened in {_list_of(preview.not_opened)}: nobody can be reached there.")


def _show_report(report: Report, as_json: bool) -> None:
    if as_json:
        print_json(asdict(report))
        return
    made = report.announcement
    row = {
        "Announced": minute(made.made_at),
        "To": f"{made.audience} {made.country or ''}".strip(),
        **{str(outcome).capitalize(): str(number) for outcome, number in report.people.items()},
        "Announcement": made.id,
    }
    print_table([row], "")
    for countries, words in ((report.unreachable, "Could not be reached"), (report.failed, "Telegram refused it")):
        if countries:
            typer.echo(f"{words}: {_list_of(countries)}.")
    if report.people[Outcome.WAITING]:
        typer.echo("The running bot sends it; `focalpoint announce --report` shows how far it is.")


def _people(number: int) -> str:
    return "1 person" if number == 1 else f"{number} people"


def _list_of(countries: Iterable[str | None]) -> str:
    return ", ".join(country or "no country yet" for country in countries)
