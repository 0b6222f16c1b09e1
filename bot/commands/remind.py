"""`focalpoint remind`: reminds by hand those whose answers are awaited; the running bot sends it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Annotated, Final

import typer

from bot.commands.tables import minute, print_json, print_table
from bot.commands.team import AsJson, Team, at_work
from flows.administration.reminding import Reminded, Reminding, Why
from flows.administration.reminding import remind as remind_them

Countries = Annotated[
    list[str] | None, typer.Argument(help="Countries: PAK, or their names.", show_default=False, metavar="[COUNTRY]…")
]
All = Annotated[bool, typer.Option("--all", help="Everybody whose answers are not submitted yet.")]

SENT_BY_THE_BOT: Final = "The running bot sends the reminders."

_WHY: Final[Mapping[Why, str]] = {
    Why.SUBMITTED: "has submitted",
    Why.STOPPED: "asked not to be reminded; `focalpoint announce --country` reaches them",
    Why.UNREACHABLE: "has blocked the bot",
    Why.NOT_OPENED: "never opened the link: `focalpoint renew {country}` makes a new one to send",
    Why.NOT_INVITED: "is not invited: `focalpoint invite {country}` makes a link",
}


def remind(countries: Countries = None, everybody: All = False, as_json: AsJson = False) -> None:
    """Remind focal points of what is still open, each with where they stand; not in their quiet hours.

    Says who is reminded, and who is not and why.
    """
    if bool(countries) == everybody:
        raise typer.BadParameter("Give countries, or --all.")

    async def act(team: Team) -> tuple[Reminding, datetime]:
        wanted = None if everybody else countries
        found = await remind_them(team.storage, team.questionnaire, team.clock, team.actor, wanted)
        return found, team.clock.now()

    found, now = at_work(act)
    if as_json:
        print_json(asdict(found))
        return
    rows = [
        *({"Country": each.country or "—", "What": _when(each, now)} for each in found.reminded),
        *(
            {"Country": each.country or "—", "What": _WHY[each.why].format(country=each.country)}
            for each in found.passed_over
        ),
    ]
    print_table(rows, "There is nobody to remind.")
    if found.reminded:
        typer.echo(SENT_BY_THE_BOT)


def _when(reminded: Reminded, now: datetime) -> str:
    if reminded.at <= now:
        return "is reminded now"
    return f"is reminded at {minute(reminded.at)}, when the quiet hours are over there"
