"""`focalpoint run`: the bot, until it is stopped."""

from __future__ import annotations

import gc
from urllib.parse import urlsplit

import typer

from bot.application import RunningBot, running_bot
from bot.commands.going import go_on
from bot.logs import configure_logs
from bot.preparing import named, prepare_database
from bot.settings import Access, Settings, read_settings
from flows.questionnaire import in_language


def run() -> None:
    """Run the bot: receive by polling or by webhook, answer, keep every answer, until Ctrl+C or SIGTERM."""
    settings = read_settings(Settings)
    configure_logs()
    go_on(_run(settings))


async def _run(settings: Settings) -> None:
    await prepare_database(settings.database)
    async with running_bot(settings) as bot:
        typer.echo(announcement(settings, bot))
        # What the start has made stays: looked through again and again, it would take a fifth of every turn.
        gc.collect()
        gc.freeze()
        await bot.goes_on()


def announcement(settings: Settings, bot: RunningBot) -> str:
    """What runs, for whom, and where the answers are: three lines, without a secret."""
    asked = bot.questionnaire
    title = in_language(asked.title, None)
    return "\n".join(
        (
            f"@{bot.username} asks “{title}” ({asked.name}, version {asked.version}) of {_whom(settings)}.",
            f"It receives {_how(settings)}{_and_serves(settings, bot.web)}.",
            f"The answers are kept in {named(settings.database)}. Ctrl+C stops it; no answer is lost.",
        )
    )


def _how(settings: Settings) -> str:
    server = urlsplit(settings.api_url).netloc
    if settings.webhook_url is None:
        return f"by polling from {server}"
    return f"by webhook from {server} at {urlsplit(settings.webhook_url).netloc}"


def _and_serves(settings: Settings, web: str | None) -> str:
    if web is None:
        return ""
    what = "the webhook and the administrators' pages" if settings.webhook_url else "the administrators' pages"
    return f", and serves {what} on {urlsplit(web).netloc}"


def _whom(settings: Settings) -> str:
    if settings.access is Access.OPEN:
        return "everyone who writes to it"
    return "everyone who was invited"
