"""`focalpoint notices`: the submitted responses of which other systems could not be told yet."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from bot.commands.tables import minute, print_json, print_table
from bot.commands.team import AsJson, Team, at_work
from flows.administration.roles import Act, ensure_may
from flows.ports import Notice

Retry = Annotated[
    str | None,
    typer.Option(
        "--retry", metavar="ID|all", help="Try one that was given up again, or all of them.", show_default=False
    ),
]


def notices(retry: Retry = None, as_json: AsJson = False) -> None:
    """List what other systems were not told yet, and why; or have it tried again."""
    if retry is not None:
        typer.echo(f"{at_work(lambda team: _try_again(team, retry))} to be sent again by a running bot.")
        return
    found = at_work(_undelivered)
    if as_json:
        print_json([asdict(each) for each in found])
    else:
        print_table([_row(each) for each in found], "Every system was told of every submitted response.")


async def _undelivered(team: Team) -> tuple[Notice, ...]:
    ensure_may(team.actor, Act.LOOKED)
    async with team.storage.reading() as work:
        return await work.notices.undelivered()


async def _try_again(team: Team, which: str) -> int:
    ensure_may(team.actor, Act.LOOKED)
    async with team.storage.work() as work:
        number = await work.notices.try_again(None if which == "all" else (which,), team.clock.now())
        await work.commit()
    return number


def _row(notice: Notice) -> dict[str, str]:
    return {
        "Event": str(notice.event),
        "To": notice.url,
        "Since": minute(notice.added_at),
        "Attempts": str(notice.attempts),
        "Now": f"given up {minute(notice.given_up_at)}" if notice.given_up_at else f"again {minute(notice.due_at)}",
        "Reason": notice.reason or "",
        "Notice": notice.id,
    }
