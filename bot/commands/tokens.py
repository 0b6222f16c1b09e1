"""`focalpoint make-token`, `tokens`, `revoke-token`: what other systems come to the API with."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Annotated, Any

import typer

from bot.commands.tables import minute, print_json, print_table
from bot.commands.team import AsJson, Team, at_work
from flows.administration.tokens import DAYS, Scope, Token, all_tokens, make_token, revoke_token

Name = Annotated[str, typer.Argument(help="What it is for: nightly pull.", show_default=False)]
Scopes = Annotated[
    list[Scope], typer.Option("--scope", help="What it is good for; give it several times.", show_default=False)
]
Days = Annotated[int, typer.Option(help="How many days it is good for.")]
Which = Annotated[str, typer.Argument(help="Its id, or its name.", show_default=False, metavar="ID|NAME")]


def make(name: Name, scopes: Scopes, days: Days = DAYS, as_json: AsJson = False) -> None:
    """Make a token for the API. It is shown once: keep it where secrets are kept."""

    async def act(team: Team) -> tuple[Token, str]:
        return await make_token(team.storage, team.clock, team.actor, name, scopes, days)

    token, secret = at_work(act)
    if as_json:
        print_json({**asdict(token), "token": secret})
        return
    typer.echo(secret)
    typer.echo(
        f"Good for {', '.join(token.scopes)}, until {minute(token.expires_at)}. It is not shown again.", err=True
    )


def tokens(as_json: AsJson = False) -> None:
    """List the API's tokens: what each is good for, until when, and when it was used last."""

    async def act(team: Team) -> tuple[tuple[Token, ...], datetime]:
        return await all_tokens(team.storage, team.actor), team.clock.now()

    found, now = at_work(act)
    if as_json:
        print_json([{**asdict(each), "works": each.works(now)} for each in found])
    else:
        print_table([_row(each, now) for each in found], "There is no token yet: `focalpoint make-token` makes one.")


def revoke(which: Which, as_json: AsJson = False) -> None:
    """End a token: whoever comes with it is turned away from now on."""

    async def act(team: Team) -> Token:
        return await revoke_token(team.storage, team.clock, team.actor, which)

    ended = at_work(act)
    if as_json:
        print_json(asdict(ended))
    else:
        typer.echo(f"The token “{ended.name}” ({ended.id}) opens nothing any more.")


def _row(token: Token, now: datetime) -> dict[str, Any]:
    return {
        "Name": token.name,
        "Good for": ", ".join(token.scopes),
        "State": "works" if token.works(now) else "revoked" if token.revoked_at else "expired",
        "Until": minute(token.expires_at),
        "Used last": minute(token.last_used_at),
        "Made by": token.made_by,
        "Token": token.id,
    }
