"""`focalpoint demo`: shows the demonstration (`bot/demo.py`) as a chat, with a progress bar, and then the document."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.align import Align
from rich.console import Console, Group
from rich.panel import Panel
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.text import Text

from bot.commands.demo_campaign import make_campaign
from bot.demonstrations.countries import MOST
from bot.logs import configure_logs
from bot.preparing import prepare_folder

if TYPE_CHECKING:
    from bot.demo import Event

LONGEST = 12
"""Lines of one bubble; the rest of a long text is only counted."""

Folder = Annotated[Path, typer.Option(help="Where the database and the document are put.")]
Campaign = Annotated[
    bool, typer.Option("--campaign", help="Instead, make up a campaign of many countries, to look at as its team.")
]
Countries = Annotated[int, typer.Option(min=1, max=MOST, help="With --campaign: how many countries take part.")]
Seed = Annotated[int, typer.Option(help="With --campaign: another number makes up another campaign.")]


def demo(
    folder: Folder = Path("focalpoint-demo"), campaign: Campaign = False, countries: Countries = 193, seed: Seed = 1
) -> None:
    """Replay a real national response through the real bot and print its JSON document. No token needed."""
    configure_logs()
    prepare_folder(folder)
    if campaign:
        make_campaign(folder, countries, seed)
        return
    console = Console(highlight=False)
    progress = Progress(
        TextColumn("Demonstration"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), console=console
    )
    # Loaded only here: it brings the simulator with it, which no other command needs.
    from bot.demo import demonstrate, read_demonstration

    demonstration = read_demonstration()
    with progress:
        bar = progress.add_task("demonstration", total=len(demonstration.steps))

        def show(event: Event) -> None:
            console.print(_bubbles(event))
            progress.update(bar, completed=event.number)

        path, document = asyncio.run(demonstrate(demonstration, folder, show))
    console.print_json(json.dumps(document, ensure_ascii=False))
    console.print(f"\nThe document lies in {path}, the filled form as PDF and the database beside it.", soft_wrap=True)


def _bubbles(event: Event) -> Group:
    step = event.step
    if step.restart:
        return Group(Align.center(Text("— the bot is stopped, and started again —", style="yellow")))
    said = Text(_shortened(step.say)) if step.say else Text(f"[{step.tap}]", style="bold")
    asked = Align.right(Panel(said, border_style="green", width=min(64, _width(said.plain))))
    if event.reply is None:
        return Group(asked)
    answer = Text(_shortened(event.reply.text))
    for row in event.reply.keyboard:
        answer.append("\n" + "  ".join(f"[{button.caption}]" for button in row), style="cyan")
    return Group(asked, Align.left(Panel(answer, border_style="blue", width=min(84, _width(answer.plain)))))


def _shortened(text: str) -> str:
    lines = text.splitlines()
    if len(lines) <= LONGEST:
        return text
    return "\n".join([*lines[:LONGEST], f"… ({len(lines) - LONGEST} more lines)"])


def _width(text: str) -> int:
    return max(len(line) for line in text.splitlines()) + 4
