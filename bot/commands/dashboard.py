"""`focalpoint dashboard`: a link that signs in to the web application."""

from __future__ import annotations

import typer

from bot.commands.team import Team, at_work
from bot.settings import PREFIX, SettingsError, WebSettings, read_settings
from flows.administration.signing_in import create_link
from web.terms import SIGN_IN


def dashboard() -> None:
    """Print a link to the administrators' pages. It signs in once, within ten minutes, whoever opens it first."""
    origin = read_settings(WebSettings).web_origin
    if origin is None:
        raise SettingsError(
            f"{PREFIX}WEB_URL is not set. {WebSettings.model_fields['web_url'].description} "
            f"(With {PREFIX}WEB_PORT set to a port, this machine's own address is taken.)"
        )

    async def act(team: Team) -> str:
        return await create_link(team.storage, team.clock, team.actor)

    token = at_work(act, beginning=True)
    typer.echo(f"{origin}{SIGN_IN}/{token}")
    typer.echo("The link signs you in once, within ten minutes. Show it to nobody.", err=True)
