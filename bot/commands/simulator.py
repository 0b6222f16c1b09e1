"""`focalpoint simulator`: server, bot and chat page in one process, kept in a folder so that a later start goes on."""

from __future__ import annotations

import asyncio
import os
import sys
import webbrowser
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.application import running_bot
from bot.commands.going import go_on
from bot.commands.questionnaire import Named
from bot.commands.simulated_campaign import WayIn, free_port, prepare_campaign, way_in
from bot.logs import configure_logs
from bot.preparing import prepare_database, prepare_folder
from bot.settings import Access, Settings, SettingsError, read_settings
from flows.loading import load_questionnaire
from flows.questionnaire import in_language

if TYPE_CHECKING:
    from simulator.world import World

Folder = Annotated[Path, typer.Option(help="Where the chats and the answers are kept from one start to the next.")]
Port = Annotated[
    int, typer.Option(min=0, max=65535, help="The chat page's port on this machine; 0 takes any free one.")
]
Open = Annotated[bool, typer.Option("--open/--no-open", help="Open the chat page in a browser, where there is one.")]
Campaign = Annotated[
    bool,
    typer.Option(
        "--campaign", help="With a made-up campaign of 193 countries, to look at as its team: chat and pages."
    ),
]


def simulator(
    questionnaire: Named = "msq-2020",
    folder: Folder = Path(".simulator"),
    port: Port = 8081,
    open_page: Open = True,
    campaign: Campaign = False,
) -> None:
    """Try a questionnaire on a chat page in your browser: no token, no network, nothing to set up."""
    configure_logs()
    go_on(_simulate(questionnaire, folder / "campaign" if campaign else folder, port, open_page, campaign))


async def _simulate(questionnaire: str, folder: Path, port: int, open_page: bool, campaign: bool) -> None:
    async with simulated(questionnaire, folder, port, campaign=campaign) as (address, entry):
        typer.echo(f"The chat page is {address} (Ctrl+C stops it).")
        typer.echo(f"Chats and answers are kept in {folder}: the next start goes on with them.")
        if entry is not None:
            typer.echo(f"To be of the survey team in the chat, write there: {entry.words}")
            typer.echo(f"The team's pages (once, within ten minutes; /dashboard gives new links): {entry.link}")
        if open_page and _has_browser():
            await asyncio.to_thread(webbrowser.open, address)
        await asyncio.Event().wait()


@asynccontextmanager
async def simulated(
    questionnaire: str, folder: Path, port: int = 0, *, campaign: bool = False
) -> AsyncIterator[tuple[str, WayIn | None]]:
    """The bot on a simulator of its own, both kept in the folder: the address of the chat page and, of a campaign, the
    way in for its team."""
    from simulator.world import TOKEN, World  # loaded only where there is a simulator, as below

    prepare_folder(folder)
    title = in_language(load_questionnaire(questionnaire).title, None)
    async with _served(World(name=title), port, folder / "chats.json") as address:
        settings = read_settings(
            Settings,
            _env_file=None,
            bot_token=TOKEN,
            api_url=address,
            database_url=f"sqlite:///{folder / 'answers.sqlite'}",
            files=str(folder / "files"),
            questionnaire=questionnaire,
            access=Access.OPEN,
            webhook_url=None,
            web_port=free_port() if campaign else None,
            web_url=None,
        )
        if campaign:
            await prepare_campaign(questionnaire, folder / "answers.sqlite")
        await prepare_database(settings.database)
        async with running_bot(settings) as bot:
            yield address, await way_in(bot) if campaign else None


@asynccontextmanager
async def _served(world: World, port: int, state: Path) -> AsyncIterator[str]:
    from simulator.serving import serving

    server = serving(world, port, state=state)
    try:
        address = await server.__aenter__()
    except OSError as error:
        raise SettingsError(
            f"Port {port} cannot be used: another program has it. Choose another with --port."
        ) from error
    except ValueError as error:
        raise SettingsError(f"{state} holds no chats of the simulator. Choose another folder with --folder.") from error
    try:
        yield address
    finally:
        await server.__aexit__(None, None, None)


def _has_browser() -> bool:
    """A browser with windows: one in the terminal would cover what is printed here."""
    return sys.platform in {"darwin", "win32"} or any(name in os.environ for name in ("DISPLAY", "WAYLAND_DISPLAY"))
